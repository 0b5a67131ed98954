/** The end of a logout: the app that asked gets its answer, a person the page that says what ended and what did not. */

import type { Browser, LoggedOutPageParams, OpenApp, Reply } from '../http.ts'
import type { SessionKey } from '../identifiers.ts'
import type { Hub } from '../ports/hub.ts'
import type { Upstream } from '../ports/roles.ts'
import { keyOf } from '../session/cookie.ts'
import { browserRoute, isOwed, type LogoutParty, outcomeOf } from './plan.ts'
import { allEnded, type OpenLogout, partyOf, roleOf } from './record.ts'

/** Answers whoever asked. The cookie of the ended session goes when nobody is owed word any more. */
export async function endOfLogout(hub: Hub, open: OpenLogout, browser: Browser): Promise<Reply> {
  const reply = (await answerApp(hub, open)) ?? { kind: 'page', name: 'loggedOut', params: result(hub, open) }
  const own = browser.session !== undefined && keyOf(browser.session) === open.key
  const owed = open.parties.some((party) => isOwed(party, hub.now()))
  return own && !owed ? { ...reply, cookies: [{ name: 'session', value: undefined }] } : reply
}

async function answerApp(hub: Hub, open: OpenLogout): Promise<Reply | undefined> {
  const { answer } = open.origin
  if (answer === undefined) return undefined
  const role = hub.downstreams.get(answer.downstream)?.logout
  return role?.answer(answer.replyTo, allEnded(open) ? 'success' : 'partial')
}

/** What the result page says, app by app. */
function result(hub: Hub, open: OpenLogout): LoggedOutPageParams {
  const upstream = hub.upstreams.get(open.session.authentication.upstream)
  const apps = open.parties.map((party) => ({ name: nameOf(hub, party), ...outcome(hub, open.key, party) }))
  if (upstream === undefined) return { apps }
  const party = partyOf(`upstream ${upstream.name}`)
  const ended =
    open.marks.some((mark) => mark.party === party && mark.state === 'ended') || open.origin.by === 'upstream'
  const url = ended || upstream.logoutUrl === undefined ? {} : { url: upstream.logoutUrl }
  return { apps, upstream: { ...knownAs(upstream, open.session.authentication.issuer), ended, ...url } }
}

/** People know the name that an operator chose for them, else the address at which they signed in. */
function knownAs({ name, displayName }: Pick<Upstream, 'name' | 'displayName'>, issuer: string) {
  const named = displayName !== name || !URL.canParse(issuer)
  return named ? { name: displayName } : { name: displayName, host: new URL(issuer).host }
}

function outcome(hub: Hub, key: SessionKey, party: LogoutParty): Omit<LoggedOutPageParams['apps'][number], 'name'> {
  const known = outcomeOf(party) ?? (party.marks.some(({ state }) => state === 'sent') ? 'unanswered' : 'untold')
  if (known === 'ended' || browserRoute(party) === undefined) return { outcome: known }
  return { outcome: known, tryAgain: hub.url(`/logout/${key}/again/${party.party}`) }
}

const nameOf = (hub: Hub, { participant }: Pick<LogoutParty, 'participant'>): string =>
  hub.policies.policy(participant.app)?.displayName ?? participant.app

/** The apps that a live session let someone into. */
export async function openApps(hub: Hub, key: SessionKey): Promise<readonly OpenApp[]> {
  const participants = await hub.stores.sessions.participants(key)
  return participants.map((participant) => ({
    name: nameOf(hub, { participant }),
    told: (roleOf(hub, participant)?.logout?.routes(participant) ?? []).length > 0,
  }))
}
