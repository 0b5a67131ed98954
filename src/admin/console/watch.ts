/** The pages beside the apps: sessions, upstreams with the doctor's report, keys, and what administrators did. */
import type { AdministrativeAct } from '../../app-store/store.ts'
import type { Reply } from '../../core/http.ts'
import { identifierOf } from '../../core/identifiers.ts'
import { consoleName } from '../../pages/app-name.ts'
import { consolePage } from '../../pages/console/page.tsx'
import type { FindingView } from '../../pages/console/parts.tsx'
import type { AuditView } from '../../pages/console/watch-views.ts'
import { listActs } from '../acts.ts'
import type { AdminDependencies, DoctorFinding } from '../dependencies.ts'
import { listKeys } from '../keys.ts'
import { endOneSession, listSessions } from '../sessions.ts'
import { listUpstreams, reportUpstream } from '../upstreams.ts'
import { consoleApp } from './policy.ts'
import { onceSure } from './refusals.ts'
import type { ConsoleRoute, Visit } from './visit.ts'

interface Watching {
  readonly admin: AdminDependencies
  /** Address of a path of ours below publicUrl. */
  url(path: string): string
}

const mostSessions = 200
const ownName = identifierOf(consoleApp)
const actsPerPage = 100
const mostLines = 1000

/** `/admin/sessions`, `/admin/upstreams`, `/admin/keys` and `/admin/audit`. */
export function watchRoutes(watching: Watching): readonly ConsoleRoute[] {
  const { admin } = watching
  return [
    { method: 'GET', path: '/admin/sessions', answer: (visit) => showSessions(admin, visit) },
    { method: 'POST', path: '/admin/sessions/end', answer: (visit) => endSession(watching, visit) },
    { method: 'GET', path: '/admin/upstreams', answer: (visit) => showUpstreams(admin, visit) },
    { method: 'GET', path: '/admin/upstreams/:name', answer: (visit) => showUpstreams(admin, visit) },
    { method: 'GET', path: '/admin/keys', answer: (visit) => showKeys(admin, visit) },
    { method: 'GET', path: '/admin/audit', answer: (visit) => showActs(admin, visit) },
    { method: 'GET', path: '/admin/audit.jsonl', answer: () => actsAsLines(admin) },
  ]
}

async function showSessions(admin: AdminDependencies, { query, frame }: Visit): Promise<Reply> {
  const search = (query.get('q') ?? '').slice(0, 200)
  const found = await listSessions(admin, { limit: mostSessions, ...(search !== '' && { person: search }) })
  const sessions = found.sessions.map(({ reference, upstream, person, subject, createdAt, end, apps }) => ({
    reference,
    person: person ?? subject,
    upstream,
    since: createdAt,
    end,
    apps: apps.map(({ displayName, identifier }) => displayName ?? (identifier === ownName ? consoleName : identifier)),
  }))
  return consolePage(await frame('sessions'), { page: 'sessions', search, total: found.total, sessions })
}

function endSession({ admin, url }: Watching, visit: Visit): Promise<Reply> {
  const { form } = visit
  const reference = form.get('reference') ?? ''
  const question = { act: 'end', on: form.get('person') ?? reference, back: '/admin/sessions' } as const
  return onceSure(visit, question, async () => {
    await endOneSession(admin, visit.who, reference)
    return { kind: 'redirect', location: url('/admin/sessions?notice=ended') }
  })
}

/** One of them is asked at once: the report is live. */
async function showUpstreams(admin: AdminDependencies, { params, frame }: Visit): Promise<Reply> {
  const report = params.name === undefined ? undefined : await reportUpstream(admin, params.name)
  const upstreams = listUpstreams(admin).map(({ name, displayName, kind, issuer }) => ({
    name,
    displayName,
    kind,
    issuer,
    ...(report?.upstream.name === name && { findings: report.findings.map(findingOf) }),
  }))
  return consolePage(await frame('upstreams'), { page: 'upstreams', upstreams })
}

const severities = { good: 'good', bad: 'error', unknown: 'warning' } as const

function findingOf({ outcome, what, cure, says }: DoctorFinding): FindingView {
  return {
    severity: severities[outcome],
    message: what,
    ...(cure !== undefined && { cure }),
    ...(says !== undefined && { says }),
  }
}

async function showKeys(admin: AdminDependencies, { frame }: Visit): Promise<Reply> {
  const keys = listKeys(admin)
  // Only while there is a next key does it matter who knows it.
  const next = keys.find(({ state }) => state === 'next')
  const readers = next === undefined ? undefined : admin.metadataReaders?.(next.since ?? 0)
  return consolePage(await frame('keys'), { page: 'keys', keys, ...(readers !== undefined && { readers }) })
}

async function showActs(admin: AdminDependencies, { query, frame }: Visit): Promise<Reply> {
  const from = query.get('from')
  const { acts, next } = await listActs(admin, { limit: actsPerPage, ...(from !== null && { from }) })
  const view: AuditView = { page: 'audit', acts: acts.map(actOf), ...(next !== undefined && { next }) }
  return consolePage(await frame('audit'), view)
}

function actOf({ at, author, act, on, via, outcome, facts }: AdministrativeAct): AuditView['acts'][number] {
  return {
    at,
    author,
    act,
    ...(on !== undefined && { on }),
    via,
    failed: outcome === 'failure',
    facts: Object.entries(facts ?? {}),
  }
}

/** The newest, oldest first, as a log has them. */
async function actsAsLines(admin: AdminDependencies): Promise<Reply> {
  const { acts } = await listActs(admin, { limit: mostLines })
  const body = acts.toReversed().map((act) => `${JSON.stringify(act)}\n`)
  const headers = { 'Content-Disposition': 'attachment; filename="isthmus-acts.jsonl"' }
  return { kind: 'document', status: 200, type: 'application/jsonl; charset=utf-8', body: body.join(''), headers }
}
