/**
 * ECDSA as XML Signature has it (XML Signature 1.1, 6.4.3; RFC 6931, 2.3.6): r and s one after the other, each as long as
 * the curve's order. Metadata is signed with it by some federations; messages of SAML are not.
 */
import { type KeyObject, verify } from 'node:crypto'

/** Octets of a number below the order of each accepted curve, by Node's name of it. */
const curves: Readonly<Record<string, number>> = { prime256v1: 32, secp384r1: 48, secp521r1: 66 }

const octetsOf = ({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): number | undefined =>
  asymmetricKeyType === 'ec' ? curves[asymmetricKeyDetails?.namedCurve ?? ''] : undefined

/** Whether it is a key on P-256, P-384 or P-521. */
export const isEcKey = (key: KeyObject): boolean => octetsOf(key) !== undefined

/**
 * A signature whose length is not the curve's, one in DER for example, is refused without being tried.
 * @param hash Node's name of it
 */
export function verifyEcdsa(hash: string, octets: Buffer, key: KeyObject, signature: Buffer): boolean {
  const length = octetsOf(key)
  if (length === undefined || signature.length !== 2 * length) return false
  return verify(hash, octets, { key, dsaEncoding: 'ieee-p1363' }, signature)
}
