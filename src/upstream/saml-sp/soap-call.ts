/** A signed request of ours to the identity provider's server, by SOAP (Bindings 3.2.3), and the message that answers it. */
import { outboundClient } from '../../outbound/client.ts'
import type { SamlIdentityProvider } from '../../registry/identity-providers.ts'
import type { SamlMessage } from '../../saml/messages.ts'
import { decodeSoap, wrapInEnvelope } from '../../saml/soap.ts'
import { type CanonicalXml, encodeXml } from '../../saml/xml-builder.ts'
import type { XmlLimits } from '../../saml/xml-element.ts'
import { signXml } from '../../saml/xml-sign.ts'
import type { SamlUpstreamDependencies } from './dependencies.ts'

export interface SoapCall {
  readonly url: string
  readonly id: string
  readonly xml: CanonicalXml
  /** Of the answer. */
  readonly limits: XmlLimits
  /** ms */
  readonly timeout: number
}

/**
 * @throws GatewayError `malformed_request` where the answer is no message; else whatever kept the call from being answered
 */
export async function callBySoap(
  { url, id, xml, limits, timeout }: SoapCall,
  { ca, fetchedFrom }: Pick<SamlIdentityProvider, 'ca' | 'fetchedFrom'>,
  { outbound, keys }: Pick<SamlUpstreamDependencies, 'outbound' | 'keys'>,
): Promise<SamlMessage> {
  const headers = {
    'content-type': 'text/xml; charset=utf-8',
    soapaction: '"http://www.oasis-open.org/committees/security"',
    accept: 'text/xml',
  }
  const body = wrapInEnvelope(encodeXml(signXml(xml, id, keys.signing)))
  const client = outboundClient(outbound, { ca, timeout, limit: limits.length })
  try {
    const answer = await client.send({ method: 'POST', url, headers, body, fetchedFrom })
    return decodeSoap(answer.body, 'SAMLResponse', limits)
  } finally {
    client.close()
  }
}
