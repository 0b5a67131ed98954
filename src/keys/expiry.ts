/** Certificates that expire soon, or have expired. */
import { X509Certificate } from 'node:crypto'
import { join } from 'node:path'
import { decryptionFiles, keyFiles, nextFiles } from './files.ts'
import type { KeySet, KeyWarning } from './keys.ts'

const day = 24 * 3600 * 1000

const renewSigning =
  'Publish a new one as saml-signing-next.key and .crt, let every app read it, then swap (docs/keys.md).'
const renewTls = 'Put a newer one there and restart: browsers refuse the old one.'

/** The certificate that we serve https with: its chain in PEM, and its file. */
export interface TlsCertificate {
  readonly certificate: string
  readonly certFile: string
}

/**
 * Warnings 60, 30 and 7 days before a certificate expires, and once it has.
 * @param now ms since 1970
 */
export function expiryWarnings(directory: string, keys: KeySet, now: number): KeyWarning[] {
  const { signing, nextSigning } = keys
  const ends = [{ file: join(directory, keyFiles.signingCertificate), end: endOf(signing.certificate) }]
  if (nextSigning) ends.push({ file: join(directory, nextFiles.certificate), end: endOf(nextSigning.certificate) })
  const { decryption } = keys
  if (decryption) ends.push({ file: join(directory, decryptionFiles.certificate), end: endOf(decryption.certificate) })
  return ends.flatMap(({ file, end }) => warningFor(file, end, renewSigning, now))
}

/**
 * The same for our own https: the certificate of its chain that ends first counts.
 * @param now ms since 1970
 */
export function tlsExpiryWarnings(tls: TlsCertificate | undefined, now: number): KeyWarning[] {
  const chain = tls?.certificate.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  const ends = chain.map((pem) => endOf(new X509Certificate(pem)))
  return tls === undefined || ends.length === 0 ? [] : warningFor(tls.certFile, Math.min(...ends), renewTls, now)
}

/**
 * Reports daily what expires soon or has expired, for as long as that is so. It does not keep the process alive.
 * @param keys the ones in force
 * @param interval ms
 * @param tls what https is served with
 * @returns stops it
 */
export function remindOfExpiry(
  directory: string,
  keys: () => KeySet,
  warn: (warning: KeyWarning) => void,
  interval: number = day,
  tls?: TlsCertificate,
): () => void {
  const timer = setInterval(() => {
    const now = Date.now()
    for (const warning of [...expiryWarnings(directory, keys(), now), ...tlsExpiryWarnings(tls, now)]) warn(warning)
  }, interval).unref()
  return () => clearInterval(timer)
}

const endOf = ({ validTo }: Pick<X509Certificate, 'validTo'>): number => Date.parse(validTo)

function warningFor(file: string, end: number, cure: string, now: number): KeyWarning[] {
  const daysLeft = ([0, 7, 30, 60] as const).find((days) => end - now <= days * day)
  if (daysLeft === undefined) return []
  const on = new Date(end).toISOString().slice(0, 10)
  const left = Math.ceil((end - now) / day)
  const message = daysLeft === 0 ? `The certificate ended on ${on}.` : `The certificate ends on ${on}, in ${left} days.`
  return [{ kind: 'expiry', daysLeft, file, message, cure }]
}
