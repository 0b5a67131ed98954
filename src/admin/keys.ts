/** Our keys: which, until when, and the next one. Never a key itself. */
import type { AdminDependencies, KeyInForce } from './dependencies.ts'

export function listKeys({ keys }: AdminDependencies): readonly KeyInForce[] {
  return keys
}
