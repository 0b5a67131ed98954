/** One question to a federation's service for single entities (Metadata Query Protocol, draft-young-md-query). */
import { createHash } from 'node:crypto'
import type { OutboundConfig } from '../../config/config.ts'
import type { FederationConfig, FederationSource } from '../../config/federation.ts'
import type { EntityId } from '../../core/identifiers.ts'
import { type Sentence, said } from '../../core/said.ts'
import { outboundClient } from '../../outbound/client.ts'
import { ns } from '../../saml/constants.ts'
import { isOfOtherRole, readValidUntil, samlRoles } from '../../saml/metadata-entities.ts'
import { MetadataFault } from '../../saml/metadata-fault.ts'
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

/**
 * What a proved answer makes of an entity. `none`: no app, as the service does not know it, the filter leaves it out or
 * it has another role (`why`: of one that is there). `unusable`: an app that is in the federation, with a fault of its own.
 */
export type Answer =
  | ({ readonly kind: 'app' } & Answered)
  | { readonly kind: 'none'; readonly why?: string }
  | { readonly kind: 'unusable'; readonly fault: MetadataFault }

/** ms, and bytes of one entity. */
const [longest, largest] = [10_000, 512 * 1024]

/** What stands in the address for an entity, so that no character of its name matters. */
export const nameInAddress = (name: EntityId): string => `{sha1}${createHash('sha1').update(name).digest('hex')}`

/**
 * Asks for one entity.
 * @throws OutboundError; GatewayError where the answer can't be believed
 */
export async function ask(
  name: EntityId,
  { url, ca }: Extract<FederationSource, { kind: 'mdq' }>,
  federation: FederationConfig,
  { outbound, now, signal }: { readonly outbound: OutboundConfig; readonly now: number; readonly signal: AbortSignal },
): Promise<Answer> {
  const client = outboundClient(outbound, { ca, timeout: longest, limit: largest })
  try {
    const headers = { accept: 'application/samlmetadata+xml' }
    const target = `${url}/entities/${encodeURIComponent(nameInAddress(name))}`
    const { status, body, address } = await client.send({ method: 'GET', url: target, headers, signal, redirects: 3 })
    if (status === 404) return { kind: 'none' }
    if (status !== 200) throw refused(said`The service of the federation answered ${status}, not 200.`)
    return await believe(name, body, federation, { now, address })
  } finally {
    client.close()
  }
}

/**
 * Judges what is said about an entity: its signature, its name and its end.
 * @throws GatewayError where it can't be believed
 */
export async function believe(
  name: EntityId,
  octets: Uint8Array,
  { signers, filter }: FederationConfig,
  { now, address }: { readonly now: number; readonly address: string | undefined },
): Promise<Answer> {
  const { text, root } = parseMetadataXml(decodeMetadata(octets))
  if (!is(root, ns.md, 'EntityDescriptor')) throw refused('The service of the federation answered with no entity.')
  // Else whoever serves the address could answer for one app with another (attack 68).
  if (root.attributes.get('entityID') !== name) throw refused('It answered with another entity than was asked for.')
  // A federation has identity providers and apps of SAML 1.1 too, and anyone may name one: no fault of its service.
  if (isOfOtherRole({ element: root }) || speaksOther(root)) {
    verifyMetadata(text, root, signers, metadataLimits)
    return { kind: 'none', why: 'it has no role of a service provider that speaks SAML 2.0' }
  }
  const read = await parseMetadata({ octets, now, signers }).catch((fault: unknown) => {
    if (!(fault instanceof MetadataFault)) throw fault
    // Whatever it was thrown for: only what the federation has signed is the app's own fault.
    verifyMetadata(text, root, signers, metadataLimits)
    demandEnd(
      readValidUntil(root, () => {}),
      now,
    )
    return fault
  })
  if (read instanceof MetadataFault) return { kind: 'unusable', fault: read }
  const { serviceProviders } = read
  const [only, ...others] = serviceProviders
  if (only === undefined || others.length > 0 || only.entityId !== name) throw refused('It answered with no such app.')
  const validUntil = demandEnd(root.attributes.has('validUntil') ? only.validUntil : undefined, now)
  if (filter !== undefined && !passes(filter, factsOf(name, childOf(root, ns.md, 'Extensions'))))
    return { kind: 'none', why: 'the filter leaves it out' }
  return { kind: 'app', octets, validUntil, cacheDuration: durationOf(root, 'cacheDuration'), address }
}

/** @param validUntil ms since 1970 @throws ReadingFault */
function demandEnd(validUntil: number | undefined, now: number): number {
  if (validUntil === undefined) throw refused('Its answer has no validUntil.')
  if (validUntil < now) throw refused('The validUntil of its answer has passed, or is not a date.')
  return validUntil
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
