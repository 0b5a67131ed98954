/** The pages of one app where its settings and its metadata are changed, and its history. */
import type { Content, PastRevision, Revision } from '../../app-store/store.ts'
import type { Reply } from '../../core/http.ts'
import type { HistoryView, PastView } from '../../pages/console/app-views.ts'
import { consolePage } from '../../pages/console/page.tsx'
import type { FindingView } from '../../pages/console/parts.tsx'
import { appHistory } from '../app-past.ts'
import { putApp, type ShownApp, showApp } from '../apps.ts'
import type { AdminDependencies, Examination } from '../dependencies.ts'
import { settingOf } from '../document.ts'
import { type MetadataWish, putMetadata } from '../metadata.ts'
import { Refused } from '../refused.ts'
import { atAddress, atField, entryOf, metadataOf } from './add.ts'
import { addressOf } from './addresses.ts'
import { rowOf } from './apps.ts'
import { changesOf, type Meanwhile, meanwhileOf } from './meanwhile.ts'
import { changed } from './notice.ts'
import { acceptsRenames, wrongIn } from './refusals.ts'
import { enteredFields, mergedFields, settingFields, withForm } from './settings.ts'
import type { ConsoleRoute, Visit } from './visit.ts'

interface Pages {
  readonly admin: AdminDependencies
  /** Address of a path of ours below publicUrl. */
  url(path: string): string
  /** ms since 1970 */
  now(): number
}

/** Revisions that are shown. */
const mostShown = 30

/** `/admin/apps/:name/settings`, `/document`, `/metadata` and `/history`. */
export function appPageRoutes(pages: Pages): readonly ConsoleRoute[] {
  const at = (tab: string) => `/admin/apps/:name/${tab}`
  return [
    { method: 'GET', path: at('settings'), answer: (visit) => showSettings(pages, visit) },
    { method: 'POST', path: at('settings'), answer: (visit) => saveSettings(pages, visit) },
    { method: 'GET', path: at('document'), answer: (visit) => showDocument(pages, visit) },
    { method: 'POST', path: at('document'), answer: (visit) => saveDocument(pages, visit) },
    { method: 'GET', path: at('metadata'), answer: (visit) => showMetadata(pages, visit) },
    {
      method: 'POST',
      path: at('metadata'),
      answer: (visit) => saveMetadata(pages, visit),
      tooLarge: (visit, why) => showMetadata(pages, visit, { findings: [why] }),
    },
    { method: 'GET', path: at('history'), answer: (visit) => showHistory(pages, visit) },
  ]
}

const nameOf = ({ params }: Visit): string => params.name ?? ''

/** Why a form was not taken. */
interface Again {
  readonly findings: readonly FindingView[]
  /** What a change is made from now. */
  readonly revision?: string | undefined
  readonly meanwhile?: Meanwhile | undefined
}

/** What every page of an app shows. */
function common({ summary, document, problems }: ShownApp, again?: Again) {
  const revision = again?.revision ?? document?.revision
  return {
    app: rowOf(summary),
    findings: again?.findings ?? problems,
    refused: again !== undefined,
    ...(document !== undefined && revision !== undefined && { revision }),
    ...(again?.meanwhile !== undefined && { meanwhile: again.meanwhile.view }),
  }
}

const contentOf = ({ document, written }: ShownApp): Content => document ?? written ?? { settings: '' }
const protocolOf = ({ summary }: ShownApp) => summary.protocol ?? 'saml'

async function showSettings({ admin }: Pages, visit: Visit): Promise<Reply> {
  const shown = await showApp(admin, nameOf(visit))
  const fields = settingFields(contentOf(shown), protocolOf(shown))
  return consolePage(await visit.frame('apps'), { page: 'settings', ...common(shown), fields })
}

async function saveSettings(pages: Pages, visit: Visit): Promise<Reply> {
  const shown = await showApp(pages.admin, nameOf(visit))
  const protocol = protocolOf(shown)
  return orShownAgain(
    { pages, visit, shown },
    async () => save(pages, visit, withForm(contentOf(shown), visit.form, protocol)),
    async (again) => {
      const base = again.meanwhile?.base
      const fields = base
        ? mergedFields(base, contentOf(shown), visit.form, protocol)
        : enteredFields(visit.form, protocol)
      return consolePage(await visit.frame('apps'), { page: 'settings', ...common(shown, again), fields }, 422)
    },
  )
}

async function showDocument({ admin }: Pages, visit: Visit): Promise<Reply> {
  const shown = await showApp(admin, nameOf(visit))
  const text = contentOf(shown).settings
  return consolePage(await visit.frame('apps'), { page: 'document', ...common(shown), text })
}

async function saveDocument(pages: Pages, visit: Visit): Promise<Reply> {
  const shown = await showApp(pages.admin, nameOf(visit))
  const settings = (visit.form.get('settings') ?? '').replace(/\r\n?/g, '\n')
  return orShownAgain(
    { pages, visit, shown },
    () => save(pages, visit, { ...contentOf(shown), settings }),
    async (again) => {
      const view = { page: 'document', ...common(shown, again), text: settings } as const
      return consolePage(await visit.frame('apps'), view, 422)
    },
  )
}

