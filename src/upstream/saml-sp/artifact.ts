/** Resolves an artifact at the identity provider, behind the browser's back (Profiles 4.1.4.2; Core 3.5). */
import type { SamlUpstreamConfig } from '../../config/config.ts'
import { GatewayError } from '../../core/errors.ts'
import { randomToken } from '../../core/tokens.ts'
import type { SamlIdentityProvider } from '../../registry/identity-providers.ts'
import { buildArtifactResolve, readArtifact, responseIn } from '../../saml/artifact.ts'
import { binding } from '../../saml/constants.ts'
import type { SamlMessage } from '../../saml/messages.ts'
import { answerLimits } from '../../saml/xml.ts'
import type { SamlUpstreamDependencies } from './dependencies.ts'
import { callBySoap } from './soap-call.ts'

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
  deps: Pick<SamlUpstreamDependencies, 'outbound' | 'keys' | 'now'>,
): Promise<SamlMessage> {
  const { idp } = from
  const index = readArtifact(artifact, idp.entityId)
  const services = idp.artifactResolutionServices.filter((one) => one.binding === binding.soap)
  // Bindings 3.6.4.2. Where there is only one, an index that its metadata has lost can mean no other.
  const [only, ...others] = services
  const url = (services.find((one) => one.index === index) ?? (others.length === 0 ? only : undefined))?.location
  if (url === undefined) throw new GatewayError('upstream_invalid', `${displayName} does not resolve artifacts.`)
  const id = `_${randomToken()}`
  const xml = buildArtifactResolve({ id, destination: url, issuer: entityId, artifact, now: deps.now() })
  try {
    return responseIn(await callBySoap({ url, id, xml, limits: answerLimits, timeout }, from, deps), id)
  } catch (cause) {
    if (cause instanceof GatewayError) throw cause
    throw new GatewayError('upstream_unavailable', `${displayName} cannot be reached at the moment.`, { cause })
  }
}
