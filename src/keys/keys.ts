/**
 * The gateway's keys, as one immutable set per snapshot. Files in certs/ (design 5):
 *   saml-signing.key/.crt         current signing key and certificate (RSA, self-signed, 10 years)
 *   saml-signing-next.key/.crt    published beside it during a rollover, where present
 *   pairwise.key                  32 bytes, base64: makes every persistent NameID; never rotated
 *   sealing.key                   32 bytes, base64: AES-GCM for claims and id_token at rest; signs anti-forgery tokens
 */
import type { KeyObject, X509Certificate } from 'node:crypto'

/** A key we sign with. A KeyObject, never PEM: RSA signing is 3.4 times slower from PEM. */
export interface SigningKey {
  readonly privateKey: KeyObject
  readonly certificate: X509Certificate
  /** DER of the certificate in base64, one line: as it stands in KeyInfo and metadata. */
  readonly certificateBase64: string
}

export interface KeySet {
  readonly signing: SigningKey
  /** Published beside the current one, not yet used. */
  readonly nextSigning?: SigningKey
  /** HMAC key of persistent NameIDs. */
  readonly pairwise: KeyObject
  /** AES-256 key that seals claims and ID Tokens at rest. */
  readonly sealing: KeyObject
  /** HMAC key for anti-forgery tokens and log pseudonyms, derived from the sealing key. */
  readonly tokens: KeyObject
  /** Name of this key set: nodes that share a storage must share it. Hex, not secret. */
  readonly fingerprint: string
}
