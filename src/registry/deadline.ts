/** Until when somebody should have looked at a copy that waits. */
import type { TrustChange, TrustedRoles } from './trust.ts'

/** `at-once`: the other side may use it already · `rollover`: it announces its next key · `validity`: the old copy ends. */
export interface Deadline {
  /** ms since 1970 */
  readonly at: number
  readonly why: 'at-once' | 'rollover' | 'validity'
}

/** ms: ADFS uses its next key five days after publishing it, and takes the old one away. */
const rollover = 5 * 86_400_000

/** The earliest of what is known; undefined where nothing presses. @param since ms since 1970: when it was first offered */
export function deadlineOf(
  changes: readonly TrustChange[],
  inForce: TrustedRoles,
  since: number,
): Deadline | undefined {
  const replaced = changes.some(({ kind, gone }) => gone.length > 0 && /key|host|entity/.test(kind))
  const announced = changes.some(
    ({ kind, gone, came }) => kind === 'signing-key' && came.length > 0 && gone.length === 0,
  )
  const ends = [...inForce.serviceProviders, ...(inForce.identityProviders ?? [])].flatMap(
    ({ validUntil }) => validUntil ?? [],
  )
  const all: readonly Deadline[] = [
    ...(replaced ? [{ at: since, why: 'at-once' as const }] : []),
    ...(announced ? [{ at: since + rollover, why: 'rollover' as const }] : []),
    ...ends.map((at) => ({ at, why: 'validity' as const })),
  ]
  return all.toSorted((one, other) => one.at - other.at)[0]
}
