/**
 * Every record is sealed before a driver sees it: who can read the storage learns neither claims nor ID Tokens, PKCE
 * verifiers or RelayStates, and who can write to it can't make a session or move a record to another key.
 *
 *   v1.<name of the sealing key>.<base64url of IV, ciphertext and tag>       AES-256-GCM
 */
import { createCipheriv, createDecipheriv, createHmac, type KeyObject, randomBytes } from 'node:crypto'
import { lengthPrefixed } from '../core/octets.ts'

const version = 'v1'
const ivLength = 12
const tagLength = 16

/** Seals texts under the name of their record, and names what must be found without being read. */
export interface Sealer {
  /** The text, readable only with the same key and under the same record key. */
  seal(recordKey: string, text: string): string
  /** The text again; undefined where it is none of ours, was altered or moved, or is from another key or version. */
  unseal(recordKey: string, sealed: string): string | undefined
  /** A short name for the parts, base64url: an e-mail address in an index must not be found by guessing. */
  digest(...parts: readonly string[]): string
}

/**
 * @param sealing the AES-256 key of the key set. Each record is encrypted under a key of its own, derived from this
 *   one and the record's key, so that random IVs never run out (NIST SP 800-38D 8.3: 2^32 under one key).
 */
export function createSealer(sealing: KeyObject): Sealer {
  const keyName = createHmac('sha256', sealing).update('isthmus sealing name').digest('base64url').slice(0, 8)
  const prefix = `${version}.${keyName}.`
  const indexKey = createHmac('sha256', sealing).update('isthmus index').digest()
  const derive = (recordKey: string) =>
    createHmac('sha256', sealing)
      .update(lengthPrefixed(['isthmus record', recordKey]))
      .digest()
  const aad = (recordKey: string) => lengthPrefixed([version, keyName, recordKey])

  return {
    seal(recordKey, text) {
      const iv = randomBytes(ivLength)
      const cipher = createCipheriv('aes-256-gcm', derive(recordKey), iv).setAAD(aad(recordKey))
      const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return prefix + sealed.toString('base64url')
    },
    unseal(recordKey, sealed) {
      if (!sealed.startsWith(prefix)) return undefined
      const octets = Buffer.from(sealed.slice(prefix.length), 'base64url')
      if (octets.length < ivLength + tagLength) return undefined
      const decipher = createDecipheriv('aes-256-gcm', derive(recordKey), octets.subarray(0, ivLength))
        .setAAD(aad(recordKey))
        .setAuthTag(octets.subarray(-tagLength))
      try {
        const text = decipher.update(octets.subarray(ivLength, -tagLength), undefined, 'utf8')
        return text + decipher.final('utf8')
      } catch {
        return undefined
      }
    },
    digest: (...parts) => createHmac('sha256', indexKey).update(lengthPrefixed(parts)).digest('base64url'),
  }
}
