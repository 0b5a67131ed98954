/** The addresses that the library answers, and what is ours before and after it. */
import type { IncomingMessage } from 'node:http'
import type Koa from 'koa'
import { GatewayError, isStorageAway } from '../../core/errors.ts'
import type { Browser, DocumentReply, HttpRequest, Reply } from '../../core/http.ts'
import type { JsonObject } from '../../core/identifiers.ts'
import { takePosted } from '../../core/posted-message.ts'
import type { RefusalForm } from '../../core/refusal-form.ts'
import { newErrorId } from '../../core/tokens.ts'
import { visible } from '../../core/visible-text.ts'
import { demandModest, demandModestBody } from './authorize/limits.ts'
import { answerAuthorize } from './authorize/receive.ts'
import { giveBackRead } from './body.ts'
import { paced, withInterval } from './device/pace.ts'
import { completeDiscovery } from './discovery.ts'
import { storageAway } from './errors.ts'
import { revokeGrant } from './grant.ts'
import { introspect, withUsername } from './introspection.ts'
import type { ServingOp } from './oidc-op.ts'
import { isOn, mayIntrospect, paths } from './provider/configuration.ts'
import { correct } from './provider/corrected.ts'
import type { Guard } from './provider/guard.ts'
import { introspectedJwt, readJwt, revokeJwt } from './provider/jwt-access-token.ts'
import type { Library } from './provider/library.ts'
import { refreshKind } from './provider/replays.ts'
import { namePublicClient } from './public-client.ts'
import { refusedAsJson } from './refused.ts'

/** A mount of http/ (`Mount`), with what this role needs of it. */
export interface OidcMount {
  readonly at: readonly {
    method: 'GET' | 'POST' | 'OPTIONS'
    path: string
    safe?: boolean
    refused?: RefusalForm<DocumentReply>
    quick?: (request: IncomingMessage, browser: Browser) => Promise<DocumentReply | undefined>
  }[]
  readonly middleware: (
    ctx: Koa.ParameterizedContext,
    next: Koa.Next,
    request: HttpRequest,
  ) => Promise<Reply | undefined>
}

const discovery = '/.well-known/openid-configuration'
/** The same document, for clients that know OAuth alone (RFC 8414, 3): services, devices. */
const oauthMetadata = '/.well-known/oauth-authorization-server'

/** POSTs are the apps' own, but for userinfo's; a page's POST to authorize waits under a ticket (routes.ts). */
const addresses: OidcMount['at'] = [
  { method: 'GET', path: discovery, safe: true, refused: refusedAsJson },
  { method: 'GET', path: oauthMetadata, safe: true, refused: refusedAsJson },
  { method: 'GET', path: paths.jwks, safe: true, refused: refusedAsJson },
  { method: 'GET', path: paths.authorization },
  { method: 'GET', path: paths.userinfo, safe: true, refused: refusedAsJson },
  { method: 'POST', path: paths.userinfo },
  ...backChannel().map((path) => ({ method: 'POST' as const, path, refused: refusedAsJson })),
  ...[discovery, oauthMetadata, paths.jwks, paths.userinfo, ...backChannel()].map((path) => ({
    method: 'OPTIONS' as const,
    path,
  })),
]

function backChannel() {
  const { token, introspection, revocation, pushed_authorization_request: par, device_authorization: device } = paths
  return [token, introspection, revocation, par, device]
}

/** What an app asks here on a person's behalf is no larger than what a browser brings. */
const asksForPeople = new Set<string>([paths.pushed_authorization_request, paths.device_authorization])

const json = 'application/json; charset=utf-8'

/** Introspection tells a public client nothing. */
const takesPublicClients = new Set<string>(backChannel().filter((path) => path !== paths.introspection))

