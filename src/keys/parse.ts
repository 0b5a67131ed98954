/** One file's text → one key or certificate, or a sentence on why not. No part of a key's text gets into a message. */
import { createPrivateKey, createPublicKey, createSecretKey, type KeyObject, X509Certificate } from 'node:crypto'

/** Why a file can't be used: what is wrong, and the cure. */
export class Unusable extends Error {
  readonly cure: string
  constructor(message: string, cure: string) {
    super(message)
    this.cure = cure
  }
}

/** Smallest RSA key that is accepted (NIST SP 800-131A: 2048 bits). */
const minimumModulus = 2048

/**
 * An RSA private key from PEM: PKCS#1 (`RSA PRIVATE KEY`) or PKCS#8 (`PRIVATE KEY`).
 * @throws Unusable
 */
export function parsePrivateKey(pem: string): KeyObject {
  return requireRsa(parseAnyKey(pem))
}

/**
 * A private key on the curve P-256 from PEM.
 * @throws Unusable
 */
export function parseEcKey(pem: string): KeyObject {
  const key = parseAnyKey(pem)
  if (key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return key
  throw new Unusable(
    'The key is not one on the curve P-256.',
    'Make one with `openssl ecparam -name prime256v1 -genkey -noout`.',
  )
}

function parseAnyKey(pem: string): KeyObject {
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(pem))
    throw new Unusable(
      'The private key is encrypted, but Isthmus does not ask for a passphrase.',
      'Decrypt it with `openssl pkey -in OLD -out NEW` and protect the file itself (mode 0600).',
    )
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem))
    throw new Unusable(
      'There is no PEM private key in it.',
      'Put a PEM key there (`-----BEGIN PRIVATE KEY-----` or `-----BEGIN RSA PRIVATE KEY-----`); `openssl pkey` converts others.',
    )
  return readPrivateKey(pem)
}

function readPrivateKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem)
  } catch {
    throw new Unusable('The private key cannot be read.', 'Put a complete key in PEM there; this one may be truncated.')
  }
}

function requireRsa(key: KeyObject): KeyObject {
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
  if (key.asymmetricKeyType !== 'rsa')
    throw new Unusable(
      `The key is of type ${key.asymmetricKeyType}, but only RSA is supported.`,
      'Put an RSA key there.',
    )
  if (bits < minimumModulus)
    throw new Unusable(`The RSA key has ${bits} bits.`, `Put one of at least ${minimumModulus} bits there.`)
  return key
}

/**
 * The first certificate of a PEM text.
 * @throws Unusable
 */
export function parseCertificate(pem: string): X509Certificate {
  const block = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/.exec(pem)?.[0]
  try {
    if (block !== undefined) return new X509Certificate(block)
  } catch {
    // said below
  }
  throw new Unusable('There is no readable PEM certificate in it.', 'Put one there (`-----BEGIN CERTIFICATE-----`).')
}

/**
 * A 32-byte secret in base64, one line.
 * @throws Unusable
 */
export function parseSecret(text: string): KeyObject {
  const trimmed = text.trim()
  const octets = Buffer.from(trimmed, 'base64')
  if (!/^[A-Za-z0-9+/]{43}=$/.test(trimmed) || octets.length !== 32)
    throw new Unusable('It is not 32 bytes in base64 (44 characters).', 'Put back your copy of the file.')
  return createSecretKey(octets)
}

/** Whether the private key is the certificate's. */
export function belongTogether(privateKey: KeyObject, certificate: X509Certificate): boolean {
  return createPublicKey(privateKey).equals(certificate.publicKey)
}
