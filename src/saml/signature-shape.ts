/**
 * What an enveloped signature must look like before anything is computed (Core 5.4; XML Signature 4): one form, and
 * nothing that two implementations could read differently. A signature that the standard allows but no SAML software
 * makes is refused here.
 */
import { GatewayError } from '../core/errors.ts'
import type { InclusivePrefixes } from './canonical.ts'
import { digestAlgorithm, ns, signatureAlgorithm, transform } from './constants.ts'
import { decodeBase64Lines } from './encoding.ts'
import type { SigningMethod } from './public-key.ts'
import { quoted, signatureRefused } from './refusal.ts'
import type { XmlElement } from './xml-element.ts'
import { is } from './xml-values.ts'

/** Each accepted signature algorithm: RSA PKCS #1 v1.5 and ECDSA, no HMAC (attack 23). */
const signingMethods: Readonly<Record<string, SigningMethod>> = {
  [signatureAlgorithm.rsaSha256]: { keyType: 'rsa', hash: 'sha256' },
  [signatureAlgorithm.rsaSha384]: { keyType: 'rsa', hash: 'sha384' },
  [signatureAlgorithm.rsaSha512]: { keyType: 'rsa', hash: 'sha512' },
  [signatureAlgorithm.rsaSha1]: { keyType: 'rsa', hash: 'sha1' },
  [signatureAlgorithm.ecdsaSha256]: { keyType: 'ec', hash: 'sha256' },
  [signatureAlgorithm.ecdsaSha384]: { keyType: 'ec', hash: 'sha384' },
  [signatureAlgorithm.ecdsaSha512]: { keyType: 'ec', hash: 'sha512' },
}

/** Node's name and the length in bytes of each accepted digest. */
export const digestHashes: Readonly<Record<string, { readonly hash: string; readonly length: number }>> = {
  [digestAlgorithm.sha256]: { hash: 'sha256', length: 32 },
  [digestAlgorithm.sha384]: { hash: 'sha384', length: 48 },
  [digestAlgorithm.sha512]: { hash: 'sha512', length: 64 },
  [digestAlgorithm.sha1]: { hash: 'sha1', length: 20 },
}

/** Digests of nothing: what a failed canonicalisation hashes to (attack 18). */
const digestsOfNothing: ReadonlySet<string> = new Set([
  '2jmj7l5rSw0yVb/vlWAYkK/YBwk=',
  '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
  'OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb',
  'z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==',
])

/**
 * Refuses an algorithm that is not in the table, and SHA-1 where the app does not allow it (attack 24).
 * @throws GatewayError `signature_refused` or `weak_algorithm`
 */
function checkAlgorithm(table: Readonly<Record<string, unknown>>, algorithm: string, allowSha1: boolean): void {
  if (!Object.hasOwn(table, algorithm)) {
    throw signatureRefused('The message is signed with an algorithm that is not accepted.', {
      facts: { received: quoted(algorithm) },
    })
  }
  if (allowSha1 || (algorithm !== signatureAlgorithm.rsaSha1 && algorithm !== digestAlgorithm.sha1)) return
  const what =
    algorithm === digestAlgorithm.sha1
      ? 'The digest in the signature of the message is of'
      : 'The message is signed with'
  throw new GatewayError('weak_algorithm', `${what} SHA-1, which is too weak to be believed.`, {
    facts: { received: algorithm, setting: 'allowSha1Requests' },
  })
}

/** What an algorithm means, where it is accepted. @throws GatewayError `signature_refused` or `weak_algorithm` */
export function methodNamed(algorithm: string, allowSha1: boolean): SigningMethod {
  checkAlgorithm(signingMethods, algorithm, allowSha1)
  return signingMethods[algorithm] ?? { keyType: 'rsa', hash: '' }
}

/** What a well-formed signature says; none of it is proved. */
export interface SignatureShape {
  /** What all but `value` was read from. */
  readonly signedInfo: XmlElement
  readonly method: SigningMethod
  /** Node's name for the hash of the digest. */
  readonly digestHash: string
  readonly digest: Buffer
  readonly value: Buffer
  readonly prefixes: InclusivePrefixes
  /**
   * One of its canonicalisations is `#WithComments`: then verifiers disagree about what a comment in the document does
   * (XML Signature 4.4.3.3), so there must be none.
   */
  readonly withComments: boolean
}

/** The most there may be: real lists have a handful, and each prefix costs something at each element. */
const mostPrefixes = 20
/** Bytes: the signature of an RSA key of 16,384 bits. */
const longestValue = 2048

/**
 * Checks the form of a ds:Signature that must cover the element with this ID.
 * @throws GatewayError `signature_refused` or `weak_algorithm`
 */
