/**
 * The composition root: the one file that knows every role. One snapshot of config, keys and registry becomes one list of
 * routes; a reload makes another list, and a request keeps the one that it began with.
 */
import { setTimeout } from 'node:timers/promises'
import type { Config } from './config/config.ts'
import type { Admission } from './core/admission/admission.ts'
import type { Route } from './core/http.ts'
import type { UpstreamName } from './core/identifiers.ts'
import type { Audit } from './core/ports/audit.ts'
import type { Hub } from './core/ports/hub.ts'
import type { Stores } from './core/ports/stores.ts'
import { createSamlDownstream, samlIdpRoutes } from './downstream/saml-idp/routes.ts'
import type { KeySet } from './keys/keys.ts'
import { pairwise } from './keys/pairwise.ts'
import { signToken, verifyToken } from './keys/tokens.ts'
import type { FetchedFrom } from './outbound/addresses.ts'
import { isReachable } from './outbound/reachable.ts'
import type { Registry } from './registry/registry.ts'
import { oidcLogoutRoutes } from './upstream/oidc-rp/logout-routes.ts'
import { oidcCallbackRoutes } from './upstream/oidc-rp/routes.ts'
import type { OidcUpstream } from './upstream/oidc-rp/upstream.ts'
import { visitorRoutes } from './visitor/routes.ts'

/** What a reload replaces, whole. */
export interface Snapshot {
  readonly config: Config
  readonly keys: KeySet
  readonly registry: Registry
  readonly upstreams: ReadonlyMap<UpstreamName, OidcUpstream>
}

/** What outlives a reload. */
export interface Surroundings {
  readonly stores: Stores
  readonly audit: Audit
  readonly admission: Admission
  /** ms since 1970 */
  now(): number
}

/** All routes of one snapshot. */
export function composeRoutes(snapshot: Snapshot, surroundings: Surroundings): readonly Route[] {
  const { config, keys, upstreams } = snapshot
  const hub = composeHub(snapshot, surroundings)
  const antiForgery = {
    sign: (purpose: string, value: string) => signToken(keys, purpose, value),
    verify: (purpose: string, value: string, token: string) => verifyToken(keys, purpose, value, token),
  }
  return [
    ...samlIdpRoutes({ ...samlIdpOf(snapshot, surroundings), hub, soapLogout: config.logout.soap }),
    ...oidcCallbackRoutes(hub),
    ...oidcLogoutRoutes(hub, upstreams.values()),
    ...visitorRoutes(hub, antiForgery),
  ]
}

/** The hub of one snapshot, with every role in it. */
export function composeHub(snapshot: Snapshot, surroundings: Surroundings): Hub {
  const { config, keys, registry, upstreams } = snapshot
  const downstream = createSamlDownstream(samlIdpOf(snapshot, surroundings))
  return {
    ...surroundings,
    upstreams,
    downstreams: new Map([[downstream.name, downstream]]),
    policies: registry,
    pairwise: pairwise(keys),
    sessionLifetime: config.session.lifetime,
    askUpstreamAfter: config.session.askUpstreamAfter,
    url: (path) => `${config.publicUrl}${path}`,
    isReachable: (address) => isReachable(address, config.outbound, originOf(address, registry)),
    pause: (ms) => setTimeout(ms),
    ...(config.defaultUpstream === undefined ? {} : { defaultUpstream: config.defaultUpstream }),
  }
}

function samlIdpOf({ config, keys, registry }: Snapshot, { audit, now }: Surroundings) {
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

/** Where the metadata was fetched that names this logout address; undefined where an operator's own file names it too. */
function originOf(address: string, registry: Registry): FetchedFrom | undefined {
  const naming = registry
    .apps()
    .filter(({ serviceProvider }) => serviceProvider.singleLogoutServices.some(({ location }) => location === address))
  return naming.every(({ fetchedFrom }) => fetchedFrom !== undefined) ? naming[0]?.fetchedFrom : undefined
}
