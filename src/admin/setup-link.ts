/** What the store keeps of a setup link, and the one way in which its state changes. */
import * as z from 'zod'
import type { StoredDocument } from '../app-store/store.ts'
import type { AdminDependencies } from './dependencies.ts'
import { asking } from './document.ts'
import { notFound } from './refused.ts'

type Store = Pick<AdminDependencies, 'store'>

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
  /** `approving`: claimed by an approval, whose app is written or not. */
  state: z.enum(['open', 'submitted', 'approving', 'approved', 'rejected']),
  submittedAt: z.number().optional(),
  /** When the last approval began, on the clock of its node. */
  approvingSince: z.number().optional(),
})
export type KeptLink = z.infer<typeof kept>

export interface SetupLink extends Omit<KeptLink, 'v' | 'hash' | 'approvingSince'> {
  readonly id: string
  /** What was uploaded. */
  readonly metadata?: string
}

/** A link as it was read: a decision replaces this state of it, and no other. */
export interface ReadLink {
  readonly document: StoredDocument
  readonly state: KeptLink
}

/** Whether what came by it has still to be decided, or to be decided to its end. */
export const waits = ({ state }: Pick<KeptLink, 'state'>): boolean => state === 'submitted' || state === 'approving'

/** ms that a link stands in the list after its end, for whoever asks what came of it */
const keptAfterEnd = 31 * 24 * 3600_000

/** Whether nobody needs it any more. What waits for a decision stays. @param now ms since 1970 */
export const isOver = (link: Pick<KeptLink, 'state' | 'expiresAt'>, now: number): boolean =>
  !waits(link) && link.expiresAt + keptAfterEnd <= now

/** @throws Refused `not-found` */
export async function readLink({ store }: Store, id: string): Promise<ReadLink> {
  const document = /^[A-Za-z0-9_-]{12}$/.test(id) ? await asking(() => store.get('setup-link', id)) : undefined
  const state = document && stateOf(document)
  if (document === undefined || state === undefined) throw notFound(`setup link ${id}`)
  return { document, state }
}

/** All that can be read. @throws Refused */
export async function readLinks({ store }: Store): Promise<readonly ReadLink[]> {
  const heads = await asking(() => store.list('setup-link'))
  const all = await asking(() => Promise.all(heads.map(({ name }) => store.get('setup-link', name))))
  return all.flatMap((document) => {
    const state = document && stateOf(document)
    return document === undefined || state === undefined ? [] : [{ document, state }]
  })
}

/**
 * In one step from the state that was read: of two who decide at once, one is told.
 * @returns the link as it is now @throws Refused
 */
export async function writeLink(
  { store }: Store,
  { document }: Pick<ReadLink, 'document'>,
  state: KeptLink,
  author: string,
  metadata = document.metadata,
): Promise<ReadLink> {
  const content = { settings: JSON.stringify(state), ...(metadata !== undefined && { metadata }) }
  const change = { author, replaces: document.revision }
  return { document: await asking(() => store.put('setup-link', document.name, content, change)), state }
}

function stateOf({ settings }: StoredDocument): KeptLink | undefined {
  try {
    return kept.parse(JSON.parse(settings))
  } catch {
    return undefined
  }
}

export function toLink({ document: { name, metadata }, state }: ReadLink): SetupLink {
  const { v: _, hash: __, approvingSince: ___, ...rest } = state
  return { id: name, ...rest, ...(metadata !== undefined && { metadata }) }
}
