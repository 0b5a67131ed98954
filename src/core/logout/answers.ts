/** What comes back from where a logout sent the browser: an app's answer, or one that can't be read. */
import type { Browser } from '../http.ts'
import type { AppId, SessionKey } from '../identifiers.ts'
import type { EndingDependencies, LogoutDependencies } from '../ports/hub.ts'
import type { LogoutOutcome } from '../ports/logout.ts'
import { keyOf } from '../session/cookie.ts'
import { browserRoute, type LogoutParty, sameAttempt } from './plan.ts'
import { noteOutcome, readLogout } from './record.ts'
import { seemsOurSite } from './site.ts'

/** Where a browser that brought an answer goes next. */
export interface Answered {
  /** Path of ours; absent where the answer came in a frame. */
  readonly next?: string
}

/**
 * Records an app's answer to a message of ours. The role has authenticated it: it is from this app.
 * Undefined where nothing was asked, or not of this app (attack 65).
 * @param requestId its InResponseTo
 */
export async function noteLogoutAnswer(
  hub: LogoutDependencies,
  requestId: string,
  app: AppId,
  outcome: LogoutOutcome,
  browser: Browser,
): Promise<Answered | undefined> {
  const asked = await hub.stores.logouts.expected(requestId)
  if (asked === undefined || !('app' in asked.from) || asked.from.app !== app) return undefined
  const { attempt, next, logout } = asked
  const open = await readLogout(hub, logout)
  const found = open?.parties.find(({ participant }) => participant.app === app)
  if (open !== undefined && found !== undefined) {
    const framed = outcome === 'ended' && next === undefined
    await noteOutcome(hub, open, found, attempt, framed && !wasOnOurSite(hub, found, browser) ? 'told' : outcome)
  }
  return next === undefined ? {} : { next }
}

/** An app has ended its own part while a logout that it did not ask for is under way: it no longer needs to be told. */
export async function noteOwnEnd(hub: EndingDependencies, key: SessionKey, app: AppId): Promise<void> {
  const open = await readLogout(hub, key)
  const found = open?.parties.find(({ participant }) => participant.app === app)
  if (open !== undefined && found !== undefined) await noteOutcome(hub, open, found, { way: 'chain' }, 'ended')
}

/**
 * A frame on another site has no cookies of the app, which then finds no session and says Success all the same. A
 * browser without Fetch Metadata does not say where the frame was: then the app's address must do, since an app that
 * has ended its session may show an error to a second visit, and nobody behind it would be told.
 */
function wasOnOurSite(hub: Pick<LogoutDependencies, 'url'>, party: LogoutParty, { cameFrom }: Browser): boolean {
  if (cameFrom !== undefined) return cameFrom === 'same-origin' || cameFrom === 'same-site'
  const address = browserRoute(party)?.address
  return address !== undefined && seemsOurSite(address, hub.url('/'))
}

/** Our address for a browser whose app gave an answer that can't be read, or is not the one that was asked. */
export const strayPath = '/logout/next'

/**
 * Goes on from where this browser was sent last: whatever is wrong with an app's answer is that app's failure alone.
 * Undefined where the browser was not sent anywhere. Nothing proves who answered, so the app counts as told.
 */
export async function goOnWithoutAnswer(hub: LogoutDependencies, browser: Browser): Promise<Answered | undefined> {
  const place = browser.session === undefined ? undefined : await hub.stores.logouts.visited(keyOf(browser.session))
  if (place === undefined) return undefined
  if (place.at === undefined) return {}
  const { party, attempt, next } = place.at
  const open = await readLogout(hub, place.logout)
  const found = open?.parties.find((known) => known.party === party)
  if (open === undefined || found === undefined) return undefined
  const answered = found.marks.some((mark) => sameAttempt(mark.attempt, attempt) && mark.state !== 'sent')
  if (!answered) await noteOutcome(hub, open, found, attempt, 'told')
  return { next }
}
