/**
 * Verifies an enveloped signature twice and reads back what was verified.
 *
 *   our own pass (canonical.ts)   linear, once for any number of keys: what anyone could have sent ends here
 *   xml-crypto                    decides; it takes some 40 µs a node, so it sees only what a key of the sender has signed
 *
 * xml-crypto's DOM is never read: the text of the one signed reference is parsed by our own gate, and must say what the
 * message said (attacks 10, 13).
 */
import { createHash, type KeyLike, KeyObject } from 'node:crypto'
import { DOMParser } from '@xmldom/xmldom'
import { type HashAlgorithm, type SignatureAlgorithm, SignedXml } from 'xml-crypto'
import type { GatewayError } from '../core/errors.ts'
import { canonicalMessage, canonicalSignedInfo } from './canonical.ts'
import { ns } from './constants.ts'
import { verifyEcdsa } from './ecdsa.ts'
import { decodeBase64Lines } from './encoding.ts'
import type { SamlMessage } from './messages.ts'
import { signatureRefused } from './refusal.ts'
import { signerAmong, verifyRsa } from './rsa.ts'
import type { VerificationKey } from './service-provider.ts'
import { digestHashes, ecdsaHashes, type SignatureShape, signatureHashes } from './signature-shape.ts'
import { parseXml } from './xml.ts'
import type { XmlElement, XmlLimits } from './xml-element.ts'
import type { XmlEvent } from './xml-tree.ts'
import { is } from './xml-values.ts'

/**
 * Verifies the signature directly under the root.
 *
 * @param shape what its form says (signature-shape.ts)
 * @param limits of the document, where it is not a message
 * @returns our parse of the signed bytes, and the id of the key that verified them
 * @throws GatewayError `signature_refused`
 */
export function verifyEnveloped(
  message: Pick<SamlMessage, 'xml' | 'root' | 'events'>,
  shape: SignatureShape,
  keys: readonly VerificationKey[],
  limits: Partial<XmlLimits> = {},
): { readonly root: XmlElement; readonly signedBy: string } {
  const signer = signerOf(message.events, shape, keys)
  const causes: unknown[] = []
  const signed = signedText(message.xml, signatureNode(message.xml), signer.key, causes)
  if (signed === undefined) throw unverified(causes)
  return { root: readBack(signed, message.root, limits), signedBy: signer.id }
}

/**
 * The key that signed the SignedInfo, if the message has the digest stated there. The key comes first: without one, which
 * is what anyone can send, only the small part is canonicalised.
 * It is all that a signature needs that only confirms what another one, verified by `verifyEnveloped`, covers anyway.
 * @throws GatewayError `signature_refused`
 */
export function signerOf(
  events: readonly XmlEvent[],
  shape: SignatureShape,
  keys: readonly VerificationKey[],
): VerificationKey {
  const octets = Buffer.from(canonicalSignedInfo(events, shape.prefixes.signedInfo))
  const signer = signerAmong(keys, octets, shape)
  if (signer === undefined) throw unverified('no key fits')
  const digest = createHash(shape.digestHash).update(canonicalMessage(events, shape.prefixes.message)).digest()
  if (!digest.equals(shape.digest)) throw unverified('another digest')
  return signer
}

function unverified(cause: unknown): GatewayError {
  const message = 'The signature of the message does not verify with any key of its sender’s metadata.'
  return signatureRefused(message, { cause })
}

/** xml-crypto wants the Signature as a node of xmldom's. Our gate has passed the text; any complaint is a refusal. */
function signatureNode(xml: string): Node {
  const complain = (complaint: string): never => {
    throw signatureRefused('The signed message is ambiguous.', { cause: complaint })
  }
  const errorHandler = { warning: complain, error: complain, fatalError: complain }
  const { documentElement } = new DOMParser({ errorHandler }).parseFromString(xml, 'text/xml')
  // An assertion in it may have its own, which the caller has seen to.
  const [signature, ...others] = Array.from(documentElement.childNodes).filter(
    (node) =>
      node.nodeType === 1 && (node as Element).localName === 'Signature' && (node as Element).namespaceURI === ns.ds,
  )
  if (signature === undefined || others.length > 0) {
    throw signatureRefused('The message must contain exactly one signature directly in its root element.')
  }
  return signature
}

/** The canonical text that was signed, or undefined where the key does not verify it; why goes to `causes`. */
function signedText(xml: string, signature: Node, key: KeyObject, causes: unknown[]): string | undefined {
  // A fresh one for each key, since it keeps state. No `idAttribute`, and KeyInfo gives no key (CVE-2024-32962).
  const signedXml = new SignedXml({ publicCert: key, getCertFromKeyInfo: () => null })
  signedXml.SignatureAlgorithms = signatureAlgorithms
  signedXml.HashAlgorithms = hashAlgorithms
  try {
    signedXml.loadSignature(signature)
    if (!signedXml.checkSignature(xml)) return undefined
    const [signed, ...others] = signedXml.getSignedReferences()
    return others.length === 0 ? signed : undefined
  } catch (cause) {
    causes.push(cause)
    return undefined
  }
}

/** Parses what was signed. It must be what the message says without its Signature: one reading for all. */
function readBack(signed: string, sent: XmlElement, limits: Partial<XmlLimits>): XmlElement {
  const root = parseXml(signed, limits)
  const children = sent.children.filter((child) => !is(child, ns.ds, 'Signature'))
  if (!saysTheSame(root, { ...sent, children })) {
    throw signatureRefused('The signature does not cover what the message says.')
  }
  return root
}

function saysTheSame(one: XmlElement, other: XmlElement): boolean {
  return (
    is(one, other.namespace, other.localName) &&
    one.text === other.text &&
    sameAttributes(one.attributes, other.attributes) &&
    sameAttributes(one.qualifiedAttributes, other.qualifiedAttributes) &&
    one.children.length === other.children.length &&
    one.children.every((child, position) => {
      const counterpart = other.children[position]
      return counterpart !== undefined && saysTheSame(child, counterpart)
    })
  )
}

function sameAttributes(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return one.size === other.size && [...one].every(([name, value]) => other.get(name) === value)
}

/** Ours instead of xml-crypto's: the same table for both bindings, including SHA-384, and nothing that is not in it. */
const signatureAlgorithms = {
  ...mapped(signatureHashes, (hash, name) => verifier(verifyRsa, hash, name)),
  ...mapped(ecdsaHashes, (hash, name) => verifier(verifyEcdsa, hash, name)),
}
const hashAlgorithms = mapped(digestHashes, ({ hash }, name) => digester(hash, name))

function mapped<Value, Made>(table: Readonly<Record<string, Value>>, make: (value: Value, name: string) => Made) {
  return Object.fromEntries(Object.entries(table).map(([name, value]) => [name, make(value, name)] as const))
}

function verifier(verify: typeof verifyRsa, hash: string, name: string): new () => SignatureAlgorithm {
  return class {
    getAlgorithmName(): string {
      return name
    }
    getSignature(): never {
      throw new Error('this side only verifies')
    }
    verifySignature(material: string, key: KeyLike, value: string): boolean {
      const signature = decodeBase64Lines(value)
      // Only a KeyObject of ours: text would be parsed, and might be taken as an HMAC secret (attack 23).
      if (signature === undefined || !(key instanceof KeyObject)) return false
      return verify(hash, Buffer.from(material), key, signature)
    }
  }
}

function digester(hash: string, name: string): new () => HashAlgorithm {
  return class {
    getAlgorithmName(): string {
      return name
    }
    getHash(xml: string): string {
      return createHash(hash).update(xml, 'utf8').digest('base64')
    }
  }
}
