/**
 * Our SingleLogoutService toward one identity provider (Profiles 4.4): its requests, by Redirect, POST or SOAP, and its
 * answers to ours.
 *
 *   receive.ts   whose message it is, and what is done with it · sessions.ts which sessions it is about
 *   end.ts       they end, through the core's logout · soap.ts the same without a browser
 *   logout.ts    what we send, and tell.ts where it goes by SOAP
 */
import { GatewayError, toGatewayError } from '../../../core/errors.ts'
import type { HttpRequest, Reply } from '../../../core/http.ts'
import { strayPath } from '../../../core/logout/answers.ts'
import { returnFromUpstream } from '../../../core/logout/visit-upstream.ts'
import type { LogoutOutcome } from '../../../core/ports/logout.ts'
import { keepPosted, takePosted } from '../../../core/posted-message.ts'
import { decodeSamlMessage } from '../../../saml/bindings.ts'
import { relayStateOf } from '../../../saml/encode.ts'
import { isSuccess, parseLogoutResponse } from '../../../saml/logout-request.ts'
import type { SamlMessage } from '../../../saml/messages.ts'
import { isSoap } from '../../../saml/soap.ts'
import { isId } from '../../../saml/xml-values.ts'
import { pathsOf } from '../paths.ts'
import { endForIdp } from './end.ts'
import {
  authenticate,
  judgeRequest,
  otherIssuer,
  refused,
  rememberFor,
  type SingleLogout,
  weigh,
} from './single-logout.ts'
import { answerBySoap } from './soap.ts'

/** Answers a GET: by the Redirect binding, or the second half of a request that came by POST. */
export async function answerLogoutGet(slo: SingleLogout, http: HttpRequest): Promise<Reply> {
  const parameters = new URLSearchParams(http.query)
  const ticket = parameters.get('ticket')
  if (ticket !== null) return takeRequest(slo, await takePosted(slo.hub, http, ticket))
  return isRequest(parameters) ? takeRequest(slo, http) : takeAnswer(slo, http)
}

/** Answers a POST: a request waits for a GET, which has our cookies; an answer needs none. */
export async function answerLogoutPost(slo: SingleLogout, http: HttpRequest): Promise<Reply> {
  if (isSoap(http.contentType)) return answerBySoap(slo, http)
  if (!isRequest(new URLSearchParams(http.body))) return takeAnswer(slo, http)
  authenticate(slo, decode(slo, http, 'SAMLRequest'), http)
  const location = await keepPosted(slo.hub, http, pathsOf(slo.upstream.name).slo)
  return { kind: 'page', name: 'continue', params: { location } }
}

/** All else counts as an answer: a browser that comes back empty-handed must not be stranded. */
const isRequest = (parameters: URLSearchParams): boolean =>
  parameters.has('SAMLRequest') && !parameters.has('SAMLResponse')

async function takeRequest(slo: SingleLogout, http: HttpRequest): Promise<Reply> {
  const message = decode(slo, http, 'SAMLRequest')
  const request = judgeRequest(slo, message, http)
  const by = message.binding === 'post' ? 'post' : 'redirect'
  const replyTo = { by, inResponseTo: request.id, ...relayStateOf(message) } as const
  return endForIdp(slo, request, rememberFor(slo), replyTo, http.browser)
}

/**
 * A browser goes on whatever it brought: the apps after it must be told too, and the one that asked is waiting. What
 * can't be believed says only that it has our message (attack 65).
 */
async function takeAnswer(slo: SingleLogout, http: HttpRequest): Promise<Reply> {
  const { hub, upstream } = slo
  let message: SamlMessage
  try {
    message = decode(slo, http, 'SAMLResponse')
  } catch (thrown) {
    refused(slo, toGatewayError(thrown), '', http)
    return { kind: 'page', name: 'continue', params: { location: hub.url(strayPath) } }
  }
  const inResponseTo = message.root.attributes.get('InResponseTo') ?? ''
  return returnFromUpstream(hub, upstream.name, inResponseTo, judgeAnswer(slo, message, inResponseTo, http))
}

function judgeAnswer(slo: SingleLogout, message: SamlMessage, inResponseTo: string, http: HttpRequest): LogoutOutcome {
  try {
    const response = parseLogoutResponse(authenticate(slo, message, http))
    const here = slo.hub.url(pathsOf(slo.upstream.name).slo)
    if (response.issuer !== slo.upstream.idp?.idp.entityId) throw otherIssuer()
    if (response.destination !== undefined && response.destination !== here) {
      throw new GatewayError('malformed_request', 'The answer was made for a different address.')
    }
    return isSuccess(response) ? 'ended' : 'refused'
  } catch (thrown) {
    refused(slo, toGatewayError(thrown), isId(inResponseTo) ? inResponseTo : '', http)
    return 'told'
  }
}

/** @throws GatewayError what decodeSamlMessage throws, rate_limited */
const decode = (slo: SingleLogout, http: HttpRequest, parameter: 'SAMLRequest' | 'SAMLResponse'): SamlMessage =>
  weigh(slo, http, http.body.length + http.query.length, () => decodeSamlMessage(http, parameter))
