/** Which upstream a login goes to. */
import type { Browser } from '../http.ts'
import type { UpstreamName } from '../identifiers.ts'
import type { AppPolicy } from '../policy/app-policy.ts'
import type { RoutingDependencies, SessionDependencies } from '../ports/hub.ts'
import type { LiveSession } from '../session/records.ts'
import type { LoginRequest } from './transaction.ts'

/** The upstreams an app may use, in the app's own order, else the config's. */
export function allowedUpstreams(
  hub: Pick<RoutingDependencies, 'upstreams'>,
  policy: AppPolicy,
): readonly UpstreamName[] {
  const own = policy.upstreams?.filter((name) => hub.upstreams.has(name))
  return own ?? [...hub.upstreams.keys()]
}

/**
 * The app's only upstream, else the one that the request names, else that of the existing session, else the default (for an app with no list of its
 * own), else the one this browser chose before; 'ask' where none of these decides.
 */
export function chooseUpstream(
  hub: RoutingDependencies,
  policy: AppPolicy,
  known: {
    readonly hint?: string | undefined
    readonly session?: UpstreamName | undefined
    readonly remembered?: string | undefined
  },
): UpstreamName | 'ask' {
  const allowed = allowedUpstreams(hub, policy)
  const [only] = allowed
  if (only !== undefined && allowed.length === 1) return only
  const hinted = allowed.find((name) => name === known.hint)
  if (hinted !== undefined) return hinted
  if (known.session !== undefined && allowed.includes(known.session)) return known.session
  const { defaultUpstream } = hub
  if (policy.upstreams === undefined && defaultUpstream !== undefined && allowed.includes(defaultUpstream)) {
    return defaultUpstream
  }
  return allowed.find((name) => name === known.remembered) ?? 'ask'
}

/**
 * What the request says of the upstream: by its name, else by the domain of the person's address, where one upstream
 * alone has that domain.
 */
export function hintOf(
  hub: Pick<RoutingDependencies, 'upstreams'>,
  { upstreamHint, loginHint }: Pick<LoginRequest, 'upstreamHint' | 'loginHint'>,
  policy: AppPolicy,
): string | undefined {
  const allowed = allowedUpstreams(hub, policy)
  if (allowed.some((name) => name === upstreamHint)) return upstreamHint
  const domain = loginHint?.split('@')[1]?.toLowerCase()
  const having = allowed.filter((name) => domain !== undefined && hub.upstreams.get(name)?.domains?.includes(domain))
  return having.length === 1 ? having[0] : undefined
}

/**
 * The sessions whose upstream the app accepts, in the order in which they may answer: one in which it already took
 * part, as it knows the person by that name; then the upstream chosen before on this browser, the default, and the
 * app's order.
 */
export async function preferred(
  hub: RoutingDependencies & SessionDependencies,
  policy: AppPolicy,
  live: readonly LiveSession[],
  browser: Pick<Browser, 'upstream'>,
): Promise<readonly LiveSession[]> {
  const allowed = allowedUpstreams(hub, policy)
  const accepted = live.filter(({ session }) => allowed.includes(session.authentication.upstream))
  if (accepted.length < 2) return accepted
  const ranked = await Promise.all(
    accepted.map(async (one) => {
      const { upstream } = one.session.authentication
      const took = (await hub.stores.sessions.participant(one.key, policy.app)) !== undefined
      const before = [took, upstream === browser.upstream, upstream === hub.defaultUpstream].indexOf(true)
      return { one, rank: before === -1 ? 3 + allowed.indexOf(upstream) : before }
    }),
  )
  return ranked.sort((a, b) => a.rank - b.rank).map(({ one }) => one)
}
