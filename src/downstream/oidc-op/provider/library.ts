/** One instance of the library for one snapshot of config, keys and apps. What it keeps is in our storage. */
import type { EventEmitter } from 'node:events'
import type { KoaContextWithOIDC, Provider } from 'oidc-provider'
import { GatewayError, toGatewayError } from '../../../core/errors.ts'
import { visible } from '../../../core/visible-text.ts'
import type { OidcApp } from '../../../registry/app.ts'
import type { AuthorizeParameters } from '../authorize/login-request.ts'
import type { ServingOp } from '../oidc-op.ts'
import { isRedirectUri, matchesSecret } from './client.ts'
import { readAssertion } from './client-assertion.ts'
import { configuration, type LibraryHooks } from './configuration.ts'
import type { Guard } from './guard.ts'
import { loadLibrary } from './load.ts'
import type { Outcome } from './outcome.ts'
import { createReplays, Replayed, type Replays } from './replays.ts'

export interface Library {
  /** Runs its middleware; resolves to what it leaves to us, undefined where it has answered. */
  run(ctx: object): Promise<Outcome | undefined>
  /** Why it answered with an error. */
  causeOf(ctx: object): Error | undefined
  readonly replays: Replays
  readonly appOf: (clientId: string) => OidcApp | undefined
}

/** Thrown to leave the library in the middle of a request. */
class HandedOver extends Error {
  override readonly name = 'HandedOver'
  readonly expose = true
}

/** One for all: nobody reads where it was thrown, and to find that out costs more than the rest of leaving. */
const handedOver = new HandedOver()

export async function createLibrary(op: ServingOp, guard: Guard): Promise<Library> {
  const { Provider, errors } = await loadLibrary()
  const byId = new Map(op.apps.clients().map((app) => [app.settings.clientId as string, app]))
  const appOf = (clientId: string) => byId.get(clientId)
  const outcomes = new WeakMap<object, Outcome>()
  const replays = createReplays(op.stores.issued, op.now)
  const limited = (error: unknown): Error => {
    const { code, message } = toGatewayError(error)
    if (code !== 'rate_limited' && error instanceof Error) return error
    return Object.assign(new errors.CustomOIDCProviderError('temporarily_unavailable', message), busy)
  }
  const hooks: LibraryHooks = {
    replays,
    request: () => Provider.ctx,
    isRefreshBy(client) {
      const { oidc } = (Provider.ctx ?? {}) as { oidc?: KoaContextWithOIDC['oidc'] }
      const isRefresh = oidc?.route === 'token' && oidc.params?.grant_type === 'refresh_token'
      return isRefresh && oidc.client?.clientId === client
    },
    assertion() {
      const { oidc } = (Provider.ctx ?? {}) as { oidc?: KoaContextWithOIDC['oidc'] }
      const given = oidc?.params?.client_assertion
      if (typeof given !== 'string') return undefined
      const read = readAssertion(given, op.now())
      if (read === undefined)
        throw new errors.InvalidClientAuth('the assertion is too large, too deep or too long-lived')
      return read
    },
    usedBefore: () => new errors.InvalidGrant('used before'),
    admitClient: (id) => guard.admitClient(Provider.ctx, id).catch((error: unknown) => Promise.reject(limited(error))),
    admitRecord(kind, id, octets, ttl) {
      try {
        guard.admitRecord(Provider.ctx, kind, id, octets, ttl)
      } catch (error) {
        throw limited(error)
      }
    },
    deviceInfo: (ctx) => ({ ip: guard.addressOf(ctx), ua: visible(ctx.get('user-agent'), 120) }),
    handOver(ctx) {
      outcomes.set(ctx, authorizeOf(ctx))
      throw handedOver
    },
    renderError(ctx, out, error) {
      if (error === handedOver) return
      if (ctx.oidc.route !== 'authorization') ctx.body = out
      else outcomes.set(ctx, refusalOf(ctx, out, error, appOf))
    },
  }
  const provider = new Provider(op.issuer, configuration(op, appOf, hooks))
  adapt(provider, appOf)
  const causes = watchErrors(provider, outcomes)
  const [middleware] = (provider as unknown as { middleware: ((ctx: object, next: () => Promise<void>) => unknown)[] })
    .middleware
  if (middleware === undefined) throw new Error('the library has no middleware')
  return {
    appOf,
    replays,
    causeOf: (ctx) => causes.get(ctx),
    async run(ctx) {
      await middleware(ctx, noSuchPage)
      return outcomes.get(ctx)
    },
  }
}

