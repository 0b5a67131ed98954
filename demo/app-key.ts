/** The demo app's signing key: an app must prove that a sign-out request is its own, else people are asked first. */
import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import { PemConverter, X509CertificateGenerator } from '@peculiar/x509'

/** Both as PEM. */
export interface DemoAppKey {
  readonly privateKey: string
  readonly certificate: string
}

const lifetime = 7 * 24 * 60 * 60_000 // ms

/** Makes an RSA key and a self-signed certificate. */
export async function makeDemoAppKey(): Promise<DemoAppKey> {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  const keys = await webcrypto.subtle.generateKey(
    { ...algorithm, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
    true,
    ['sign', 'verify'],
  )
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: [{ CN: ['Demo app'] }],
    notAfter: new Date(Date.now() + lifetime),
    signingAlgorithm: algorithm,
    keys,
  })
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)
  return { privateKey: PemConverter.encode(pkcs8, 'PRIVATE KEY'), certificate: certificate.toString('pem') }
}
