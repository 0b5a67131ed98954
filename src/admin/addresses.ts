/** The addresses of metadata and the federations: how each is doing, and one read again now. */
import { recordAct } from './acts.ts'
import type { Administrator } from './administrator.ts'
import type { AdminDependencies, FederationInForce, MetadataAddress } from './dependencies.ts'
import { demandApps } from './document.ts'
import { notFound } from './refused.ts'

export interface AddressList {
  /** What needs somebody first, then by address. */
  readonly addresses: readonly MetadataAddress[]
  readonly federations: readonly FederationInForce[]
}

export function listAddresses({ addresses }: Pick<AdminDependencies, 'addresses'>): AddressList {
  const isGood = ({ state, laidAside }: MetadataAddress) => Number(state === 'good' && laidAside !== 'waiting')
  const sorted = addresses
    .all()
    .toSorted((one, other) => isGood(one) - isGood(other) || (one.address < other.address ? -1 : 1))
  return { addresses: sorted, federations: addresses.federations }
}

/**
 * Reads an address again now, instead of when its turn comes. What it answers is judged as ever: a new key waits.
 * @throws Refused
 */
export async function readAddress(deps: AdminDependencies, who: Administrator, name: string): Promise<MetadataAddress> {
  demandApps(who)
  const read = await deps.addresses.read(name)
  if (read === undefined) throw notFound(`address ${name}`, '', ['no-address', { name }])
  await recordAct(deps, who, 'address.read', { on: name, facts: { state: read.state } })
  return read
}
