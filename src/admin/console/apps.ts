/** The list of apps, and one app at a glance. */
import { X509Certificate } from 'node:crypto'
import type { Reply } from '../../core/http.ts'
import { consolePage } from '../../pages/console/page.tsx'
import type { FindingView } from '../../pages/console/parts.tsx'
import type { AppRow, OurSideView } from '../../pages/console/rows.ts'
import type { AppsView } from '../../pages/console/views.ts'
import { type AppList, type ListWish, listApps } from '../app-list.ts'
import type { AppSummary } from '../app-summary.ts'
import { showApp } from '../apps.ts'
import type { AdminDependencies, OurSide } from '../dependencies.ts'
import { federatedApp } from '../federated-apps.ts'
import { Refused } from '../refused.ts'
import { hasSecret } from './client-secret.ts'
import { findingOf } from './refusals.ts'
import type { ConsoleRoute, Visit } from './visit.ts'

const perPage = 50

/** `/admin` and `/admin/apps/:name`. */
export function appsRoutes(admin: AdminDependencies): readonly ConsoleRoute[] {
  return [
    { method: 'GET', path: '/admin', answer: (visit) => list(admin, visit) },
    { method: 'GET', path: '/admin/apps/:name', answer: (visit) => show(admin, visit) },
  ]
}

async function list(admin: AdminDependencies, { query, frame }: Visit): Promise<Reply> {
  const search = (query.get('q') ?? '').slice(0, 200)
  const troubled = query.get('troubled') === '1'
  const at = Math.max(1, Math.min(10_000, Math.floor(Number(query.get('at')) || 1)))
  // Thousands, of which nobody wants to see the first fifty: only those that a search finds.
  const federated = search !== ''
  const found = await pageOf(admin, { search, troubled, federated }, at)
  const isWhole = search === '' && !troubled
  const any =
    found.total > 0 ||
    admin.addresses.federations.length > 0 ||
    (!isWhole && (await listApps(admin, { limit: 1 })).total > 0)
  const known = found.apps.some(({ identifier }) => identifier === search.trim())
  const asked = known ? nothing : await inFederation(admin, search)
  const rows = [...found.apps.map(rowOf), ...asked.rows]
  return consolePage(await frame('apps'), {
    page: 'apps',
    rows,
    findings: asked.findings,
    total: found.total + asked.rows.length,
    any,
    search,
    troubled,
    at: found.at,
    pages: found.pages,
  })
}

/** One page of them: the last one where there are not as many, or not any more. */
async function pageOf(
  admin: AdminDependencies,
  wish: ListWish,
  at: number,
): Promise<AppList & Pick<AppsView, 'at' | 'pages'>> {
  const found = await listApps(admin, { ...wish, offset: (at - 1) * perPage, limit: perPage })
  const pages = Math.max(1, Math.ceil(found.total / perPage))
  return at > pages ? pageOf(admin, wish, pages) : { ...found, at, pages }
}

async function show(admin: AdminDependencies, { params, frame }: Visit): Promise<Reply> {
  const { summary, document, problems, described, ourSide } = await showApp(admin, params.name ?? '')
  return consolePage(await frame('apps'), {
    page: 'app',
    app: { ...rowOf(summary), hasSecret: document !== undefined && hasSecret(document) },
    findings: problems,
    facts: described?.facts ?? [],
    ourSide: sideOf(ourSide),
    protocol: summary.protocol ?? 'saml',
  })
}

interface Asked {
  readonly rows: readonly AppRow[]
  readonly findings: readonly FindingView[]
}

const nothing: Asked = { rows: [], findings: [] }

/** An app of a federation that publishes no list, if the search is its whole entityID: each is looked up only when somebody asks for it. */
async function inFederation(admin: AdminDependencies, search: string): Promise<Asked> {
  try {
    const found = await federatedApp(admin, search.trim())
    return found === undefined ? nothing : { rows: [rowOf(found)], findings: [] }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { rows: [], findings: [{ ...findingOf(error), severity: 'warning' } as const] }
  }
}

/** An app on one line. */
export function rowOf({ revision: _, changedBy: __, changedAt: ___, ...row }: AppSummary): AppRow {
  return row
}

/** What to enter at an app's side, with the fingerprint that many ask for. */
export function sideOf(side: OurSide): OurSideView {
  const [current] = side.certificates
  if (current === undefined) return side
  return { ...side, fingerprint: new X509Certificate(current).fingerprint256.replaceAll(':', '').toLowerCase() }
}
