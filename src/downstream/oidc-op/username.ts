/** The login name in answers of introspection (RFC 7662, 2.2): what a PAM module compares with the Unix account. */
import type { ReleasedAttribute } from '../../core/policy/identity.ts'
import type { OidcApp } from '../../registry/app.ts'

/** Like a Unix account, and never one of the system's own: a claim must not make anyone root. */
const pattern = /^[a-z_][a-z0-9_.-]{0,31}$/i
const reserved = new Set(['root', 'daemon', 'bin', 'sys', 'sync', 'nobody'])

/** Undefined where the app has none, or the value is none that may be told. */
export function usernameOf(
  { usernameAttribute }: Pick<OidcApp, 'usernameAttribute'>,
  attributes: readonly ReleasedAttribute[],
): string | undefined {
  const value = attributes.find(({ name }) => name === usernameAttribute)?.value
  if (typeof value !== 'string' || !pattern.test(value) || reserved.has(value.toLowerCase())) return undefined
  return value
}
