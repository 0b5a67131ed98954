/**
 * AuthnRequests written by hand, in exclusive-c14n form: so a signature over one needs no XML library, and nothing of
 * the code under test makes what it is tested with.
 */
import { createHash, type KeyObject, sign } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import type { SamlHttp } from '../../src/saml/bindings.ts'
import { spKey } from './keys.ts'

export const samlp = 'urn:oasis:names:tc:SAML:2.0:protocol'
export const saml = 'urn:oasis:names:tc:SAML:2.0:assertion'
export const ds = 'http://www.w3.org/2000/09/xmldsig#'
export const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'
export const enveloped = `${ds}enveloped-signature`
export const rsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'
export const rsaSha1 = `${ds}rsa-sha1`
export const sha256 = 'http://www.w3.org/2001/04/xmlenc#sha256'
export const sha1 = `${ds}sha1`

export const spEntityId = 'https://wiki.example.org/saml/metadata'
export const spAcs = 'https://wiki.example.org/saml/acs'

export interface RequestOptions {
  readonly id?: string
  readonly acs?: string
  readonly issuer?: string
  /** XML attributes more, in c14n order after Destination … the caller minds it. */
  readonly attributes?: string
  /** XML after the Issuer. */
  readonly content?: string
}

/** An unsigned AuthnRequest in exclusive-c14n form. */
export function requestXml(options: RequestOptions = {}): string {
  const { id = '_request1', acs = spAcs, issuer = spEntityId, attributes = '', content = '' } = options
  return (
    `<samlp:AuthnRequest xmlns:samlp="${samlp}" AssertionConsumerServiceURL="${acs}"` +
    ` Destination="https://sso.example.net/saml/sso" ID="${id}" IssueInstant="2026-11-24T10:00:00Z"` +
    `${attributes} Version="2.0"><saml:Issuer xmlns:saml="${saml}">${issuer}</saml:Issuer>${content}</samlp:AuthnRequest>`
  )
}

export interface SignOptions {
  readonly key?: KeyObject
  /** Reference's URI. */
  readonly uri?: string
  readonly signatureAlgorithm?: string
  readonly digestAlgorithm?: string
  /** Content of ds:Transforms. */
  readonly transforms?: string
  /** What is hashed instead of the message. */
  readonly digested?: string
  /** Changes SignedInfo before it is signed. */
  readonly signedInfo?: (xml: string) => string
  /** Signs instead of the key. */
  readonly by?: (octets: Buffer) => Buffer
  /** After SignatureValue. */
  readonly after?: string
}

const hashes = new Map(
  Object.entries({
    [rsaSha256]: 'sha256',
    [sha256]: 'sha256',
    [rsaSha1]: 'sha1',
    [sha1]: 'sha1',
    'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384': 'sha384',
    'http://www.w3.org/2001/04/xmldsig-more#sha384': 'sha384',
    'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512': 'sha512',
    'http://www.w3.org/2001/04/xmlenc#sha512': 'sha512',
  }),
)

export const soundTransforms = `<ds:Transform Algorithm="${enveloped}"></ds:Transform><ds:Transform Algorithm="${exclusive}"></ds:Transform>`

/** A ds:Signature over a canonical message. */
export function signatureXml(message: string, options: SignOptions = {}): string {
  const { key = spKey.privateKey, signatureAlgorithm = rsaSha256, digestAlgorithm = sha256 } = options
  const uri = options.uri ?? `#${/ ID="([^"]*)"/.exec(message)?.[1]}`
  const digest = createHash(hashes.get(digestAlgorithm) ?? 'sha256')
    .update(options.digested ?? message)
    .digest('base64')
  const plain =
    `<ds:SignedInfo xmlns:ds="${ds}"><ds:CanonicalizationMethod Algorithm="${exclusive}"></ds:CanonicalizationMethod>` +
    `<ds:SignatureMethod Algorithm="${signatureAlgorithm}"></ds:SignatureMethod><ds:Reference URI="${uri}">` +
    `<ds:Transforms>${options.transforms ?? soundTransforms}</ds:Transforms>` +
    `<ds:DigestMethod Algorithm="${digestAlgorithm}"></ds:DigestMethod>` +
    `<ds:DigestValue>${digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>`
  const signedInfo = options.signedInfo?.(plain) ?? plain
  const by = options.by ?? ((octets) => sign(hashes.get(signatureAlgorithm) ?? 'sha256', octets, key))
  const value = by(Buffer.from(signedInfo)).toString('base64')
  const inner = signedInfo.replace(` xmlns:ds="${ds}"`, '')
  return `<ds:Signature xmlns:ds="${ds}">${inner}<ds:SignatureValue>${value}</ds:SignatureValue>${options.after ?? ''}</ds:Signature>`
}

/** Puts XML right after the Issuer of the first message in the text. */
export function afterIssuer(message: string, xml: string): string {
  return message.replace('</saml:Issuer>', () => `</saml:Issuer>${xml}`)
}

/** The message with its enveloped signature, where the schema wants it. */
export function signed(message: string, options: SignOptions = {}): string {
  return afterIssuer(message, signatureXml(message, options))
}

/** A browser's POST of it. */
export function posted(xml: string | Buffer, relayState?: string): SamlHttp {
  const message = encodeURIComponent(Buffer.from(xml).toString('base64'))
  const relay = relayState === undefined ? '' : `&RelayState=${encodeURIComponent(relayState)}`
  return { method: 'POST', query: '', body: `SAMLRequest=${message}${relay}`, contentType: form }
}

export const form = 'application/x-www-form-urlencoded'

export interface RedirectOptions {
  readonly relayState?: string
  readonly key?: KeyObject
  readonly algorithm?: string
  /** How SP libraries write percent codes. */
  readonly encode?: (text: string) => string
}

/** A browser's GET of it, unsigned. */
export function redirected(xml: string, options: RedirectOptions = {}): SamlHttp {
  return got(redirectQuery(xml, options))
}

/** A browser's GET of it with a detached signature. */
export function signedRedirect(xml: string | Buffer, options: RedirectOptions = {}): SamlHttp {
  const { encode = encodeURIComponent, algorithm = rsaSha256, key = spKey.privateKey } = options
  const octets = `${redirectQuery(xml, options)}&SigAlg=${encode(algorithm)}`
  const signature = sign(hashes.get(algorithm) ?? 'sha256', Buffer.from(octets), key).toString('base64')
  return got(`${octets}&Signature=${encode(signature)}`)
}

export function got(query: string): SamlHttp {
  return { method: 'GET', query, body: '', contentType: '' }
}

function redirectQuery(xml: string | Buffer, { relayState, encode = encodeURIComponent }: RedirectOptions): string {
  const message = encode(deflateRawSync(xml).toString('base64'))
  return `SAMLRequest=${message}${relayState === undefined ? '' : `&RelayState=${encode(relayState)}`}`
}
