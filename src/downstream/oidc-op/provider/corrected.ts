/** Errors that the library words otherwise than RFC 6749, 5.2 does. */
import type Koa from 'koa'

interface Refused {
  readonly oidc?: {
    readonly client?: { grantTypeAllowed(type: string): boolean }
    readonly params?: Readonly<Record<string, unknown>>
    readonly route?: string
  }
}

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code'

/** Puts the standard's error in place of the library's; every other answer stays. */
export function correct(ctx: Koa.ParameterizedContext & Refused, issuer: string): void {
  const { error } = (ctx.body ?? {}) as { readonly error?: unknown }
  const { client, params, route } = ctx.oidc ?? {}
  if (ctx.status !== 400 || error !== 'invalid_request' || params === undefined) return
  const grant = route === 'device_authorization' ? deviceGrant : params.grant_type
  if (client !== undefined && typeof grant === 'string' && !client.grantTypeAllowed(grant)) {
    ctx.body = { error: 'unauthorized_client', error_description: `${grant} is not one of the app's grants` }
  }
  if (client !== undefined || route === 'userinfo' || saysWhoItIs(ctx, params)) return
  ctx.status = 401
  ctx.set('WWW-Authenticate', `Basic realm="${issuer}", error="invalid_client"`)
  ctx.body = { error: 'invalid_client', error_description: 'the request does not say which app sent it' }
}

const saysWhoItIs = ({ headers }: Koa.ParameterizedContext, params: Readonly<Record<string, unknown>>): boolean =>
  headers.authorization !== undefined || params.client_id !== undefined || params.client_assertion !== undefined
