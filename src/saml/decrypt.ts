/**
 * Decrypts an EncryptedAssertion, EncryptedID or EncryptedAttribute (Core 2.2.4, 2.3.4, 2.7.3.2; xmlenc-core1) by
 * node:crypto: RSA-OAEP (key-transport.ts) and AES-GCM; AES-CBC only where the operator names it. Whatever is wrong with
 * what was sent, the refusal is one and the same, so that nobody learns by trying (attack 30).
 */
import { createDecipheriv, type KeyObject } from 'node:crypto'
import { GatewayError } from '../core/errors.ts'
import { encryption, ns } from './constants.ts'
import { withNamespaces } from './cut-out.ts'
import { decodeBase64Lines, decodeUtf8 } from './encoding.ts'
import { keyTransportOf, openWithKey } from './key-transport.ts'
import { answerLimits, parseXml } from './xml.ts'
import type { XmlElement } from './xml-element.ts'
import { attributeOf, childOf, childrenOf, is, nameOf } from './xml-values.ts'

export interface Decryption {
  /** Ours, the one in metadata first. */
  readonly keys: readonly KeyObject[]
  readonly allowCbc: boolean
  /** Our entityID: of several encrypted keys, the one for it is ours. */
  readonly recipient: string
}

/** The one refusal. `cause` is for the log: it says which step failed, and nothing of what was decrypted. */
const refused = (cause: string): GatewayError =>
  new GatewayError('signature_refused', 'What is encrypted in the message cannot be read.', { cause })

interface Cipher {
  readonly name: `aes-${128 | 192 | 256}-${'gcm' | 'cbc'}`
  readonly keyLength: number
  readonly ivLength: number
  readonly tagLength: number
}

const gcm = { ivLength: 12, tagLength: 16 } as const
const cbc = { ivLength: 16, tagLength: 0 } as const
const ciphers: Readonly<Record<string, Cipher>> = {
  [encryption.aes128Gcm]: { name: 'aes-128-gcm', keyLength: 16, ...gcm },
  [encryption.aes192Gcm]: { name: 'aes-192-gcm', keyLength: 24, ...gcm },
  [encryption.aes256Gcm]: { name: 'aes-256-gcm', keyLength: 32, ...gcm },
  [encryption.aes128Cbc]: { name: 'aes-128-cbc', keyLength: 16, ...cbc },
  [encryption.aes192Cbc]: { name: 'aes-192-cbc', keyLength: 24, ...cbc },
  [encryption.aes256Cbc]: { name: 'aes-256-cbc', keyLength: 32, ...cbc },
}

/** Keys of ours that are tried: each costs as much as a signature. */
const mostKeys = 2

/** Reads what an EncryptedID or EncryptedAttribute holds; undefined where there is no key for it. */
export type Opener = (encrypted: XmlElement, localName: 'NameID' | 'Attribute') => XmlElement | undefined

/**
 * The opener for what is encrypted inside the root of a document. What it holds is signed as little, or as much, as the
 * ciphertext was.
 * @throws GatewayError from the opener: `signature_refused`, always with the same words
 */
export function openerOf({ root, text }: { root: XmlElement; text: string }, decryption: Decryption): Opener {
  return (encrypted, localName) => {
    if (decryption.keys.length === 0) return undefined
    const opened = parsed(decryptElement(encrypted, text, decryption, root))
    if (opened === undefined || !is(opened, ns.saml, localName)) throw refused(`there is no ${localName} in it`)
    return opened
  }
}

function parsed(text: string): XmlElement | undefined {
  try {
    return parseXml(text, answerLimits)
  } catch {
    return undefined
  }
}

/**
 * The text of an element that was encrypted, not yet authenticated.
 * @param element an EncryptedAssertion, or its like
 * @param text of the document that it is in
 * @param within the signed element around it, where it is not the document's root
 * @throws GatewayError `signature_refused`, always with the same words
 */
export function decryptElement(
  element: XmlElement,
  text: string,
  decryption: Decryption,
  within: XmlElement = element,
): string {
  const encrypted = only(element, 'EncryptedData')
  const cipher = cipherOf(encrypted, decryption.allowCbc)
  const contentKey = decryptKey(encryptedKeyFor(element, encrypted, decryption.recipient), decryption.keys, cipher)
  const octets = decryptContent(cipherValueOf(encrypted), contentKey, cipher)
  const assertion = decodeUtf8(octets)
  const name = assertion === undefined ? undefined : /^<([^\s/>!?]+)/.exec(assertion)?.[1]
  if (assertion === undefined || name === undefined) throw refused('what was encrypted is not an element')
  // It was an element of that document once: namespaces declared around it may have been left there.
  const places = [0, ...[within, element].map((one) => Math.max(0, text.indexOf(`<${nameOf(one)}`)))].map((from) =>
    startTagAt(text, from),
  )
  return withNamespaces(assertion, name, text, places)
}

