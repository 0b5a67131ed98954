/** The list of apps, and one app at a glance. */
import { X509Certificate } from 'node:crypto'
import type { Reply } from '../../core/http.ts'
import { consolePage } from '../../pages/console/page.tsx'
import type { AppRow, OurSideView } from '../../pages/console/rows.ts'
import type { AppSummary } from '../app-summary.ts'
import { listApps, showApp } from '../apps.ts'
import type { AdminDependencies, OurSide } from '../dependencies.ts'
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
  const found = await listApps(admin, { search, troubled, offset: (at - 1) * perPage, limit: perPage })
  const isWhole = search === '' && !troubled
  const any = found.total > 0 || (!isWhole && (await listApps(admin, { limit: 1 })).total > 0)
  const pages = Math.max(1, Math.ceil(found.total / perPage))
  const rows = found.apps.map(rowOf)
  return consolePage(await frame('apps'), {
    page: 'apps',
    rows,
    total: found.total,
    any,
    search,
    troubled,
    at: Math.min(at, pages),
    pages,
  })
}

async function show(admin: AdminDependencies, { params, frame }: Visit): Promise<Reply> {
  const { summary, problems, described, ourSide } = await showApp(admin, params.name ?? '')
  return consolePage(await frame('apps'), {
    page: 'app',
    app: rowOf(summary),
    findings: problems,
    facts: described?.facts ?? [],
    ourSide: sideOf(ourSide),
    protocol: summary.protocol ?? 'saml',
  })
}

/** An app on one line. */
export function rowOf(summary: AppSummary): AppRow {
  const { protocol: _, revision: __, changedBy: ___, changedAt: ____, ...row } = summary
  return row
}

/** What to enter at an app's side, with the fingerprint that many ask for. */
export function sideOf(side: OurSide): OurSideView {
  const [current] = side.certificates
  if (current === undefined) return side
  return { ...side, fingerprint: new X509Certificate(current).fingerprint256.replaceAll(':', '').toLowerCase() }
}
