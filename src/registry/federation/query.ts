/** One question to a federation's service for single entities (Metadata Query Protocol, draft-young-md-query). */
import { createHash } from 'node:crypto'
import type { OutboundConfig } from '../../config/config.ts'
import type { FederationConfig, FederationSource } from '../../config/federation.ts'
import type { EntityId } from '../../core/identifiers.ts'
import { type Sentence, said } from '../../core/said.ts'
import { outboundClient } from '../../outbound/client.ts'
import { ns } from '../../saml/constants.ts'
import { isOfOtherRole, samlRoles } from '../../saml/metadata-entities.ts'
import { verifyMetadata } from '../../saml/metadata-signature.ts'
import { decodeMetadata, metadataLimits, parseMetadataXml } from '../../saml/metadata-text.ts'
import type { XmlElement } from '../../saml/xml-element.ts'
import { childOf, childrenOf, durationOf, is } from '../../saml/xml-values.ts'
import { parseMetadata } from '../parse.ts'
import { ReadingFault } from '../reading-fault.ts'
import { compileFilter, type EntityFacts, factsOf } from './filter.ts'

/** What the service answered about an entity, proved. */
export interface Answered {
  readonly octets: Uint8Array
  /** ms since 1970 */
  readonly validUntil: number
  /** ms */
  readonly cacheDuration: number | undefined
  /** IP address that answered; undefined through a proxy, or from a copy. */
  readonly address: string | undefined
}

/** ms, and bytes of one entity. */
const [longest, largest] = [10_000, 512 * 1024]

/** What stands in the address for an entity, so that no character of its name matters. */
export const nameInAddress = (name: EntityId): string => `{sha1}${createHash('sha1').update(name).digest('hex')}`

/**
 * Asks for one entity.
 * @returns undefined where the service does not know it, or the filter leaves it out
 * @throws OutboundError; GatewayError where the answer can't be believed
 */
export async function ask(
  name: EntityId,
  { url, ca }: Extract<FederationSource, { kind: 'mdq' }>,
  federation: FederationConfig,
  { outbound, now, signal }: { readonly outbound: OutboundConfig; readonly now: number; readonly signal: AbortSignal },
): Promise<Answered | undefined> {
  const client = outboundClient(outbound, { ca, timeout: longest, limit: largest })
  try {
    const headers = { accept: 'application/samlmetadata+xml' }
    const target = `${url}/entities/${encodeURIComponent(nameInAddress(name))}`
    const { status, body, address } = await client.send({ method: 'GET', url: target, headers, signal, redirects: 3 })
    if (status === 404) return undefined
    if (status !== 200) throw refused(said`The service of the federation answered ${status}, not 200.`)
    return await believe(name, body, federation, { now, address })
  } finally {
    client.close()
  }
}

/**
 * Judges what is said about an entity: its signature, its name and its end.
 * @returns undefined where the filter leaves it out, or it is no service provider
 * @throws GatewayError
 */
export async function believe(
  name: EntityId,
  octets: Uint8Array,
  { signers, filter }: FederationConfig,
  { now, address }: { readonly now: number; readonly address: string | undefined },
): Promise<Answered | undefined> {
  const { text, root } = parseMetadataXml(decodeMetadata(octets))
  if (!is(root, ns.md, 'EntityDescriptor')) throw refused('The service of the federation answered with no entity.')
  // Else whoever serves the address could answer for one app with another (attack 68).
  if (root.attributes.get('entityID') !== name) throw refused('It answered with another entity than was asked for.')
  // A federation has identity providers and apps of SAML 1.1 too, and anyone may name one: no fault of its service.
  if (isOfOtherRole({ element: root }) || speaksOther(root)) {
    verifyMetadata(text, root, signers, metadataLimits)
    return undefined
  }
  const { serviceProviders } = await parseMetadata({ octets, now, signers })
  const [only, ...others] = serviceProviders
  if (only === undefined || others.length > 0 || only.entityId !== name) throw refused('It answered with no such app.')
  if (!root.attributes.has('validUntil') || only.validUntil === undefined)
    throw refused('Its answer has no validUntil.')
  if (only.validUntil < now) throw refused('The validUntil of its answer has passed, or is not a date.')
  if (filter !== undefined && !passes(filter, factsOf(name, childOf(root, ns.md, 'Extensions')))) return undefined
  return { octets, validUntil: only.validUntil, cacheDuration: durationOf(root, 'cacheDuration'), address }
}

/** A service provider, of another version of SAML alone. */
const speaksOther = (root: XmlElement): boolean =>
  childrenOf(root, ns.md, 'SPSSODescriptor').length > 0 && samlRoles(root).length === 0

const compiled = new Map<string, (facts: EntityFacts) => boolean>()

function passes(filter: string, facts: EntityFacts): boolean {
  const test = compiled.get(filter) ?? compileFilter(filter)
  compiled.set(filter, test)
  return test(facts)
}

const refused = (message: Sentence): ReadingFault => new ReadingFault(message, '')
