/** The identity providers of the config's SAML upstreams, from their metadata: one each, by the upstream's name. */
import type { Config, ConfigProblem, SamlUpstreamConfig } from '../config/config.ts'
import type { UpstreamName } from '../core/identifiers.ts'
import { inAllLanguages, insteadOf, type Sentence, said } from '../core/said.ts'
import type { FetchedFrom } from '../outbound/addresses.ts'
import type { IdentityProvider } from '../saml/identity-provider.ts'
import { type Finding, reportReading } from './app-source.ts'
import type { Reading } from './reading.ts'
import type { MetadataSources } from './sources.ts'

/** An identity provider in force. */
export interface SamlIdentityProvider {
  readonly idp: IdentityProvider
  /** PEM text of a CA bundle to trust besides the system's when calling it. */
  readonly ca?: string
  /** Where its metadata was fetched: addresses in it may lead no further inside. Absent where the operator keeps it. */
  readonly fetchedFrom?: FetchedFrom
}

export interface IdentityProviders {
  readonly byUpstream: ReadonlyMap<UpstreamName, SamlIdentityProvider>
  /** An error here means that nobody can sign in through that upstream; the others are not affected. */
  readonly problems: readonly ConfigProblem[]
}

/** Reads them. Never throws for what metadata holds. */
export async function readIdentityProviders(config: Config, sources: MetadataSources): Promise<IdentityProviders> {
  const problems: ConfigProblem[] = []
  const byUpstream = new Map<UpstreamName, SamlIdentityProvider>()
  for (const upstream of config.upstreams) {
    if (upstream.protocol !== 'saml') continue
    const reading = await sources.read(upstream.metadata)
    const report = (finding: Reported, key = 'metadata') =>
      problems.push({ file: config.file, path: `upstreams.${upstream.name}.${key}`, ...finding })
    reportReading(
      reading,
      ({ key: _, topic: __, ...finding }) => report(ofIdentityProvider(finding)),
      upstream.idpEntityId,
    )
    const idp = choose(upstream, reading, (message, cure) =>
      report({ kind: 'metadata', severity: 'error', ...inAllLanguages(message, cure) }, 'idpEntityId'),
    )
    if (idp === undefined) continue
    const { metadata } = upstream
    const { fetchedFrom } = reading
    byUpstream.set(upstream.name, {
      idp,
      ...(metadata.kind === 'url' && metadata.ca !== undefined && { ca: metadata.ca }),
      ...(fetchedFrom !== undefined && { fetchedFrom }),
    })
  }
  return { byUpstream, problems }
}

/** Nearly all metadata is an app's, and what to do about it is worded for that. */
function ofIdentityProvider({ says, ...finding }: Omit<Finding, 'key' | 'topic'>): Reported {
  const cure = finding.cure.replaceAll('the app', 'the identity provider')
  if (says === undefined || cure === finding.cure) return { ...finding, says }
  return { ...finding, cure, says: { message: says.message, cure: insteadOf(cure, correctThere) } }
}

const correctThere = said`Correct it at the identity provider, or get its metadata again.`

type Reported = Pick<ConfigProblem, 'kind' | 'severity' | 'message' | 'cure' | 'says'>

function choose(
  { idpEntityId }: SamlUpstreamConfig,
  { identityProviders = [], source }: Reading,
  report: (message: Sentence, cure: string) => void,
): IdentityProvider | undefined {
  const found = identityProviders.map(({ entityId }) => entityId)
  if (found.length === 0) return undefined
  const listed = `${found.slice(0, 5).join(', ')}${found.length > 5 ? ' …' : ''}`
  if (idpEntityId === undefined) {
    if (found.length === 1) return identityProviders[0]
    report(said`${source} holds ${found.length} identity providers: ${listed}.`, 'Choose one with `idpEntityId`.')
    return undefined
  }
  const chosen = identityProviders.find(({ entityId }) => entityId === idpEntityId)
  if (chosen === undefined) {
    report(said`${source} has no ${idpEntityId}; it has ${listed}.`, 'Write one of these, character for character.')
  }
  return chosen
}
