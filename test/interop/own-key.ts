/** The key pair of a service provider under test: made anew for each run, self-signed as nearly all of them are. */
import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface OwnKey {
  /** A folder for the service provider's files, with both of these in it. */
  readonly directory: string
  readonly keyFile: string
  readonly certificateFile: string
  /** DER in base64, one line, as it stands in metadata. */
  readonly certificateBase64: string
  remove(): Promise<void>
}

/** RSA with 2048 bits, PKCS#8, and a certificate of this name; both PEM. */
export async function makeOwnKey(name: string): Promise<OwnKey> {
  const x509 = await import('@peculiar/x509')
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
  }
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: `CN=${name}`,
    notBefore: new Date(Date.now() - 3_600_000),
    notAfter: new Date(Date.now() + 86_400_000),
    keys,
    signingAlgorithm: algorithm,
  })
  const directory = await mkdtemp(join(tmpdir(), `isthmus-${name}-`))
  const keyFile = join(directory, 'sp.key')
  const certificateFile = join(directory, 'sp.crt')
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)
  await writeFile(keyFile, x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'), { mode: 0o600 })
  await writeFile(certificateFile, certificate.toString('pem'))
  return {
    directory,
    keyFile,
    certificateFile,
    certificateBase64: Buffer.from(certificate.rawData).toString('base64'),
    remove: () => rm(directory, { recursive: true, force: true }),
  }
}
