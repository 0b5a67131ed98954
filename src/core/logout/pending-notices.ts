/**
 * Apps that a logout could not tell while it ran: an upstream or an administrator ended the session, a tab was closed,
 * another person took over the browser. The browser that still carries the dead session's cookie tells them when it
 * next comes by, before its login goes on: once for each app, and never where nobody listens.
 */

import type { Browser, Reply } from '../http.ts'
import type { SessionKey } from '../identifiers.ts'
import type { LogoutDependencies } from '../ports/hub.ts'
import { memoizeReachable, tell } from './back-channel.ts'
import { browserRoute, isPending, type LogoutParty, routeBy } from './plan.ts'
import { logoutLifetime, type OpenLogout, readLogout } from './record.ts'
import { framesPage, keepPlace, stops, visit } from './visits.ts'

/** How long an app where nobody listens is not asked again, ms: no login waits for it twice in a row. */
const pause = 60_000

/** The logouts of these sessions of which some app that can be told now has not heard. */
export async function findPending(
  hub: LogoutDependencies,
  keys: readonly SessionKey[],
): Promise<readonly SessionKey[]> {
  const found = await Promise.all(keys.map((key) => readLogout(hub, key)))
  const known = found.filter((open) => open !== undefined)
  const pending = known.filter(({ parties }) => parties.some((party) => isPending(party, hub.now())))
  const due = await Promise.all(
    pending.map(async ({ key }) => (await hub.stores.limits.count(`pending ${key}`, pause)) === 1),
  )
  return pending.filter((_, index) => due[index]).map(({ key }) => key)
}

/**
 * The next step of telling them: by the back channel at once, those on our own site in frames, the others one after the
 * other. Undefined when nothing more can be done for now.
 * @param next path of ours where the browser comes back for the next step
 */
export async function sendPending(
  hub: LogoutDependencies,
  keys: readonly SessionKey[],
  next: string,
  browser: Browser,
): Promise<Reply | undefined> {
  const isReachable = memoizeReachable(hub)
  for (const key of keys) {
    const open = await readLogout(hub, key)
    if (open === undefined) continue
    const reply = await sendOne(hub, open, isReachable, next, browser)
    if (reply !== undefined) return reply
  }
  return undefined
}

async function sendOne(
  hub: LogoutDependencies,
  open: OpenLogout,
  isReachable: (address: string) => Promise<boolean>,
  next: string,
  browser: Browser,
): Promise<Reply | undefined> {
  const pending = open.parties.filter((party) => isPending(party, hub.now()))
  const remote = pending.filter((party) => browserRoute(party) === undefined)
  await Promise.all(remote.map((party) => tell(hub, open, party, { way: 'backChannel', occasion: 'late' })))
  const heard = await Promise.all(pending.map(async (party) => ({ party, heard: await hears(party, isReachable) })))
  const reached = heard.filter((one) => one.heard).map(({ party }) => party)
  const framed = reached.filter((party) => routeBy(party, 'frame'))
  if (framed.length > 0) {
    const sent = framed.map(({ party }) => ({ party, attempt: stops.late, state: 'sent' }) as const)
    await Promise.all([
      hub.stores.logouts.mark(open.key, sent, logoutLifetime(hub, open.session)),
      keepPlace(hub, browser, { v: 1, logout: open.key }),
    ])
    return framesPage(hub, framed, next, 'late')
  }
  const [first] = reached
  return first === undefined ? undefined : visit(hub, first, { way: 'chain', occasion: 'late' }, next, browser)
}

async function hears(party: LogoutParty, isReachable: (address: string) => Promise<boolean>): Promise<boolean> {
  const route = browserRoute(party)
  return route !== undefined && isReachable(route.address)
}
