/** What requests and answers at the SingleLogoutService share: whose they are, and how a refusal is logged. */
import type { Arriving } from '../../../core/admission/admission.ts'
import { clientOf } from '../../../core/admission/client-key.ts'
import type { GatewayError } from '../../../core/errors.ts'
import type { HttpRequest } from '../../../core/http.ts'
import type { LoginDependencies, LogoutDependencies } from '../../../core/ports/hub.ts'
import { newErrorId } from '../../../core/tokens.ts'
import type { SamlApp } from '../../../registry/app.ts'
import { decodeSamlMessage } from '../../../saml/bindings.ts'
import type { MessageParameter, ReadableXml, SamlMessage } from '../../../saml/messages.ts'
import { isId } from '../../../saml/xml-values.ts'
import { authenticateSamlMessage } from '../../../saml/xmldsig.ts'
import type { SamlIdp } from '../saml-idp.ts'

export type SloDependencies = LogoutDependencies & Pick<LoginDependencies, 'admission'>

export interface SingleLogout {
  readonly idp: SamlIdp
  readonly hub: SloDependencies
  /** Our SingleLogoutService's address, as metadata publishes it. */
  readonly location: string
  /** ms that clocks may differ */
  readonly incomingSkew: number
  /** Whether SOAP is accepted. */
  readonly soap: boolean
}

/** The ID to answer; empty where there is none that may stand in an answer. */
export function requestIdOf({ root }: SamlMessage): string {
  const id = root.attributes.get('ID') ?? ''
  return isId(id) ? id : ''
}

/** What is done before the sender of a message is known counts against the client. */
function weigh<T>({ hub }: SingleLogout, http: HttpRequest, octets: number, check: () => T): T {
  return hub.admission.weigh(clientOf(http.browser), arriving(http), octets, check)
}

const arriving = ({ method }: HttpRequest): Arriving => (method === 'POST' ? 'post' : 'query')

/** A message on its way in. @throws GatewayError rate_limited, what `read` throws */
export const receive = (slo: SingleLogout, http: HttpRequest, read: () => SamlMessage): SamlMessage =>
  weigh(slo, http, http.body.length + http.query.length, read)

/** The message of a GET or POST. @throws GatewayError what decodeSamlMessage throws, rate_limited */
export const decode = (slo: SingleLogout, http: HttpRequest, parameter: MessageParameter): SamlMessage =>
  receive(slo, http, () => decodeSamlMessage(http, parameter))

/** The message as its signature proves it. @throws GatewayError what authenticateSamlMessage throws, rate_limited */
export function authenticate(
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

/** The app is not named: that the message is from it is just what could not be shown. */
export function refused(slo: SingleLogout, error: GatewayError, requestId: string, http: HttpRequest): string {
  const errorId = newErrorId()
  slo.hub.audit.refusal(errorId, error, { requestId, address: http.browser.address })
  return errorId
}
