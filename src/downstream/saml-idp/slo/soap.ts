/** A LogoutRequest over SOAP: the app's server asks, without a browser (Profiles 4.4.3.1). */
import { clientOf } from '../../../core/admission/client-key.ts'
import { type GatewayError, toGatewayError } from '../../../core/errors.ts'
import type { HttpRequest, Reply } from '../../../core/http.ts'
import { allEnded } from '../../../core/logout/record.ts'
import { endWithoutBrowser } from '../../../core/logout/steps.ts'
import { randomToken } from '../../../core/tokens.ts'
import type { SamlApp } from '../../../registry/app.ts'
import { buildLogoutResponse, logoutStatus } from '../../../saml/logout-messages.ts'
import type { SamlMessage } from '../../../saml/messages.ts'
import { soapFault, soapReply, wrapInEnvelope } from '../../../saml/soap.ts'
import type { Status } from '../../../saml/status.ts'
import { encodeXml } from '../../../saml/xml-builder.ts'
import { signXml } from '../../../saml/xml-sign.ts'
import { newId } from '../sso/response.ts'
import { toStatus } from '../status.ts'
import { requestIdOf, type SingleLogout } from './single-logout.ts'
import { claimRequest, type LogoutArrival, noteNothing, toWish } from './start.ts'
import { isKnownName, sessionsOf } from './subject.ts'

/** The steps of a request, each of which throws what it is refused for. */
export interface SoapSteps {
  decode(): SamlMessage
  sender(message: SamlMessage): Promise<SamlApp>
  judge(message: SamlMessage, app: SamlApp): LogoutArrival
  /** Logs a refusal; returns its error id. */
  refused(error: GatewayError, requestId: string): string
}

/**
 * Ends every session that the request is about and answers in the same exchange: a SOAP fault for what can't be read, a
 * SAML status for what can't be done (Bindings 3.2.3.3). Only budgets and our own trouble are left to HTTP.
 */
export async function answerBySoap(slo: SingleLogout, http: HttpRequest, steps: SoapSteps): Promise<Reply> {
  let message: SamlMessage
  try {
    message = steps.decode()
  } catch (thrown) {
    const error = toGatewayError(thrown)
    if (error.code !== 'malformed_request' || error.status === 413) throw thrown
    return soapReply(500, soapFault(`${error.message} (error ${steps.refused(error, '')})`))
  }
  return answerMessage(slo, http, steps, message)
}

async function answerMessage(
  slo: SingleLogout,
  http: HttpRequest,
  steps: SoapSteps,
  message: SamlMessage,
): Promise<Reply> {
  const inResponseTo = requestIdOf(message)
  let app: SamlApp
  try {
    app = await steps.sender(message)
  } catch (thrown) {
    const error = toGatewayError(thrown)
    if (error.code === 'internal') throw thrown
    const status = toStatus(error, steps.refused(error, inResponseTo))
    // Whoever is not a known app costs us no signature: the answer goes back on the connection that the request used.
    return soapReply(200, wrapInEnvelope(encodeXml(buildLogoutResponse(answerFields(slo, inResponseTo, status)))))
  }
  let status: Status
  try {
    status = await endAll(slo, steps.judge(message, app), http)
  } catch (thrown) {
    const error = toGatewayError(thrown)
    slo.hub.admission.sign(clientOf(http.browser))
    status = toStatus(error, steps.refused(error, inResponseTo))
  }
  const answer = answerFields(slo, inResponseTo, status)
  slo.hub.audit.trace(undefined, 'answered by SOAP', { app: app.serviceProvider.entityId, response: answer.id })
  return soapReply(
    200,
    wrapInEnvelope(encodeXml(signXml(buildLogoutResponse(answer), answer.id, slo.idp.keys.signing))),
  )
}

const answerFields = ({ idp, hub }: SingleLogout, inResponseTo: string, status: Status) => ({
  id: newId(),
  issuer: idp.entityId,
  inResponseTo,
  status,
  now: hub.now(),
})

async function endAll({ hub }: SingleLogout, arrival: LogoutArrival, { browser }: HttpRequest): Promise<Status> {
  await claimRequest(hub, arrival, randomToken())
  const wish = { ...toWish(arrival, undefined), address: browser.address }
  const meant = await sessionsOf(hub, arrival.request)
  if (meant.length === 0 && !(await isKnownName(hub, arrival.request))) {
    noteNothing(hub, wish, browser.address, 'failure')
    return logoutStatus.unknownPrincipal
  }
  const ended = await endWithoutBrowser(hub, meant, wish)
  if (ended.length === 0) noteNothing(hub, wish, browser.address)
  return ended.every(allEnded) ? logoutStatus.success : logoutStatus.partial
}
