/** The end of a logout: the app that asked gets its answer, a person the page that says what ended and what did not. */

import type { Browser, LoggedOutPageParams, OpenApp, Reply } from '../http.ts'
import { identifierOf, type SessionKey, upstreamName } from '../identifiers.ts'
import type { LogoutDependencies } from '../ports/hub.ts'
import type { LogoutAnswer, LogoutAnswering } from '../ports/logout.ts'
import type { Upstream } from '../ports/roles.ts'
import { readSessions } from '../session/cookie.ts'
import { isOnlyEvidence } from './ended-logins.ts'
import { browserRoute, isPending, type LogoutParty, outcomeOf } from './plan.ts'
import { allEnded, endedAtUpstream, type Journey, readLogout, roleOf } from './record.ts'

/** Answers whoever asked. The browser's cookie is deleted when nothing depends on it any more. */
export async function endOfLogout(hub: LogoutDependencies, journey: Journey, browser: Browser): Promise<Reply> {
  const reply = (await answerRequester(hub, journey)) ?? {
    kind: 'page',
    name: 'loggedOut',
    params: result(hub, journey),
  }
  return (await isNeeded(hub, browser)) ? reply : { ...reply, cookies: [{ name: 'session', value: undefined }] }
}

/**
 * The cookie stays while a session is live, while an app must still be told, or while nothing else would show at the
 * next login that there was a logout.
 */
async function isNeeded(hub: LogoutDependencies, browser: Browser): Promise<boolean> {
  const { live, ended } = await readSessions(hub, browser)
  if (live.length > 0) return true
  const logouts = await Promise.all(ended.map((key) => readLogout(hub, key)))
  return logouts.some(
    (open) => open !== undefined && (isOnlyEvidence(open) || open.parties.some((party) => isPending(party, hub.now()))),
  )
}

/** The role that answers whoever asked; undefined where it does not exist (any more), and the person sees a page. */
export function answeringRole(
  hub: Pick<LogoutDependencies, 'upstreams' | 'downstreams'>,
  { side, name }: LogoutAnswer,
): LogoutAnswering['answer'] | undefined {
  if (side === 'downstream') return hub.downstreams.get(name)?.logout?.answer
  return hub.upstreams.get(upstreamName(name))?.logout?.answer
}

async function answerRequester(hub: LogoutDependencies, { lead, parties }: Journey): Promise<Reply | undefined> {
  const { answer } = lead.origin
  if (answer === undefined) return undefined
  return answeringRole(hub, answer)?.(answer.replyTo, allEnded({ parties }) ? 'success' : 'partial')
}

/** What the result page says of each app and each upstream. */
function result(hub: LogoutDependencies, { lead, all, parties }: Journey): LoggedOutPageParams {
  const apps = parties.map((party) => ({ name: nameOf(hub, party), ...outcome(hub, lead.key, party) }))
  const names = [...new Set(all.map(({ session }) => session.authentication.upstream))]
  const upstreams = names.flatMap((name) => {
    const upstream = hub.upstreams.get(name)
    const open = all.find(({ session }) => session.authentication.upstream === name)
    if (upstream === undefined || open === undefined) return []
    const ended = endedAtUpstream(open) || open.origin.by === 'upstream'
    const url = !ended && upstream.logoutUrl !== undefined && { url: upstream.logoutUrl }
    return [{ ...knownAs(upstream, open.session.authentication.issuer), ended, ...url }]
  })
  return { apps, upstreams }
}

/** People know the name that an operator chose for them, else the address at which they signed in. */
function knownAs({ name, displayName }: Pick<Upstream, 'name' | 'displayName'>, issuer: string) {
  const named = displayName !== name || !URL.canParse(issuer)
  return named ? { name: displayName } : { name: displayName, host: new URL(issuer).host }
}

function outcome(
  hub: Pick<LogoutDependencies, 'url'>,
  key: SessionKey,
  party: LogoutParty,
): Omit<LoggedOutPageParams['apps'][number], 'name'> {
  const known = outcomeOf(party) ?? (party.marks.some(({ state }) => state === 'sent') ? 'unanswered' : 'untold')
  if (known === 'ended' || browserRoute(party) === undefined) return { outcome: known }
  return { outcome: known, tryAgain: hub.url(`/logout/${key}/again/${party.party}`) }
}

const nameOf = (hub: Pick<LogoutDependencies, 'policies'>, { participant }: Pick<LogoutParty, 'participant'>): string =>
  hub.policies.policy(participant.app)?.displayName ?? identifierOf(participant.app)

/** The apps that these live sessions let someone into. */
export async function openApps(hub: LogoutDependencies, keys: readonly SessionKey[]): Promise<readonly OpenApp[]> {
  const participants = await Promise.all(keys.map((key) => hub.stores.sessions.participants(key)))
  return Promise.all(
    participants.flat().map(async (participant) => ({
      name: nameOf(hub, { participant }),
      told: ((await roleOf(hub, participant)?.logout?.routes(participant)) ?? []).length > 0,
    })),
  )
}
