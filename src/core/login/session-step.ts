/** The session at a login: whether it answers alone, what this login makes of it, and how that is written. */
import { GatewayError } from '../errors.ts'
import type { CookieChange } from '../http.ts'
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
import type { Upstream } from '../ports/roles.ts'
import { keyOf, newSessionCookie } from '../session/cookie.ts'
import type { LiveSession, Participant, Session } from '../session/records.ts'
import type { Completion } from './complete.ts'
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

/** Policy on the claims that the session has: where it fails, the upstream is asked for fresh ones. */
function holdsNow(policy: AppPolicy, authentication: Authentication, upstream: Upstream): boolean {
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
  upstream: Upstream,
): string | undefined {
  const satisfied = satisfiedClasses(authentication.context, upstream.contextTable, policy.strictAuthnContext)
  return answerContexts(request.contexts ?? {}, satisfied, upstream.contextTable)
}

/** What will be written of the session, and the cookies that go with it. */
export interface PlannedSession {
  readonly key: SessionKey
  readonly session: Session
  readonly cookies: readonly CookieChange[]
  readonly write: 'create' | 'replace' | 'none'
}

/**
 * The session that this login will leave. The same person coming back renews it in place, so that its participants
 * stay; only a new authentication moves its end, a silent renewal never does. Anyone else gets a new one.
 */
export function planSession(
  hub: LoginDependencies,
  completion: Completion,
  own: LiveSession | undefined,
  replaces: readonly SessionKey[],
): PlannedSession {
  const { authentication, transaction } = completion
  if (own !== undefined && transaction === undefined) return { ...own, cookies: [], write: 'none' }
  const now = hub.now()
  const fresh = { v: 2, authentication, verifiedAt: now } as const
  if (own === undefined) {
    const { key, cookie } = newSessionCookie()
    const before = replaces.length === 0 ? {} : { replaces }
    const session: Session = { ...fresh, ...before, createdAt: now, end: now + hub.sessionLifetime }
    return { key, session, cookies: [cookie], write: 'create' }
  }
  const before = own.session
  const reauthenticated = (authentication.context.authTime ?? 0) > (before.authentication.context.authTime ?? 0)
  const end = reauthenticated ? now + hub.sessionLifetime : before.end
  const kept = before.replaces === undefined ? {} : { replaces: before.replaces }
  return {
    key: own.key,
    session: { ...fresh, ...kept, createdAt: before.createdAt, end },
    cookies: [],
    write: 'replace',
  }
}

/** How many sessions back a debt is remembered, so that the record stays small. */
const replacedAtMost = 3

/** Sessions whose cookie this login's overwrites: what they owe to apps is found by the new one. */
export async function replacedBy(hub: LoginDependencies, { browser, live }: Completion, own: LiveSession | undefined) {
  if (own !== undefined || browser.session === undefined) return []
  const key = keyOf(browser.session)
  const ended = live?.session ?? (await hub.stores.logouts.get(key))?.session
  return ended === undefined ? [] : [key, ...(ended.replaces ?? [])].slice(0, replacedAtMost)
}

/**
 * Writes session and participant, then reads the session again: if logout took it meanwhile, false, and nothing is sent.
 * Ending a session takes it and then reads the participants, so one of the two always sees the other. An upstream's word
 * that this login is over is written before its sessions are looked for: so it is read here after ours is written.
 * @throws GatewayError stale_or_replayed where the request was answered already (attack 54)
 */
export async function recordLogin(
  hub: LoginDependencies,
  { request, live, browser, authentication, transaction }: Completion,
  { key, session, write }: PlannedSession,
  participant: Participant,
): Promise<boolean> {
  const { sessions, seen } = hub.stores
  if (!(await seen.claim(request.app, request.requestId, request.arrival, seenLifetime))) {
    throw new GatewayError('stale_or_replayed', 'This sign-in request was answered already.', {
      startAgain: request.startAgain,
    })
  }
  if (write === 'replace' && !(await sessions.replace(key, session))) return false
  if (write === 'create') {
    if (live !== undefined) await endWithoutBrowser(hub, [live.key], { by: 'replaced', address: browser.address })
    await sessions.create(key, session)
  }
  await sessions.addParticipant(key, participant)
  const asks = write !== 'none' && transaction?.askedAgain !== true
  const [kept, ended] = await Promise.all([sessions.get(key), asks && isEnded(hub, authentication)])
  if (ended) await endWithoutBrowser(hub, [key], { by: 'upstream', address: browser.address })
  return kept !== undefined && !ended
}

/** How long an answered request id is remembered: longer than any request stays acceptable (1 h by default). */
const seenLifetime = 26 * 3600_000
