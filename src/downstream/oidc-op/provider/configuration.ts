/** oidc-provider as this role uses it: what is on, what is off, and whom it asks. */
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider'
import type { OidcApp } from '../../../registry/app.ts'
import { standardClaims, standardScopes } from '../claims.ts'
import { findGrant, isSwitchedOn } from '../grant.ts'
import { privateJwks } from '../keys.ts'
import type { ServingOp } from '../oidc-op.ts'
import { findAccounts } from './accounts.ts'
import { type AdapterHooks, createAdapters } from './adapter.ts'
import { isOwnOrigin } from './client.ts'
import { rememberJwts } from './jwt-access-token.ts'
import { lastRead } from './last-read.ts'
import { loadLibrary } from './load.ts'
import { resourceIndicators } from './resources.ts'

export interface LibraryHooks extends AdapterHooks {
  /** A valid authorization request: it leaves the library here. Throws what `renderError` then gets. */
  handOver(ctx: KoaContextWithOIDC): never
  /** What a person is shown of a device that asks. */
  deviceInfo(ctx: KoaContextWithOIDC): { ip: string; ua: string }
  renderError(
    ctx: KoaContextWithOIDC,
    out: { error: string; error_description?: string | undefined },
    error: Error,
  ): void
}

type AppOf = (clientId: string) => OidcApp | undefined

/** Contract. `end_session` is ours; `code_verification` too. */
export const paths = {
  authorization: '/oidc/authorize',
  token: '/oidc/token',
  userinfo: '/oidc/userinfo',
  jwks: '/oidc/jwks',
  introspection: '/oidc/introspect',
  revocation: '/oidc/revoke',
  pushed_authorization_request: '/oidc/par',
  device_authorization: '/oidc/device',
  code_verification: '/device',
} as const

export function configuration(op: ServingOp, appOf: AppOf, hooks: LibraryHooks): Configuration {
  const { policy } = interactions(hooks)
  const grants = lastRead(hooks.request, (id) => findGrant(op, id))
  return {
    adapter: createAdapters(op, hooks, grants),
    jwks: privateJwks(op.keys.oidc) as NonNullable<Configuration['jwks']>,
    routes: { ...paths },
    scopes: [...new Set([...standardScopes, ...op.apps.clients().flatMap(({ settings }) => settings.scopes)])],
    // What goes where is decided by claims.ts, app by app: here every claim may pass.
    claims: { openid: allClaims(op) },
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
    enabledJWA: algorithms,
    features: features(op, appOf, hooks),
    interactions: { policy, url: async () => '/' },
    pkce: { required: (_ctx, client) => appOf(client.clientId)?.settings.pkce !== 'optional' },
    extraParams: ['idp'],
    extraTokenClaims: judgeOwnToken(op, appOf),
    formats: { customizers: { jwt: rememberJwts(op) } },
    findAccount: findAccounts(op, appOf, grants),
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    expiresWithSession: () => false,
    revokeGrantPolicy: () => true,
    clientBasedCORS: (_ctx, origin, client) => {
      const app = appOf(client.clientId)
      return app !== undefined && isOwnOrigin(app, origin)
    },
    conformIdTokenClaims: true,
    acceptQueryParamAccessTokens: false,
    allowOmittingSingleRegisteredRedirectUri: false,
    clockTolerance: Math.floor(op.incomingSkew / 1000),
    cookies: { keys: [], names: { session: 'unused', interaction: 'unused_interaction', resume: 'unused_resume' } },
    // Keys of apps are ours to fetch (app-keys.ts): the library calls nobody.
    fetch: () => Promise.reject(new Error('the library calls nobody')),
    renderError: (ctx, out, error) => hooks.renderError(ctx, out, error),
    ttl: lifetimes(op, appOf),
  }
}

const signing = ['RS256', 'ES256'] as const

const algorithms: NonNullable<Configuration['enabledJWA']> = {
  idTokenSigningAlgValues: [...signing],
  userinfoSigningAlgValues: [...signing],
  clientAuthSigningAlgValues: [...signing, 'PS256', 'ES384', 'EdDSA'],
}

