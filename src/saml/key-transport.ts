/**
 * The key of an EncryptedKey, under RSA-OAEP (xmlenc-core1 5.5): each hash for the digest, each for the mask (MGF1). RSA 1.5
 * is never accepted.
 */
import { constants, createHash, type KeyObject, privateDecrypt, timingSafeEqual } from 'node:crypto'
import { digestAlgorithm, encryption, ns } from './constants.ts'
import type { XmlElement } from './xml-element.ts'
import { attributeOf, childOf } from './xml-values.ts'

type Hash = 'sha1' | 'sha256' | 'sha384' | 'sha512'

/** The hashes of RSA-OAEP. Neither SHA-1 here is a weakness. */
export interface KeyTransport {
  readonly digest: Hash
  readonly mask: Hash
}

const masks: Readonly<Record<string, Hash>> = {
  'http://www.w3.org/2009/xmlenc11#mgf1sha1': 'sha1',
  'http://www.w3.org/2009/xmlenc11#mgf1sha256': 'sha256',
  'http://www.w3.org/2009/xmlenc11#mgf1sha384': 'sha384',
  'http://www.w3.org/2009/xmlenc11#mgf1sha512': 'sha512',
}
const digests: Readonly<Record<string, Hash>> = {
  [digestAlgorithm.sha1]: 'sha1',
  [digestAlgorithm.sha256]: 'sha256',
  [digestAlgorithm.sha384]: 'sha384',
  [digestAlgorithm.sha512]: 'sha512',
}

/**
 * SHA-1 where nothing is said (5.5.2). Federations demand SHA-256 with a mask by SHA-1 (Kantara's implementation profile,
 * IIP-ALG06), Keycloak sends both by SHA-256, most others both by SHA-1.
 * @param method the EncryptionMethod of an EncryptedKey
 * @returns undefined where it is one that is not offered
 */
export function keyTransportOf(method: XmlElement): KeyTransport | undefined {
  const algorithm = attributeOf(method, 'Algorithm')
  const digest = hashOf(digests, childOf(method, ns.ds, 'DigestMethod'))
  const mask = hashOf(masks, childOf(method, ns.xenc11, 'MGF'))
  if (digest === undefined || mask === undefined) return undefined
  // The older name stands for a mask by SHA-1, whatever else is written.
  if (algorithm === encryption.rsaOaepMgf1p) return { digest, mask: 'sha1' }
  return algorithm === encryption.rsaOaep ? { digest, mask } : undefined
}

function hashOf(known: Readonly<Record<string, Hash>>, written: XmlElement | undefined): Hash | undefined {
  if (written === undefined) return 'sha1'
  const algorithm = attributeOf(written, 'Algorithm') ?? ''
  return Object.hasOwn(known, algorithm) ? known[algorithm] : undefined
}

/** What was encrypted to this key; undefined where it was not. */
export function openWithKey(key: KeyObject, { digest, mask }: KeyTransport, value: Buffer): Buffer | undefined {
  try {
    if (digest === mask)
      return privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: digest }, value)
    return decodeOaep(privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, value), digest, mask)
  } catch {
    return undefined
  }
}

/**
 * EME-OAEP decoding with an empty label (RFC 8017, 7.1.2, step 3), as node:crypto takes but one hash for both (decision
 * 0015). Whatever is wrong, it takes every step and then says so, as which one failed would be an oracle (Manger's attack; attack 30).
 */
function decodeOaep(encoded: Buffer, digest: Hash, mask: Hash): Buffer | undefined {
  const label = createHash(digest).digest()
  const hashLength = label.length
  if (encoded.length < 2 * hashLength + 2) return undefined
  const maskedSeed = encoded.subarray(1, 1 + hashLength)
  const maskedBlock = encoded.subarray(1 + hashLength)
  const seed = xor(maskedSeed, mgf1(maskedBlock, hashLength, mask))
  const block = xor(maskedBlock, mgf1(seed, maskedBlock.length, mask))
  let wrong = encoded[0] ?? 1
  wrong |= Number(!timingSafeEqual(block.subarray(0, hashLength), label))
  let found = 0
  let start = 0
  for (let at = hashLength; at < block.length; at++) {
    const octet = block[at] ?? 0
    const isOne = Number(octet === 1)
    start |= (isOne & ~found) * (at + 1)
    // Before the 1 that ends the padding there are zeros alone.
    wrong |= (1 - found) * octet * (1 - isOne)
    found |= isOne
  }
  return wrong === 0 && found === 1 ? block.subarray(start) : undefined
}

const xor = (one: Buffer, other: Buffer): Buffer => Buffer.from(one.map((octet, at) => octet ^ (other[at] ?? 0)))

/** RFC 8017, B.2.1. */
function mgf1(seed: Buffer, length: number, hash: Hash): Buffer {
  const counter = Buffer.alloc(4)
  let made = Buffer.alloc(0)
  for (let count = 0; made.length < length; count++) {
    counter.writeUInt32BE(count)
    made = Buffer.concat([made, createHash(hash).update(seed).update(counter).digest()])
  }
  return made.subarray(0, length)
}
