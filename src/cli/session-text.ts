/** Which sessions a command means, and how they are shown. */
import { identifierOf, type SessionKey } from '../core/identifiers.ts'
import { isPending, outcomeOf } from '../core/logout/plan.ts'
import type { OpenLogout } from '../core/logout/record.ts'
import { replaceUnseen } from '../core/visible-text.ts'

export interface SessionWish {
  readonly person?: string
  readonly app?: string
  readonly key?: string
}

export interface FoundSession {
  readonly key: SessionKey
  readonly upstream: string
  readonly subject: string
  /** preferred_username and email, where the upstream sends them. */
  readonly names: readonly string[]
  /** ms since 1970, as the next two */
  readonly createdAt: number
  readonly verifiedAt: number
  readonly end: number
  readonly apps: readonly { readonly entityId: string; readonly displayName?: string; readonly issuedAt: number }[]
}

/** Fewer characters of a key could match another session too. */
export const leastKey = 8

/** Whether a session is meant: every given option must match. */
export function matches(found: FoundSession, { person, app, key }: SessionWish): boolean {
  const { subject, names, apps } = found
  if (person !== undefined && subject !== person && !names.includes(person)) return false
  if (app !== undefined && !apps.some(({ entityId, displayName }) => entityId === app || displayName === app))
    return false
  return key === undefined || (key.length >= leastKey && found.key.startsWith(key))
}

/** A session on a line, and each of its apps on one below. */
export function describeSession({ key, upstream, subject, names, createdAt, end, apps }: FoundSession): string {
  const person = [...names, subject].map(visible)
  const from = new Date(createdAt).toISOString()
  const until = new Date(end).toISOString()
  const head = `${key.slice(0, leastKey)}  ${person.join('  ')}  at ${upstream}  ${from} to ${until}`
  return [
    head,
    ...apps.map(({ entityId, displayName }) => `  ${visible(displayName ?? entityId)}  ${visible(entityId)}`),
  ].join('\n')
}

/** Names come from the upstream and from metadata: a terminal would obey what can't be seen in them. */
const visible = (text: string): string => replaceUnseen(text, () => '?')

export interface EndedText {
  readonly key: string
  readonly apps: readonly { readonly app: string; readonly what: string }[]
}

/** What became of each app of a session that was ended. */
export function describeEnded(open: OpenLogout, now: number): EndedText {
  const apps = open.parties.map((party) => ({
    app: visible(identifierOf(party.participant.app)),
    what: isPending(party, now)
      ? 'will be told when that browser comes back here'
      : (outcomeOf(party) ?? 'cannot be told'),
  }))
  return { key: open.key.slice(0, leastKey), apps }
}
