/** Fetched metadata that waits: a new key or reply address is in force only once somebody has looked at it. */
import { recordAct } from './acts.ts'
import type { Administrator } from './administrator.ts'
import type { AdminDependencies, Quarantined } from './dependencies.ts'
import { asking, demandApps } from './document.ts'
import { notFound } from './refused.ts'

/** By name. */
export function listQuarantine({ quarantine }: AdminDependencies): Promise<readonly Quarantined[]> {
  return asking(() => quarantine.list())
}

/** From now on in force. @throws Refused */
export async function approveQuarantined(deps: AdminDependencies, who: Administrator, name: string): Promise<void> {
  demandApps(who)
  if (!(await asking(() => deps.quarantine.approve(name, who.author)))) throw nothingWaits(name)
  await recordAct(deps, who, 'quarantine.approve', { on: name })
}

/** The copy in force stays so. @throws Refused */
export async function rejectQuarantined(
  deps: AdminDependencies,
  who: Administrator,
  name: string,
  reason?: string,
): Promise<void> {
  demandApps(who)
  if (!(await asking(() => deps.quarantine.reject(name, who.author, reason)))) throw nothingWaits(name)
  await recordAct(deps, who, 'quarantine.reject', { on: name })
}

const nothingWaits = (name: string) => notFound(`metadata of ${name} that waits`, 'Somebody else may have decided it.')
