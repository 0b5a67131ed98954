/**
 * What administrators do while the gateway runs. Console, API and command line call these functions, and nothing else:
 *
 *   administrator.ts   who acts, and what they may · refused.ts why something is not done
 *   dependencies.ts    what the functions are given: store, registry, and what other rooms do for them
 *   acts.ts            the record of what was done · attempts.ts and of what was refused (attempt.ts)
 *   app-list.ts        the list of apps · apps.ts one app, put, remove · app-past.ts history and undo · app-state.ts switched off, taken over
 *   app-summary.ts     an app on one line, wherever it comes from · document.ts what a stored document says
 *   metadata.ts        metadata alone, which may make a new app · clients.ts a new app of OpenID Connect, with its secret
 *   addresses.ts       where metadata is fetched, and how that goes
 *   quarantine.ts      fetched metadata that waits (quarantined.ts) · setup-links.ts an app's owner uploads it once
 *                      (setup-link.ts what is kept of one · setup-decision.ts what comes of it)
 *   preview.ts         what an app would be told about a person · person.ts who that is
 *   sessions.ts  consents.ts  upstreams.ts  keys.ts  tokens.ts  break-glass.ts
 */
import type { AdministrativeAct } from '../app-store/store.ts'
import { Refused } from './refused.ts'

/** Who may look, and who may also change things. */
export type Role = 'reader' | 'administrator'

/** What an API token may do; `read` comes with each of the others. */
export const scopes = ['read', 'apps', 'sessions'] as const
export type Scope = (typeof scopes)[number]

export interface Administrator {
  readonly role: Role
  /** The name that is written beside what they did: a person's name for people, `token <id>`, `cli`. */
  readonly author: string
  readonly via: AdministrativeAct['via']
  /** Client address, for the acts. */
  readonly address?: string
  /** Of a token: no more than these. */
  readonly scopes?: readonly Scope[]
}

/** What an act needs. `tokens`: whoever makes one could make themselves another door. */
export type Permission = Scope | 'tokens'

/** Whether they may. */
export function may({ role, scopes: only }: Administrator, permission: Permission): boolean {
  if (permission === 'read') return true
  if (role !== 'administrator') return false
  return only === undefined || (permission !== 'tokens' && only.includes(permission))
}

/** @throws Refused `not-permitted` */
export function demand(who: Administrator, permission: Permission): void {
  if (may(who, permission)) return
  const cure =
    who.scopes === undefined
      ? 'Ask someone whom `admin.allow` lets in.'
      : `Use a token with the scope ${permission === 'tokens' ? 'of an administrator: none has it' : permission}.`
  throw new Refused('not-permitted', 'You may look at this, and not change it.', { cure, says: ['not-permitted'] })
}
