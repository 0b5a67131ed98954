/**
 * Adding an app: its metadata is examined, kept as a draft for an hour, and put into the store when it has a name. A
 * draft is a ticket: it is sealed, it expires, and its unguessable id is in the address of this person's page alone.
 */
import { z } from 'zod'
import type { Content } from '../../app-store/store.ts'
import type { Reply } from '../../core/http.ts'
import type { LoginDependencies } from '../../core/ports/hub.ts'
import { dropTicket, keepTicket } from '../../core/posted-message.ts'
import { consolePage } from '../../pages/console/page.tsx'
import type { FindingView } from '../../pages/console/parts.tsx'
import type { AddView } from '../../pages/console/views.ts'
import { examineApp, putApp } from '../apps.ts'
import type { AdminDependencies, Examination } from '../dependencies.ts'
import { withSetting } from '../document.ts'
import { type MetadataWish, withMetadata } from '../metadata.ts'
import { type DocumentProblem, notKept } from '../refused.ts'
import { nameless, namesOf, suggestName } from './app-name.ts'
import type { Form } from './form.ts'
import { changed } from './notice.ts'
import { acceptsRenames, findingsOf } from './refusals.ts'
import type { ConsoleRoute, Visit } from './visit.ts'

interface Adding {
  readonly admin: AdminDependencies
  readonly hub: LoginDependencies
}

/** How long a draft waits for its name, ms. */
const lifetime = 3600_000

const draft = z.object({ kind: z.literal('draft'), settings: z.string(), metadata: z.string().exactOptional() })

/** `/admin/add` and below. */
export function addRoutes(adding: Adding): readonly ConsoleRoute[] {
  const path = '/admin/add/:draft'
  return [
    { method: 'GET', path: '/admin/add', role: 'administrator', answer: (visit) => ask(adding.admin, visit) },
    {
      method: 'POST',
      path: '/admin/add',
      answer: (visit) => check(adding, visit),
      tooLarge: (visit, why) => ask(adding.admin, visit, { entry: entryOf(visit.form), findings: [why] }, 413),
    },
    { method: 'GET', path, role: 'administrator', answer: (visit) => showDraft(adding, visit) },
    { method: 'POST', path, answer: (visit) => create(adding, visit) },
  ]
}

async function ask(
  { knownApps }: AdminDependencies,
  { frame }: Visit,
  again: Pick<AddView, 'entry' | 'findings' | 'empty'> = { entry: {}, findings: [] },
  refused = 422,
): Promise<Reply> {
  const products = Object.entries(knownApps).map(([name, { title }]) => ({ name, title }))
  const isFaulty = again.empty === true || again.findings.length > 0
  return consolePage(await frame('apps'), { page: 'add', products, ...again }, isFaulty ? refused : 200)
}

/** What a form says of metadata: a file counts before text, and text before an address. */
export function metadataOf(form: Form): MetadataWish | undefined {
  const xml = form.get('file') || form.get('text')?.trim()
  if (xml) return { xml }
  const address = form.get('address')?.trim()
  return address ? { address } : undefined
}

/** What stands in the form again; a file has to be chosen again. */
export const entryOf = (form: Form) => ({ text: form.get('text') ?? '', address: form.get('address') ?? '' })

async function check({ admin, hub }: Adding, visit: Visit): Promise<Reply> {
  const { form, http } = visit
  const wish = metadataOf(form)
  const entry = entryOf(form)
  if (wish === undefined) return ask(admin, visit, { entry, findings: [], empty: true })
  const content = withMetadata({ settings: '' }, wish)
  const { problems, described } = await examineApp(admin, nameless, content)
  // What can't be read at all is corrected where it was entered.
  if (described === undefined)
    return ask(admin, visit, { entry, findings: atField(form, problems.map(atAddress(wish))) })
  const kept = { kind: 'draft', ...content }
  const id = await keepTicket(hub, kept, JSON.stringify(kept).length, http.browser, lifetime)
  return { kind: 'redirect', location: hub.url(`/admin/add/${id}`) }
}

/** Without metadata there is nothing to name: why an address gives none is for whoever entered it, and at its field. */
export const atAddress =
  (wish: MetadataWish) =>
  (problem: DocumentProblem): DocumentProblem => {
    if (!('address' in wish) || problem.path !== 'metadata') return problem
    const cure = 'Correct the address, or hand in the metadata as a file or as text.'
    return { ...problem, severity: 'error', path: 'address', ...(problem.severity !== 'error' && { cure }) }
  }

/** What is wrong with the text as a whole stands where it came from. */
export const atField = (form: Form, findings: readonly FindingView[]): readonly FindingView[] =>
  form.has('file') ? findings.map((one) => (one.path === 'text' ? { ...one, path: 'metadata-file' } : one)) : findings

async function readDraft({ hub }: Adding, { params }: Visit): Promise<Content> {
  const { data } = draft.safeParse(await hub.stores.tickets.get(params.draft ?? ''))
  if (data === undefined) throw notKept()
  const { settings, metadata } = data
  return { settings, ...(metadata !== undefined && { metadata }) }
}

async function showDraft(adding: Adding, visit: Visit): Promise<Reply> {
  const content = await readDraft(adding, visit)
  const examination = await examineApp(adding.admin, nameless, content)
  const name = suggestName(examination.described, namesOf(adding.admin))
  return nameIt(visit, examination, { name, displayName: '', allow: '' })
}

type Entered = Readonly<Record<'name' | 'displayName' | 'allow', string>>

interface Named extends Pick<Examination, 'described'> {
  readonly problems: readonly FindingView[]
}

async function nameIt(visit: Visit, { problems, described }: Named, entered: Entered, status = 200) {
  return consolePage(
    await visit.frame('apps'),
    {
      page: 'nameApp',
      action: visit.http.path,
      ...entered,
      facts: described?.facts ?? [],
      findings: problems,
      refused: status !== 200,
      blocked: described === undefined || (status === 200 && problems.some(({ severity }) => severity === 'error')),
    },
    status,
  )
}

async function create(adding: Adding, visit: Visit): Promise<Reply> {
  const { admin, hub } = adding
  const content = await readDraft(adding, visit)
  const field = (name: string) => (visit.form.get(name) ?? '').trim()
  const entered: Entered = { name: field('name'), displayName: field('displayName'), allow: field('allow') }
  try {
    const named = withEntered(content, entered)
    const { document } = await putApp(admin, visit.who, entered.name, named, { confirmed: acceptsRenames(visit) })
    await dropTicket(hub, visit.params.draft ?? '', visit.http.browser)
    return changed(hub, `/admin/apps/${encodeURIComponent(document?.name ?? '')}`, 'created')
  } catch (error) {
    const problems = findingsOf(error)
    const { described } = await examineApp(admin, nameless, content)
    return nameIt(visit, { problems, ...(described !== undefined && { described }) }, entered, 422)
  }
}

function withEntered(content: Content, { displayName, allow }: Entered): Content {
  const shown = displayName === '' ? content : withSetting(content, 'displayName', displayName)
  const named = { ...content, ...shown }
  return allow === '' ? named : { ...named, ...withSetting(named, 'allow', allow) }
}