export function mountLibrary(op: ServingOp, library: Library, guard: Guard): OidcMount {
  return {
    at: addresses.map((at) => (at.method === 'POST' && at.path === paths.introspection ? { ...at, quick } : at)),
    middleware: (ctx, _next, request) =>
      serve(ctx, request).catch((thrown: unknown) => {
        // A person sees a page; an app reads JSON.
        if (!isStorageAway(thrown) || request.path === paths.authorization) throw thrown
        answerAway(op, ctx, thrown, request.browser.address)
        return undefined
      }),
  }

  async function quick(request: IncomingMessage, browser: Browser): Promise<DocumentReply | undefined> {
    const known = await introspect(op, guard, request, browser, library.appOf)
    return known && { kind: 'document', status: 200, type: json, body: JSON.stringify(known) }
  }

  async function serve(ctx: Koa.ParameterizedContext, request: HttpRequest): Promise<Reply | undefined> {
    guard.serve(ctx, request.browser)
    const posted = request.path === paths.authorization ? await postedFor(op, request) : undefined
    if (posted !== undefined) ctx.querystring = posted
    if (ctx.method === 'POST' && asksForPeople.has(request.path)) await demandModestBody(ctx)
    if (takesPublicClients.has(request.path)) await namePublicClient(ctx, library.appOf)
    if (request.path === paths.introspection) giveBackRead(ctx)
    // RFC 6749, 5.1
    if (request.path === paths.token) ctx.set('Pragma', 'no-cache')
    const outcome = await library.run(ctx)
    const cause = library.causeOf(ctx)
    if (isStorageAway(cause)) throw cause
    if (outcome?.kind === 'replayed') return void Object.assign(ctx, { status: 200, body: outcome.answer })
    if (outcome !== undefined) return answerAuthorize(op, library.appOf, outcome, request)
    await afterwards(op, library, guard, ctx, request)
    return undefined
  }
}

/** What was asked may be asked again as it is: nothing was used up. */
function answerAway({ hub }: ServingOp, ctx: Koa.ParameterizedContext, cause: unknown, address: string): void {
  const error = new GatewayError('internal', storageAway.error_description, { cause })
  hub.audit.refusal(newErrorId(), error, { address })
  ctx.status = 503
  ctx.set('Retry-After', '5')
  ctx.set('Cache-Control', 'no-store')
  ctx.body = storageAway
}

/** The parameters of an authorization request that was posted and waited under a ticket. @throws GatewayError */
async function postedFor({ hub }: ServingOp, request: HttpRequest): Promise<string | undefined> {
  const ticket = new URLSearchParams(request.query.slice(0, longestTicket)).get('ticket')
  if (ticket === null) {
    demandModest(request.query, 'GET')
    return undefined
  }
  const { body } = await takePosted(hub, request, ticket)
  demandModest(body, 'POST')
  return body
}

/** Characters of a query that has one. */
const longestTicket = 100

type Answered = Koa.ParameterizedContext & { readonly oidc?: OidcState }

interface OidcState {
  readonly route?: string
  readonly client?: { readonly clientId: string; grantTypeAllowed(type: string): boolean }
  readonly params?: Readonly<Record<string, unknown>>
  readonly entities: {
    readonly RotatedRefreshToken?: { readonly jti: string; readonly exp: number; readonly grantId: string }
    readonly AccessToken?: { readonly jti: string; readonly grantId?: string }
    readonly RefreshToken?: { readonly jti: string; readonly grantId?: string }
  }
}

async function afterwards(
  op: ServingOp,
  library: Library,
  guard: Guard,
  ctx: Answered,
  { path, browser: { address } }: HttpRequest,
): Promise<void> {
  const { oidc } = ctx
  if (ctx.method === 'OPTIONS') return answerOptions(ctx, path)
  if (path === discovery || path === oauthMetadata) ctx.body = completeDiscovery(ctx.body as JsonObject, op)
  if (path === paths.device_authorization && ctx.status === 200) ctx.body = withInterval(ctx.body as JsonObject)
  const waiting = oidc?.params?.device_code
  if (typeof waiting === 'string' && errorOf(ctx) === 'authorization_pending') {
    ctx.body = await paced(op, waiting, ctx.body as JsonObject)
  }
  if (path === paths.token && ctx.status === 200) await settleRefresh(op, library, ctx)
  await answerForJwt(op, library, ctx)
  if (path === paths.introspection && ctx.status === 200) {
    const { AccessToken, RefreshToken } = oidc?.entities ?? {}
    ctx.body = await withUsername(op, ctx.body as JsonObject, (AccessToken ?? RefreshToken)?.grantId)
  }
  correct(ctx, op.issuer)
  const client = oidc?.client?.clientId ?? String(oidc?.params?.client_id ?? '')
  if (isFailure(ctx)) await guard.failed(ctx, client)
  if (ctx.status === 429) ctx.set('Retry-After', '60')
  if (ctx.status >= 400) logFailure(op, client, ctx, library.causeOf(ctx), address)
}