function features(op: ServingOp, appOf: AppOf, hooks: LibraryHooks): NonNullable<Configuration['features']> {
  const uses = (grant: string) => op.apps.clients().some(({ settings }) => settings.grants.some((one) => one === grant))
  return {
    claimsParameter: { enabled: true },
    clientCredentials: { enabled: uses('client_credentials') },
    deviceFlow: {
      enabled: uses('device_code'),
      charset: 'base-20',
      mask: '****-****',
      deviceInfo: (ctx) => hooks.deviceInfo(ctx),
    },
    devInteractions: { enabled: false },
    introspection: {
      enabled: true,
      allowedPolicy: async (_ctx, client, token) =>
        isOn(op, appOf(String(token.clientId))) && mayIntrospect(client.clientId, token.clientId, appOf),
    },
    jwtUserinfo: { enabled: true },
    pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: false },
    // Where it is off a token is a Bearer token, whatever else an app sends.
    dPoP: { enabled: false },
    resourceIndicators: resourceIndicators(appOf, bounded(op)),
    revocation: { enabled: true, allowedPolicy: async (_ctx, client, token) => token.clientId === client.clientId },
    rpInitiatedLogout: { enabled: false },
    userinfo: { enabled: true },
  }
}

/** Tokens that an app got for itself have no grant that would say so. */
export const isOn = ({ now }: Pick<ServingOp, 'now'>, app: OidcApp | undefined): boolean =>
  app !== undefined && isSwitchedOn(app, now())

/** Its own tokens, and those of apps that the operator names (RFC 7662, 2.2: else it learns nothing). */
export function mayIntrospect(asking: string, owner: string | undefined, appOf: AppOf): boolean {
  if (owner === undefined) return false
  if (asking === owner) return true
  const name = appOf(owner)?.settings.name
  return name !== undefined && appOf(asking)?.settings.introspects.includes(name) === true
}

/** A token that an app gets for itself: the library lets it have every scope that it does not know. */
function judgeOwnToken(op: ServingOp, appOf: AppOf): NonNullable<Configuration['extraTokenClaims']> {
  return async (_ctx, { kind, scope, clientId }) => {
    if (kind !== 'ClientCredentials') return undefined
    const { errors } = await loadLibrary()
    const app = appOf(String(clientId))
    if (app === undefined || !isOn(op, app)) throw new errors.UnauthorizedClient('the app is switched off')
    const foreign = (scope?.split(' ') ?? []).filter((one) => !app.settings.scopes.includes(one))
    if (foreign.length === 0) return undefined
    throw new errors.InvalidScope('an app has only its own scopes, those under `scopes`', foreign.join(' '))
  }
}

const allClaims = ({ apps }: ServingOp): string[] => {
  const own = apps.clients().flatMap(({ settings }) => Object.keys(settings.claims))
  return [...new Set(['sub', 'acr', 'amr', 'auth_time', 'at_hash', ...standardClaims, ...own])]
}

const seconds = (ms: number): number => Math.max(1, Math.floor(ms / 1000))

/** Seconds: so many ms, but no longer than the grant. */
const bounded =
  ({ now }: Pick<ServingOp, 'now'>) =>
  (ctx: KoaContextWithOIDC, most: number): number => {
    const end = ctx.oidc?.entities.Grant?.exp ?? Number.POSITIVE_INFINITY
    return Math.max(1, Math.min(seconds(most), end - seconds(now())))
  }

function lifetimes(op: ServingOp, appOf: AppOf): NonNullable<Configuration['ttl']> {
  const of = (client: { readonly clientId: string } | undefined) => client && appOf(client.clientId)?.settings
  const hour = 3_600_000
  const within = bounded(op)
  return {
    AccessToken: (ctx, { resourceServer }, client) =>
      resourceServer?.accessTokenTTL ?? within(ctx, of(client)?.accessToken.lifetime ?? hour),
    ClientCredentials: (_ctx, { resourceServer }, client) =>
      resourceServer?.accessTokenTTL ?? seconds(of(client)?.accessToken.lifetime ?? hour),
    IdToken: (_ctx, _token, client) => seconds(of(client)?.idToken.lifetime ?? hour),
    RefreshToken: (ctx, _token, client) => within(ctx, of(client)?.refreshToken.lifetime ?? hour),
    DeviceCode: 600,
    PushedAuthorizationRequest: 90,
    AuthorizationCode: 60,
    Grant: 3600,
    Interaction: 60,
    Session: 60,
  }
}

/** One prompt, which every request meets: the hub answers it, with its own sessions. */
function interactions(hooks: LibraryHooks) {
  const check = {
    reason: 'hub',
    description: 'the hub decides',
    error: 'login_required',
    details: () => ({}),
    check: (ctx: KoaContextWithOIDC): boolean => hooks.handOver(ctx),
  }
  const prompt = (name: string, checks: object[]) => ({ name, requestable: true, details: () => ({}), checks })
  const policy = [prompt('login', [check]), prompt('consent', []), prompt('select_account', [])]
  return { policy: policy as unknown as NonNullable<NonNullable<Configuration['interactions']>['policy']> }
}
