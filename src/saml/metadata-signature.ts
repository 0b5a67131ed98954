/**
 * Judges the signature over metadata (SAML 2.0 Metadata 3), where the operator says whose it must be. Without a pinned
 * key it proves nothing, since anyone who changes the text can sign it again (attack 66).
 */
import { createHash, X509Certificate } from 'node:crypto'
import { eventsOf } from './canonical.ts'
import { ns } from './constants.ts'
import { decodeBase64 } from './encoding.ts'
import { verifyEnveloped } from './enveloped.ts'
import { keysOfCertificates } from './metadata-keys.ts'
import { signatureRefused } from './refusal.ts'
import type { VerificationKey } from './service-provider.ts'
import { checkSignatureShape } from './signature-shape.ts'
import type { XmlElement, XmlLimits } from './xml-element.ts'
import { childOf, childrenOf, isId, textOf } from './xml-values.ts'

/** Whose signature the metadata must have. */
export interface MetadataSigners {
  /** PEM texts: any of their keys may have signed. */
  readonly certificates: readonly string[]
  /** SHA-256 of a certificate, lower-case hexadecimal: that certificate, where the signature carries it. */
  readonly fingerprints: readonly string[]
}

/** Whether the document carries a signature over itself, good or bad. */
export const isSigned = (root: XmlElement): boolean => childOf(root, ns.ds, 'Signature') !== undefined

/**
 * Checks that the whole document is signed by one of these.
 * @throws GatewayError `signature_refused` or `weak_algorithm`
 */
export function verifyMetadata(
  xml: string,
  root: XmlElement,
  signers: MetadataSigners,
  limits: Partial<XmlLimits>,
): void {
  const signature = childOf(root, ns.ds, 'Signature')
  if (signature === undefined) throw signatureRefused('The metadata must be signed, but it is not.')
  const id = root.attributes.get('ID') ?? ''
  if (!isId(id)) throw signatureRefused('The metadata has no valid ID that its signature could cover.')
  const shape = checkSignatureShape(signature, id, { allowSha1: false })
  verifyEnveloped({ xml, root, events: eventsOf(xml) }, shape, keysOf(signature, signers), limits.length)
}

/** The keys that may have made the signature. @throws GatewayError `signature_refused` where there is none */
export function keysOf(signature: XmlElement, signers: MetadataSigners): readonly VerificationKey[] {
  const keys = [
    ...signers.certificates.flatMap((pem) => keysOfCertificates(pem, 0, () => {})),
    ...pinnedKeys(signature, signers.fingerprints),
  ]
  if (keys.length === 0) throw signatureRefused('The metadata is signed with a certificate other than the pinned one.')
  return keys
}

/** Keys of the certificates in the signature that the operator knows by their fingerprint; others are never tried. */
function pinnedKeys(signature: XmlElement, fingerprints: readonly string[]): readonly VerificationKey[] {
  const keyInfo = childOf(signature, ns.ds, 'KeyInfo')
  if (keyInfo === undefined || fingerprints.length === 0) return []
  return childrenOf(keyInfo, ns.ds, 'X509Data')
    .flatMap((element) => childrenOf(element, ns.ds, 'X509Certificate'))
    .slice(0, mostCertificates)
    .flatMap((element) => {
      const der = decodeBase64(textOf(element).replace(/[ \t\r\n]+/g, ''))
      if (der === undefined || !fingerprints.includes(createHash('sha256').update(der).digest('hex'))) return []
      return keysOfCertificates(new X509Certificate(der).toString(), 0, () => {})
    })
}

const mostCertificates = 8
