/** Names of keys that reveal nothing about them, for messages and to tell whether two nodes have the same keys. */
import { createHash, createHmac, createPublicKey, type KeyObject } from 'node:crypto'

/** 16 hex digits of an HMAC under the secret itself. */
export function secretFingerprint(secret: KeyObject): string {
  return createHmac('sha256', secret).update('isthmus fingerprint').digest('hex').slice(0, 16)
}

/** SHA-256 of the SubjectPublicKeyInfo, hex: the same for a private key, its public key and any certificate of it. */
export function publicKeyFingerprint(key: KeyObject): string {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
}
