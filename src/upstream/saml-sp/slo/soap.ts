/** A LogoutRequest over SOAP (Bindings 3.2): the identity provider's server asks, without a browser. */
import { clientOf } from '../../../core/admission/client-key.ts'
import { toGatewayError } from '../../../core/errors.ts'
import type { HttpRequest, Reply } from '../../../core/http.ts'
import { allEnded } from '../../../core/logout/record.ts'
import { endWithoutBrowser } from '../../../core/logout/steps.ts'
import { randomToken } from '../../../core/tokens.ts'
import { status as statusCode } from '../../../saml/constants.ts'
import { buildLogoutResponse, logoutStatus } from '../../../saml/logout-messages.ts'
import type { SamlMessage } from '../../../saml/messages.ts'
import { decodeSoap, soapFault, soapReply, wrapInEnvelope } from '../../../saml/soap.ts'
import type { Status } from '../../../saml/status.ts'
import { encodeXml } from '../../../saml/xml-builder.ts'
import { isId } from '../../../saml/xml-values.ts'
import { claim, findMeant } from './end.ts'
import { judgeRequest, refused, rememberFor, type SingleLogout, weigh } from './single-logout.ts'

/** A SOAP fault for what can't be read, a SAML status for what can't be done (Bindings 3.2.3.3). */
export async function answerBySoap(slo: SingleLogout, http: HttpRequest): Promise<Reply> {
  let message: SamlMessage
  try {
    message = weigh(slo, http, http.body.length, () => decodeSoap(http.body, 'SAMLRequest'))
  } catch (thrown) {
    const error = toGatewayError(thrown)
    if (error.code !== 'malformed_request' || error.status === 413) throw thrown
    return soapReply(500, soapFault(`${error.message} (error ${refused(slo, error, '', http)})`))
  }
  const given = message.root.attributes.get('ID') ?? ''
  const inResponseTo = isId(given) ? given : ''
  const status = await end(slo, message, http).catch((thrown: unknown): Status => {
    const error = toGatewayError(thrown)
    if (error.code === 'internal' || error.code === 'rate_limited') throw thrown
    const errorId = refused(slo, error, inResponseTo, http)
    return {
      code: statusCode.requester,
      subCode: statusCode.requestDenied,
      message: `${error.message} (error ${errorId})`,
    }
  })
  return soapReply(200, wrapInEnvelope(answer(slo, inResponseTo, status, http)))
}

async function end(slo: SingleLogout, message: SamlMessage, http: HttpRequest): Promise<Status> {
  const { hub, upstream } = slo
  const request = judgeRequest(slo, message, http)
  await claim(hub, request, randomToken(), rememberFor(slo))
  const meant = await findMeant(hub, upstream, request)
  const wish = { by: 'upstream', requestId: request.id, address: http.browser.address } as const
  const ended = await endWithoutBrowser(hub, meant, wish)
  return ended.every(allEnded) ? logoutStatus.success : logoutStatus.partial
}

/** The answer goes back on the connection that the request used; only one that ended something is signed. */
function answer({ hub, upstream }: SingleLogout, inResponseTo: string, status: Status, http: HttpRequest): string {
  const id = `_${randomToken()}`
  const input = { id, issuer: upstream.config.entityId, inResponseTo, status, now: hub.now() }
  const xml = buildLogoutResponse(input)
  if (status.code !== statusCode.success) return encodeXml(xml)
  hub.admission.sign(clientOf(http.browser))
  return encodeXml(upstream.sign(xml, id))
}
