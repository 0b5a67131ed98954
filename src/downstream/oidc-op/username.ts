/** The login name in answers of introspection (RFC 7662, 2.2): what a PAM module compares with the Unix account. */
import type { ReleasedAttribute } from '../../core/policy/identity.ts'
import type { OidcApp } from '../../registry/app.ts'

/** Like a Unix account, and never one of the system's own: a claim must not make anyone root. */
const pattern = /^[a-z_][a-z0-9_.-]{0,31}$/i
const reserved = new Set([
  // Debian's base-passwd
  ...['root', 'daemon', 'bin', 'sys', 'sync', 'games', 'man', 'lp', 'mail', 'news', 'uucp', 'proxy', 'www-data'],
  ...['backup', 'list', 'irc', '_apt', 'gnats', 'nobody'],
  // Fedora's setup
  ...['adm', 'shutdown', 'halt', 'operator', 'ftp'],
  // Services whose accounts may have a shell, or own what all others trust
  ...['sshd', 'messagebus', 'dbus', 'polkitd', 'postgres', 'mysql', 'toor'],
])
const ofSystemd = /^systemd-/i

/** Undefined where the app has none, or the value is none that may be told. */
export function usernameOf(
  { usernameAttribute }: Pick<OidcApp, 'usernameAttribute'>,
  attributes: readonly ReleasedAttribute[],
): string | undefined {
  const value = attributes.find(({ name }) => name === usernameAttribute)?.value
  if (typeof value !== 'string' || !pattern.test(value)) return undefined
  return reserved.has(value.toLowerCase()) || ofSystemd.test(value) ? undefined : value
}
