/** Encrypts an assertion as identity providers do: by xml-encryption, a foreign library, and by hand for what it lacks. */
import { constants, createCipheriv, type KeyObject, publicEncrypt, randomBytes } from 'node:crypto'
import { type EncryptOptions, encrypt } from 'xml-encryption'
import { decryptionKey } from './answer-gate.ts'
import { wrapByOpenssl } from './openssl-oaep.ts'
import { ds, saml } from './request.ts'

export const xenc = 'http://www.w3.org/2001/04/xmlenc#'
export const xenc11 = 'http://www.w3.org/2009/xmlenc11#'
export const aes256Gcm = `${xenc11}aes256-gcm`
export const aes256Cbc = `${xenc}aes256-cbc`
export const rsaOaepMgf1p = `${xenc}rsa-oaep-mgf1p`

const pem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString()
const inAssertion = (data: string) => `<saml:EncryptedAssertion xmlns:saml="${saml}">${data}</saml:EncryptedAssertion>`

/** By xml-encryption. */
export async function encrypted(
  xml: string,
  { cipher = aes256Gcm, transport = rsaOaepMgf1p, key = decryptionKey.publicKey } = {},
): Promise<string> {
  const options = {
    rsa_pub: pem(key),
    pem: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
    encryptionAlgorithm: cipher,
    keyEncryptionAlgorithm: transport,
    disallowEncryptionWithInsecureAlgorithm: false,
    warnInsecureAlgorithm: false,
  }
  const data = await new Promise<string>((resolve, reject) => {
    encrypt(xml, options as EncryptOptions, (error, result) => (error ? reject(error) : resolve(result)))
  })
  return inAssertion(data.replace(/^<\?xml[^>]*\?>/, ''))
}

type ByHandCipher = 'aes-192-gcm' | 'aes-256-gcm' | 'aes-256-cbc'
const algorithms: Readonly<Record<ByHandCipher, string>> = {
  'aes-192-gcm': `${xenc11}aes192-gcm`,
  'aes-256-gcm': aes256Gcm,
  'aes-256-cbc': aes256Cbc,
}

export interface ByHand {
  readonly cipher?: ByHandCipher
  readonly key?: KeyObject
  /** Of OAEP and its mask: SHA-256 as Keycloak sends it, SHA-512 as it can be told to, or SHA-1. */
  readonly oaep?: 'sha512' | 'sha256' | 'sha1' | 'pkcs1'
  /** Of the mask alone. */
  readonly mask?: 'sha1'
  /** Where the EncryptedKey stands, and to whom it says that it is. */
  readonly place?: 'inside' | 'beside'
  readonly recipient?: string
  /** Changes the octets of the content. */
  readonly bend?: ((octets: Buffer) => Buffer) | undefined
}

/** xmlenc11's rsa-oaep with MGF1-SHA256, keys beside the content, octets that were changed. */
export function encryptedByHand(text: string, options: ByHand = {}): string {
  const { cipher = 'aes-256-gcm', key = decryptionKey.publicKey, oaep = 'sha256', bend = (octets) => octets } = options
  const contentKey = randomBytes(cipher === 'aes-192-gcm' ? 24 : 32)
  const iv = randomBytes(cipher === 'aes-256-cbc' ? 16 : 12)
  const value = (octets: Buffer) =>
    `<xenc:CipherData><xenc:CipherValue>${octets.toString('base64')}</xenc:CipherValue></xenc:CipherData>`
  const wrapped = wrap(contentKey, key, oaep, options.mask)
  const recipient = options.recipient === undefined ? '' : ` Recipient="${options.recipient}"`
  const encryptedKey = `<xenc:EncryptedKey${recipient}>${methodOf(oaep, options)}${value(wrapped)}</xenc:EncryptedKey>`
  const inside = options.place === 'beside' ? '' : `<ds:KeyInfo xmlns:ds="${ds}">${encryptedKey}</ds:KeyInfo>`
  const beside =
    options.place === 'beside'
      ? encryptedKey.replace('<xenc:EncryptedKey', `<xenc:EncryptedKey xmlns:xenc="${xenc}"`)
      : ''
  const content = bend(contentOf(text, contentKey, iv, cipher))
  return inAssertion(
    `<xenc:EncryptedData xmlns:xenc="${xenc}" Type="${xenc}Element"><xenc:EncryptionMethod Algorithm="${algorithms[cipher]}"></xenc:EncryptionMethod>${inside}${value(content)}</xenc:EncryptedData>${beside}`,
  )
}

function wrap(contentKey: Buffer, key: KeyObject, oaep: NonNullable<ByHand['oaep']>, mask: ByHand['mask']): Buffer {
  if (oaep === 'pkcs1') return publicEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, contentKey)
  if (mask !== undefined) return wrapByOpenssl(contentKey, key, oaep, mask)
  return publicEncrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: oaep }, contentKey)
}

/** In exclusive-c14n form: inside KeyInfo the prefix is declared already. */
function methodOf(oaep: ByHand['oaep'], { place, mask: other }: ByHand): string {
  if (oaep === 'pkcs1') return `<xenc:EncryptionMethod Algorithm="${xenc}rsa-1_5"></xenc:EncryptionMethod>`
  const digest = oaep === 'sha1' ? `${ds}sha1` : `${xenc}${oaep}`
  const declared = place === 'beside' ? ` xmlns:ds="${ds}"` : ''
  const method = `<ds:DigestMethod${declared} Algorithm="${digest}"></ds:DigestMethod>`
  const mask = `<xenc11:MGF xmlns:xenc11="${xenc11}" Algorithm="${xenc11}mgf1${other ?? oaep}"></xenc11:MGF>`
  return oaep === 'sha1'
    ? `<xenc:EncryptionMethod Algorithm="${rsaOaepMgf1p}">${method}</xenc:EncryptionMethod>`
    : `<xenc:EncryptionMethod Algorithm="${xenc11}rsa-oaep">${method}${mask}</xenc:EncryptionMethod>`
}

function contentOf(text: string, key: Buffer, iv: Buffer, name: ByHandCipher): Buffer {
  if (name !== 'aes-256-cbc') {
    const cipher = createCipheriv(name, key, iv)
    return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  }
  const cipher = createCipheriv(name, key, iv)
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()])
}
