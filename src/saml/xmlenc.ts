/** XML Encryption (xmlenc-core1) of an element for one recipient, by node:crypto. Outgoing only. */
import { constants, createCipheriv, type KeyObject, publicEncrypt, randomBytes } from 'node:crypto'
import { digestAlgorithm, encryption } from './constants.ts'
import { type CanonicalXml, element, encodeXml, type XmlNode } from './xml-builder.ts'

interface BlockCipher {
  readonly algorithm: string
  readonly name: 'aes-128-gcm' | 'aes-256-gcm' | 'aes-128-cbc' | 'aes-256-cbc'
  readonly keyLength: number
  readonly ivLength: number
}

interface KeyTransport {
  readonly algorithm: string
  readonly hash: 'sha1' | 'sha256'
  readonly digest: string
  readonly maskGeneration?: string
}

export interface EncryptionChoice {
  readonly cipher: BlockCipher
  readonly keyTransport: KeyTransport
}

/** The short names that the config takes for our block ciphers. */
export const cipherOfShortName = {
  'aes256-gcm': encryption.aes256Gcm,
  'aes128-gcm': encryption.aes128Gcm,
  'aes256-cbc': encryption.aes256Cbc,
  'aes128-cbc': encryption.aes128Cbc,
} as const

const aes256Gcm: BlockCipher = { algorithm: encryption.aes256Gcm, name: 'aes-256-gcm', keyLength: 32, ivLength: 12 }
const ciphers: readonly BlockCipher[] = [
  aes256Gcm,
  { algorithm: encryption.aes128Gcm, name: 'aes-128-gcm', keyLength: 16, ivLength: 12 },
  { algorithm: encryption.aes256Cbc, name: 'aes-256-cbc', keyLength: 32, ivLength: 16 },
  { algorithm: encryption.aes128Cbc, name: 'aes-128-cbc', keyLength: 16, ivLength: 16 },
]

const rsaOaepMgf1p: KeyTransport = {
  algorithm: encryption.rsaOaepMgf1p,
  hash: 'sha1',
  digest: digestAlgorithm.sha1,
}
const keyTransports: readonly KeyTransport[] = [
  rsaOaepMgf1p,
  {
    algorithm: encryption.rsaOaep,
    hash: 'sha256',
    digest: digestAlgorithm.sha256,
    maskGeneration: 'http://www.w3.org/2009/xmlenc11#mgf1sha256',
  },
]

/**
 * The first of the SP's EncryptionMethods of each kind that we support (Metadata 2.4.1.1); else aes256-gcm and
 * rsa-oaep-mgf1p with SHA-1, which every SP tried could read (SHA-1 is not a weakness in OAEP).
 * @param methods algorithm URIs in the SP's order
 * @param set the cipher that the operator chose, whatever the SP lists
 */
export function chooseEncryption(methods: readonly string[], set?: keyof typeof cipherOfShortName): EncryptionChoice {
  return {
    cipher: firstOf(set === undefined ? methods : [cipherOfShortName[set]], ciphers) ?? aes256Gcm,
    keyTransport: firstOf(methods, keyTransports) ?? rsaOaepMgf1p,
  }
}

function firstOf<T extends { readonly algorithm: string }>(
  methods: readonly string[],
  ours: readonly T[],
): T | undefined {
  for (const method of methods) {
    const found = ours.find(({ algorithm }) => algorithm === method)
    if (found) return found
  }
  return undefined
}

/**
 * An EncryptedData of Type Element. The EncryptedKey stands inside its KeyInfo, the one layout that every SP tried
 * reads. The element must declare its own namespaces (canonical XML does), since it is read alone.
 * @param recipient RSA public key from the SP's metadata
 */
export function encryptXml(
  xml: CanonicalXml,
  recipient: KeyObject,
  { cipher, keyTransport }: EncryptionChoice,
): XmlNode {
  const contentKey = randomBytes(cipher.keyLength)
  return element('xenc:EncryptedData', { Type: 'http://www.w3.org/2001/04/xmlenc#Element' }, [
    element('xenc:EncryptionMethod', { Algorithm: cipher.algorithm }),
    element('ds:KeyInfo', {}, [
      element('xenc:EncryptedKey', {}, [
        encryptionMethodOf(keyTransport),
        cipherData(encryptKey(contentKey, recipient, keyTransport)),
      ]),
    ]),
    cipherData(encryptText(encodeXml(xml), contentKey, cipher)),
  ])
}

function encryptionMethodOf({ algorithm, digest, maskGeneration }: KeyTransport): XmlNode {
  return element('xenc:EncryptionMethod', { Algorithm: algorithm }, [
    element('ds:DigestMethod', { Algorithm: digest }),
    maskGeneration === undefined ? undefined : element('xenc11:MGF', { Algorithm: maskGeneration }),
  ])
}

/** xmlenc-core1 5.5: node:crypto takes one hash for OAEP and for its mask generation, as both our transports do. */
function encryptKey(contentKey: Buffer, recipient: KeyObject, { hash }: KeyTransport): Buffer {
  return publicEncrypt({ key: recipient, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: hash }, contentKey)
}

/** xmlenc-core1 5.2: the IV goes first; GCM's tag last; for CBC PKCS#7 padding is one that 5.2.1 allows. */
function encryptText(text: string, contentKey: Buffer, { name, ivLength }: BlockCipher): Buffer {
  const iv = randomBytes(ivLength)
  if (name === 'aes-128-gcm' || name === 'aes-256-gcm') {
    const cipher = createCipheriv(name, contentKey, iv)
    return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  }
  const cipher = createCipheriv(name, contentKey, iv)
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()])
}

function cipherData(octets: Buffer): XmlNode {
  return element('xenc:CipherData', {}, [element('xenc:CipherValue', {}, [octets.toString('base64')])])
}
