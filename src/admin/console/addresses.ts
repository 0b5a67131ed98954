/** The addresses of metadata and how they are doing; one read again now; and the federations. */
import type { Reply } from '../../core/http.ts'
import type { AddressView } from '../../pages/console/address-views.ts'
import { consolePage } from '../../pages/console/page.tsx'
import { listAddresses, readAddress } from '../addresses.ts'
import type { AdminDependencies, MetadataAddress } from '../dependencies.ts'
import type { ConsoleRoute, Visit } from './visit.ts'

interface Addresses {
  readonly admin: AdminDependencies
  /** Address of a path of ours below publicUrl. */
  url(path: string): string
}

const mostShown = 100

/** `/admin/addresses`. */
export function addressRoutes(given: Addresses): readonly ConsoleRoute[] {
  const path = '/admin/addresses'
  return [
    { method: 'GET', path, answer: (visit) => show(given.admin, visit) },
    {
      method: 'POST',
      path: `${path}/read`,
      async answer({ who, form }) {
        await readAddress(given.admin, who, form.get('name') ?? '')
        return { kind: 'redirect', location: given.url(`${path}?notice=read`) }
      },
    },
  ]
}

async function show(admin: AdminDependencies, { query, frame }: Visit): Promise<Reply> {
  const search = (query.get('q') ?? '').slice(0, 200)
  const { addresses, federations } = listAddresses(admin)
  const wanted = search.toLowerCase()
  const fits = ({ address, apps, upstreams }: MetadataAddress) =>
    [address, ...apps, ...upstreams].some((text) => text.toLowerCase().includes(wanted))
  const found = addresses.filter(fits)
  return consolePage(await frame('addresses'), {
    page: 'addresses',
    search,
    total: found.length,
    any: addresses.length > 0,
    addresses: found.slice(0, mostShown),
    federations,
  })
}

/** How the address of an app's metadata is doing; undefined where it has none. */
export const addressOf = (admin: AdminDependencies, app: string): AddressView | undefined =>
  admin.addresses.all().find(({ apps }) => apps.includes(app))
