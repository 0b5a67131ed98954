/**
 * The composition root: the one file that knows every role. One snapshot of config, keys and registry becomes one list
 * of routes; a reload makes another list, while a request keeps the one that it began with.
 *
 *   createRoles     what the roles keep over a reload, and their routes for one snapshot
 *   composeLogin    what the core is given for all of it · composeEnding only for ending sessions
 */
import { setTimeout } from 'node:timers/promises'
import { createConsoleDownstream } from './admin/console/downstream.ts'
import { compileRules, consolePolicies } from './admin/console/policy.ts'
import type { AdministrationSurroundings } from './administration/endpoints.ts'
import type { Config, ConfigProblem } from './config/config.ts'
import type { Route } from './core/http.ts'
import type { UpstreamName } from './core/identifiers.ts'
import { type AppPolicies, joinPolicies } from './core/policy/app-policy.ts'
import type { AntiForgery } from './core/ports/anti-forgery.ts'
import type { EndingDependencies, LoginDependencies } from './core/ports/hub.ts'
import type { Upstream } from './core/ports/roles.ts'
import { createOidcDownstream } from './downstream/oidc-op/downstream.ts'
import { createSamlDownstream, samlIdpRoutes } from './downstream/saml-idp/routes.ts'
import { createForwardAuthDownstream, forwardAuthRoutes, sitesOf } from './forward-auth/routes.ts'
import type { Mount } from './http/endpoint.ts'
import type { KeySet } from './keys/keys.ts'
import { pairwise } from './keys/pairwise.ts'
import { signToken, verifyToken } from './keys/tokens.ts'
import type { FetchedFrom } from './outbound/addresses.ts'
import { isReachable } from './outbound/reachable.ts'
import { languages } from './pages/messages/language.ts'
import type { Registry } from './registry/registry.ts'
import type { Log } from './telemetry/logger.ts'
import { oidcLogoutRoutes } from './upstream/oidc-rp/logout-routes.ts'
import { createUpstreamPool } from './upstream/oidc-rp/pool.ts'
import { oidcCallbackRoutes } from './upstream/oidc-rp/routes.ts'
import type { OidcUpstream } from './upstream/oidc-rp/upstream.ts'
import { samlSpRoutes } from './upstream/saml-sp/routes.ts'
import { createSamlUpstream } from './upstream/saml-sp/upstream.ts'
import { visitorRoutes } from './visitor/routes.ts'

/** What a reload replaces as a whole. */
export interface Snapshot {
  readonly config: Config
  readonly keys: KeySet
  readonly registry: Registry
  /** What was found when all of it was read. */
  readonly problems: readonly ConfigProblem[]
}

type OidcUpstreams = ReadonlyMap<UpstreamName, OidcUpstream>

/** What outlives a reload. */
export interface Surroundings extends Pick<LoginDependencies, 'stores' | 'audit' | 'admission' | 'names' | 'now'> {
  readonly administration: AdministrationSurroundings
}

/** What http/ serves. */
export interface Endpoints {
  readonly routes: readonly Route[]
  readonly mounts: readonly Mount[]
}

/** Every role of both sides. */
export interface Roles {
  /** All endpoints of one snapshot. Upstreams that it does not change are kept, with their connections and keys. */
  endpoints(snapshot: Snapshot): Promise<Endpoints>
  /** Closes the connections of all upstreams. */
  close(): Promise<void>
}

/** @param publicUrl stays what it is until a restart */
export function createRoles(publicUrl: string, surroundings: Surroundings, log: Log): Roles {
  const { stores, audit, now } = surroundings
  const pool = createUpstreamPool((clockTolerance) => ({
    url: (path) => `${publicUrl}${path}`,
    now,
    audit,
    limits: stores.limits,
    clockTolerance,
    log,
  }))
  return {
    endpoints(snapshot) {
      if (snapshot.keys.oidc === undefined && snapshot.registry.clients().length > 0) {
        log.error({ kind: 'keys' }, 'no app of OpenID Connect is served: run `isthmus keys init --missing`')
      }
      const { upstreams, clockSkew, outbound } = snapshot.config
      const oidc = upstreams.filter((upstream) => upstream.protocol === 'oidc')
      return composeEndpoints(snapshot, pool.use(oidc, clockSkew.incoming, outbound), surroundings, log)
    },
    close: () => pool.close(),
  }
}

async function composeEndpoints(
  snapshot: Snapshot,
  oidc: OidcUpstreams,
  surroundings: Surroundings,
  log: Log,
): Promise<Endpoints> {
  const { config, keys } = snapshot
  const { readers } = surroundings.administration
  const saml = samlUpstreams(snapshot, surroundings, log)
  const upstreams = new Map<UpstreamName, Upstream>([...oidc, ...saml.map((one) => [one.name, one] as const)])
  const hub = composeLogin(snapshot, upstreams, surroundings)
  const antiForgery = {
    sign: (purpose: string, value: string) => signToken(keys, purpose, value),
    verify: (purpose: string, value: string, token: string) => verifyToken(keys, purpose, value, token),
  }
  const op = await composeOp(snapshot, hub, antiForgery)
  const routes = [
    ...readers.watch(samlIdpRoutes({ ...samlIdpOf(snapshot, surroundings), hub, soapLogout: config.logout.soap })),
    ...oidcCallbackRoutes(hub),
    ...oidcLogoutRoutes(hub, oidc.values()),
    ...samlSpRoutes(hub, saml, { keys, skew: config.clockSkew.incoming }),
    ...visitorRoutes(hub, antiForgery),
    ...forwardAuthRoutes(config, hub, antiForgery),
    ...op.routes,
    ...(await composeAdmin(snapshot, hub, surroundings)),
  ]
  return { routes, mounts: op.mounts }
}

