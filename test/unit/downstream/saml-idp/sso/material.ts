/** Keys and inputs that the tests of this folder share. Made once, not stored: no private key lies in the sources. */
import { createHash, generateKeyPairSync, KeyObject, webcrypto, X509Certificate } from 'node:crypto'
import 'reflect-metadata'
import { X509CertificateGenerator } from '@peculiar/x509'
import { entityId } from '../../../../../src/core/identifiers.ts'
import { toNameId } from '../../../../../src/downstream/saml-idp/name-id.ts'
import type { SamlAttribute } from '../../../../../src/downstream/saml-idp/sso/attributes.ts'
import type { ResponseInput } from '../../../../../src/downstream/saml-idp/sso/response.ts'
import type { SigningKey } from '../../../../../src/keys/keys.ts'
import { nameIdFormat } from '../../../../../src/saml/constants.ts'
import type { IdpMetadataInput } from '../../../../../src/saml/idp-metadata.ts'

const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
}

async function makeSigningKey(): Promise<SigningKey> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const made = await X509CertificateGenerator.createSelfSigned({ name: 'CN=test', keys, signingAlgorithm: algorithm })
  const certificate = new X509Certificate(Buffer.from(made.rawData))
  const certificateBase64 = certificate.raw.toString('base64')
  return { privateKey: KeyObject.from(keys.privateKey), certificate, certificateBase64 }
}

/** The IdP's keys, as buildResponse takes them. */
export const keys = { signing: await makeSigningKey() }

/** The SP's encryption key pair. */
export const recipient = generateKeyPairSync('rsa', { modulusLength: 2048 })
export const recipientPem = recipient.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

export const idp = entityId('https://idp.example.net/saml/metadata')
export const sp = entityId('https://sp.example.org/metadata')
export const acsUrl = 'https://sp.example.org/acs?a=1&b=2'

/** EncryptionMethods as they stand in an SP's metadata, for `encryption`. */
export function encryptionFor(methods: readonly string[]): NonNullable<ResponseInput['encryption']> {
  const id = createHash('sha256').update(recipientPem).digest('hex').slice(0, 16)
  return { key: { id, key: recipient.publicKey }, methods }
}

export function attribute(name: string, ...values: readonly string[]): SamlAttribute {
  return { name, nameFormat: 'basic', values }
}

/** A success of an ordinary login, now; each test changes what it is about. */
export function success(
  changes: Partial<ResponseInput> = {},
  attributes = [attribute('mail', 'ada@example.org')],
): ResponseInput {
  const now = Date.now()
  const subject = { kind: 'persistent', value: 'k3vjqz5c2m' } as const
  return {
    issuer: idp,
    audience: sp,
    acsUrl,
    inResponseTo: '_request1',
    now,
    skew: 60_000,
    lifetime: 300_000,
    release: {
      contextClass: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
      authnInstant: Math.floor(now / 1000) - 10,
      authenticatingAuthority: 'https://op.example.com',
    },
    attributes,
    nameId: toNameId(subject, idp, sp),
    sessionIndex: '_session1',
    sessionEnd: now + 8 * 3_600_000,
    sign: 'both',
    ...changes,
  }
}

/** What our metadata is made of. */
export const metadataInput: IdpMetadataInput = {
  entityId: idp,
  singleSignOnUrl: 'https://idp.example.net/saml/sso',
  singleLogoutUrl: 'https://idp.example.net/saml/slo',
  certificates: [keys.signing.certificateBase64],
  nameIdFormats: [nameIdFormat.persistent, nameIdFormat.transient],
}
