/** What each page of the console shows. Types only: the pages' own, so that they name no function of the console. */
import type { FindingView } from './parts.tsx'

/** Where an app comes from. `config` and `file` are an operator's files, and win. */
export type OriginView = 'config' | 'store' | 'file' | 'address'

/** An app on one line. */
export interface AppRow {
  readonly name: string
  readonly displayName: string
  readonly origin: OriginView
  readonly state: 'in-force' | 'broken' | 'waiting' | 'disabled'
  /** entityID or client_id. */
  readonly identifier?: string
  readonly file?: string
  readonly line?: number
  /** ms since 1970 */
  readonly lastLogin?: number
  readonly failuresToday: number
  /** ms since 1970 */
  readonly certificateEnd?: number
  readonly errors: number
  readonly warnings: number
  readonly quarantined: boolean
}

export interface AppsView {
  readonly page: 'apps'
  readonly rows: readonly AppRow[]
  /** How many fit the search. */
  readonly total: number
  /** Whether there are any at all. */
  readonly any: boolean
  readonly search: string
  readonly troubled: boolean
  /** 1-based */
  readonly at: number
  readonly pages: number
}

/** What an administrator entered to add an app. */
export interface MetadataEntry {
  readonly text?: string
  readonly address?: string
}

export interface AddView {
  readonly page: 'add'
  readonly entry: MetadataEntry
  /** Why it could not be read. */
  readonly findings: readonly FindingView[]
}

/** Label and values, as the description of metadata has them. */
export interface FactView {
  readonly label: string
  readonly values: readonly string[]
}

export interface NameAppView {
  readonly page: 'nameApp'
  /** Where this draft is posted to. */
  readonly action: string
  readonly name: string
  readonly displayName: string
  readonly allow: string
  readonly facts: readonly FactView[]
  readonly findings: readonly FindingView[]
  /** An error is among them: it can't be created. */
  readonly blocked: boolean
}

/** What to enter at an app's side. */
export interface OurSideView {
  readonly entityId: string
  readonly metadataUrl: string
  readonly singleSignOnUrl: string
  readonly singleLogoutUrl: string
  readonly issuer: string
  /** PEM */
  readonly certificates: readonly string[]
  /** SHA-256 of the first certificate. */
  readonly fingerprint?: string
}

export interface AppView {
  readonly page: 'app'
  readonly app: AppRow
  readonly facts: readonly FactView[]
  readonly findings: readonly FindingView[]
  readonly ourSide: OurSideView
  readonly protocol: 'saml' | 'oidc'
}

/** A form that was sent by a session that is over. */
export interface AgainView {
  readonly page: 'again'
  readonly action: string
  readonly fields: readonly (readonly [name: string, value: string])[]
}

/** A dangerous act asks again. */
export interface ConfirmView {
  readonly page: 'confirm'
  readonly act: 'remove' | 'end' | 'approve' | 'reject' | 'rename' | 'takeOver' | 'undo'
  /** What it is done to. */
  readonly on: string
  readonly action: string
  readonly fields: readonly (readonly [name: string, value: string])[]
  /** In English, from a function that refused to do it without a second yes. */
  readonly reason?: string
  /** Where a no leads. */
  readonly back: string
}

/** It was not done, and why. */
export interface RefusedView {
  readonly page: 'refused'
  readonly finding: FindingView
  readonly more: readonly FindingView[]
  readonly back: string
}

export type ConsoleView = AppsView | AddView | NameAppView | AppView | AgainView | ConfirmView | RefusedView
