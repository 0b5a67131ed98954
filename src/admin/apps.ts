/** One app: all that is known of it, put and remove. */
import { checkContent } from '../app-store/limits.ts'
import type { Change, Content, StoredDocument } from '../app-store/store.ts'
import { recordAct } from './acts.ts'
import type { Administrator } from './administrator.ts'
import { waitsOf } from './app-list.ts'
import { type AppSummary, summaryOf } from './app-summary.ts'
import type { AdminDependencies, DescribedApp, Examination, OurSide } from './dependencies.ts'
import { asking, changeOf, checkName, demandApps, readApp, sameContent, type Wish } from './document.ts'
import { federatedApp } from './federated-apps.ts'
import { type DocumentProblem, noStoredApp, notFound, Refused } from './refused.ts'

/** One app with all that is known of it. */
export interface ShownApp {
  readonly summary: AppSummary
  /** As it is stored; absent for an app of a file. */
  readonly document?: StoredDocument
  /** What its file says, as a document would; absent for a stored app. */
  readonly written?: Content
  readonly problems: readonly DocumentProblem[]
  /** What its metadata holds and what it is sent, in words. */
  readonly described?: DescribedApp
  /** What to enter at the app's side. */
  readonly ourSide: OurSide
}

/** @throws Refused `not-found` */
export async function showApp(deps: AdminDependencies, name: string): Promise<ShownApp> {
  const { apps } = deps
  const inForce = apps.all().find((one) => one.name === name)
  const document = await readApp(deps, name)
  if (inForce === undefined && document === undefined && placeOf(deps, name) === undefined) return federated(deps, name)
  const waits = await waitsOf(deps)
  const written = document === undefined ? await apps.asDocument(name) : undefined
  const content = document ?? written
  const examination = content === undefined ? undefined : await deps.examine(name, content, 'in-force')
  return {
    summary: summaryOf(deps, { name, inForce, head: document }, waits),
    ...(document !== undefined && { document }),
    ...(written !== undefined && { written }),
    problems: (document === undefined ? ofFile : together)(examination?.problems ?? [], apps.problems(name)),
    ...(examination?.described !== undefined && { described: examination.described }),
    ourSide: deps.ourSide,
  }
}

/** One that only a federation knows, by its entityID. @throws Refused `not-found` */
async function federated(deps: AdminDependencies, name: string): Promise<ShownApp> {
  const summary = await federatedApp(deps, name)
  if (summary === undefined) {
    throw notFound(`app ${name}`, 'List the apps for the names that there are.', ['no-app', { name }])
  }
  return { summary, problems: [], ourSide: deps.ourSide }
}

/** Where an operator wrote it: an entry of the config, or a file of `metadata/`. */
function placeOf(
  { apps }: AdminDependencies,
  name: string,
): { readonly file: string; readonly line?: number } | undefined {
  const file = apps.dropped().get(name)
  return apps.configured(name) ?? (file === undefined ? undefined : { file })
}

/** What is wrong with a document, and with what its address gave last. */
const together = (own: readonly DocumentProblem[], found: readonly DocumentProblem[]): readonly DocumentProblem[] => [
  ...own,
  ...found.filter((one) => one.path === 'metadata' && !isSaid(one, own)),
]

/** What reading a file found says first in which one. */
const isSaid = ({ message }: DocumentProblem, own: readonly DocumentProblem[]): boolean =>
  own.some((one) => message.endsWith(one.message))

/** What is wrong with an app of a file. What is said of its metadata at a closer look has its line, and a code. */
function ofFile(looked: readonly DocumentProblem[], found: readonly DocumentProblem[]): readonly DocumentProblem[] {
  const own = looked.filter(({ part, code }) => part === 'metadata' && code !== 'taken')
  return [...found.filter((one) => !isSaid(one, own)), ...own]
}

export interface PutWish extends Wish {
  /** Only says what would be wrong; nothing is written. Whoever names a revision is told too if it is another by now. */
  readonly dryRun?: boolean
  /** The second yes to new names for people who use the app already. */
  readonly confirmed?: boolean
  /** Refuses more than what is faulty: throws Refused. */
  readonly demand?: (examination: Examination) => void
}

export interface PutApp {
  /** As it is stored now; absent on a dry run. */
  readonly document?: StoredDocument
  readonly examination: Examination
  /** `unchanged`: it said the same already. */
  readonly outcome: 'created' | 'changed' | 'unchanged' | 'dry-run'
}

