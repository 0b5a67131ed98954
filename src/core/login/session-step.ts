/** The session during a login: whether it answers by itself, what this login makes of it, and how that is written. */

import type { Browser } from '../http.ts'
import type { SessionKey } from '../identifiers.ts'
import { isEnded } from '../logout/ended-logins.ts'
import { endWithoutBrowser } from '../logout/steps.ts'
import type { AppPolicy } from '../policy/app-policy.ts'
import { toIdentity } from '../policy/attributes.ts'
import { answerContexts, satisfiedClasses } from '../policy/authentication-context.ts'
import { authorize } from '../policy/authorization.ts'
import { authnInstant, strictestAge } from '../policy/freshness.ts'
import type { Authentication } from '../policy/identity.ts'
import type { LoginDependencies } from '../ports/hub.ts'
import type { UpstreamSettings } from '../ports/roles.ts'
import { keyOf, newSessionCookie } from '../session/cookie.ts'
import type { LiveSession, Participant, Session } from '../session/records.ts'
import { randomToken } from '../tokens.ts'
import type { Completion, PlannedSession } from './completion.ts'
import { keepForPerson } from './kept-for-person.ts'
import { claimRequest } from './replay.ts'
import { allowedUpstreams } from './routing.ts'
import type { LoginRequest } from './transaction.ts'

/** Whether a session may answer this request without the upstream (the two clocks of session/records.ts). */
export function sessionAnswers(
  hub: LoginDependencies,
  request: LoginRequest,
  policy: AppPolicy,
  session: Session,
): boolean {
  const { authentication } = session
  const upstream = hub.upstreams.get(authentication.upstream)
  if (upstream === undefined || request.forceAuthn) return false
  if (hub.now() - session.verifiedAt > hub.askUpstreamAfter) return false
  if (!allowedUpstreams(hub, policy).includes(authentication.upstream)) return false
  const age = hub.now() / 1000 - authnInstant(authentication.context)
  const oldest = strictestAge(request.maxAuthnAge, policy.maxAuthnAge)
  if (oldest !== undefined && age > oldest) return false
  if (contextClass(request, policy, authentication, upstream) === undefined) return false
  return holdsNow(policy, authentication, upstream)
}

/** Applies policy to the claims that the session has: where it fails, the upstream is asked for fresh ones. */
function holdsNow(policy: AppPolicy, authentication: Authentication, upstream: UpstreamSettings): boolean {
  try {
    authorize(policy, toIdentity(authentication, upstream))
    return true
  } catch {
    return false
  }
}

/** The context class that this login is asserted with; undefined where it is not what the app requires. */
export function contextClass(
  request: LoginRequest,
  policy: AppPolicy,
  authentication: Authentication,
  upstream: UpstreamSettings,
): string | undefined {
  const satisfied = satisfiedClasses(authentication.context, upstream.contextTable, policy.strictContexts)
  return answerContexts(request.contexts ?? {}, satisfied, upstream.contextTable)
}

/** The browser's session of the person who logs in, at the upstream of this login. */
export function ownSession({ sessions, authentication }: Completion): LiveSession | undefined {
  const { issuer, subject, upstream } = authentication
  return sessions.live.find(({ session: { authentication: known } }) => {
    return known.upstream === upstream && known.issuer === issuer && known.subject === subject
  })
}

/** There is one session for each upstream, and never two people of one issuer: the ones that this login replaces. */
function replacedBy({ sessions, authentication }: Completion, own: LiveSession | undefined): readonly LiveSession[] {
  const { issuer, subject, upstream } = authentication
  return sessions.live.filter((one) => {
    const known = one.session.authentication
    return one !== own && (known.upstream === upstream || (known.issuer === issuer && known.subject !== subject))
  })
}

/**
 * The session that this login will leave. The same person coming back renews it in place, so that its participants
 * stay; only a new authentication moves its end; a silent renewal never does. Anyone else, and anyone at another
 * upstream, gets a new one under a new cookie, which finds the others too.
 */
