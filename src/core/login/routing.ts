/** Which upstream a login goes to. */
import type { UpstreamName } from '../identifiers.ts'
import type { AppPolicy } from '../policy/app-policy.ts'
import type { RoutingDependencies } from '../ports/hub.ts'

/** The upstreams an app may use, in the app's own order, else the config's. */
export function allowedUpstreams(
  hub: Pick<RoutingDependencies, 'upstreams'>,
  policy: AppPolicy,
): readonly UpstreamName[] {
  const own = policy.upstreams?.filter((name) => hub.upstreams.has(name))
  return own ?? [...hub.upstreams.keys()]
}

/**
 * The app's only upstream, else the one of the session that is there, else the default (for an app with no list of its
 * own), else the one this browser chose before; 'ask' where none of these decides.
 */
export function chooseUpstream(
  hub: RoutingDependencies,
  policy: AppPolicy,
  known: { readonly session?: UpstreamName | undefined; readonly remembered?: string | undefined },
): UpstreamName | 'ask' {
  const allowed = allowedUpstreams(hub, policy)
  const [only] = allowed
  if (only !== undefined && allowed.length === 1) return only
  if (known.session !== undefined && allowed.includes(known.session)) return known.session
  const { defaultUpstream } = hub
  if (policy.upstreams === undefined && defaultUpstream !== undefined && allowed.includes(defaultUpstream)) {
    return defaultUpstream
  }
  return allowed.find((name) => name === known.remembered) ?? 'ask'
}
