/** What waits for an administrator, by whichever way it came, and the links by which an app's owner sends it. */
import type { Revision } from '../../app-store/store.ts'
import type { Reply } from '../../core/http.ts'
import { consolePage } from '../../pages/console/page.tsx'
import type { LinkFormAgain, LinkRow } from '../../pages/console/watch-views.ts'
import { examineApp } from '../apps.ts'
import type { AdminDependencies } from '../dependencies.ts'
import { readApp } from '../document.ts'
import { withUpload } from '../metadata.ts'
import { approveQuarantined, listQuarantine, rejectQuarantined } from '../quarantine.ts'
import { Refused } from '../refused.ts'
import { approveSetup, rejectSetup } from '../setup-decision.ts'
import { type SetupLink, waits } from '../setup-link.ts'
import { createSetupLink, listSetupLinks } from '../setup-links.ts'
import { changed } from './notice.ts'
import { acceptsRenames, findingOf, onceSure } from './refusals.ts'
import type { ConsoleRoute, Visit } from './visit.ts'

interface Waiting {
  readonly admin: AdminDependencies
  /** Address of a path of ours below publicUrl. */
  url(path: string): string
  /** ms since 1970 */
  now(): number
}

const day = 24 * 3600_000
const mostDays = 30
const page = '/admin/quarantine'

/** `/admin/quarantine` and `/admin/setup-links`. */
export function quarantineRoutes(waiting: Waiting): readonly ConsoleRoute[] {
  const { admin } = waiting
  return [
    { method: 'GET', path: page, answer: (visit) => show(admin, visit) },
    { method: 'POST', path: `${page}/approve`, answer: (visit) => decideFetched(waiting, visit, 'approve') },
    { method: 'POST', path: `${page}/reject`, answer: (visit) => decideFetched(waiting, visit, 'reject') },
    { method: 'POST', path: '/admin/setup-links', answer: (visit) => askForLink(waiting, visit) },
    { method: 'POST', path: '/admin/setup-links/approve', answer: (visit) => decideSent(waiting, visit, 'approve') },
    { method: 'POST', path: '/admin/setup-links/reject', answer: (visit) => decideSent(waiting, visit, 'reject') },
  ]
}

async function show(admin: AdminDependencies, { frame }: Visit, again?: LinkFormAgain): Promise<Reply> {
  const [fetched, links] = await Promise.all([listQuarantine(admin, { rejected: true }), listSetupLinks(admin)])
  const rows = await Promise.all(links.map((link) => rowOf(admin, link)))
  const view = {
    page: 'quarantine',
    fetched,
    links: rows.filter((row) => row !== undefined),
    ...(again !== undefined && { again }),
  } as const
  return consolePage(await frame('quarantine'), view, again === undefined ? 200 : 422)
}

async function rowOf(admin: AdminDependencies, link: SetupLink): Promise<LinkRow | undefined> {
  const { id, app, note, createdBy, expiresAt, state, metadata } = link
  const common = { id, app, note, createdBy, expiresAt, revision: '', facts: [], findings: [] }
  if (state === 'open') return expiresAt > admin.now() ? { ...common, state } : undefined
  if (!waits(link) || metadata === undefined) return undefined
  // As it would be once it is approved: with the settings that the app has.
  const there = await readApp(admin, app)
  const { described, problems } = await examineApp(admin, app, withUpload(there ?? { settings: '' }, metadata))
  const looked = { revision: there?.revision ?? '', facts: described?.facts ?? [], findings: problems }
  return { ...common, state: 'submitted', metadata, ...looked }
}

type Decision = 'approve' | 'reject'

const notices = { approve: 'approved', reject: 'rejected' } as const

const decided = (waiting: Waiting, decision: Decision): Reply =>
  decision === 'approve'
    ? changed(waiting, page, notices[decision])
    : { kind: 'redirect', location: waiting.url(`${page}?notice=${notices[decision]}`) }

function decideFetched(waiting: Waiting, visit: Visit, act: Decision): Promise<Reply> {
  const name = visit.form.get('name') ?? ''
  return onceSure(visit, { act, on: name, back: page }, async () => {
    const decide = act === 'approve' ? approveQuarantined : rejectQuarantined
    await decide(waiting.admin, visit.who, name, visit.form.get('digest') ?? '')
    return decided(waiting, act)
  })
}

function decideSent(waiting: Waiting, visit: Visit, act: Decision): Promise<Reply> {
  const { form, who } = visit
  const id = form.get('id') ?? ''
  // Of the app that is there already, as the page showed it: empty where it showed none.
  const replaces = form.get('revision') ?? ''
  const isUnused = act === 'reject' && form.get('unused') === 'yes'
  const asked = isUnused ? 'takeBack' : act
  return onceSure(visit, { act: asked, on: form.get('app') ?? id, back: page }, async () => {
    const wish = { confirmed: acceptsRenames(visit), ...(replaces !== '' && { replaces: replaces as Revision }) }
    if (act === 'approve') await approveSetup(waiting.admin, who, id, wish)
    else await rejectSetup(waiting.admin, who, id)
    return isUnused ? changed(waiting, page, 'forgotten') : decided(waiting, act)
  })
}

/** What is wrong with the form is shown beside what was entered. */
async function askForLink(waiting: Waiting, visit: Visit): Promise<Reply> {
  try {
    return await makeLink(waiting, visit)
  } catch (error) {
    if (!(error instanceof Refused) || (error.code !== 'invalid' && error.code !== 'in-files')) throw error
    const entered = (name: string) => visit.form.get(name) ?? ''
    const finding = { ...findingOf(error), path: error.says?.[0] === 'link-days' ? 'days' : 'app' }
    return show(waiting.admin, visit, {
      entered: { app: entered('app'), note: entered('note'), days: entered('days') },
      findings: [finding],
    })
  }
}

async function makeLink({ admin, url }: Waiting, { form, who, frame }: Visit): Promise<Reply> {
  const days = Number(form.get('days'))
  if (!(days >= 1 && days <= mostDays)) {
    throw new Refused('invalid', 'A setup link lives for 1 to 30 days.', {
      cure: 'Choose one of the days offered.',
      says: ['link-days'],
    })
  }
  const app = (form.get('app') ?? '').trim()
  const wish = { app, expiresAt: admin.now() + days * day, note: form.get('note') ?? '' }
  const { secret, link } = await createSetupLink(admin, who, wish)
  // Shown in this answer alone: what is kept is a hash.
  return consolePage(await frame('quarantine'), {
    page: 'linkMade',
    app: link.app,
    address: url(`/admin/setup/${secret}`),
    expiresAt: link.expiresAt,
  })
}
