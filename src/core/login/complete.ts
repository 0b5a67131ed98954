/**
 * The last step of a login: Authentication → Identity → policy → Release → the downstream's reply, and the records that
 * let logout find who took part. Everything is judged and the reply is built before anything is written.
 */

import { GatewayError } from '../errors.ts'
import type { Browser, CookieChange, Reply } from '../http.ts'
import type { SessionKey } from '../identifiers.ts'
import { isEnded } from '../logout/ended-logins.ts'
import { endWithoutBrowser } from '../logout/steps.ts'
import type { AppPolicy } from '../policy/app-policy.ts'
import { release, toIdentity } from '../policy/attributes.ts'
import { answerDemand, satisfiedClasses } from '../policy/authentication-context.ts'
import { authorize } from '../policy/authorization.ts'
import { authnInstant, checkFreshness } from '../policy/freshness.ts'
import type { Authentication, Release } from '../policy/identity.ts'
import type { Hub } from '../ports/hub.ts'
import type { Downstream, Upstream } from '../ports/roles.ts'
import { keyOf, newSessionCookie } from '../session/cookie.ts'
import type { LiveSession, Participant, Session } from '../session/records.ts'
import { allowedUpstreams } from './routing.ts'
import type { LoginRequest, LoginTransaction } from './transaction.ts'
import { leaveTombstone } from './transaction-lifecycle.ts'

export interface Completion {
  readonly request: LoginRequest
  readonly policy: AppPolicy
  readonly authentication: Authentication
  /** The browser's session, if any. */
  readonly live: LiveSession | undefined
  readonly browser: Browser
  /** Whether the authentication is fresh from the upstream. */
  readonly renewal: boolean
  readonly transaction?: LoginTransaction
}

/** Whether a session may answer this request without the upstream (design 5, the two clocks). */
export function sessionAnswers(hub: Hub, request: LoginRequest, policy: AppPolicy, session: Session): boolean {
  const { authentication } = session
  const upstream = hub.upstreams.get(authentication.upstream)
  if (upstream === undefined || request.forceAuthn) return false
  if (hub.now() - session.verifiedAt > hub.askUpstreamAfter) return false
  if (!allowedUpstreams(hub, policy).includes(authentication.upstream)) return false
  const age = hub.now() / 1000 - authnInstant(authentication.context)
  if (policy.maxAuthnAge !== undefined && age > policy.maxAuthnAge) return false
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

function contextClass(request: LoginRequest, policy: AppPolicy, authentication: Authentication, upstream: Upstream) {
  const satisfied = satisfiedClasses(authentication.context, upstream.contextTable, policy.strictAuthnContext)
  return answerDemand(request.contexts, satisfied, upstream.contextTable)
}

/** Completes the login, or says 'restart' where its session was ended meanwhile: then nothing was sent. */
export async function completeLogin(hub: Hub, completion: Completion): Promise<Reply | 'restart'> {
  const { request, live, transaction } = completion
  const own = sameSubject(live, completion.authentication) ? live : undefined
  const earlier = own === undefined ? undefined : await hub.stores.sessions.participant(own.key, request.app)
  const released = judge(hub, completion, earlier)
  const planned = planSession(hub, completion, own, await replacedBy(hub, completion, own))
  const downstream = downstreamOf(hub, request)
  const { reply, participant, responseId } = await downstream.respond(request, released, planned.session, earlier)
  if (!(await record(hub, completion, planned, participant))) return 'restart'
  if (transaction !== undefined) await leaveTombstone(hub, transaction.id, request, 'done')
  hub.audit.record({
    event: 'login.success',
    outcome: 'success',
    app: request.app,
    requestId: request.requestId,
    ...(responseId !== undefined && { responseId }),
    upstream: completion.authentication.upstream,
    subject: hub.audit.pseudonym(completion.authentication.subject),
    session: planned.key.slice(0, 8),
    address: completion.browser.address,
    amr: completion.authentication.context.amr,
    ...(completion.authentication.context.acr === undefined ? {} : { acr: completion.authentication.context.acr }),
    ...(transaction === undefined ? {} : { transaction: transaction.id }),
  })
  return { ...reply, cookies: [...(reply.cookies ?? []), ...planned.cookies] }
}

function downstreamOf(hub: Hub, request: LoginRequest): Downstream {
  const downstream = hub.downstreams.get(request.downstream)
  if (downstream === undefined) throw new GatewayError('internal', `No role ${request.downstream} answers this login.`)
  return downstream
}

function sameSubject(live: LiveSession | undefined, { issuer, subject, upstream }: Authentication): boolean {
  const known = live?.session.authentication
  return known !== undefined && known.issuer === issuer && known.subject === subject && known.upstream === upstream
}

/** Everything that may refuse, before anything is written. */
function judge(hub: Hub, completion: Completion, earlier: Participant | undefined): Release {
  const { request, policy, authentication, transaction } = completion
  const upstream = hub.upstreams.get(authentication.upstream)
  if (upstream === undefined) throw new GatewayError('internal', 'The sign-in service is not set up here any more.')
  if (!allowedUpstreams(hub, policy).includes(upstream.name)) {
    throw new GatewayError('access_denied', 'This application does not accept that sign-in service.')
  }
  if (transaction !== undefined) {
    const forceAuthn = request.forceAuthn || transaction.askedAgain === true
    const demand = { forceAuthn, ...maxAgeOf(policy) }
    const names = { upstream: upstream.name, app: policy.displayName }
    checkFreshness(demand, authentication.context, transaction.sentAt, hub.now(), names)
  }
  const identity = toIdentity(authentication, upstream)
  for (const { claim, reason } of identity.withheld)
    hub.audit.trace(transaction?.id, 'claim left out', { claim, reason })
  const { app } = request
  authorize(policy, identity, (reason) => hub.audit.expressionFailed(transaction?.id, { app, reason }))
  const asserted = contextClass(request, policy, authentication, upstream)
  if (asserted === undefined) {
    throw new GatewayError('context_unmet', 'The login was not as strong as the application asks.')
  }
  const transient = earlier?.name.kind === 'transient' ? earlier.name.value : undefined
  const demand = { subject: request.subject, contextClass: asserted, transient }
  const released = release(identity, policy, demand, hub.pairwise, (attribute, reason) =>
    hub.audit.expressionFailed(transaction?.id, { app, attribute, reason }),
  )
  if (request.expectedSubject !== undefined && request.expectedSubject !== released.subject.value) {
    throw new GatewayError('subject_mismatch', 'The application asked for another person than the one signed in.')
  }
  return released
}

const maxAgeOf = (policy: AppPolicy) => (policy.maxAuthnAge === undefined ? {} : { maxAuthnAge: policy.maxAuthnAge })

interface PlannedSession {
  readonly key: SessionKey
  readonly session: Session
  readonly cookies: readonly CookieChange[]
  readonly write: 'create' | 'replace' | 'none'
}

/**
 * The session that this login will leave. The same person coming back renews it in place, so that its participants
 * stay; only a new authentication moves its end, a silent renewal never does. Anyone else gets a new one.
 */
function planSession(
  hub: Hub,
  completion: Completion,
  own: LiveSession | undefined,
  replaces: readonly SessionKey[],
): PlannedSession {
  const { authentication, renewal } = completion
  if (own !== undefined && !renewal) return { ...own, cookies: [], write: 'none' }
  const now = hub.now()
  const fresh = { v: 1, authentication, verifiedAt: now } as const
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
async function replacedBy(hub: Hub, { browser, live }: Completion, own: LiveSession | undefined) {
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
async function record(
  hub: Hub,
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
