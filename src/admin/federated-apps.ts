/** The apps of federations in a list: thousands, of which only those of the page that is asked for are made. */
import { GatewayError } from '../core/errors.ts'
import type { AppSummary } from './app-summary.ts'
import type { AdminDependencies, FederatedName } from './dependencies.ts'
import { Refused } from './refused.ts'

/**
 * Those whose entityID or federation has the text, after so many others.
 * @param wanted in lower case
 * @param offset may be negative: so many of the page are others'
 */
export function federatedApps(
  { apps }: Pick<AdminDependencies, 'apps'>,
  wanted: string,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): { readonly total: number; readonly apps: readonly AppSummary[] } {
  const page: FederatedName[] = []
  let total = 0
  for (const one of apps.federated?.() ?? []) {
    if (!`${one.federation} ${one.identifier}`.toLowerCase().includes(wanted)) continue
    if (total >= offset && total < offset + limit) page.push(one)
    total += 1
  }
  return { total, apps: page.map((one) => summaryOf(apps, one)) }
}

/**
 * One by its entityID: of a federation that publishes no list too, which is asked for it.
 * @throws Refused `not-found` where it is known and can't be used
 */
export async function federatedApp(
  { addresses, apps }: Pick<AdminDependencies, 'addresses' | 'apps'>,
  entityId: string,
): Promise<AppSummary | undefined> {
  if (addresses.federations.length === 0 || !/^[a-z][a-z0-9+.-]*:./i.test(entityId)) return undefined
  try {
    const found = await addresses.federated(entityId)
    if (found === undefined) return undefined
    const { name: federation, identifier, id, displayName, certificateEnd } = found
    const summary = summaryOf(apps, { federation, identifier, id, displayName })
    return { ...summary, ...(certificateEnd !== undefined && { certificateEnd }) }
  } catch (error) {
    if (error instanceof GatewayError) throw new Refused('not-found', error.message)
    throw error
  }
}

function summaryOf(
  apps: AdminDependencies['apps'],
  { federation, identifier, id, displayName = identifier }: FederatedName,
): AppSummary {
  const origin = 'federation' as const
  const known = { name: identifier, displayName, identifier, protocol: 'saml', federation, origin } as const
  return { ...known, state: 'in-force', errors: 0, warnings: 0, quarantined: false, ...apps.health(id) }
}
