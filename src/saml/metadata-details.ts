/** What metadata says beyond what answers need: for someone who decides whether it is the right one. */
import { createHash, type KeyObject, type X509Certificate } from 'node:crypto'
import { ns } from './constants.ts'
import { fingerprint } from './kept-key.ts'
import { attempt } from './metadata-fault.ts'
import { bareKey, certificatesIn } from './metadata-keys.ts'
import type { XmlElement } from './xml-element.ts'
import { attributeOf, childrenOf, simpleTextOf, textOf } from './xml-values.ts'

/** A name for people, as it is written. */
export interface WrittenName {
  readonly text: string
  readonly language?: string
  readonly of: 'app' | 'service' | 'organization'
}

export interface RequestedAttribute {
  readonly name: string
  readonly friendlyName?: string
  readonly required: boolean
}

/** A certificate, or a bare key. */
export interface KeyFacts {
  readonly use: 'signing' | 'encryption' | 'both'
  /** SHA-256 over the certificate, lower-case hexadecimal, as browsers and openssl show it; absent of a bare key. */
  readonly fingerprint?: string
  /** Names the key, whatever certificate it comes in. */
  readonly keyId?: string
  readonly subject?: string
  readonly bits?: number
  /** ms since 1970 */
  readonly notBefore?: number
  readonly notAfter?: number
}

export interface MetadataDetails {
  readonly names: readonly WrittenName[]
  readonly requested: readonly RequestedAttribute[]
  readonly keys: readonly KeyFacts[]
}

/** Of an app without metadata: its keys, as the operator wrote them down. @param certificates PEM or base64 */
export function detailsOfDeclared(certificates: readonly string[]): MetadataDetails {
  const read = certificates.flatMap((text) => readable(() => certificatesIn(text)) ?? [])
  return { names: [], requested: [], keys: read.slice(0, most).map((one) => ({ use: 'both', ...factsOf(one) })) }
}

/** How many of each are kept: pages show no more. */
const most = 50

export function detailsOf(entity: XmlElement, role: XmlElement): MetadataDetails {
  return {
    names: namesIn(entity, role).slice(0, most),
    requested: childrenOf(role, ns.md, 'AttributeConsumingService').flatMap(requestedIn).slice(0, most),
    keys: childrenOf(role, ns.md, 'KeyDescriptor').slice(0, most).flatMap(keysIn).slice(0, most),
  }
}

const language = '{http://www.w3.org/XML/1998/namespace}lang'

function namesIn(entity: XmlElement, role: XmlElement): readonly WrittenName[] {
  const within = (parents: readonly XmlElement[], namespace: string, name: string) =>
    parents.flatMap((parent) => childrenOf(parent, namespace, name))
  const extensions = within([role], ns.md, 'Extensions')
  const written = [
    ...within(within(extensions, ns.mdui, 'UIInfo'), ns.mdui, 'DisplayName').map((one) => ['app', one] as const),
    ...within(within([role], ns.md, 'AttributeConsumingService'), ns.md, 'ServiceName').map(
      (one) => ['service', one] as const,
    ),
    ...within(within([role, entity], ns.md, 'Organization'), ns.md, 'OrganizationDisplayName').map(
      (one) => ['organization', one] as const,
    ),
  ]
  return written.flatMap(([of, element]) => {
    const text = simpleTextOf(element)?.replace(/\s+/g, ' ').slice(0, 100)
    const lang = element.qualifiedAttributes.get(language)?.slice(0, 35)
    return text === undefined ? [] : [{ text, of, ...(lang !== undefined && { language: lang }) }]
  })
}

function requestedIn(service: XmlElement): readonly RequestedAttribute[] {
  return childrenOf(service, ns.md, 'RequestedAttribute').flatMap((requested) => {
    const name = attributeOf(requested, 'Name')
    if (name === undefined) return []
    const friendlyName = attributeOf(requested, 'FriendlyName')
    const required = /^(true|1)$/i.test(attributeOf(requested, 'isRequired') ?? '')
    return [{ name, required, ...(friendlyName !== undefined && { friendlyName }) }]
  })
}

function keysIn(descriptor: XmlElement): readonly KeyFacts[] {
  const written = attributeOf(descriptor, 'use')
  // Of another use it is left out, as is reported.
  if (written !== undefined && written !== 'signing' && written !== 'encryption') return []
  const use: KeyFacts['use'] = written ?? 'both'
  const keyInfos = childrenOf(descriptor, ns.ds, 'KeyInfo')
  const certificates = keyInfos
    .flatMap((keyInfo) => childrenOf(keyInfo, ns.ds, 'X509Data'))
    .flatMap((element) => childrenOf(element, ns.ds, 'X509Certificate'))
    .flatMap((element) => readable(() => certificatesIn(textOf(element))) ?? [])
    .map((certificate) => ({ use, ...factsOf(certificate) }))
  const bare = keyInfos
    .flatMap((keyInfo) => childrenOf(keyInfo, ns.ds, 'KeyValue'))
    .flatMap((element) => readable(() => bareKey(element, '', () => {})) ?? [])
    .map(({ key }) => ({ use, ...keyFactsOf(key) }))
  return [...certificates, ...bare]
}

function factsOf(certificate: X509Certificate): Omit<KeyFacts, 'use'> {
  const key = readable(() => certificate.publicKey)
  return {
    fingerprint: createHash('sha256').update(certificate.raw).digest('hex'),
    subject: (certificate.subject ?? '').replaceAll('\n', ', ').slice(0, 200),
    notBefore: Date.parse(certificate.validFrom),
    notAfter: Date.parse(certificate.validTo),
    ...(key !== undefined && keyFactsOf(key)),
  }
}

function keyFactsOf(key: KeyObject): Pick<KeyFacts, 'keyId' | 'bits'> {
  const bits = key.asymmetricKeyDetails?.modulusLength
  return { keyId: fingerprint(key), ...(bits !== undefined && { bits }) }
}

/** What can't be read was reported where it is needed. */
function readable<T>(read: () => T): T | undefined {
  try {
    return attempt(read, () => {})
  } catch {
    return undefined
  }
}
