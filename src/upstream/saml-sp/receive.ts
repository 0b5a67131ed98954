/** What a browser brings to our AssertionConsumerService (Profiles 4.1.4.2), and whose login it ends. */
import { clientOf } from '../../core/admission/client-key.ts'
import type { HttpRequest, Reply } from '../../core/http.ts'
import { type TransactionId, transactionId } from '../../core/identifiers.ts'
import { finishLogin } from '../../core/login/finish.ts'
import type { LoginDependencies } from '../../core/ports/hub.ts'
import { keepPosted, takePosted } from '../../core/posted-message.ts'
import type { SamlMessage } from '../../saml/messages.ts'
import { malformed } from '../../saml/refusal.ts'
import { readAnswer } from './answer.ts'
import { messageOf } from './arrived-message.ts'
import { pathsOf } from './paths.ts'
import type { SamlUpstream } from './upstream.ts'

/**
 * Answers a POST. It comes from another site, so without our Lax cookies: once its signature was verified it waits
 * under a one-time ticket for a GET of ours, which has them.
 */
export async function answerPost(hub: LoginDependencies, upstream: SamlUpstream, http: HttpRequest): Promise<Reply> {
  const client = clientOf(http.browser)
  const message = hub.admission.weigh(client, 'post', http.body.length, () => messageOf(http))
  const { idp, config } = upstream
  if (idp !== undefined) hub.admission.weigh(client, 'post', 0, () => readAnswer(message, idp.idp, config))
  const location = await keepPosted(hub, http, pathsOf(upstream.name).acs)
  return { kind: 'page', name: 'continue', params: { location } }
}

/** Answers a GET: the second half of a POST. */
export async function answerGet(hub: LoginDependencies, upstream: SamlUpstream, http: HttpRequest): Promise<Reply> {
  const ticket = new URLSearchParams(http.query).get('ticket')
  if (ticket === null) throw malformed('There is no answer of a sign-in service in this request.')
  const posted = await takePosted(hub, http, ticket)
  return finishLogin(hub, upstream, transactionOf(messageOf(posted)), posted)
}

/** The request's ID is the transaction's id (authn-request.ts); only looked up. Empty where there is none. */
function transactionOf({ root }: SamlMessage): TransactionId {
  const inResponseTo = root.attributes.get('InResponseTo') ?? ''
  return transactionId(inResponseTo.startsWith('_') ? inResponseTo.slice(1) : '')
}
