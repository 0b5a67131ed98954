/** What the pages beside the apps show: quarantine, sessions, upstreams, keys, acts, setup links. Types only. */
import type { ActTexts } from '../messages/console/acts/catalogue.ts'
import type { Sayable } from './finding-words.ts'
import type { FindingView } from './parts.tsx'
import type { FactView, OurSideView } from './rows.ts'

export interface QuarantineView {
  readonly page: 'quarantine'
  readonly fetched: readonly {
    readonly name: string
    /** One that was rejected can be approved after all. */
    readonly state: 'waiting' | 'rejected'
    /** Names the differences: a decision is about these. */
    readonly digest: string
    readonly address: string
    /** ms since 1970 */
    readonly since: number
    readonly differences: readonly Sayable[]
    /** ms since 1970 */
    readonly deadline?: number
  }[]
  /** Setup links that are open, and what came by one. */
  readonly links: readonly LinkRow[]
  /** The form that makes a link was not taken. */
  readonly again?: LinkFormAgain
}

export interface LinkFormAgain {
  readonly entered: Readonly<Record<'app' | 'note' | 'days', string>>
  readonly findings: readonly FindingView[]
}

export interface LinkRow {
  readonly id: string
  readonly app: string
  readonly note: string
  readonly createdBy: string
  /** ms since 1970 */
  readonly expiresAt: number
  readonly state: 'open' | 'submitted'
  /** Of the app that it would change; empty where it would make one. */
  readonly revision: string
  readonly facts: readonly FactView[]
  readonly findings: readonly FindingView[]
  readonly metadata?: string
}

export interface SessionsView {
  readonly page: 'sessions'
  readonly search: string
  readonly total: number
  readonly sessions: readonly {
    readonly reference: string
    readonly person: string
    readonly upstream: string
    /** ms since 1970 */
    readonly since: number
    /** ms since 1970 */
    readonly end: number
    readonly apps: readonly string[]
  }[]
}

export interface ConsentsView {
  readonly page: 'consents'
  /** Of the session. */
  readonly reference: string
  readonly person: string
  readonly consents: readonly {
    readonly identifier: string
    readonly displayName?: string
    readonly told: readonly string[]
    /** What else the app may do. */
    readonly allowed: readonly string[]
  }[]
}

export interface UpstreamsView {
  readonly page: 'upstreams'
  readonly upstreams: readonly {
    readonly name: string
    readonly displayName: string
    readonly kind: string
    readonly issuer: string
    readonly findings?: readonly FindingView[]
  }[]
}

export interface KeysView {
  readonly page: 'keys'
  readonly keys: readonly {
    readonly use: string
    readonly state: 'current' | 'next'
    readonly fingerprint: string
    readonly certificate?: string
    /** ms since 1970 */
    readonly since?: number
    readonly end?: number
  }[]
  /** Who has fetched our metadata since the next key is there. */
  readonly readers?: readonly { readonly name: string; readonly at: number }[]
}

export interface AuditView {
  readonly page: 'audit'
  readonly acts: readonly {
    readonly at: number
    readonly author: string
    /** Its code, as the record has it: a later version may have written others. */
    readonly act: string
    readonly on?: string
    readonly via: keyof ActTexts['ways']
    readonly failed: boolean
    readonly facts: readonly (readonly [name: string, value: string | number | boolean])[]
  }[]
  /** Where the next page begins; absent on the last. */
  readonly next?: string
}

/** A setup link was made; its address is shown once. */
export interface LinkMadeView {
  readonly page: 'linkMade'
  readonly app: string
  readonly address: string
  /** ms since 1970 */
  readonly expiresAt: number
}

export type WatchView =
  | QuarantineView
  | SessionsView
  | ConsentsView
  | UpstreamsView
  | KeysView
  | AuditView
  | LinkMadeView

/** What an app's owner sees, who has a setup link and nothing else. */
export interface OwnerView {
  readonly action: string
  readonly app: string
  readonly note: string
  /** ms since 1970 */
  readonly expiresAt: number
  readonly state: 'open' | 'submitted' | 'approved'
  readonly findings: readonly FindingView[]
  readonly text: string
  readonly ourSide: OurSideView
}
