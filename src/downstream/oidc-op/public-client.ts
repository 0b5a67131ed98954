/**
 * A public client has no secret. Some send an empty one by Basic (requests-oauthlib; golang.org/x/oauth2 tries that
 * first), which says no more than their client_id does, and for others is no proof. The library takes it in the body alone.
 */
import type Koa from 'koa'
import type { OidcApp } from '../../registry/app.ts'
import { bodyOf, giveBack } from './body.ts'

/** Octets; as much as the library reads. */
const longestBody = 56 * 1024

/** Puts the client_id where the library looks for it. @throws GatewayError malformed_request where the sender breaks off */
export async function namePublicClient(
  ctx: Koa.ParameterizedContext,
  appOf: (clientId: string) => OidcApp | undefined,
): Promise<void> {
  const { headers } = ctx.req
  const id = unprovedId(headers.authorization)
  if (id === undefined || appOf(id)?.settings.clientAuthentication !== 'none') return
  if (!(Number(headers['content-length']) <= longestBody)) return
  const body = await bodyOf(ctx.req, longestBody)
  const named = new URLSearchParams(body.toString('latin1')).get('client_id')
  const whole = named === null ? Buffer.concat([Buffer.from(`${new URLSearchParams({ client_id: id })}&`), body]) : body
  // Another one in the body is for the library to refuse.
  if ((named ?? id) === id) delete headers.authorization
  headers['content-length'] = String(whole.length)
  giveBack(ctx, whole)
}

/** RFC 6749, 2.3.1: each half is form-encoded. */
function unprovedId(authorization: string | undefined): string | undefined {
  const [, encoded = ''] = /^basic ([a-z0-9+/]+={0,2})$/i.exec(authorization ?? '') ?? []
  const [, id] = /^([^:]+):$/.exec(Buffer.from(encoded, 'base64').toString('latin1')) ?? []
  return id === undefined ? undefined : (new URLSearchParams(`id=${id.replaceAll('&', '%26')}`).get('id') ?? undefined)
}
