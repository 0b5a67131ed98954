/** What the steps at our SingleLogoutService share: whose a message is, when it counts, how a refusal is logged. */
import { clientOf } from '../../../core/admission/client-key.ts'
import { GatewayError } from '../../../core/errors.ts'
import type { HttpRequest } from '../../../core/http.ts'
import type { LoginDependencies } from '../../../core/ports/hub.ts'
import { newErrorId } from '../../../core/tokens.ts'
import { type LogoutRequest, parseLogoutRequest } from '../../../saml/logout-request.ts'
import type { SamlMessage } from '../../../saml/messages.ts'
import { aheadAtMost, checkTimely } from '../../../saml/timeliness.ts'
import { authenticateSamlMessage } from '../../../saml/xmldsig.ts'
import { pathsOf } from '../paths.ts'
import type { SamlUpstream } from '../upstream.ts'

export interface SingleLogout {
  readonly hub: LoginDependencies
  readonly upstream: SamlUpstream
  /** ms that clocks may differ */
  readonly skew: number
}

/** ms; a request that is older is refused, whatever it says. */
const requestLifetime = 3600_000

/** ms for which the same request could come again. */
export const rememberFor = ({ skew }: Pick<SingleLogout, 'skew'>): number => requestLifetime + skew + aheadAtMost

/**
 * Everything that can be checked before it is known whether there is such a session.
 * @throws GatewayError `signature_refused`, `malformed_request`, `stale_or_replayed`
 */
export function judgeRequest(slo: SingleLogout, message: SamlMessage, http: HttpRequest): LogoutRequest {
  const { hub, upstream, skew } = slo
  const xml = authenticate(slo, message, http)
  const request = parseLogoutRequest(xml, upstream.opener({ root: xml.root, text: message.xml }))
  if (request.issuer !== upstream.idp?.idp.entityId) throw otherIssuer()
  const now = hub.now()
  const location = hub.url(pathsOf(upstream.name).slo)
  checkTimely(request, { location, now, lifetime: requestLifetime + skew, what: 'sign-out' })
  if (request.notOnOrAfter !== undefined && now >= request.notOnOrAfter + skew) {
    throw new GatewayError('stale_or_replayed', 'This sign-out request is too old.')
  }
  return request
}

export const otherIssuer = () => new GatewayError('malformed_request', 'The message is from another sign-in service.')

/** Always signed (Profiles 4.4.3.1): nobody could be asked who it is from. @throws GatewayError */
export function authenticate(slo: SingleLogout, message: SamlMessage, http: HttpRequest) {
  const { idp, config } = slo.upstream
  if (idp === undefined)
    throw new GatewayError('upstream_unavailable', 'The sign-in service is not known at the moment.')
  const options = { allowSha1: config.allowSha1 }
  return weigh(slo, http, 0, () => authenticateSamlMessage(message, idp.idp.signingKeys, 'required', options))
}

/** What is done before the sender of a message is known counts against the client. */
export function weigh<T>({ hub }: SingleLogout, http: HttpRequest, octets: number, check: () => T): T {
  return hub.admission.weigh(clientOf(http.browser), http.method === 'POST' ? 'post' : 'query', octets, check)
}

/** Logs a refusal; returns the id under which it is found. */
export function refused(slo: SingleLogout, error: GatewayError, requestId: string, http: HttpRequest): string {
  const errorId = newErrorId()
  slo.hub.audit.refusal(errorId, error, {
    requestId,
    address: http.browser.address,
    upstream: slo.upstream.name,
  })
  return errorId
}