/** Nothing of it is loaded where no app speaks OpenID Connect. */
async function composeOp(snapshot: Snapshot, hub: LoginDependencies, antiForgery: AntiForgery): Promise<Endpoints> {
  const { oidc } = snapshot.keys
  if (oidc === undefined || snapshot.registry.clients().length === 0) return { routes: [], mounts: [] }
  const { oidcOpEndpoints } = await import('./downstream/oidc-op/routes.ts')
  return oidcOpEndpoints({
    ...oidcOpOf(snapshot, hub),
    keys: { oidc },
    hub,
    antiForgery,
    incomingSkew: snapshot.config.clockSkew.incoming,
  })
}

/** Nothing of it is loaded, and every path of it is 404, where the config has no `admin`. */
async function composeAdmin(snapshot: Snapshot, hub: LoginDependencies, { administration }: Surroundings) {
  if (snapshot.config.admin === undefined) return []
  const { adminRoutes } = await import('./administration/endpoints.ts')
  return adminRoutes(snapshot, hub, administration)
}

/** The SAML upstreams of one snapshot. */
function samlUpstreams({ config, keys, registry }: Snapshot, { audit, now, stores }: Surroundings, log: Log) {
  return config.upstreams.flatMap((upstream) => {
    if (upstream.protocol !== 'saml') return []
    const idp = registry.identityProviders.get(upstream.name)
    const made = createSamlUpstream(upstream, {
      idp,
      keys,
      outbound: config.outbound,
      url: (path) => `${config.publicUrl}${path}`,
      ...{ now, audit, log },
      seen: stores.seen,
      clockTolerance: config.clockSkew.incoming,
      isReachable: (address) => isReachable(address, config.outbound, idp?.fetchedFrom),
    })
    return [made]
  })
}

/** What the core is given for logins and logouts of one snapshot, with every role in it. */
function composeLogin(
  snapshot: Snapshot,
  upstreams: LoginDependencies['upstreams'],
  surroundings: Surroundings,
): LoginDependencies {
  const { config, keys, registry } = snapshot
  return {
    ...composeEnding(snapshot, surroundings),
    ...surroundings,
    upstreams,
    policies: joinPolicies([registry, sitesOf(config).policies, ...consoleOf(config)]),
    pairwise: pairwise(keys),
    sessionLifetime: config.session.lifetime,
    askUpstreamAfter: config.session.askUpstreamAfter,
    url: (path) => `${config.publicUrl}${path}`,
    pause: (ms) => setTimeout(ms),
    ...(config.support !== undefined && { support: config.support }),
    ...(config.defaultUpstream !== undefined && { defaultUpstream: config.defaultUpstream }),
  }
}

/** What the core is given to end sessions and to tell their apps without a browser: no upstream, no pages. */
export function composeEnding(
  snapshot: Omit<Snapshot, 'problems'>,
  { stores, audit, now }: Pick<Surroundings, 'stores' | 'audit' | 'now'>,
): EndingDependencies {
  const { config, registry } = snapshot
  const roles = [
    createSamlDownstream(samlIdpOf(snapshot, { audit, now })),
    createOidcDownstream(oidcOpOf(snapshot, { stores, audit, now })),
    createForwardAuthDownstream({ sites: sitesOf(config), stores, now }),
    createConsoleDownstream({ url: (path) => `${config.publicUrl}${path}`, now }),
  ]
  return {
    stores,
    audit,
    now,
    downstreams: new Map(roles.map((role) => [role.name, role])),
    isReachable: (address) => isReachable(address, config.outbound, originOf(address, registry)),
  }
}

/** The console is one more app, where the config has it. */
function consoleOf({ admin, publicUrl }: Config): readonly AppPolicies[] {
  return admin === undefined ? [] : [consolePolicies(compileRules(admin), `${publicUrl}/admin`)]
}

function oidcOpOf(
  { config, keys, registry }: Omit<Snapshot, 'problems'>,
  { stores, audit, now }: Pick<Surroundings, 'stores' | 'audit' | 'now'>,
) {
  const { publicUrl, issuer, outbound } = config
  return { issuer, publicUrl, apps: registry, keys, outbound, stores, audit, now, languages }
}

function samlIdpOf(
  { config, keys, registry }: Omit<Snapshot, 'problems'>,
  { audit, now }: Pick<Surroundings, 'audit' | 'now'>,
) {
  const { entityId, publicUrl, clockSkew } = config
  return {
    entityId,
    publicUrl,
    apps: registry,
    keys,
    outbound: config.outbound,
    outgoingSkew: clockSkew.outgoing,
    incomingSkew: clockSkew.incoming,
    audit,
    now,
  }
}

/**
 * Where the metadata naming this logout address was fetched; undefined where an operator's own file also names it. What no
 * listed app names is from a federation.
 */
function originOf(address: string, registry: Registry): FetchedFrom | undefined {
  const naming = registry
    .samlApps()
    .filter(({ serviceProvider }) => serviceProvider.singleLogoutServices.some(({ location }) => location === address))
  if (naming.length === 0) return isOfClient(address, registry) ? undefined : { address: undefined }
  return naming.every(({ fetchedFrom }) => fetchedFrom !== undefined) ? naming[0]?.fetchedFrom : undefined
}

/** An administrator wrote it down for an app of OpenID Connect. */
const isOfClient = (address: string, registry: Registry): boolean =>
  registry.clients().some(({ settings }) => settings.frontchannelLogoutUri === address)