const busy = { status: 429, statusCode: 429 }

async function noSuchPage(): Promise<void> {
  throw new GatewayError('malformed_request', 'Page not found.', { status: 404 })
}

/** What the library asks a client, and we know better; documented by it as what may be overridden. */
function adapt(provider: Provider, appOf: Library['appOf']): void {
  Object.assign(provider.Client.prototype, {
    redirectUriAllowed(this: { clientId: string }, uri: string) {
      const app = appOf(this.clientId)
      return app !== undefined && isRedirectUri(app, uri)
    },
    compareClientSecret(this: { clientId: string }, secret: string) {
      const app = appOf(this.clientId)
      return app !== undefined && matchesSecret(app, secret)
    },
  })
  keepOfflineAccess(provider)
}

/** Where an error of the library is told. */
const failures = [
  'authorization.error',
  'server_error',
  'grant.error',
  'introspection.error',
  'revocation.error',
  'userinfo.error',
  'pushed_authorization_request.error',
  'device_authorization.error',
] as const

/** The reasons of errors, by request; a refused authorization request is ours to answer, never the library's. */
function watchErrors(provider: Provider, outcomes: WeakMap<object, Outcome>): WeakMap<object, Error> {
  const causes = new WeakMap<object, Error>()
  for (const event of failures) {
    const events: EventEmitter = provider
    events.on(event, (ctx: KoaContextWithOIDC, error: Error) => {
      if (error === handedOver) return
      if (error instanceof Replayed) outcomes.set(ctx, { kind: 'replayed', answer: error.answer })
      causes.set(ctx, error)
      if ('allow_redirect' in error) redirectable.set(error, error.allow_redirect === true)
      Object.assign(error, { allow_redirect: false })
    })
  }
  return causes
}

/** Errors that may go to the app. */
const redirectable = new WeakMap<Error, boolean>()

/**
 * The library drops `offline_access` where no consent is asked for (Core 11). Here the operator decides who may have
 * refresh tokens, and no page is shown for it.
 */
function keepOfflineAccess(provider: Provider): void {
  const context = (provider as unknown as { OIDCContext: { prototype: object } }).OIDCContext.prototype
  const own = Object.getOwnPropertyDescriptor(context, 'prompts')
  Object.defineProperty(context, 'prompts', {
    ...own,
    get(this: { params: { scope?: unknown } }) {
      const prompts: Set<string> = own?.get?.call(this)
      const offline = String(this.params.scope ?? '')
        .split(' ')
        .includes('offline_access')
      const has = (name: string) => Set.prototype.has.call(prompts, name) || (name === 'consent' && offline)
      return Object.assign(prompts, { has })
    },
  })
}

function authorizeOf(ctx: KoaContextWithOIDC): Outcome {
  const { client, entities, params } = ctx.oidc
  const parameters = parametersOf(ctx)
  const hint = (entities as { IdTokenHint?: { payload: { sub?: unknown } } }).IdTokenHint?.payload.sub
  const pushed = (entities as { PushedAuthorizationRequest?: { jti: string } }).PushedAuthorizationRequest?.jti
  return {
    kind: 'authorize',
    clientId: client?.clientId ?? '',
    request: {
      parameters,
      offline: String(params?.scope ?? '')
        .split(' ')
        .includes('offline_access'),
      ...(typeof hint === 'string' && { hinted: hint }),
      ...(pushed !== undefined && { pushed }),
    },
  }
}

function refusalOf(
  ctx: KoaContextWithOIDC,
  out: { error: string; error_description?: string | undefined },
  cause: Error,
  appOf: Library['appOf'],
): Outcome {
  const parameters = parametersOf(ctx)
  const id = ctx.oidc.client?.clientId ?? parameters.client_id
  const app = typeof id === 'string' ? appOf(id) : undefined
  const uri = parameters.redirect_uri
  const known = app !== undefined && typeof uri === 'string' && isRedirectUri(app, uri)
  return {
    kind: 'refused',
    refusal: {
      error: out.error,
      ...(out.error_description !== undefined && { description: out.error_description }),
      ...(app !== undefined && { clientId: app.settings.clientId }),
      parameters,
      redirectable: known && redirectable.get(cause) !== false,
      cause,
    },
  }
}

/** Those that the library knows, each once; of a request that it could not read, none. */
function parametersOf(ctx: KoaContextWithOIDC): AuthorizeParameters {
  const { params } = ctx.oidc
  const given: object = params ?? ctx.query
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}
