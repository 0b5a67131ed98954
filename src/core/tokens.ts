/** Random and hashed strings of the core: ids, secrets, references. */
import { hash, timingSafeEqual } from 'node:crypto'
import { randomBytes } from './bytes.ts'

/** A random base64url string of `bytes` random bytes; 24 bytes (192 bits) by default. */
export function randomToken(bytes = 24): string {
  return randomBytes(bytes).toString('base64url')
}

/** SHA-256 of a string, base64url. */
export function sha256(value: string): string {
  return hash('sha256', value, 'base64url')
}

/** Whether a secret's hash matches the stored one, in constant time. */
export function matchesHash(secret: string, expected: string): boolean {
  const given = Buffer.from(sha256(secret))
  const kept = Buffer.from(expected)
  return given.length === kept.length && timingSafeEqual(given, kept)
}

/** Letters and digits that a person can read out over the phone: no 0 O 1 I L U. */
const spoken = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The id of one error, shared by the page, the app's status message, the log line and the trace: ten characters. */
export function newErrorId(): string {
  return Array.from(randomBytes(10), (byte) => spoken[byte % spoken.length]).join('')
}