export async function planSession(
  hub: LoginDependencies,
  completion: Completion,
  own: LiveSession | undefined,
): Promise<PlannedSession> {
  const { authentication, transaction, sessions } = completion
  if (own !== undefined && transaction === undefined) {
    return { ...own, cookies: [], write: 'none', replaced: [], beside: [] }
  }
  const now = completion.provedAt ?? hub.now()
  const replaced = replacedBy(completion, own).map(({ key }) => key)
  const fresh = { v: 2, authentication, verifiedAt: now } as const
  if (own === undefined) {
    const { key, cookie } = newSessionCookie()
    const browser = sessions.live[0]?.session.browser ?? randomToken()
    const session: Session = {
      ...fresh,
      browser,
      createdAt: now,
      end: endOf(authentication, now + hub.sessionLifetime),
    }
    const beside = [...sessions.live.map((one) => one.key), ...(await latestEnded(hub, sessions.ended))]
    return { key, session, cookies: [cookie], write: 'create', replaced, beside }
  }
  const { browser, createdAt, ...before } = own.session
  const reauthenticated = (authentication.context.authTime ?? 0) > (before.authentication.context.authTime ?? 0)
  const end = endOf(authentication, reauthenticated ? now + hub.sessionLifetime : before.end)
  const session: Session = { ...fresh, browser, createdAt, end }
  return { key: own.key, session, cookies: [], write: 'replace', replaced, beside: [] }
}

/** No later than the upstream wants it. */
const endOf = ({ sessionEnd = Number.POSITIVE_INFINITY }: Authentication, end: number): number =>
  Math.min(end, sessionEnd)

/** How many ended sessions a browser takes along, so that what it carries stays small. */
const endedAtMost = 3

/** The last ones that a logout ended: the new cookie, too, finds the apps that must still be told. */
async function latestEnded(
  hub: Pick<LoginDependencies, 'stores'>,
  keys: readonly SessionKey[],
): Promise<readonly SessionKey[]> {
  const logouts = await Promise.all(keys.map((key) => hub.stores.logouts.get(key)))
  const known = logouts.filter((logout) => logout !== undefined)
  const latest = known.sort((one, other) => other.origin.at - one.origin.at).slice(0, endedAtMost)
  return latest.map(({ key }) => key)
}

/**
 * Writes session and participant, then reads the session again: if logout took it meanwhile, false, and nothing is
 * sent. Ending a session takes it and then reads the participants, so one of the two always sees the other. An
 * upstream's word that this login is over is written before its sessions are looked for, so it is read here after ours
 * is written.
 * @throws GatewayError stale_or_replayed where the request was already answered (attack 54)
 */
export async function recordLogin(
  hub: LoginDependencies,
  completion: Completion,
  planned: PlannedSession,
  participant: Participant,
): Promise<boolean> {
  const { browser, authentication, transaction } = completion
  const { key, write } = planned
  const { sessions } = hub.stores
  keepForPerson(hub, completion, planned)
  await claimRequest(hub, completion.request, key)
  if (!(await writeSession(hub, planned, browser))) return false
  await sessions.addParticipant(key, participant)
  const asks = write !== 'none' && transaction?.askedAgain !== true
  const [kept, ended] = await Promise.all([sessions.get(key), asks && isEnded(hub, authentication)])
  if (ended) await endWithoutBrowser(hub, [key], { by: 'upstream', address: browser.address })
  return kept !== undefined && !ended
}

/** False where the session to be renewed is gone. */
async function writeSession(
  hub: LoginDependencies,
  { key, session, write, replaced, beside }: PlannedSession,
  browser: Browser,
): Promise<boolean> {
  const { sessions } = hub.stores
  if (write === 'replace' && !(await sessions.replace(key, session))) return false
  const cookie = browser.session === undefined ? key : keyOf(browser.session)
  // Its end may have moved past that of the session for which the cookie was made.
  if (write === 'replace' && cookie !== key) await sessions.keepBeside(cookie, key, session.end)
  if (replaced.length > 0) await endWithoutBrowser(hub, replaced, { by: 'replaced', address: browser.address })
  if (write === 'create') await sessions.create(key, session, beside)
  return true
}
