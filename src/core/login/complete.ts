/**
 * The last step of a login: Authentication → Identity → policy → Release → the downstream's reply, and the records that
 * let logout find who took part. Everything is judged and the reply is built before anything is written.
 */

import { concerningPerson, GatewayError } from '../errors.ts'
import type { Reply } from '../http.ts'
import { identifierOf } from '../identifiers.ts'
import { release, toIdentity } from '../policy/attributes.ts'
import { contextUnmet } from '../policy/authentication-context.ts'
import { authorize } from '../policy/authorization.ts'
import { checkFreshness, strictestAge } from '../policy/freshness.ts'
import type { Release, SubjectIdentifier } from '../policy/identity.ts'
import type { LoginDependencies } from '../ports/hub.ts'
import type { Downstream } from '../ports/roles.ts'
import type { Participant } from '../session/records.ts'
import type { Completion } from './completion.ts'
import { askConsent, consentDue, isConsented } from './consent.ts'
import { isForPerson, tellPerson } from './denied.ts'
import { allowedUpstreams } from './routing.ts'
import { contextClass, ownSession, planSession, recordLogin } from './session-step.ts'
import type { LoginRequest } from './transaction.ts'
import { leaveTombstone } from './transaction-lifecycle.ts'

/**
 * Completes the login, or returns 'restart' where its session was ended meanwhile: then nothing was sent.
 * @throws GatewayError that names the person (by pseudonym) and the upstream
 */
export async function completeLogin(hub: LoginDependencies, completion: Completion): Promise<Reply | 'restart'> {
  try {
    return await complete(hub, completion)
  } catch (error) {
    const { subject, upstream } = completion.authentication
    const refusal = concerningPerson(hub.audit.pseudonym(subject), upstream, error)
    if (isForPerson(completion, refusal)) return tellPerson(hub, completion, refusal)
    throw refusal
  }
}

async function complete(hub: LoginDependencies, completion: Completion): Promise<Reply | 'restart'> {
  const { request, transaction } = completion
  const own = ownSession(completion)
  const earlier = own === undefined ? undefined : await hub.stores.sessions.participant(own.key, request.app)
  const downstream = downstreamOf(hub, request)
  const released = judge(hub, completion, earlier)
  const due = await consentDue(hub, completion, downstream, released)
  if (due !== undefined) return askConsent(hub, completion, due)
  const planned = await planSession(hub, completion, own)
  const release = isConsented(completion) ? { ...released, consented: true as const } : released
  const { reply, participant, responseId } = await downstream.respond(request, release, planned.session, earlier)
  if (!(await recordLogin(hub, completion, planned, participant))) return 'restart'
  if (transaction !== undefined) await leaveTombstone(hub, transaction.id, request, 'done', completion.browser)
  rememberName(hub, completion, released.subject)
  hub.audit.record({
    event: 'login.success',
    outcome: 'success',
    app: identifierOf(request.app),
    requestId: request.requestId,
    ...(responseId !== undefined && { responseId }),
    upstream: completion.authentication.upstream,
    subject: hub.audit.pseudonym(completion.authentication.subject),
    session: planned.key.slice(0, 8),
    address: completion.browser.address,
    amr: completion.authentication.context.amr,
    ...(completion.authentication.context.acr !== undefined && { acr: completion.authentication.context.acr }),
    ...(transaction !== undefined && { transaction: transaction.id }),
  })
  return { ...reply, cookies: [...(reply.cookies ?? []), ...planned.cookies] }
}

function rememberName(hub: LoginDependencies, completion: Completion, subject: SubjectIdentifier): void {
  const { request, policy, authentication } = completion
  const upstream = hub.upstreams.get(authentication.upstream)
  if (hub.names === undefined || upstream === undefined) return
  const { subjectNamespace, subjectFrom } = upstream
  const expression = policy.subjectValue?.source
  hub.names.saw({
    app: request.app,
    authentication,
    subject,
    pairwiseSector: policy.pairwiseSector,
    subjectNamespace,
    subjectFrom,
    ...(expression !== undefined && { expression }),
  })
}

function downstreamOf(hub: Pick<LoginDependencies, 'downstreams'>, request: LoginRequest): Downstream {
  const downstream = hub.downstreams.get(request.downstream)
  if (downstream === undefined) throw new GatewayError('internal', `No role ${request.downstream} answers this login.`)
  return downstream
}

/** Addresses are compared without regard to case: the person who typed one did not check how the upstream writes it. */
function isSubject({ kind, value }: SubjectIdentifier, expected: string): boolean {
  return kind === 'email' ? value.toLowerCase() === expected.toLowerCase() : value === expected
}

/** Everything that may refuse, before anything is written. */
function judge(hub: LoginDependencies, completion: Completion, earlier: Participant | undefined): Release {
  const { request, policy, authentication, transaction, provedAt = hub.now() } = completion
  const upstream = hub.upstreams.get(authentication.upstream)
  if (upstream === undefined) throw new GatewayError('internal', 'The sign-in service is no longer set up here.')
  if (!allowedUpstreams(hub, policy).includes(upstream.name)) {
    throw new GatewayError('access_denied', 'This application does not accept that sign-in service.')
  }
  if (transaction !== undefined) {
    // How new it is was judged before (ask-again.ts); one that does not say is let through.
    const unsaid = authentication.context.authTime === undefined && upstream.allowMissingAuthTime !== true
    const forceAuthn = request.forceAuthn && unsaid
    const maxAuthnAge = strictestAge(request.maxAuthnAge, policy.maxAuthnAge)
    const demand = { forceAuthn, ...(maxAuthnAge !== undefined && { maxAuthnAge }) }
    const names = { upstream: upstream.name, app: policy.displayName }
    checkFreshness(demand, authentication.context, transaction.sentAt, provedAt, names)
  }
  const identity = toIdentity(authentication, upstream)
  for (const { claim, reason } of identity.withheld)
    hub.audit.trace(transaction?.id, 'claim left out', { claim, reason })
  const app = identifierOf(request.app)
  authorize(policy, identity, (reason) => hub.audit.expressionFailed(transaction?.id, { app, reason }))
  const asserted = contextClass(request, policy, authentication, upstream)
  if (asserted === undefined) {
    throw contextUnmet(request.contexts ?? {}, authentication.context, upstream, policy.strictContexts)
  }
  const transient = earlier?.subject.kind === 'transient' ? earlier.subject.value : undefined
  const demand = { subject: request.subject, contextClass: asserted, transient }
  const released = release(identity, policy, demand, hub.pairwise, (attribute, reason) =>
    hub.audit.expressionFailed(transaction?.id, { app, attribute, reason }),
  )
  if (request.expectedSubject !== undefined && !isSubject(released.subject, request.expectedSubject)) {
    throw new GatewayError('subject_mismatch', 'The application asked for a different person than the one signed in.')
  }
  const { attributes } = request
  if (attributes === undefined) return released
  return { ...released, attributes: released.attributes.filter(({ name }) => attributes.includes(name)) }
}
