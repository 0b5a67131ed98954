/** Signatures as SAML has them, by RSA and on elliptic curves, and how many keys are tried for one signature. */
import { constants, type KeyObject, verify } from 'node:crypto'
import type { VerificationKey } from './service-provider.ts'

/**
 * How many keys one party may have: metadata keeps this many (metadata-keys.ts), and a signature is tried with this
 * many.
 */
export const mostKeys = 10

/** What the name of a signature algorithm says. */
export interface SigningMethod {
  readonly keyType: 'rsa' | 'ec'
  /** Node's name of it. */
  readonly hash: string
}

/** Node's names of the curves that are taken, and the octets of a number on each. */
export const curves: ReadonlyMap<string, number> = new Map([
  ['prime256v1', 32],
  ['secp384r1', 48],
  ['secp521r1', 66],
])

/**
 * The key that made a signature, of the first {@link mostKeys}.
 * @param form `raw`: of ECDSA the two numbers one after the other (RFC 6931, 2.3.6), as in XML; `any`: also DER
 */
export function signerAmong(
  keys: readonly VerificationKey[],
  method: SigningMethod,
  octets: Uint8Array,
  signature: Buffer,
  form: 'raw' | 'any' = 'raw',
): VerificationKey | undefined {
  return keys.slice(0, mostKeys).find(({ key }) => verifies(key, method, octets, signature, form))
}

/** A key of another type, which some would take as the secret of an HMAC, is never tried (attack 23). */
function verifies(
  key: KeyObject,
  { keyType, hash }: SigningMethod,
  octets: Uint8Array,
  signature: Buffer,
  form: 'raw' | 'any',
): boolean {
  if (key.asymmetricKeyType !== keyType) return false
  if (keyType === 'rsa') return verifiesRsa(hash, octets, key, signature)
  const raw = signature.length === 2 * (curves.get(key.asymmetricKeyDetails?.namedCurve ?? '') ?? Number.NaN)
  if (!raw && form === 'raw') return false
  return verify(hash, octets, { key, dsaEncoding: raw ? 'ieee-p1363' : 'der' }, signature)
}

/** RSASSA-PKCS1-v1_5 (RFC 8017, 8.2.2). A signature whose length is not the key's is refused without being tried. */
function verifiesRsa(hash: string, octets: Uint8Array, key: KeyObject, signature: Buffer): boolean {
  if (signature.length !== Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8)) return false
  return verify(hash, octets, { key, padding: constants.RSA_PKCS1_PADDING }, signature)
}
