/**
 * A setup link: leave for an app's owner to upload metadata once and to see our values, and nothing else. What comes of
 * it waits for an administrator.
 */
import * as z from 'zod'
import type { StoredDocument } from '../app-store/store.ts'
import { matchesHash, randomToken, sha256 } from '../core/tokens.ts'
import { recordAct } from './acts.ts'
import type { Administrator } from './administrator.ts'
import { type PutApp, type PutWish, putApp } from './apps.ts'
import type { AdminDependencies, Examination, OurSide } from './dependencies.ts'
import { asking, changedMeanwhile, checkName, demandApps, ofState, readApp } from './document.ts'
import { withUpload } from './metadata.ts'
import { notFound, Refused } from './refused.ts'

const kept = z.object({
  v: z.literal(1),
  /** SHA-256 of the secret in the address, base64url. */
  hash: z.string(),
  /** The app that it makes, or changes. */
  app: z.string(),
  note: z.string(),
  createdBy: z.string(),
  createdAt: z.number(),
  expiresAt: z.number(),
  state: z.enum(['open', 'submitted', 'approved', 'rejected']),
  submittedAt: z.number().optional(),
})
type Kept = z.infer<typeof kept>

export interface SetupLink extends Omit<Kept, 'v' | 'hash'> {
  readonly id: string
  /** What was uploaded. */
  readonly metadata?: string
}

/** ms */
const usualLife = 7 * 24 * 3600_000
const longestLife = 31 * 24 * 3600_000

/** @returns the secret of its address, which is shown once @throws Refused */
export async function createSetupLink(
  deps: AdminDependencies,
  who: Administrator,
  wish: { readonly app: string; readonly expiresAt?: number; readonly note?: string },
): Promise<{ readonly secret: string; readonly link: SetupLink }> {
  demandApps(who)
  const app = checkName(wish.app)
  const createdAt = deps.now()
  const { expiresAt = createdAt + usualLife } = wish
  if (expiresAt <= createdAt || expiresAt > createdAt + longestLife) {
    throw new Refused('invalid', 'A setup link lives at most 31 days.', { cure: 'Choose an end within a month.' })
  }
  const note = (wish.note ?? '').slice(0, 200)
  const id = randomToken(9).replace(/^[-_]/, 'x')
  const secret = `${id}.${randomToken(32)}`
  const begun: Kept = {
    v: 1,
    hash: sha256(secret),
    app,
    note,
    createdBy: who.author,
    createdAt,
    expiresAt,
    state: 'open',
  }
  const change = { author: who.author, replaces: undefined }
  const document = await asking(() => deps.store.put('setup-link', id, { settings: JSON.stringify(begun) }, change))
  await recordAct(deps, who, 'setup-link.create', { on: app, facts: { link: id, expiresAt } })
  return { secret, link: toLink(document, begun) }
}

/** Newest first. */
export async function listSetupLinks({ store }: Pick<AdminDependencies, 'store'>): Promise<readonly SetupLink[]> {
  const heads = await asking(() => store.list('setup-link'))
  const all = await asking(() => Promise.all(heads.map(({ name }) => store.get('setup-link', name))))
  return all
    .flatMap((document) => (document === undefined ? [] : (readLink(document) ?? [])))
    .sort((one, other) => other.createdAt - one.createdAt)
}

/** What the owner of a link sees; also after they have used it, as long as it lives. @throws Refused `not-found` */
export async function openSetupLink(
  deps: Pick<AdminDependencies, 'store' | 'now' | 'ourSide' | 'attempts'>,
  secret: string,
): Promise<{ readonly link: SetupLink; readonly ourSide: OurSide }> {
  const { link } = await authenticate(deps, secret)
  return { link, ourSide: deps.ourSide }
}

/**
 * The owner uploads metadata. Where something is wrong with it, the link can be used again.
 * @throws Refused
 */
export async function submitSetup(
  deps: AdminDependencies,
  secret: string,
  xml: string,
  address?: string,
): Promise<Examination> {
  const { document, state, link } = await authenticate(deps, secret)
  if (link.state !== 'open') throw new Refused('changed-meanwhile', 'This link has been used.', { says: ['link-used'] })
  const content = withUpload((await readApp(deps, link.app)) ?? { settings: '' }, xml)
  const examination = await deps.examine(link.app, content)
  if (examination.problems.some(({ severity }) => severity === 'error')) {
    throw new Refused('invalid', 'This metadata can not be used.', {
      problems: examination.problems,
      says: ['metadata-unusable'],
    })
  }
  const owner = `setup link ${link.id}`
  await decide(deps, document, { ...state, state: 'submitted', submittedAt: deps.now() }, owner, xml)
  const who = { role: 'reader', author: owner, via: 'setup-link', ...(address !== undefined && { address }) } as const
  await recordAct(deps, who, 'setup-link.submit', { on: link.app })
  return examination
}

