/** The apps of federations in a list: thousands, of which only those of the page that is asked for are made. */
import type { AppSummary } from './app-summary.ts'
import type { AdminDependencies, FederatedName } from './dependencies.ts'

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

function summaryOf(
  apps: AdminDependencies['apps'],
  { federation, identifier, id, displayName = identifier }: FederatedName,
): AppSummary {
  const origin = 'federation' as const
  const known = { name: identifier, displayName, identifier, protocol: 'saml', federation, origin } as const
  return { ...known, state: 'in-force', errors: 0, warnings: 0, quarantined: false, ...apps.health(id) }
}
