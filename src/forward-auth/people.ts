/**
 * Who the cookie of a site stands for. Each request asks, so what was read of the storage may be kept for a moment
 * where that lies over the network; a logout is then heard of as much later.
 */
import { GatewayError } from '../core/errors.ts'
import type { SessionKey } from '../core/identifiers.ts'
import { allowedUpstreams } from '../core/login/routing.ts'
import { toIdentity } from '../core/policy/attributes.ts'
import { authnInstant } from '../core/policy/freshness.ts'
import type { Identity } from '../core/policy/identity.ts'
import type { LoginDependencies } from '../core/ports/hub.ts'
import type { Session } from '../core/session/records.ts'
import { judging } from './judging.ts'
import { provedKey, readLive, type Vouching } from './site-session.ts'
import type { Site } from './sites.ts'

export interface People {
  /** The person of the live session; undefined where somebody must go through the login, for the first time or again. */
  of(site: Site, cookie: string | undefined): Promise<Identity | undefined>
}

/** Cookies that are remembered; more are not in use within one moment. */
const most = 5_000

/** What a cookie stood for when it was last looked at. The cookie itself was proved then. */
interface Known {
  readonly key: SessionKey
  readonly verifiedAt: number
  readonly person: Identity
  /** ms since 1970; until then the storage is not asked */
  readonly until: number
}

/** @param keptFor ms; 0 where the storage is this process's own memory */
export function createPeople(
  hub: Pick<LoginDependencies, 'stores' | 'now' | 'upstreams'>,
  vouching: Vouching,
  keptFor: number,
): People {
  const known = new Map<string, Known>()
  return {
    async of(site, cookie) {
      const name = `${site.config.host} ${cookie}`
      const before = known.get(name)
      if (before !== undefined && before.until > hub.now()) return before.person
      const key = before?.key ?? provedKey(vouching, site.config.host, cookie)
      const session = key && (await readLive(hub, key))
      if (key === undefined || session === undefined || !isGood(hub, site, session)) {
        known.delete(name)
        return undefined
      }
      const person = before?.verifiedAt === session.verifiedAt ? before.person : toPerson(hub, session)
      if (known.size >= most) known.clear()
      known.set(name, { key, verifiedAt: session.verifiedAt, person, until: hub.now() + keptFor })
      return person
    },
  }
}

/** Whether a session is good for this site, by today's config. */
function isGood(
  hub: Pick<LoginDependencies, 'now' | 'upstreams'>,
  site: Site,
  { authentication, verifiedAt }: Session,
): boolean {
  const { askUpstreamAfter } = site.config
  const { maxAuthnAge } = site.policy
  const age = hub.now() / 1000 - authnInstant(authentication.context)
  return (
    allowedUpstreams(hub, site.policy).includes(authentication.upstream) &&
    (askUpstreamAfter === undefined || hub.now() - verifiedAt <= askUpstreamAfter) &&
    (maxAuthnAge === undefined || age <= maxAuthnAge)
  )
}

function toPerson({ upstreams }: Pick<LoginDependencies, 'upstreams'>, { authentication }: Session): Identity {
  const upstream = upstreams.get(authentication.upstream)
  if (upstream === undefined) throw new GatewayError('internal', 'The sign-in service is no longer set up here.')
  return judging(() => toIdentity(authentication, upstream))
}
