/**
 * The SAML IdP's SingleLogoutService (Profiles 4.4), for requests and for answers.
 *
 *   LogoutRequest   decode → authenticate → parse → validate → whose session → the core's logout
 *   LogoutResponse  decode → which message of ours it answers → authenticate → note → where the browser goes on
 *
 * A request that proves who sent it ends what that app took part in; one without proof only asks the person. What the
 * gateway can't accept is answered in SAML's words, once it is known whom to answer.
 */
import { clientOf } from '../../../core/admission/client-key.ts'
import { type GatewayError, GatewayError as Refusal, toGatewayError } from '../../../core/errors.ts'
import type { HttpRequest, Reply } from '../../../core/http.ts'
import { noteLogoutAnswer } from '../../../core/logout/steps.ts'
import type { Hub } from '../../../core/ports/hub.ts'
import { keepPosted, takePosted } from '../../../core/posted-message.ts'
import { newErrorId } from '../../../core/tokens.ts'
import type { SamlApp } from '../../../registry/app.ts'
import { decodeSamlMessage, peekIssuer } from '../../../saml/bindings.ts'
import { isSuccess, parseLogoutRequest, parseLogoutResponse } from '../../../saml/logout-request.ts'
import type { MessageParameter, ReadableXml, SamlMessage } from '../../../saml/messages.ts'
import { decodeSoap } from '../../../saml/soap.ts'
import { isId } from '../../../saml/xml-values.ts'
import { authenticateSamlMessage } from '../../../saml/xmldsig.ts'
import type { SamlIdp } from '../downstream.ts'
import { requireApp } from '../require-app.ts'
import { toStatus } from '../status.ts'
import { answerLogout, toLogoutReplyTo } from './participants.ts'
import { answerBySoap } from './soap.ts'
import { endForApp, type LogoutArrival } from './start.ts'

export interface SingleLogout {
  readonly idp: SamlIdp
  readonly hub: Hub
  /** Our SingleLogoutService's address, as metadata publishes it. */
  readonly location: string
  /** ms that clocks may differ */
  readonly incomingSkew: number
  /** Whether SOAP is taken. */
  readonly soap: boolean
}

/** How far ahead of ours the clock of an SP may be, ms. */
const aheadAtMost = 5 * 60_000

/** Answers a GET: by the Redirect binding, or the second half of a request that came by POST. */
export async function answerLogoutGet(slo: SingleLogout, http: HttpRequest): Promise<Reply> {
  const parameters = new URLSearchParams(http.query)
  const ticket = parameters.get('ticket')
  if (ticket !== null) return takeRequest(slo, await takePosted(slo.hub, http, ticket))
  return parameters.has('SAMLResponse') ? takeAnswer(slo, http) : takeRequest(slo, http)
}

/**
 * Answers a POST. From another site it brings no cookie of ours, and the SP's form-action may forbid a redirect after it:
 * a page of ours goes on to a GET. An answer needs no cookie at all.
 */
export async function answerLogoutPost(slo: SingleLogout, http: HttpRequest): Promise<Reply> {
  if (isXml(http)) return bySoap(slo, http)
  if (new URLSearchParams(http.body).has('SAMLResponse')) return takeAnswer(slo, http)
  await requireApp(slo.idp.apps, peekIssuer(decode(slo, http, 'SAMLRequest')))
  const location = await keepPosted(slo.hub, http, '/saml/slo')
  return { kind: 'page', name: 'continue', params: { location } }
}

// ---------------------------------------------------------------- requests

async function takeRequest(slo: SingleLogout, http: HttpRequest): Promise<Reply> {
  const message = decode(slo, http, 'SAMLRequest')
  const app = await requireApp(slo.idp.apps, peekIssuer(message))
  const by = message.binding === 'post' ? 'post' : 'redirect'
  const id = requestIdOf(message)
  const replyTo = toLogoutReplyTo(app, by, id, message.relayState)
  try {
    const arrival = judgeRequest(slo, message, app, http)
    return await endForApp(slo.hub, arrival, replyTo, http.browser)
  } catch (thrown) {
    const error = toGatewayError(thrown)
    if (replyTo === undefined || id === '' || error.code === 'rate_limited') throw error
    slo.hub.admission.sign(clientOf(http.browser))
    return answerLogout(slo.idp, replyTo, toStatus(error, refused(slo, error, id, http)))
  }
}

async function bySoap(slo: SingleLogout, http: HttpRequest): Promise<Reply> {
  if (!slo.soap) throw new Refusal('malformed_request', 'Logout by SOAP is not switched on here.', { status: 415 })
  const message = weigh(slo, http, http.body.length, () => decodeSoap(http.body, 'SAMLRequest'))
  const app = await requireApp(slo.idp.apps, peekIssuer(message))
  return answerBySoap(slo, message, app, http, {
    judge: () => judgeRequest(slo, message, app, http),
    refused: (error, id) => refused(slo, error, id, http),
  })
}

/** The ID to answer; empty where there is none that could stand in an answer. */
export function requestIdOf({ root }: SamlMessage): string {
  const id = root.attributes.get('ID') ?? ''
  return isId(id) ? id : ''
}

