/**
 * Fetched metadata that waits: a new key or reply address is in force only once somebody has looked at it. What is
 * decided on is named by its digest, as the address may have offered something else since.
 */
import { recordAct } from './acts.ts'
import type { Administrator } from './administrator.ts'
import type { AdminDependencies } from './dependencies.ts'
import { asking, demandApps } from './document.ts'
import type { Quarantined, QuarantineOutcome } from './quarantined.ts'
import { notFound, Refused } from './refused.ts'

/** By name. @param wish.rejected those that were rejected too */
export async function listQuarantine(
  { quarantine }: Pick<AdminDependencies, 'quarantine'>,
  { rejected = false }: { readonly rejected?: boolean } = {},
): Promise<readonly Quarantined[]> {
  const all = await asking(() => quarantine.list())
  return rejected ? all : all.filter(({ state }) => state === 'waiting')
}

/** From now on in force; one that was rejected too. @param digest of what was looked at @throws Refused */
export async function approveQuarantined(
  deps: AdminDependencies,
  who: Administrator,
  name: string,
  digest: string,
): Promise<void> {
  demandApps(who)
  demandDecided(name, await asking(() => deps.quarantine.approve(name, { by: who.author, digest })))
  await recordAct(deps, who, 'quarantine.approve', { on: name, facts: { digest } })
}

/** The copy in force stays so. @throws Refused */
export async function rejectQuarantined(
  deps: AdminDependencies,
  who: Administrator,
  name: string,
  digest: string,
  reason?: string,
): Promise<void> {
  demandApps(who)
  const decision = { by: who.author, digest, ...(reason !== undefined && { reason }) }
  demandDecided(name, await asking(() => deps.quarantine.reject(name, decision)))
  await recordAct(deps, who, 'quarantine.reject', { on: name, facts: { digest } })
}

function demandDecided(name: string, outcome: QuarantineOutcome): void {
  if (outcome === 'gone') {
    throw notFound(`metadata of ${name} that waits`, 'Somebody else may have decided it.', ['nothing-waits', { name }])
  }
  if (outcome === 'decided') return
  const message = `What waits for ${name} is no longer what you looked at.`
  throw new Refused('changed-meanwhile', message, {
    cure: 'Look at what waits now, and decide again.',
    says: ['not-looked-at', { name }],
  })
}
