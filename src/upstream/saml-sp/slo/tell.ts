/** A LogoutRequest of ours over SOAP, to an identity provider that offers no way through the browser. */
import type { SamlUpstreamConfig } from '../../../config/config.ts'
import { GatewayError } from '../../../core/errors.ts'
import type { LogoutOutcome } from '../../../core/ports/logout.ts'
import type { SamlIdentityProvider } from '../../../registry/identity-providers.ts'
import { isSuccess, parseLogoutResponse } from '../../../saml/logout-request.ts'
import type { SamlMessage } from '../../../saml/messages.ts'
import { messageLimits } from '../../../saml/xml.ts'
import { authenticateSamlMessage } from '../../../saml/xmldsig.ts'
import type { SamlUpstreamDependencies } from '../dependencies.ts'
import { callBySoap, type SoapCall } from '../soap-call.ts'

/** ms: a person is waiting. */
const timeout = 3_000

/** Asks, and judges what comes back. Never throws: without a valid answer nobody knows what became of it. */
export async function tellBySoap(
  call: Pick<SoapCall, 'url' | 'id' | 'xml'>,
  from: SamlIdentityProvider,
  config: Pick<SamlUpstreamConfig, 'allowSha1'>,
  given: Pick<SamlUpstreamDependencies, 'outbound' | 'keys'>,
): Promise<LogoutOutcome> {
  try {
    return judge(await callBySoap({ ...call, limits: messageLimits, timeout }, from, given), call.id, from, config)
  } catch (error) {
    // A SOAP fault, or what is not believed: it has heard us.
    return error instanceof GatewayError ? 'told' : 'unreachable'
  }
}

/**
 * It came back on the connection that we opened: unsigned it is as good as TLS makes it. A bad signature is refused.
 * @throws GatewayError
 */
function judge(
  message: SamlMessage,
  requestId: string,
  { idp }: SamlIdentityProvider,
  { allowSha1 }: Pick<SamlUpstreamConfig, 'allowSha1'>,
): LogoutOutcome {
  const response = parseLogoutResponse(authenticateSamlMessage(message, idp.signingKeys, 'optional', { allowSha1 }))
  if (response.inResponseTo !== requestId || response.issuer !== idp.entityId) return 'told'
  return isSuccess(response) ? 'ended' : 'refused'
}