/**
 * What was uploaded becomes the app.
 * @param wish `replaces`: the state of an app that is there already, as whoever decides has looked at it
 * @throws Refused
 */
export async function approveSetup(
  deps: AdminDependencies,
  who: Administrator,
  id: string,
  wish: PutWish = {},
): Promise<PutApp> {
  demandApps(who)
  const { document, state } = await submitted(deps, id)
  const current = await readApp(deps, state.app)
  // Somebody may have made an app of this name since the link was made.
  if (current !== undefined && wish.replaces === undefined && wish.dryRun !== true)
    throw changedMeanwhile(current, 'no-revision')
  const content = withUpload(current ?? { settings: '' }, document.metadata ?? '')
  const [change, link] = [ofState(wish, current), { document, state }]
  const done = await once(deps, who, link, (claim) => putApp(deps, who, state.app, content, change, claim))
  if (done.document === undefined) return done
  await recordAct(deps, who, 'setup-link.approve', { on: state.app, facts: { link: id } })
  return done
}

/**
 * Approved before the app is written: else it would be in force for somebody who has just been told that it is rejected.
 * Where it can't be written after all, the upload waits again.
 */
async function once(
  deps: Pick<AdminDependencies, 'store'>,
  who: Administrator,
  { document, state }: Awaited<ReturnType<typeof submitted>>,
  put: (claim: () => Promise<void>) => Promise<PutApp>,
): Promise<PutApp> {
  const { metadata } = document
  let approved: StoredDocument | undefined
  const claim = async () => {
    approved ??= await decide(deps, document, { ...state, state: 'approved' }, who.author, metadata)
  }
  try {
    const done = await put(claim)
    if (done.document !== undefined) await claim()
    return done
  } catch (error) {
    if (approved !== undefined) await decide(deps, approved, state, who.author, metadata).catch(() => {})
    throw error
  }
}

/** Also takes back a link that nobody has used. @throws Refused */
export async function rejectSetup(deps: AdminDependencies, who: Administrator, id: string): Promise<void> {
  demandApps(who)
  const { document, state } = await read(deps, id)
  if (state.state !== 'open' && state.state !== 'submitted') {
    throw new Refused('changed-meanwhile', 'It was decided.', { says: ['link-decided'] })
  }
  await decide(deps, document, { ...state, state: 'rejected' }, who.author, document.metadata)
  await recordAct(deps, who, 'setup-link.reject', { on: state.app, facts: { link: id } })
}

async function submitted(deps: Pick<AdminDependencies, 'store'>, id: string) {
  const found = await read(deps, id)
  if (found.state.state === 'submitted') return found
  throw new Refused('changed-meanwhile', 'Nothing that came by this link waits.', { says: ['link-empty'] })
}

/** In one step from the state that was read: of two who decide at once, one is told. */
function decide(
  { store }: Pick<AdminDependencies, 'store'>,
  { name, revision }: StoredDocument,
  next: Kept,
  author: string,
  metadata: string | undefined,
) {
  const content = { settings: JSON.stringify(next), ...(metadata !== undefined && { metadata }) }
  return asking(() => store.put('setup-link', name, content, { author, replaces: revision }))
}

async function authenticate(
  { store, now, attempts }: Pick<AdminDependencies, 'store' | 'now' | 'attempts'>,
  secret: string,
) {
  const [id = ''] = secret.split('.', 1)
  const unknown = () => {
    attempts.note({ via: 'setup-link', what: 'setup-link', why: 'bad-link' })
    return notFound('such setup link', 'Ask whoever gave it to you for another.', ['link-unknown'])
  }
  const found = await read({ store }, id).catch((error: unknown) => {
    throw error instanceof Refused && error.code === 'not-found' ? unknown() : error
  })
  if (!matchesHash(secret, found.state.hash) || found.state.expiresAt <= now() || found.state.state === 'rejected') {
    throw unknown()
  }
  return { ...found, link: toLink(found.document, found.state) }
}

async function read({ store }: Pick<AdminDependencies, 'store'>, id: string) {
  const document = /^[A-Za-z0-9_-]{12}$/.test(id) ? await asking(() => store.get('setup-link', id)) : undefined
  const state = document && stateOf(document)
  if (document === undefined || state === undefined) throw notFound(`setup link ${id}`)
  return { document, state }
}

function stateOf({ settings }: StoredDocument): Kept | undefined {
  try {
    return kept.parse(JSON.parse(settings))
  } catch {
    return undefined
  }
}

function readLink(document: StoredDocument): SetupLink | undefined {
  const state = stateOf(document)
  return state && toLink(document, state)
}

function toLink({ name, metadata }: StoredDocument, { v: _, hash: __, ...rest }: Kept): SetupLink {
  return { id: name, ...rest, ...(metadata !== undefined && { metadata }) }
}