/** What may be asked here (RFC 9110, 9.3.7). A preflight is answered by the library, which finds nothing for other ones. */
function answerOptions(ctx: Answered, path: string): void {
  if (ctx.status !== 404) return
  const methods = addresses.flatMap((one) => (one.path === path ? [one.method] : []))
  ctx.status = 204
  ctx.set('Allow', [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].sort().join(', '))
}

/** A refresh token is used up by the answer that its app gets: of two at once the first one's, on all nodes. */
async function settleRefresh(op: ServingOp, { replays }: Library, ctx: Answered): Promise<void> {
  const { RotatedRefreshToken: used, RefreshToken: next, AccessToken: access } = ctx.oidc?.entities ?? {}
  if (used === undefined) return
  const answer = await replays.settle(used.jti, used.exp * 1000, ctx.body as JsonObject)
  if (answer === ctx.body) return
  // Nobody gets what was made here.
  if (next !== undefined) await op.stores.issued.delete(refreshKind, next.jti)
  if (access !== undefined) await op.stores.issued.delete('AccessToken', access.jti)
  if (answer === undefined) await revokeGrant(op, used.grantId)
  const refused = { error: 'invalid_grant', error_description: 'grant request is invalid' }
  Object.assign(ctx, answer === undefined ? { status: 400, body: refused } : { body: answer })
}

/** Introspection and revocation of a JWT, which the library refuses; of one that is not in force there is nothing to say. */
async function answerForJwt(op: ServingOp, { appOf }: Library, ctx: Answered): Promise<void> {
  const { client, params = {}, route } = ctx.oidc ?? {}
  if (client === undefined || errorOf(ctx) !== 'unsupported_token_type') return
  const jwt = await readJwt(op, String(params.token))
  ctx.status = 200
  if (route === 'revocation') {
    ctx.body = ''
    if (jwt?.payload.client_id === client.clientId) await revokeJwt(op, jwt)
    return
  }
  const owner = jwt?.payload.client_id
  const may = jwt !== undefined && isOn(op, appOf(String(owner))) && mayIntrospect(client.clientId, owner, appOf)
  ctx.body = may ? await withUsername(op, introspectedJwt(jwt), jwt.grantId) : { active: false }
}

/** Apps show little of what they are told: the log has the app and the reason (Proxmox says `authentication failure`). */
function logFailure(
  { hub }: ServingOp,
  client: string,
  ctx: Answered,
  cause: Error | undefined,
  address: string,
): void {
  const { error, error_description: description } = (ctx.body ?? {}) as Readonly<Record<string, unknown>>
  if (typeof error !== 'string' || harmless.has(error)) return
  const detail = (cause as { readonly error_detail?: unknown } | undefined)?.error_detail
  const code = ctx.status >= 500 ? 'internal' : 'malformed_request'
  const reason = [error, description, detail].filter((one) => typeof one === 'string').join(': ')
  const refused = new GatewayError(code, reason, ctx.status >= 500 ? { cause } : {})
  hub.audit.refusal(newErrorId(), refused, { app: visible(client, 200), address })
}

/** What a well-behaved app may well be answered. */
const harmless = new Set(['authorization_pending', 'slow_down', 'temporarily_unavailable'])

function isFailure({ method, status, body }: Answered): boolean {
  if (method === 'OPTIONS' || status < 400 || status >= 500) return false
  const error = errorOf({ body })
  return error === undefined || !harmless.has(error)
}

function errorOf({ body }: Pick<Answered, 'body'>): string | undefined {
  const { error } = (body ?? {}) as { readonly error?: unknown }
  return typeof error === 'string' ? error : undefined
}