interface Sent {
  readonly pages: Pages
  readonly visit: Visit
  readonly shown: ShownApp
}

/**
 * What is wrong with it is shown beside what was entered; other refusals have a page of their own. Until its sender has
 * seen what somebody else changed meanwhile, the form stays one that is made from the state before that.
 */
async function orShownAgain(
  { pages, visit, shown }: Sent,
  act: () => Promise<Reply>,
  again: (refused: Again) => Promise<Reply>,
): Promise<Reply> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof Refused) || (error.code !== 'invalid' && error.code !== 'changed-meanwhile')) throw error
    const findings = wrongIn(error)
    const from = visit.form.get('revision')
    if (error.code === 'invalid') return again({ findings, revision: from })
    return again({ findings, meanwhile: await meanwhileOf(pages.admin, shown, from) })
  }
}

/** From the revision that the form was made from: of two who change it at once, one is told. */
function wishOf({ form }: Visit) {
  const revision = form.get('revision')
  return { confirmed: acceptsRenames({ form }), ...(revision !== undefined && { replaces: revision as Revision }) }
}

async function save(pages: Pages, visit: Visit, { settings, metadata }: Content): Promise<Reply> {
  const content = { settings, ...(metadata !== undefined && { metadata }) }
  const { outcome } = await putApp(pages.admin, visit.who, nameOf(visit), content, wishOf(visit))
  return backTo(pages, visit, outcome === 'unchanged' ? 'unchanged' : 'saved')
}

function backTo(pages: Pages, { http }: Visit, notice: 'saved' | 'unchanged'): Reply {
  if (notice === 'saved') return changed(pages, http.path, notice)
  return { kind: 'redirect', location: pages.url(`${http.path}?notice=${notice}`) }
}

/** @param again where nothing of the form was read */
async function showMetadata({ admin }: Pages, visit: Visit, again?: Again): Promise<Reply> {
  const shown = await showApp(admin, nameOf(visit))
  const view = metadataView(admin, shown, again)
  if (again === undefined) return consolePage(await visit.frame('apps'), view)
  return consolePage(await visit.frame('apps'), { ...view, entry: entryOf(visit.form) }, 413)
}

function metadataView(admin: AdminDependencies, shown: ShownApp, again?: Again) {
  const source = addressOf(admin, shown.summary.name)
  const content = contentOf(shown)
  const address = settingOf(content, 'metadata')
  return {
    page: 'metadata',
    ...common(shown, again),
    ...(content.metadata !== undefined && { text: content.metadata }),
    ...(typeof address === 'string' && { address }),
    ...(source !== undefined && { source }),
  } as const
}

async function saveMetadata(pages: Pages, visit: Visit): Promise<Reply> {
  const shown = await showApp(pages.admin, nameOf(visit))
  const wish = metadataOf(visit.form)
  if (wish === undefined) return backTo(pages, visit, 'unchanged')
  return orShownAgain(
    { pages, visit, shown },
    async () => {
      const change = { ...wishOf(visit), demand: (found: Examination) => demandMetadata(wish, found) }
      const { outcome } = await putMetadata(pages.admin, visit.who, nameOf(visit), wish, change)
      return backTo(pages, visit, outcome === 'unchanged' ? 'unchanged' : 'saved')
    },
    async (again) => {
      const view = metadataView(pages.admin, shown, { ...again, findings: atField(visit.form, again.findings) })
      return consolePage(await visit.frame('apps'), { ...view, entry: entryOf(visit.form) }, 422)
    },
  )
}

/** An address that gives nothing would take the app out of force. @throws Refused */
function demandMetadata(wish: MetadataWish, { problems, described }: Examination): void {
  if (!('address' in wish) || described !== undefined) return
  throw new Refused('invalid', 'The address gives no metadata.', { problems: problems.map(atAddress(wish)) })
}

async function showHistory({ admin }: Pages, visit: Visit): Promise<Reply> {
  const shown = await showApp(admin, nameOf(visit))
  const past = shown.document === undefined ? [] : await appHistory(admin, nameOf(visit))
  const entries = past.slice(0, mostShown).map((entry, index) => pastOf(entry, past[index + 1], index === 0))
  const view: HistoryView = { page: 'history', ...common(shown), entries, more: past.length > mostShown }
  return consolePage(await visit.frame('apps'), view)
}

function pastOf(entry: PastRevision, before: PastRevision | undefined, current: boolean): PastView {
  const { revision, author, at, reason } = entry
  return {
    revision,
    author,
    at,
    ...(reason !== undefined && { reason }),
    removed: 'removed' in entry,
    current,
    changes: 'removed' in entry ? [] : changesOf(before, entry),
  }
}
