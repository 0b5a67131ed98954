/** The public keys of an app, as it writes them in `jwks` (RFC 7517). */
import { createPublicKey, type JsonWebKey } from 'node:crypto'

/** What is wrong with one, and its cure. */
export interface JwkFault {
  readonly kind: 'secret' | 'value'
  readonly message: string
  readonly cure: string
}

/** A private key in a config is everybody's who reads it; a symmetric one is a secret that we would verify with. */
const notPublic: JwkFault = {
  kind: 'secret',
  message: 'This is not a public key.',
  cure: 'Write the public key alone (RSA or EC), and make a new pair.',
}

/** No assertion would ever be accepted, and only the log of the first login would say so. */
const unusable: JwkFault = {
  kind: 'value',
  message: 'This key cannot be used: it is incomplete, or too short.',
  cure: 'Write the whole of it: RSA from 2048 bits, P-256, P-384 or Ed25519.',
}

const curves = ['P-256', 'P-384', 'Ed25519']

/** Why it can't verify what the app signs (RFC 7518, 3.3 and 3.4); undefined where it can. */
export function jwkFault(jwk: JsonWebKey): JwkFault | undefined {
  if (jwk.kty === 'oct' || jwk.k !== undefined || jwk.d !== undefined) return notPublic
  try {
    const { asymmetricKeyDetails } = createPublicKey({ key: jwk, format: 'jwk' })
    const isGood =
      jwk.kty === 'RSA' ? (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048 : curves.includes(jwk.crv ?? '')
    return isGood ? undefined : unusable
  } catch {
    return unusable
  }
}
