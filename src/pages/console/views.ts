/** What each page of the console shows. Types only: the pages' own, so that they name no function of the console. */
import type { AddressesView } from './address-views.ts'
import type { AppTabView, PreviewView } from './app-views.ts'
import type { ClientView, ProductView, RegisteredView } from './client-views.ts'
import type { Sayable } from './finding-words.ts'
import type { FindingView } from './parts.tsx'
import type { AppRow, FactView, MetadataEntry, OurSideView } from './rows.ts'
import type { WatchView } from './watch-views.ts'

export interface AppsView {
  readonly page: 'apps'
  readonly rows: readonly AppRow[]
  /** What a search found that can't be shown as an app. */
  readonly findings: readonly FindingView[]
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

export interface AddView {
  readonly page: 'add'
  /** Apps that are known by name. */
  readonly products: readonly ProductView[]
  readonly entry: MetadataEntry
  /** Why it could not be read. */
  readonly findings: readonly FindingView[]
  /** Nothing was entered. */
  readonly empty?: true
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
  /** The form was sent, and not taken. */
  readonly refused?: boolean
  /** An error is among them: it can't be created. */
  readonly blocked: boolean
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
  readonly act:
    | 'remove'
    | 'end'
    | 'approve'
    | 'reject'
    | 'takeBack'
    | 'rename'
    | 'takeOver'
    | 'undo'
    | 'secret'
    | 'forget'
  /** What it is done to. */
  readonly on: string
  readonly action: string
  readonly fields: readonly (readonly [name: string, value: string])[]
  /** In English, from a function that refused to do it without a second yes. */
  readonly reason?: Sayable
  /** Where a no leads. */
  readonly back: string
}

/** It was not done, and why. */
export interface RefusedView {
  readonly page: 'refused'
  readonly finding: FindingView
  readonly more: readonly FindingView[]
  readonly back: string
  /** There is no such thing. */
  readonly missing?: boolean
}

export type ConsoleView =
  | AppsView
  | AddView
  | ClientView
  | RegisteredView
  | AddressesView
  | NameAppView
  | AppView
  | AppTabView
  | PreviewView
  | WatchView
  | AgainView
  | ConfirmView
  | RefusedView
