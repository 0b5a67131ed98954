/** Tokens of the API: 256 random bits, kept as a hash, shown once. */
import { randomInt } from 'node:crypto'
import * as z from 'zod'
import type { StoredDocument } from '../app-store/store.ts'
import { matchesHash, randomToken, sha256 } from '../core/tokens.ts'
import { recordAct, recordMade } from './acts.ts'
import { type Administrator, demand, type Scope, scopes } from './administrator.ts'
import type { AdminDependencies } from './dependencies.ts'
import { asking } from './document.ts'
import { notFound, Refused } from './refused.ts'

const keptToken = z.object({
  v: z.literal(1),
  /** SHA-256 of the whole token, base64url. */
  hash: z.string(),
  scopes: z.array(z.enum(scopes)).readonly(),
  note: z.string(),
  createdAt: z.number(),
  expiresAt: z.number(),
})

export interface ApiToken {
  /** Not secret. */
  readonly id: string
  readonly scopes: readonly Scope[]
  /** What it is for. */
  readonly note: string
  readonly createdBy: string
  /** ms since 1970 */
  readonly createdAt: number
  readonly expiresAt: number
}

export interface TokenWish {
  readonly scopes: readonly Scope[]
  /** ms since 1970 */
  readonly expiresAt: number
  readonly note?: string
}

/** ms; a door that nobody remembers must not stay open for ever. */
const longestLife = 366 * 24 * 3600_000
const longestNote = 200

const letters = 'abcdefghijkmnpqrstuvwxyz23456789'
const newId = () => Array.from({ length: 12 }, () => letters[randomInt(letters.length)]).join('')

/** `isth_<id>_<secret>`: the prefix is there for programs that look for secrets in the wrong places. */
const tokenPattern = /^isth_([a-z0-9]{12})_[A-Za-z0-9_-]{43}$/

/**
 * Makes a token. A token may make others that may do no more and live no longer than itself.
 * @returns the token itself, which is shown once
 * @throws Refused
 */
export async function createToken(
  deps: AdminDependencies,
  who: Administrator,
  { scopes: wanted, expiresAt, note = '' }: TokenWish,
): Promise<{ readonly token: string; readonly kept: ApiToken }> {
  demand(who, 'tokens')
  const createdAt = deps.now()
  if (wanted.length === 0)
    throw new Refused('invalid', 'A token needs a scope.', { cure: `Name ${scopes.join(', ')}.` })
  if (expiresAt <= createdAt || expiresAt > createdAt + longestLife) {
    throw new Refused('invalid', 'A token lives at most 366 days.', { cure: 'Choose an end within a year from now.' })
  }
  if (note.length > longestNote) throw new Refused('invalid', `A note has at most ${longestNote} characters.`)
  const id = newId()
  const token = `isth_${id}_${randomToken(32)}`
  const kept = { v: 1, hash: sha256(token), scopes: [...new Set(wanted)], note, createdAt, expiresAt } as const
  const change = { author: who.author, replaces: undefined }
  const document = await asking(() => deps.store.put('token', id, { settings: JSON.stringify(kept) }, change))
  const details = { on: id, facts: { scopes: kept.scopes.join(' '), expiresAt } }
  const takeBack = () => deps.store.remove('token', id, { author: who.author, replaces: document.revision })
  await recordMade(deps, who, 'token.create', details, takeBack)
  return { token, kept: describe(document, kept) }
}

/** Newest first; of those that have ended the ones that nobody has removed. */
export async function listTokens({ store }: Pick<AdminDependencies, 'store'>): Promise<readonly ApiToken[]> {
  const heads = await asking(() => store.list('token'))
  const all = await asking(() => Promise.all(heads.map(({ name }) => store.get('token', name))))
  return all
    .flatMap((document) => {
      const kept = document && read(document)
      return document === undefined || kept === undefined ? [] : [describe(document, kept)]
    })
    .sort((one, other) => other.createdAt - one.createdAt)
}

/** From now on it opens nothing. @throws Refused */
export async function revokeToken(deps: AdminDependencies, who: Administrator, id: string): Promise<void> {
  const isOwn = who.author === authorOf(id)
  if (!isOwn) demand(who, 'tokens')
  const document = /^[a-z0-9]{12}$/.test(id) ? await asking(() => deps.store.get('token', id)) : undefined
  if (document === undefined) throw notFound(`token ${id}`)
  const change = { author: who.author, replaces: document.revision }
  await asking(() => deps.store.remove('token', id, change))
  await recordAct(deps, who, 'token.revoke', { on: id })
}

/** Who a token stands for; undefined where it is none of ours, or has ended. @throws Refused `unavailable` */
export async function ownerOf(
  { store, now }: Pick<AdminDependencies, 'store' | 'now'>,
  token: string,
  address?: string,
): Promise<Administrator | undefined> {
  const id = tokenPattern.exec(token)?.[1]
  const document = id === undefined ? undefined : await asking(() => store.get('token', id))
  const kept = document && read(document)
  if (id === undefined || kept === undefined || !matchesHash(token, kept.hash) || kept.expiresAt <= now()) {
    return undefined
  }
  const role = kept.scopes.some((scope) => scope !== 'read') ? 'administrator' : 'reader'
  return {
    role,
    author: authorOf(id),
    via: 'api',
    scopes: kept.scopes,
    ...(address !== undefined && { address }),
  }
}

const authorOf = (id: string): string => `token ${id}`

/** Undefined where the document is not one of ours: such a token opens nothing. */
function read({ settings }: StoredDocument) {
  try {
    return keptToken.parse(JSON.parse(settings))
  } catch {
    return undefined
  }
}

function describe({ name, author }: StoredDocument, kept: z.infer<typeof keptToken>): ApiToken {
  const { scopes: may, note, createdAt, expiresAt } = kept
  return { id: name, scopes: may, note, createdBy: author, createdAt, expiresAt }
}
