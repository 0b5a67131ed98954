/** Enveloped signatures (XML Signature; SAML Core 5.4) over canonical text of ours, made by node:crypto. */
import { hash, type KeyObject, sign as signOctets } from 'node:crypto'
import { GatewayError } from '../core/errors.ts'
import { digestAlgorithm, ns, signatureAlgorithm, transform } from './constants.ts'
import { asCanonical, type CanonicalXml } from './xml-builder.ts'

/** An RSA key as a KeyObject (from PEM each signature takes 3.4 times longer) and its certificate, DER in base64. */
export interface XmlSigningKey {
  readonly privateKey: KeyObject
  readonly certificateBase64: string
}

/**
 * Signs an element whose first child is its Issuer: RSA-SHA256 over its canonical text; the Signature stands right
 * after the Issuer, as the schema wants it (Core 2.3.3, 3.2.1, 3.2.2).
 * @param id value of the element's ID attribute, an NCName of ours (newId)
 * @param place `first` in metadata, which has no Issuer (Metadata 2.3.2)
 * Throws `internal` where there is no Issuer.
 */
export function signXml(
  xml: CanonicalXml,
  id: string,
  key: XmlSigningKey,
  place: 'afterIssuer' | 'first' = 'afterIssuer',
): CanonicalXml {
  const signedInfo = buildSignedInfo(id, hash('sha256', xml.text, 'base64'))
  const signatureValue = signRsaSha256(`<ds:SignedInfo xmlns:ds="${ns.ds}">${signedInfo}</ds:SignedInfo>`, key)
  const signature =
    `<ds:Signature xmlns:ds="${ns.ds}"><ds:SignedInfo>${signedInfo}</ds:SignedInfo>` +
    `<ds:SignatureValue>${signatureValue}</ds:SignatureValue><ds:KeyInfo><ds:X509Data>` +
    `<ds:X509Certificate>${key.certificateBase64}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>`
  // Our own text: no attribute of it holds a raw `>`, which canonical XML allows, as they are addresses and names.
  const at = place === 'first' ? xml.text.indexOf('>') + 1 : endOfIssuer(xml.text)
  return asCanonical(xml.text.slice(0, at) + signature + xml.text.slice(at))
}

/** Content of SignedInfo, canonical below an element that declares ds. */
function buildSignedInfo(id: string, digest: string): string {
  return (
    `<ds:CanonicalizationMethod Algorithm="${transform.exclusive}"></ds:CanonicalizationMethod>` +
    `<ds:SignatureMethod Algorithm="${signatureAlgorithm.rsaSha256}"></ds:SignatureMethod>` +
    `<ds:Reference URI="#${id}"><ds:Transforms>` +
    `<ds:Transform Algorithm="${transform.enveloped}"></ds:Transform>` +
    `<ds:Transform Algorithm="${transform.exclusive}">${inclusiveNamespaces}</ds:Transform></ds:Transforms>` +
    `<ds:DigestMethod Algorithm="${digestAlgorithm.sha256}"></ds:DigestMethod>` +
    `<ds:DigestValue>${digest}</ds:DigestValue></ds:Reference>`
  )
}

// xsi:type="xs:string" uses the prefix xs in a value only, which exclusive canonicalisation does not see: without
// this a verifier drops the declaration and the digest fails (xml-exc-c14n, 3 and 1.3).
const inclusiveNamespaces = `<ec:InclusiveNamespaces xmlns:ec="${ns.ec}" PrefixList="xs"></ec:InclusiveNamespaces>`

/** The first `</saml:Issuer>` is the element's own: it is the first child, and no value can hold a raw `<`. */
function endOfIssuer(text: string): number {
  const closing = '</saml:Issuer>'
  const at = text.indexOf(closing)
  if (at === -1) throw new GatewayError('internal', 'Only an element with an Issuer can be signed.')
  return at + closing.length
}

/**
 * RSA-SHA256 in base64, on this thread. On the thread pool a signature costs 10 to 15 % more CPU and is done no sooner;
 * one busy process gains a second core that way, but so it does from a second process, at no cost (bench/).
 */
function signRsaSha256(octets: string, key: XmlSigningKey): string {
  return signOctets('sha256', Buffer.from(octets, 'utf8'), key.privateKey).toString('base64')
}
