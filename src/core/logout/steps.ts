/**
 * Logout, for every protocol at once. The whole session ends first, and nothing revives it; then those who took part
 * are told, one step after the other, each a GET of ours that any node can serve from the storage.
 *
 *   steps.ts             the steps of a browser: beginLogout, continueLogout; endWithoutBrowser where there is none
 *   visits.ts            the browser goes to an app, in a frame or not · answers.ts it comes back · site.ts whose site
 *   together.ts          which sessions end together · record.ts a logout as it is stored, and those that it leads through
 *   plan.ts              which step is next, judged from the facts · back-channel.ts what needs no browser
 *   visit-upstream.ts    the upstream's own session · upstream.ts the upstream says that it ended
 *   end.ts               the answer, or the page that says what ended · pending-notices.ts what could not be told in time
 *   ended-logins.ts      an authentication that was ended is not taken again
 *   ../ports/logout.ts   what roles and storage do in it
 *
 *   begin ─▶ session becomes logout ─▶ back channel, all at once ─▶ frames ─▶ one app after the other ─▶ upstream ─▶ answer
 */
import type { Browser, Reply } from '../http.ts'
import type { SessionKey } from '../identifiers.ts'
import { spokenIn } from '../languages.ts'
import type { EndingDependencies, LogoutDependencies } from '../ports/hub.ts'
import { workBackChannel } from './back-channel.ts'
import { endOfLogout } from './end.ts'
import { type LogoutParty, type LogoutStep, nextStep } from './plan.ts'
import {
  allEnded,
  endSession,
  type Journey,
  type LogoutWish,
  logoutPath,
  type OpenLogout,
  readJourney,
  readLogout,
} from './record.ts'
import { endTogether, withLinked } from './together.ts'
import { visitUpstreams } from './visit-upstream.ts'
import { framesPage, keepPlace, markSent, stops, visit } from './visits.ts'

export { allEnded, endSession, type LogoutWish, readLogout }

/**
 * Ends the session of a browser that is there, and begins to tell the others. Where it was already ended, the logout
 * that has it goes on; undefined where there is none.
 * @param beside sessions of the same browser that are meant as well
 */
export async function beginLogout(
  hub: LogoutDependencies,
  key: SessionKey,
  wish: LogoutWish,
  browser: Browser,
  beside: readonly SessionKey[] = [],
): Promise<Reply | undefined> {
  const keys = await withLinked(hub, [key, ...beside])
  return continueLogout(hub, (await endTogether(hub, keys, wish)) ?? key, browser)
}

/**
 * Ends sessions whose browsers are absent, and those linked to them; resolves to what became of each. Apps
 * that only the browser can tell hear of it when it next comes by.
 * @param onEnd is called for each that has ended: it says how far it came where the storage fails midway, and is called no
 *   more once this has settled
 * @throws what the first that failed threw
 */
export async function endWithoutBrowser(
  hub: EndingDependencies,
  keys: readonly SessionKey[],
  wish: LogoutWish,
  onEnd: () => void = () => {},
): Promise<readonly OpenLogout[]> {
  const all = wish.by === 'replaced' ? keys : await withLinked(hub, keys)
  const ended = await Promise.allSettled(
    all.map(async (key) => {
      if (!(await endSession(hub, key, wish))) return []
      onEnd()
      const open = await readLogout(hub, key)
      if (open === undefined) return []
      await workBackChannel(hub, open)
      return (await readLogout(hub, key)) ?? []
    }),
  )
  return ended.flatMap((one) => {
    if (one.status === 'rejected') throw one.reason
    return one.value
  })
}

/** The next step of a logout; undefined where it is not known (any more). */
export async function continueLogout(
  hub: LogoutDependencies,
  key: SessionKey,
  browser: Browser,
): Promise<Reply | undefined> {
  const before = await readJourney(hub, key)
  if (before === undefined) return undefined
  await Promise.all(before.all.map((open) => workBackChannel(hub, open)))
  const journey = await readJourney(hub, key)
  if (journey === undefined) return undefined
  const step = nextStep(journey.parties)
  return spokenIn(await take(hub, key, step, journey, browser), journey.lead.origin)
}

async function take(
  hub: LogoutDependencies,
  key: SessionKey,
  step: LogoutStep,
  journey: Journey,
  browser: Browser,
): Promise<Reply> {
  if (step.kind === 'frames') return frames(hub, key, step.stop, step.parties, browser)
  if (step.kind === 'visit') return visit(hub, step.party, { way: 'chain' }, logoutPath(key), browser)
  return (await visitUpstreams(hub, journey)) ?? endOfLogout(hub, journey, browser)
}

/** A page of ours with an app in each frame; it goes on when they are done, or after a moment. */
async function frames(
  hub: LogoutDependencies,
  lead: SessionKey,
  stop: 'frame' | 'last',
  parties: readonly LogoutParty[],
  browser: Browser,
): Promise<Reply> {
  const sent = parties.map((party) => markSent(hub, party, stops[stop]))
  await Promise.all([...sent, keepPlace(hub, browser, { v: 1, logout: lead })])
  return framesPage(hub, parties, logoutPath(lead), stop)
}