/** Where the first start tag at or after a place begins. */
function startTagAt(text: string, from: number): number | undefined {
  const found = text.slice(from, from + 2_000).search(/<[^\s/>!?]/)
  return found === -1 ? undefined : from + found
}

function only(parent: XmlElement, localName: string): XmlElement {
  const [child, ...others] = childrenOf(parent, ns.xenc, localName)
  if (child === undefined || others.length > 0) throw refused(`not exactly one ${localName}`)
  return child
}

const methodOf = (element: XmlElement): XmlElement => only(element, 'EncryptionMethod')

function cipherOf(encrypted: XmlElement, allowCbc: boolean): Cipher {
  const algorithm = attributeOf(methodOf(encrypted), 'Algorithm') ?? ''
  const cipher = Object.hasOwn(ciphers, algorithm) ? ciphers[algorithm] : undefined
  if (cipher === undefined) throw refused('a cipher that is not offered')
  if (cipher.tagLength === 0 && !allowCbc) throw refused('it is AES-CBC, which only `allowCbc` accepts')
  return cipher
}

/** It stands in the KeyInfo, or beside the EncryptedData (xmlenc-core1 3.5.1), where OpenSAML may put it. */
function encryptedKeyFor(element: XmlElement, encrypted: XmlElement, recipient: string): XmlElement {
  const keyInfo = childOf(encrypted, ns.ds, 'KeyInfo')
  const inside = keyInfo === undefined ? [] : childrenOf(keyInfo, ns.xenc, 'EncryptedKey')
  const all = [...inside, ...childrenOf(element, ns.xenc, 'EncryptedKey')]
  const [first, ...others] = all
  if (first !== undefined && others.length === 0) return first
  const own = all.filter((one) => attributeOf(one, 'Recipient') === recipient)
  const [mine] = own
  if (mine === undefined || own.length > 1) throw refused('not exactly one key that is encrypted for us')
  return mine
}

function decryptKey(encryptedKey: XmlElement, keys: readonly KeyObject[], { keyLength }: Cipher): Buffer {
  const transport = keyTransportOf(methodOf(encryptedKey))
  if (transport === undefined) throw refused('a key transport that is not offered')
  const value = cipherValueOf(encryptedKey)
  for (const key of keys.slice(0, mostKeys)) {
    const contentKey = openWithKey(key, transport, value)
    if (contentKey?.length === keyLength) return contentKey
  }
  throw refused(keys.length === 0 ? 'there is no key to decrypt with' : 'no key of ours opens it')
}

function cipherValueOf(element: XmlElement): Buffer {
  const value = only(only(element, 'CipherData'), 'CipherValue')
  const octets = decodeBase64Lines(value.text)
  if (octets === undefined || octets.length === 0) throw refused('a CipherValue that is not base64')
  return octets
}

function decryptContent(octets: Buffer, key: Buffer, { name, ivLength, tagLength }: Cipher): Buffer {
  if (octets.length <= ivLength + tagLength) throw refused('a CipherValue that is too short')
  const iv = octets.subarray(0, ivLength)
  const content = octets.subarray(ivLength, octets.length - tagLength)
  try {
    if (name === 'aes-128-gcm' || name === 'aes-192-gcm' || name === 'aes-256-gcm') {
      const decipher = createDecipheriv(name, key, iv, { authTagLength: tagLength })
      decipher.setAuthTag(octets.subarray(octets.length - tagLength))
      return Buffer.concat([decipher.update(content), decipher.final()])
    }
    const decipher = createDecipheriv(name, key, iv).setAutoPadding(false)
    return withoutPadding(Buffer.concat([decipher.update(content), decipher.final()]))
  } catch {
    throw refused('the content does not decrypt')
  }
}

/** xmlenc-core1 5.2.1: the last byte says how many there are; the others may be anything. */
function withoutPadding(octets: Buffer): Buffer {
  const count = octets.at(-1) ?? 0
  if (count < 1 || count > 16 || count > octets.length) throw refused('padding')
  return octets.subarray(0, octets.length - count)
}
