/** A name for a new app, from what its metadata says: short, and not taken. */
import type { AdminDependencies, DescribedApp } from '../dependencies.ts'

/** What an app is examined under that has no name yet: where its metadata has none for people, this stands there. */
export const nameless = 'new-app'

/** Parts of hosts and words that say nothing about an app. */
const empty = new Set(['www', 'sso', 'saml', 'sp', 'auth', 'login', 'metadata', 'id', 'localhost'])

export function suggestName(described: DescribedApp | undefined, taken: ReadonlySet<string>): string {
  const wanted =
    candidates(described)
      .map(slug)
      .find((name) => name !== '' && !empty.has(name)) ?? 'app'
  return freeName(wanted, taken)
}

/** The name itself, or with the first number that makes it free. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted
  for (let count = 2; ; count += 1) if (!taken.has(`${wanted}-${count}`)) return `${wanted}-${count}`
}

/** Names that are taken, as far as is known without the store. */
export const namesOf = ({ apps }: Pick<AdminDependencies, 'apps'>): ReadonlySet<string> =>
  new Set([...apps.all().map(({ name }) => name), ...apps.configuredNames()])

function candidates(described: DescribedApp | undefined): readonly string[] {
  if (described === undefined) return []
  const { displayName, identifier } = described
  const named = displayName === identifier || displayName === nameless ? [] : [displayName]
  if (!URL.canParse(identifier)) return [...named, identifier]
  const { hostname, pathname } = new URL(identifier)
  const labels = /^[\d.:[\]]+$/.test(hostname) ? [] : hostname.split('.').slice(0, -1)
  return [...named, ...labels, ...pathname.split('/')]
}

function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
}