export function checkSignatureShape(
  signature: XmlElement,
  id: string,
  options: { readonly allowSha1: boolean },
): SignatureShape {
  const [signedInfo, value, keyInfo] = signature.children
  demand(
    signature.children.length === (keyInfo === undefined ? 2 : 3),
    'has parts other than one SignedInfo, SignatureValue and KeyInfo',
  )
  demand(
    keyInfo === undefined || is(keyInfo, ns.ds, 'KeyInfo'),
    'has an Object or another part that does not belong there',
  )
  const [method, algorithm, reference] = parts(signedInfo, 'SignedInfo', 3)
  const own = readCanonicalization(named(method, 'CanonicalizationMethod'))
  parts(algorithm, 'SignatureMethod', 0)
  const signingMethod = methodNamed(algorithmOf(algorithm), options.allowSha1)
  const { canonicalization, ...digest } = readReference(reference, id, options.allowSha1)
  parts(value, 'SignatureValue', 0)
  return {
    ...digest,
    signedInfo: named(signedInfo, 'SignedInfo'),
    method: signingMethod,
    value: octetsOf(value, 'SignatureValue', (length) => length > 0 && length <= longestValue),
    prefixes: { message: canonicalization.prefixes, signedInfo: own.prefixes },
    withComments: own.withComments || canonicalization.withComments,
  }
}

function readReference(reference: XmlElement | undefined, id: string, allowSha1: boolean) {
  const [transforms, method, value] = parts(reference, 'Reference', 3)
  // Nothing but the message itself: no empty URI, no XPointer, nothing that is fetched (attacks 21, 26).
  demand(reference?.attributes.get('URI') === `#${id}`, 'does not cover the message that it is in')
  const [enveloped, exclusive] = parts(transforms, 'Transforms', 2)
  // XSLT, XPath and their like compute what is signed (attack 22).
  parts(enveloped, 'Transform', 0)
  demand(
    algorithmOf(enveloped) === transform.enveloped,
    'has transforms other than enveloped-signature and exclusive c14n',
  )
  const canonicalization = readCanonicalization(named(exclusive, 'Transform'))
  parts(method, 'DigestMethod', 0)
  const algorithm = algorithmOf(method)
  checkAlgorithm(digestHashes, algorithm, allowSha1)
  parts(value, 'DigestValue', 0)
  const { hash, length } = digestHashes[algorithm] ?? { hash: '', length: 0 }
  const digest = octetsOf(value, 'DigestValue', (octets) => octets === length)
  demand(!digestsOfNothing.has(digest.toString('base64')), 'has the digest of an empty string')
  return { digestHash: hash, digest, canonicalization }
}

/** The text is measured before it is decoded: white space may be as long as a message. */
function octetsOf(element: XmlElement | undefined, name: string, fits: (length: number) => boolean): Buffer {
  const text = element?.text ?? ''
  const octets = text.length > 4 * longestValue ? undefined : decodeBase64Lines(text)
  if (octets === undefined || !fits(octets.length)) throw refused(`has no readable ${name}`)
  return octets
}

interface Canonicalization {
  /** Of its InclusiveNamespaces. */
  readonly prefixes: readonly string[]
  readonly withComments: boolean
}

function readCanonicalization(element: XmlElement): Canonicalization {
  const algorithm = algorithmOf(element)
  demand(
    algorithm === transform.exclusive || algorithm === transform.exclusiveWithComments,
    'has transforms other than enveloped-signature and exclusive c14n',
  )
  const [inclusive, ...others] = element.children
  demand(others.length === 0, 'has a canonicalisation with several parameters')
  const withComments = algorithm === transform.exclusiveWithComments
  if (inclusive === undefined) return { prefixes: [], withComments }
  demand(is(inclusive, ns.ec, 'InclusiveNamespaces') && inclusive.children.length === 0, 'has an unknown parameter')
  const prefixes = (inclusive.attributes.get('PrefixList') ?? '')
    .split(/\s+/, mostPrefixes + 2)
    .filter((one) => one !== '')
  demand(prefixes.length <= mostPrefixes, `has a PrefixList of more than ${mostPrefixes} prefixes`)
  return { prefixes, withComments }
}

function algorithmOf(element: XmlElement | undefined): string {
  return element?.attributes.get('Algorithm') ?? ''
}

function named(element: XmlElement | undefined, name: string): XmlElement {
  if (element === undefined || !is(element, ns.ds, name)) throw refused(`has no ${name} where it must be`)
  return element
}

/** The children of an element that must have this name, and exactly this many of them (attack 20). */
function parts(element: XmlElement | undefined, name: string, count: number): readonly XmlElement[] {
  const { children } = named(element, name)
  if (children.length !== count) throw refused(`has a ${name} with ${children.length} parts instead of ${count}`)
  return children
}

function demand(condition: boolean, otherwise: string): void {
  if (!condition) throw refused(otherwise)
}

function refused(what: string): GatewayError {
  return signatureRefused(`The signature of the message ${what}.`)
}
