/** RSA as SAML's signatures use it, and how many keys are tried for one signature. */
import { constants, type KeyObject, verify } from 'node:crypto'
import type { VerificationKey } from './service-provider.ts'

/**
 * How many keys one party may have: metadata keeps this many (metadata-keys.ts), and a signature is tried with this
 * many.
 */
export const mostKeys = 10

/** The keys that a signature is tried with: only RSA, and no more than {@link mostKeys}. */
export function triedKeys(keys: readonly VerificationKey[]): readonly VerificationKey[] {
  return keys.slice(0, mostKeys).filter(({ key }) => key.asymmetricKeyType === 'rsa')
}

/**
 * RSASSA-PKCS1-v1_5 (RFC 8017, 8.2.2). A signature whose length is not the key's is refused without being tried.
 * @param hash Node's name of it
 */
export function verifyRsa(hash: string, octets: Buffer, key: KeyObject, signature: Buffer): boolean {
  if (signature.length * 8 !== Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8) * 8) return false
  return verify(hash, octets, { key, padding: constants.RSA_PKCS1_PADDING }, signature)
}
