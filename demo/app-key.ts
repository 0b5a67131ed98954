/** Signing keys of the demo app and of the demo's SAML identity provider. */
import { generateKeyPair, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { selfSignedCertificate } from '../src/keys/certificate.ts'

/** Both as PEM. */
export interface DemoAppKey {
  readonly privateKey: string
  readonly certificate: string
}

const lifetime = 7 * 24 * 60 * 60_000 // ms

/** Makes an RSA key and a self-signed certificate. */
export async function makeDemoAppKey(commonName: string): Promise<DemoAppKey> {
  const { privateKey: key } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const dates = { notBefore: new Date(Date.now() - 60_000), notAfter: new Date(Date.now() + lifetime) }
  const certificate = selfSignedCertificate({ key, commonName, serial: randomBytes(15), ...dates })
  return { privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString(), certificate }
}
