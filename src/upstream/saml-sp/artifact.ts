/** Resolves an artifact at the identity provider, behind the browser's back (Profiles 4.1.4.2; Core 3.5). */
import type { SamlUpstreamConfig } from '../../config/config.ts'
import { GatewayError } from '../../core/errors.ts'
import { randomToken } from '../../core/tokens.ts'
import { outboundClient } from '../../outbound/client.ts'
import type { SamlIdentityProvider } from '../../registry/identity-providers.ts'
import { buildArtifactResolve, readArtifact, responseIn } from '../../saml/artifact.ts'
import { binding } from '../../saml/constants.ts'
import type { SamlMessage } from '../../saml/messages.ts'
import { decodeSoap, wrapInEnvelope } from '../../saml/soap.ts'
import { answerLimits } from '../../saml/xml.ts'
import { encodeXml } from '../../saml/xml-builder.ts'
import { signXml } from '../../saml/xml-sign.ts'
import type { SamlUpstreamDependencies } from './dependencies.ts'

/** ms */
const timeout = 10_000

/**
 * @throws GatewayError `malformed_request` for what is no artifact of this identity provider, or has no answer in it;
 *   `upstream_unavailable`
 */
export async function resolveArtifact(
  artifact: string,
  from: SamlIdentityProvider,
  { entityId, displayName }: Pick<SamlUpstreamConfig, 'entityId' | 'displayName'>,
  { outbound, keys, now }: Pick<SamlUpstreamDependencies, 'outbound' | 'keys' | 'now'>,
): Promise<SamlMessage> {
  const { idp, ca, fetchedFrom } = from
  const index = readArtifact(artifact, idp.entityId)
  const services = idp.artifactResolutionServices.filter((one) => one.binding === binding.soap)
  const url = (services.find((one) => one.index === index) ?? services[0])?.location
  if (url === undefined) throw new GatewayError('upstream_invalid', `${displayName} does not resolve artifacts.`)
  const id = `_${randomToken()}`
  const xml = buildArtifactResolve({ id, destination: url, issuer: entityId, artifact, now: now() })
  const body = wrapInEnvelope(encodeXml(signXml(xml, id, keys.signing)))
  const headers = {
    'content-type': 'text/xml; charset=utf-8',
    soapaction: '"http://www.oasis-open.org/committees/security"',
    accept: 'text/xml',
  }
  const client = outboundClient(outbound, { ca, timeout, limit: answerLimits.length })
  try {
    const answer = await client.send({ method: 'POST', url, headers, body, fetchedFrom })
    return responseIn(decodeSoap(answer.body, 'SAMLResponse', answerLimits), id)
  } catch (cause) {
    if (cause instanceof GatewayError) throw cause
    throw new GatewayError('upstream_unavailable', `${displayName} cannot be reached at the moment.`, { cause })
  } finally {
    client.close()
  }
}
