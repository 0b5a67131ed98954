/** RSA as SAML's signatures use it, and how many keys are tried for one signature, of whatever scheme. */
import { constants, type KeyObject, verify } from 'node:crypto'
import { isEcKey, verifyEcdsa } from './ecdsa.ts'
import type { VerificationKey } from './service-provider.ts'
import type { SignatureShape } from './signature-shape.ts'

/**
 * How many keys one party may have: metadata keeps this many (metadata-keys.ts), and a signature is tried with this
 * many.
 */
export const mostKeys = 10

type Scheme = SignatureShape['scheme']

/** The keys that a signature is tried with: only those of its scheme, and no more than {@link mostKeys}. */
export function triedKeys(keys: readonly VerificationKey[], scheme: Scheme = 'rsa'): readonly VerificationKey[] {
  const fits = scheme === 'rsa' ? (key: KeyObject) => key.asymmetricKeyType === 'rsa' : isEcKey
  return keys.slice(0, mostKeys).filter(({ key }) => fits(key))
}

/** The first of these keys that made the signature over these octets. */
export function signerAmong(
  keys: readonly VerificationKey[],
  octets: Buffer,
  { scheme, signatureHash, value }: Pick<SignatureShape, 'scheme' | 'signatureHash' | 'value'>,
): VerificationKey | undefined {
  const verifies = scheme === 'rsa' ? verifyRsa : verifyEcdsa
  return triedKeys(keys, scheme).find(({ key }) => verifies(signatureHash, octets, key, value))
}

/**
 * RSASSA-PKCS1-v1_5 (RFC 8017, 8.2.2). A signature whose length is not the key's is refused without being tried.
 * @param hash Node's name of it
 */
export function verifyRsa(hash: string, octets: Buffer, key: KeyObject, signature: Buffer): boolean {
  if (signature.length * 8 !== Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8) * 8) return false
  return verify(hash, octets, { key, padding: constants.RSA_PKCS1_PADDING }, signature)
}
