/**
 * The SAML IdP's SingleLogoutService (Profiles 4.4), for requests and for answers.
 *
 *   LogoutRequest   decode → authenticate → parse → validate (here) → whose session (subject.ts) → the core's logout
 *                   (start.ts by the browser, soap.ts behind it)
 *   LogoutResponse  decode → which message of ours it answers → authenticate → note → where the browser goes on (answer.ts)
 *   our own         participants.ts the role at a logout · ways.ts how an app hears of it · messages.ts · back-channel.ts
 *
 * A request that proves who sent it ends what that app took part in; one without proof only asks the person. What the
 * gateway can't accept is answered in SAML's terms, once it is known whom to answer.
 */
import { clientOf } from '../../../core/admission/client-key.ts'
import { GatewayError as Refusal, toGatewayError } from '../../../core/errors.ts'
import type { HttpRequest, Reply } from '../../../core/http.ts'
import { keepPosted, takePosted } from '../../../core/posted-message.ts'
import type { SamlApp } from '../../../registry/app.ts'
import { peekIssuer } from '../../../saml/bindings.ts'
import { parseLogoutRequest } from '../../../saml/logout-request.ts'
import type { SamlMessage } from '../../../saml/messages.ts'
import { decodeSoap, isSoap } from '../../../saml/soap.ts'
import { aheadAtMost, checkTimely } from '../../../saml/timeliness.ts'
import { inNameOf, requireApp } from '../require-app.ts'
import { toStatus } from '../status.ts'
import { takeAnswer } from './answer.ts'
import { answerLogout, toLogoutReplyTo } from './participants.ts'
import { authenticate, decode, receive, refused, requestIdOf, type SingleLogout } from './single-logout.ts'
import { answerBySoap, type SoapSteps } from './soap.ts'
import { endForApp, type LogoutArrival } from './start.ts'

/** Answers a GET: by the Redirect binding, or the second half of a request that came by POST. */
export async function answerLogoutGet(slo: SingleLogout, http: HttpRequest): Promise<Reply> {
  const parameters = new URLSearchParams(http.query)
  const ticket = parameters.get('ticket')
  if (ticket !== null) return takeRequest(slo, await takePosted(slo.hub, http, ticket))
  return isRequest(parameters) ? takeRequest(slo, http) : takeAnswer(slo, http)
}

/** All else counts as an answer: an app that sends the browser back empty-handed must not strand anybody. */
const isRequest = (parameters: URLSearchParams): boolean =>
  parameters.has('SAMLRequest') && !parameters.has('SAMLResponse')

/**
 * Answers a POST. From another site it brings no cookie of ours, and the SP's form-action may forbid a redirect after
 * it: a page of ours goes on to a GET. An answer needs no cookie at all.
 */
export async function answerLogoutPost(slo: SingleLogout, http: HttpRequest): Promise<Reply> {
  if (isSoap(http.contentType)) return bySoap(slo, http)
  if (!isRequest(new URLSearchParams(http.body))) return takeAnswer(slo, http)
  await requireApp(slo.idp.apps, peekIssuer(decode(slo, http, 'SAMLRequest')), clientOf(http.browser))
  const location = await keepPosted(slo.hub, http, '/saml/slo')
  return { kind: 'page', name: 'continue', params: { location } }
}

async function takeRequest(slo: SingleLogout, http: HttpRequest): Promise<Reply> {
  const message = decode(slo, http, 'SAMLRequest')
  const app = await requireApp(slo.idp.apps, peekIssuer(message), clientOf(http.browser))
  const by = message.binding === 'post' ? 'post' : 'redirect'
  const id = requestIdOf(message)
  const replyTo = toLogoutReplyTo(app, by, id, message)
  try {
    const arrival = inNameOf(app.serviceProvider.entityId, () => judgeRequest(slo, message, app, http))
    return await endForApp(slo.hub, arrival, replyTo, http.browser)
  } catch (thrown) {
    const error = toGatewayError(thrown)
    if (replyTo === undefined || id === '' || error.code === 'rate_limited') throw error
    slo.hub.admission.sign(clientOf(http.browser))
    return answerLogout(slo.idp, replyTo, toStatus(error, refused(slo, error, id, http)))
  }
}

async function bySoap(slo: SingleLogout, http: HttpRequest): Promise<Reply> {
  if (!slo.soap) throw new Refusal('malformed_request', 'Logout by SOAP is not enabled here.', { status: 415 })
  const steps: SoapSteps = {
    decode: () => receive(slo, http, () => decodeSoap(http.body, 'SAMLRequest')),
    sender: (message) => requireApp(slo.idp.apps, peekIssuer(message), clientOf(http.browser)),
    judge: (message, app) => inNameOf(app.serviceProvider.entityId, () => judgeRequest(slo, message, app, http)),
    refused: (error, id) => refused(slo, error, id, http),
  }
  return answerBySoap(slo, http, steps)
}

/** Everything that can be checked about a request before it is known whether there is such a session. */
function judgeRequest(slo: SingleLogout, message: SamlMessage, app: SamlApp, http: HttpRequest): LogoutArrival {
  const { serviceProvider: sp, settings } = app
  // Behind the browser's back nobody can be asked, so only a signature counts.
  const must = message.binding === 'soap' || sp.authnRequestsSigned || settings.requireSignedRequests
  const xml = authenticate(slo, message, app, must, http)
  const request = parseLogoutRequest(xml)
  const now = slo.hub.now()
  const lifetime = settings.requestLifetime + slo.incomingSkew
  checkTimely(request, { location: slo.location, now, lifetime, what: 'sign-out' })
  const { notOnOrAfter } = request
  if (notOnOrAfter !== undefined && now >= notOnOrAfter + slo.incomingSkew) {
    throw new Refusal('stale_or_replayed', 'This sign-out request is too old.')
  }
  return { request, app, signed: xml.signedBy !== undefined, remember: lifetime + aheadAtMost }
}
