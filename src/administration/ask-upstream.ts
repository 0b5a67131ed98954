/** What the doctor finds at an upstream while the gateway runs: it is asked now, and compared with what is in force. */
import type { DoctorFinding } from '../admin/dependencies.ts'
import type { Config, SamlUpstreamConfig } from '../config/config.ts'
import type { OidcUpstreamConfig } from '../config/oidc-upstream.ts'
import type { UpstreamName } from '../core/identifiers.ts'
import type { AdministrationSources } from './sources.ts'

type Given = Pick<AdministrationSources, 'config' | 'registry' | 'keys'>

/** Asks it. */
export async function askUpstream(given: Given, name: UpstreamName): Promise<readonly DoctorFinding[]> {
  const upstream = given.config.upstreams.find((one) => one.name === name)
  if (upstream === undefined) return []
  return upstream.protocol === 'saml' ? askIdentityProvider(given, upstream) : askProvider(given.config, upstream)
}

/** Its metadata and its addresses: nothing else can be asked there without a browser. */
async function askIdentityProvider(
  { config, registry, keys }: Given,
  upstream: SamlUpstreamConfig,
): Promise<readonly DoctorFinding[]> {
  const { examineIdentityProvider, registrationFinding } = await import('../cli/doctor-saml.ts')
  const inForce = registry.identityProviders.get(upstream.name)?.idp
  const findings: DoctorFinding[] = []
  for await (const finding of examineIdentityProvider(upstream, config, inForce)) findings.push(finding)
  return [...findings, registrationFinding(upstream, config.publicUrl, keys.signing)]
}

async function askProvider(
  { outbound, publicUrl, clockSkew }: Config,
  upstream: OidcUpstreamConfig,
): Promise<readonly DoctorFinding[]> {
  const redirectUri = `${publicUrl}/oidc/callback/${upstream.name}`
  const postLogoutUri = `${publicUrl}/oidc/post-logout/${upstream.name}`
  const around = { outbound, redirectUri, postLogoutUri, clockTolerance: clockSkew.incoming }
  const { examineUpstream } = await import('../cli/doctor-upstream.ts')
  const findings: DoctorFinding[] = []
  for await (const finding of examineUpstream(upstream, around)) findings.push(finding)
  return findings
}
