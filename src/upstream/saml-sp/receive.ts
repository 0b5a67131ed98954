/** What a browser brings to our AssertionConsumerService (Profiles 4.1.4.2), and whose login it ends. */
import { clientOf } from '../../core/admission/client-key.ts'
import { because, concerning, GatewayError } from '../../core/errors.ts'
import type { HttpRequest, Reply } from '../../core/http.ts'
import { type TransactionId, transactionId } from '../../core/identifiers.ts'
import { finishLogin } from '../../core/login/finish.ts'
import type { LoginDependencies } from '../../core/ports/hub.ts'
import { keepPosted, takePosted } from '../../core/posted-message.ts'
import type { SamlMessage } from '../../saml/messages.ts'
import { malformed } from '../../saml/refusal.ts'
import { isSuccessful } from '../../saml/response.ts'
import { bearsSignature } from '../../saml/signed-response.ts'
import { readAnswer } from './answer.ts'
import { artifactOf, awaitGet, messageOf } from './arrived-message.ts'
import { errorOf } from './error-status.ts'
import { pathsOf } from './paths.ts'
import type { SamlUpstream } from './upstream.ts'

/**
 * Answers a POST. It comes from another site, so without our Lax cookies: once its signature was verified it waits
 * under a one-time ticket for a GET of ours, which has them.
 */
export async function answerPost(hub: LoginDependencies, upstream: SamlUpstream, http: HttpRequest): Promise<Reply> {
  const client = clientOf(http.browser)
  const { idp, config } = upstream
  if (config.artifact === 'never' || artifactOf(http) === undefined) {
    const message = hub.admission.weigh(client, 'post', http.body.length, () => messageOf(http))
    if (idp !== undefined) {
      const { signed } = hub.admission.weigh(client, 'post', 0, () => readAnswer(message, idp.idp, config))
      awaitGet(http, message, bearsSignature(signed))
    }
  }
  const location = await keepPosted(hub, http, pathsOf(upstream.name).acs)
  return { kind: 'page', name: 'continue', params: { location } }
}

/** Answers a GET: the second half of a POST, or an artifact. */
export async function answerGet(hub: LoginDependencies, upstream: SamlUpstream, http: HttpRequest): Promise<Reply> {
  const ticket = new URLSearchParams(http.query).get('ticket')
  const brought = ticket === null ? http : await takePosted(hub, http, ticket)
  if (upstream.config.artifact !== 'never' && artifactOf(brought) !== undefined) {
    return finishLogin(hub, upstream, relayedBy(brought), brought)
  }
  if (ticket === null) throw malformed('There is no answer of a sign-in service in this request.')
  const message = messageOf(brought)
  if (!message.root.attributes.has('InResponseTo')) {
    const said = errorIn(upstream, message)
    if (said !== undefined) throw said
    return beginUnsolicited(upstream, brought)
  }
  return finishLogin(hub, upstream, transactionOf(message), brought).catch((error: unknown) => {
    throw withAnswer(error, upstream, message)
  })
}

/** The request's ID is the transaction's id (authn-request.ts); only looked up. Empty where there is none. */
function transactionOf({ root }: SamlMessage): TransactionId {
  const inResponseTo = root.attributes.get('InResponseTo') ?? ''
  return transactionId(inResponseTo.startsWith('_') ? inResponseTo.slice(1) : '')
}

/** An artifact says nothing, so the RelayState that we sent along says whose login it ends; only looked up. */
function relayedBy({ method, query, body }: HttpRequest): TransactionId {
  return transactionId(new URLSearchParams(method === 'POST' ? body : query).get('RelayState') ?? '')
}

/**
 * The error that an answer is. One may name no request: an identity provider that can't tell the request's ID must leave it
 * out (Core 3.2.2). That ends no login, as anybody could plant it; the person and the log hear what it says.
 * @throws GatewayError as `readAnswer` does
 */
function errorIn({ idp, config, name }: SamlUpstream, message: SamlMessage): GatewayError | undefined {
  if (idp === undefined) return undefined
  const { response, signed } = readAnswer(message, idp.idp, config)
  if (isSuccessful(response) || signed.assertion !== undefined) return undefined
  return concerning(name, errorOf(response, name))
}

/** An error that belongs to no login any more must still be logged: it says why people come back like this. */
function withAnswer(error: unknown, upstream: SamlUpstream, message: SamlMessage): unknown {
  if (!(error instanceof GatewayError) || error.code !== 'transaction_lost') return error
  const said = errorIn(upstream, message)
  return said === undefined ? error : concerning(upstream.name, because(said, error))
}

/**
 * An answer that nobody asked for could be somebody else's, planted in this browser (attack 43): it is judged, used up,
 * and then only begins a login as usual, at the one app that the operator named.
 */
async function beginUnsolicited(upstream: SamlUpstream, http: HttpRequest): Promise<Reply> {
  const { unsolicited, displayName } = upstream.config
  if (unsolicited === undefined) {
    const message = `Nobody here asked ${displayName} for this sign-in. Please start at the application.`
    throw new GatewayError('transaction_lost', message, { upstream: upstream.name, cause: 'no InResponseTo' })
  }
  await upstream.judgeUnsolicited(messageOf(http))
  return { kind: 'redirect', location: unsolicited }
}
