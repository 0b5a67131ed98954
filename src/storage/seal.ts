/**
 * Every record is sealed before a driver sees it: someone who can read the storage learns no claims, ID Tokens, PKCE
 * verifiers or RelayStates, and someone who can write to it can't make a session or move a record to another key.
 *
 *   v1.<name of the sealing key>.<base64url of salt, IV, ciphertext and tag>       AES-256-GCM
 */
import { createCipheriv, createDecipheriv, createHmac, hash, type KeyObject } from 'node:crypto'
import { lengthPrefixed, randomBytes } from '../core/bytes.ts'

const version = 'v1'
const saltLength = 16
const ivLength = 12
const tagLength = 16
/** Records under one salt, far below the 2^32 random IVs that one key may have (NIST SP 800-38D 8.3). */
const recordsPerSalt = 2 ** 24
/** How many derived keys are remembered: one for each process whose records are being read. */
const rememberedKeys = 256

/** Seals texts under the name of their record, and names what must be found without being readable. */
export interface Sealer {
  /** The text, readable only with the same key and under the same record key. */
  seal(recordKey: string, text: string): string
  /** The text again; undefined where it is not ours, was altered or moved, or is from another key or version. */
  unseal(recordKey: string, sealed: string): string | undefined
  /** A short name for the parts, base64url: an e-mail address in an index must not be found by guessing. */
  digest(...parts: readonly string[]): string
}

/**
 * @param sealing the key of the key set. It encrypts nothing itself: each process encrypts under a key derived from it
 *   and a random salt, so that random IVs never run out, however many processes share it and however long.
 */
export function createSealer(sealing: KeyObject): Sealer {
  const mac = (...parts: readonly string[]) => createHmac('sha256', sealing).update(lengthPrefixed(parts)).digest()
  const prefix = `${version}.${mac('isthmus sealing name').toString('base64url').slice(0, 8)}.`
  const indexKey = mac('isthmus index')
  const aad = (recordKey: string) => Buffer.from(prefix + recordKey, 'utf8')
  const derived = new Map<string, Buffer>()
  const keyOf = (salt: Buffer): Buffer => {
    const name = salt.toString('latin1')
    const known = derived.get(name)
    if (known !== undefined) return known
    if (derived.size >= rememberedKeys) derived.clear()
    const key = mac('isthmus records', salt.toString('hex'))
    derived.set(name, key)
    return key
  }
  let salt = randomBytes(saltLength)
  let left = recordsPerSalt

  return {
    seal(recordKey, text) {
      if (left-- === 0) {
        salt = randomBytes(saltLength)
        left = recordsPerSalt
      }
      const iv = randomBytes(ivLength)
      const cipher = createCipheriv('aes-256-gcm', keyOf(salt), iv).setAAD(aad(recordKey))
      const sealed = [salt, iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]
      return prefix + Buffer.concat(sealed).toString('base64url')
    },
    unseal(recordKey, sealed) {
      if (!sealed.startsWith(prefix)) return undefined
      const octets = Buffer.from(sealed.slice(prefix.length), 'base64url')
      if (octets.length < saltLength + ivLength + tagLength) return undefined
      const key = keyOf(octets.subarray(0, saltLength))
      const decipher = createDecipheriv('aes-256-gcm', key, octets.subarray(saltLength, saltLength + ivLength))
        .setAAD(aad(recordKey))
        .setAuthTag(octets.subarray(-tagLength))
      try {
        const text = decipher.update(octets.subarray(saltLength + ivLength, -tagLength), undefined, 'utf8')
        return text + decipher.final('utf8')
      } catch {
        return undefined
      }
    },
    digest: (...parts) => createHmac('sha256', indexKey).update(lengthPrefixed(parts)).digest('base64url'),
  }
}

/**
 * For storage in this process's own memory: someone who could read or change its records could do the same to the key
 * that would seal them. Records stay plain text, and digests need no key.
 */
export const openSealer: Sealer = {
  seal: (_, text) => text,
  unseal: (_, text) => text,
  digest: (...parts) => hash('sha256', lengthPrefixed(parts), 'base64url'),
}
