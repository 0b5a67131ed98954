/** A LogoutRequest over SOAP: the app's server asks, no browser is there (Profiles 4.4.3.1). */
import { clientOf } from '../../../core/admission/client-key.ts'
import { type GatewayError, toGatewayError } from '../../../core/errors.ts'
import type { HttpRequest, Reply } from '../../../core/http.ts'
import { allEnded } from '../../../core/logout/record.ts'
import { endWithoutBrowser } from '../../../core/logout/steps.ts'
import { randomToken } from '../../../core/tokens.ts'
import type { SamlApp } from '../../../registry/app.ts'
import type { SamlMessage } from '../../../saml/messages.ts'
import { wrapInEnvelope } from '../../../saml/soap.ts'
import { encodeXml } from '../../../saml/xml-builder.ts'
import { signXml } from '../../../saml/xml-sign.ts'
import { newId } from '../sso/response.ts'
import { type Status, toStatus } from '../status.ts'
import { buildLogoutResponse, logoutStatus } from './messages.ts'
import { requestIdOf, type SingleLogout } from './single-logout.ts'
import { claimRequest, type LogoutArrival, noteNothing, toWish } from './start.ts'
import { isKnownName, sessionsOf } from './subject.ts'

export interface SoapSteps {
  /** Throws what the request is refused for. */
  judge(): LogoutArrival
  /** Logs a refusal; returns its error id. */
  refused(error: GatewayError, requestId: string): string
}

/** Ends every session that the request is about and answers in the same exchange. */
export async function answerBySoap(
  slo: SingleLogout,
  message: SamlMessage,
  app: SamlApp,
  http: HttpRequest,
  steps: SoapSteps,
): Promise<Reply> {
  const inResponseTo = requestIdOf(message)
  let status: Status
  try {
    status = await endAll(slo, steps.judge(), http)
  } catch (thrown) {
    const error = toGatewayError(thrown)
    slo.hub.admission.sign(clientOf(http.browser))
    status = toStatus(error, steps.refused(error, inResponseTo))
  }
  const id = newId()
  const answer = { id, issuer: slo.idp.entityId, inResponseTo, status, now: slo.hub.now() }
  slo.hub.audit.trace(undefined, 'answered by SOAP', { app: app.serviceProvider.entityId, response: id })
  const xml = encodeXml(signXml(buildLogoutResponse(answer), id, slo.idp.keys.signing))
  return { kind: 'document', status: 200, type: 'text/xml; charset=utf-8', body: wrapInEnvelope(xml) }
}

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