/**
 * Puts an app into the store, if nothing is wrong with it. One that is there already and says the same is left alone,
 * whatever revision was named: a put can be repeated.
 * @param claim what has to come before the write, once nothing speaks against that
 * @throws Refused
 */
export async function putApp(
  deps: AdminDependencies,
  who: Administrator,
  name: string,
  content: Content,
  wish: PutWish = {},
  claim: () => Promise<void> = async () => {},
): Promise<PutApp> {
  demandApps(who)
  const current = await storedApp(deps, name)
  // A large text is not examined that no store would take.
  await asking(async () => checkContent('app', content))
  const examination = await deps.examine(name, content)
  wish.demand?.(examination)
  if (current !== undefined && sameContent(current, content)) {
    return { document: current, examination, outcome: 'unchanged' }
  }
  if (wish.dryRun === true) {
    // What is wrong with it is the answer, and whoever only looks need not know the revision; one that they name counts.
    if (wish.replaces !== undefined) changeOf(who, current, wish)
    return { examination, outcome: 'dry-run' }
  }
  refuseFaulty(examination)
  const change = changeOf(who, current, wish)
  refuseRenaming(examination, wish)
  await claim()
  const document = await storeApp(deps, who, name, content, change)
  await deps.settled?.(name, document.revision)
  return { document, examination, outcome: current === undefined ? 'created' : 'changed' }
}

/** Writes what was judged. @throws Refused */
export async function storeApp(
  deps: AdminDependencies,
  who: Administrator,
  name: string,
  content: Content,
  change: Change,
): Promise<StoredDocument> {
  const document = await asking(() => deps.store.put('app', name, content, change))
  await recordAct(deps, who, 'app.put', { on: name, facts: { revision: document.revision } })
  return document
}

/** What is wrong with a document, without writing it. */
export async function examineApp(deps: AdminDependencies, name: string, content: Content): Promise<Examination> {
  return deps.examine(checkName(name), content)
}

/** Files win: what the config has is changed there. A copy that waits may be changed. @throws Refused */
export async function storedApp(deps: AdminDependencies, name: string): Promise<StoredDocument | undefined> {
  const current = await readApp(deps, name)
  if (current === undefined) refuseWritten(deps, name)
  checkName(name)
  return current
}

function refuseWritten(deps: AdminDependencies, name: string): void {
  const place = placeOf(deps, name)
  if (place === undefined) return
  const where = `${place.file}${place.line === undefined ? '' : `:${place.line}`}`
  throw new Refused('in-files', `${name} is written in ${where}, and is changed there.`, {
    cure: 'Change it in the file; or take it over into the store, and then remove it from the file.',
    says: ['in-files', { name, where }],
  })
}

/** @throws Refused `invalid` */
export function refuseFaulty({ problems }: Examination): void {
  const errors = problems.filter(({ severity }) => severity === 'error').length
  if (errors === 0) return
  const message = errors === 1 ? 'One thing is wrong with this app.' : `${errors} things are wrong with this app.`
  throw new Refused('invalid', message, {
    problems,
    cure: 'Correct what is listed, and send it again.',
    says: ['app-faulty', { count: String(errors) }],
  })
}

/** The second yes. @throws Refused `confirm` */
export function refuseRenaming({ renames, problems }: Examination, { confirmed = false }: PutWish): void {
  if (renames === undefined || renames.people === 0 || confirmed) return
  const { people, of } = renames
  const message = `${people} of ${of} people who were seen there lately would become new accounts at this app.`
  throw new Refused('confirm', message, {
    problems,
    renames,
    cure: 'Confirm it only if that is meant.',
    says: ['renames', { people: String(people), of: String(of) }],
  })
}

/** @throws Refused */
export async function removeApp(deps: AdminDependencies, who: Administrator, name: string, wish: Wish): Promise<void> {
  demandApps(who)
  const current = await storedApp(deps, name)
  if (current === undefined) throw noStoredApp(name)
  const change = changeOf(who, current, wish)
  await asking(() => deps.store.remove('app', name, change))
  await recordAct(deps, who, 'app.remove', { on: name, facts: { revision: current.revision } })
  await deps.settled?.(name, undefined)
}
