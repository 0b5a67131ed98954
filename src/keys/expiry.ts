/** Certificates that end soon, or have ended. */
import { join } from 'node:path'
import { keyFiles, nextFiles } from './files.ts'
import type { KeySet, KeyWarning, SigningKey } from './keys.ts'

const day = 24 * 3600 * 1000

/**
 * Warnings 60, 30 and 7 days before a certificate's end, and when it is over.
 * @param now ms since 1970
 */
export function expiryWarnings(directory: string, keys: KeySet, now: number): KeyWarning[] {
  const warnings = [warningFor(join(directory, keyFiles.signingCertificate), keys.signing, now)]
  if (keys.nextSigning) warnings.push(warningFor(join(directory, nextFiles.certificate), keys.nextSigning, now))
  return warnings.filter((warning) => warning !== undefined)
}

/**
 * Says daily what ends soon or has ended, for as long as that is so. It keeps no process alive.
 * @param keys the ones in force
 * @param interval ms
 * @returns stops it
 */
export function remindOfExpiry(
  directory: string,
  keys: () => KeySet,
  warn: (warning: KeyWarning) => void,
  interval: number = day,
): () => void {
  const timer = setInterval(() => {
    for (const warning of expiryWarnings(directory, keys(), Date.now())) warn(warning)
  }, interval).unref()
  return () => clearInterval(timer)
}

function warningFor(file: string, { certificate }: SigningKey, now: number): KeyWarning | undefined {
  const end = Date.parse(certificate.validTo)
  const daysLeft = ([0, 7, 30, 60] as const).find((days) => end - now <= days * day)
  if (daysLeft === undefined) return undefined
  const on = new Date(end).toISOString().slice(0, 10)
  const left = Math.ceil((end - now) / day)
  const message = daysLeft === 0 ? `The certificate ended on ${on}.` : `The certificate ends on ${on}, in ${left} days.`
  const cure = 'Publish another as saml-signing-next.key and .crt, let every app read it, then swap (docs/keys.md).'
  return { kind: 'expiry', daysLeft, file, message, cure }
}
