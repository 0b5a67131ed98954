/** What the pages of one app show. Types only. */
import type { Said } from '../../core/said.ts'
import type { AddressView } from './address-views.ts'
import type { FindingView } from './parts.tsx'
import type { AppRow, MetadataEntry } from './rows.ts'

/** A setting in the form: `yaml` is a piece of the document, for what has parts. */
export interface SettingField {
  readonly key: string
  readonly kind: 'text' | 'mono' | 'yaml' | 'flag' | 'choice'
  readonly value: string
  /** Of a choice; the empty one stands for the default. */
  readonly choices?: readonly string[]
}

interface OfApp {
  readonly app: AppRow
  readonly findings: readonly FindingView[]
  /** The form was sent, and not taken: the findings are about that. */
  readonly refused?: boolean
  /** Somebody else has changed it since the form was shown. */
  readonly meanwhile?: MeanwhileView
  /** The revision that a change is made from; absent where nothing can be changed here. */
  readonly revision?: string
}

export interface SettingsView extends OfApp {
  readonly page: 'settings'
  readonly fields: readonly SettingField[]
}

export interface DocumentView extends OfApp {
  readonly page: 'document'
  readonly text: string
}

export interface MetadataView extends OfApp {
  readonly page: 'metadata'
  readonly text?: string
  readonly address?: string
  /** How that address is doing. */
  readonly source?: AddressView
  /** What was not taken. */
  readonly entry?: MetadataEntry
}

export interface DiffLine {
  readonly kind: 'same' | 'in' | 'out' | 'gap'
  readonly text: string
}

/** What a change changed in one part. */
export interface ChangeView {
  readonly part: 'settings' | 'metadata'
  readonly lines: readonly DiffLine[]
}

export interface MeanwhileView {
  readonly author: string
  /** ms since 1970 */
  readonly at: number
  readonly changes: readonly ChangeView[]
}

export interface PastView {
  readonly revision: string
  readonly author: string
  /** ms since 1970 */
  readonly at: number
  readonly reason?: string
  readonly removed: boolean
  readonly current: boolean
  /** What it changed in each part, against the revision before. */
  readonly changes: readonly ChangeView[]
}

export interface HistoryView extends OfApp {
  readonly page: 'history'
  readonly entries: readonly PastView[]
  readonly more: boolean
}

export type AppTabView = SettingsView | DocumentView | MetadataView | HistoryView

/** A rule of `allow` and its part in the verdict. */
export interface RuleView {
  readonly source: string
  readonly result: boolean | 'failed'
  readonly reason?: Said
  readonly joined?: 'and' | 'or' | 'not'
  readonly parts?: readonly RuleView[]
}

export interface PreviewResult {
  readonly person: string
  readonly upstream: string
  readonly allowed: boolean
  readonly allow?: RuleView
  readonly reasons: readonly Said[]
  readonly subject?: { readonly kind: string; readonly format?: string; readonly value: string }
  readonly attributes: readonly { readonly name: string; readonly values: readonly string[] }[]
  /** Attributes, and claims that are not believed. */
  readonly leftOut: readonly { readonly name: string; readonly reason: Said }[]
  readonly message?: string
  readonly unanswered?: Said
  /** What an expression gives for this person. */
  readonly tried?: { readonly source: string; readonly value?: string; readonly fault?: Said }
}

export interface PreviewView extends OfApp {
  readonly page: 'preview'
  readonly people: readonly { readonly reference: string; readonly name: string }[]
  readonly upstreams: readonly string[]
  readonly entered: {
    readonly session: string
    readonly upstream: string
    readonly claims: string
    readonly expression: string
  }
  readonly result?: PreviewResult
}
