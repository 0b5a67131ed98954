/** What a running process can't change: the config to go on with keeps it, and says that a restart is needed. */
import { isDeepStrictEqual } from 'node:util'
import type { Config } from './config.ts'

const fixed = ['listen', 'tls', 'storage', 'publicUrl', 'metrics', 'certsDirectory', 'appStore'] as const

/** The new config with what needs a restart as it was, and what that is. */
export function keepFixed(now: Config, next: Config): { readonly config: Config; readonly changed: readonly string[] } {
  const changed = fixed.filter((key) => !isDeepStrictEqual(now[key], next[key]))
  if (changed.length === 0) return { config: next, changed }
  // Our name by default begins with our address: the two move together.
  const kept = changed.includes('publicUrl') ? [...fixed, 'entityId' as const, 'issuer' as const] : fixed
  return { config: { ...next, ...Object.fromEntries(kept.map((key) => [key, now[key]])) }, changed }
}
