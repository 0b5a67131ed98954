/**
 * A setup link: leave for an app's owner to upload metadata once and to see our values, and nothing else. What comes of
 * it waits for an administrator.
 */
import { matchesHash, randomToken, sha256 } from '../core/tokens.ts'
import { recordAct, recordMade } from './acts.ts'
import type { Administrator } from './administrator.ts'
import { storedApp } from './apps.ts'
import type { AdminDependencies, Examination, OurSide } from './dependencies.ts'
import { asking, checkName, demandApps, readApp } from './document.ts'
import { withUpload } from './metadata.ts'
import { notFound, Refused, timePast } from './refused.ts'
import { isOver, type KeptLink, readLink, readLinks, type SetupLink, toLink, writeLink } from './setup-link.ts'

/** ms */
const usualLife = 7 * 24 * 3600_000
const longestLife = 31 * 24 * 3600_000

interface NewLink {
  readonly app: string
  /** ms since 1970 */
  readonly expiresAt?: number
  readonly note?: string
}

/**
 * Also removes the links that nobody needs any more: there are only more of them where new ones are made.
 * @returns the secret of its address, which is shown once
 * @throws Refused; `in-files` where a file keeps the app: nothing that came by the link could be approved
 */
export async function createSetupLink(
  deps: AdminDependencies,
  who: Administrator,
  wish: NewLink,
): Promise<{ readonly secret: string; readonly link: SetupLink }> {
  demandApps(who)
  const app = checkName(wish.app)
  const createdAt = deps.now()
  const { expiresAt = createdAt + usualLife } = wish
  if (expiresAt <= createdAt) throw timePast()
  if (expiresAt > createdAt + longestLife) {
    throw new Refused('invalid', 'A setup link lives at most 31 days.', {
      cure: 'Choose an end within a month.',
      says: ['link-days'],
    })
  }
  await storedApp(deps, app)
  const note = (wish.note ?? '').slice(0, 200)
  const id = randomToken(9).replace(/^[-_]/, 'x')
  const secret = `${id}.${randomToken(32)}`
  const state: KeptLink = {
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
  const document = await asking(() => deps.store.put('setup-link', id, { settings: JSON.stringify(state) }, change))
  await removeOver(deps)
  const takeBack = () => deps.store.remove('setup-link', id, { author: who.author, replaces: document.revision })
  await recordMade(deps, who, 'setup-link.create', { on: app, facts: { link: id, expiresAt } }, takeBack)
  return { secret, link: toLink({ document, state }) }
}

/** Where it can't be done now, whoever makes the next link does it. */
async function removeOver(deps: Pick<AdminDependencies, 'store' | 'now'>): Promise<void> {
  const over = (await readLinks(deps).catch(() => [])).filter(({ state }) => isOver(state, deps.now()))
  for (const { document } of over) {
    const change = { author: 'gateway', replaces: document.revision }
    await deps.store.remove('setup-link', document.name, change).catch(() => {})
  }
}

/** Newest first; without those that nobody needs any more. @throws Refused */
export async function listSetupLinks(deps: Pick<AdminDependencies, 'store' | 'now'>): Promise<readonly SetupLink[]> {
  return (await readLinks(deps))
    .filter(({ state }) => !isOver(state, deps.now()))
    .map(toLink)
    .sort((one, other) => other.createdAt - one.createdAt)
}

/** What the owner of a link sees; also after they have used it, as long as it lives. @throws Refused `not-found` */
export async function openSetupLink(
  deps: Pick<AdminDependencies, 'store' | 'now' | 'ourSide' | 'attempts'>,
  secret: string,
): Promise<{ readonly link: SetupLink; readonly ourSide: OurSide }> {
  return { link: toLink(await authenticate(deps, secret)), ourSide: deps.ourSide }
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
  const link = await authenticate(deps, secret)
  const { state, document } = link
  if (state.state !== 'open')
    throw new Refused('changed-meanwhile', 'This link has been used.', { says: ['link-used'] })
  const content = withUpload((await readApp(deps, state.app)) ?? { settings: '' }, xml)
  const examination = await deps.examine(state.app, content)
  if (examination.problems.some(({ severity }) => severity === 'error')) {
    throw new Refused('invalid', 'This metadata can not be used.', {
      problems: examination.problems,
      says: ['metadata-unusable'],
    })
  }
  const owner = `setup link ${document.name}`
  await writeLink(deps, link, { ...state, state: 'submitted', submittedAt: deps.now() }, owner, xml)
  const who = { role: 'reader', author: owner, via: 'setup-link', ...(address !== undefined && { address }) } as const
  await recordAct(deps, who, 'setup-link.submit', { on: state.app })
  return examination
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
  const found = await readLink({ store }, id).catch((error: unknown) => {
    throw error instanceof Refused && error.code === 'not-found' ? unknown() : error
  })
  if (!matchesHash(secret, found.state.hash) || found.state.expiresAt <= now() || found.state.state === 'rejected') {
    throw unknown()
  }
  return found
}
