/** Which key signs, and what of the keys is published. */
import { createPublicKey } from 'node:crypto'
import type { JWK } from 'jose'
import type { KeySet, TokenKey, TokenKeys } from '../../keys/keys.ts'

/** The key in use; undefined where there are none. */
export function signingKey({ oidc }: Pick<KeySet, 'oidc'>, algorithm: TokenKey['algorithm']): TokenKey | undefined {
  return oidc?.[algorithm === 'RS256' ? 'rsa' : 'ec'][0]
}

/** All of them, the one in use first: what the library is given, and what it signs with. */
export function privateJwks({ rsa, ec }: TokenKeys): { keys: JWK[] } {
  return { keys: [...rsa, ...ec].map(({ privateKey, ...key }) => toJwk(privateKey, key)) }
}

/** The public halves alone, for a verifier of ours. */
export function publicKeys({ rsa, ec }: TokenKeys) {
  return [...rsa, ...ec].map(({ id, algorithm, privateKey }) => ({
    id,
    algorithm,
    key: createPublicKey(privateKey),
  }))
}

function toJwk(key: TokenKey['privateKey'], { id, algorithm }: Omit<TokenKey, 'privateKey'>): JWK {
  return { ...key.export({ format: 'jwk' }), use: 'sig', alg: algorithm, kid: id } as JWK
}