/** What is done before it is known who sent a message counts. */
function weigh<T>({ hub }: SingleLogout, http: HttpRequest, octets: number, check: () => T): T {
  return hub.admission.weigh(clientOf(http.browser), http.method === 'POST' ? 'post' : 'query', octets, check)
}

const decode = (slo: SingleLogout, http: HttpRequest, parameter: MessageParameter): SamlMessage =>
  weigh(slo, http, http.body.length + http.query.length, () => decodeSamlMessage(http, parameter))

function authenticate(
  slo: SingleLogout,
  message: SamlMessage,
  { serviceProvider: sp, settings }: SamlApp,
  must: boolean,
  http: HttpRequest,
): ReadableXml {
  const options = { allowSha1: settings.allowSha1Requests }
  const check = () => authenticateSamlMessage(message, sp.signingKeys, must ? 'required' : 'optional', options)
  return weigh(slo, http, 0, check)
}

/** SOAP 1.1 has the first (Bindings 3.2.3); pysaml2 writes the second, of SOAP 1.2, on the same envelope. */
export const soapMediaTypes: readonly string[] = ['text/xml', 'application/soap+xml']

const isXml = ({ contentType }: HttpRequest): boolean => /^(?:text\/xml|application\/soap\+xml)\b/i.test(contentType)

/** Everything that can be said of a request before it is known whether there is such a session. */
function judgeRequest(slo: SingleLogout, message: SamlMessage, app: SamlApp, http: HttpRequest): LogoutArrival {
  const { serviceProvider: sp, settings } = app
  // Behind the browser's back nobody can be asked, so nothing but a signature counts.
  const must = message.binding === 'soap' || sp.authnRequestsSigned || settings.requireSignedRequests
  const xml = authenticate(slo, message, app, must, http)
  const request = parseLogoutRequest(xml)
  const { destination, issueInstant, notOnOrAfter } = request
  if (destination !== undefined && destination !== slo.location) {
    throw new Refusal('malformed_request', 'The request was made for another address than this one.', {
      facts: { received: destination, expected: slo.location },
    })
  }
  const now = slo.hub.now()
  const lifetime = settings.requestLifetime + slo.incomingSkew
  const late = notOnOrAfter !== undefined && now >= notOnOrAfter + slo.incomingSkew
  if (late || now - issueInstant > lifetime) throw stale('This sign-out request is too old.')
  if (issueInstant - now > aheadAtMost) throw stale('This sign-out request comes from the future: check the clocks.')
  return { request, app, signed: xml.signedBy !== undefined, remember: lifetime + aheadAtMost }
}

const stale = (message: string) => new Refusal('stale_or_replayed', message)

/** The app is not named: that it is from this one is what could not be shown. */
function refused(slo: SingleLogout, error: GatewayError, requestId: string, http: HttpRequest): string {
  const errorId = newErrorId()
  slo.hub.audit.refusal(errorId, error, { requestId, address: http.browser.address })
  return errorId
}

// ---------------------------------------------------------------- answers

/**
 * An answer that nothing was asked for, or of another app, changes nothing (attack 65). One whose signature is wrong
 * proves nothing, but the browser goes on: the apps behind this one must hear too.
 */
async function takeAnswer(slo: SingleLogout, http: HttpRequest): Promise<Reply> {
  const message = decode(slo, http, 'SAMLResponse')
  const app = await requireApp(slo.idp.apps, peekIssuer(message))
  const inResponseTo = message.root.attributes.get('InResponseTo') ?? ''
  const outcome = judgeAnswer(slo, message, app, http)
  const answered = await noteLogoutAnswer(slo.hub, inResponseTo, app.policy.app, outcome, http.browser)
  if (answered === undefined) {
    slo.hub.audit.trace(undefined, 'an answer to no logout of ours', { app: app.serviceProvider.entityId })
    return onward(slo, '/logout')
  }
  return answered.next === undefined ? heard : onward(slo, answered.next)
}

/** In a frame nobody reads it. */
const heard: Reply = { kind: 'document', status: 200, type: 'text/plain; charset=utf-8', body: '' }

/**
 * By a page, never by a redirect: a form-action of the SP would forbid it after a POST, and Chromium gives up after 20
 * redirects in a row, which is no more than six apps.
 */
function onward({ hub }: SingleLogout, path: string): Reply {
  return { kind: 'page', name: 'continue', params: { location: hub.url(path) } }
}

function judgeAnswer(slo: SingleLogout, message: SamlMessage, app: SamlApp, http: HttpRequest) {
  const { serviceProvider: sp, settings } = app
  const must = sp.authnRequestsSigned || settings.requireSignedRequests
  try {
    const xml = authenticate(slo, message, app, must, http)
    const response = parseLogoutResponse(xml)
    if (response.destination !== undefined && response.destination !== slo.location) {
      throw new Refusal('malformed_request', 'The answer was made for another address than this one.', {
        facts: { received: response.destination, expected: slo.location },
      })
    }
    return isSuccess(response) ? 'ended' : 'refused'
  } catch (thrown) {
    refused(slo, toGatewayError(thrown), message.root.attributes.get('InResponseTo') ?? '', http)
    return 'told'
  }
}
