/** RSA as SAML's signatures use it, and how many keys one signature is worth. */
import { constants, type KeyObject, verify } from 'node:crypto'
import type { VerificationKey } from './service-provider.ts'

/** Keys of one party: metadata keeps so many (metadata-keys.ts), and a signature is tried with so many. */
export const mostKeys = 10

/** The keys that a signature is tried with: RSA only, and not more than {@link mostKeys}. */
export function triedKeys(keys: readonly VerificationKey[]): readonly VerificationKey[] {
  return keys.slice(0, mostKeys).filter(({ key }) => key.asymmetricKeyType === 'rsa')
}

/**
 * RSASSA-PKCS1-v1_5 (RFC 8017, 8.2.2). A signature of another length than the key's is refused unseen.
 * @param hash Node's name of it
 */
export function verifyRsa(hash: string, octets: Buffer, key: KeyObject, signature: Buffer): boolean {
  if (signature.length * 8 !== Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8) * 8) return false
  return verify(hash, octets, { key, padding: constants.RSA_PKCS1_PADDING }, signature)
}
