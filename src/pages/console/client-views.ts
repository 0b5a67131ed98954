/** What the pages show on which an app that speaks OpenID Connect is registered. Types only. */
import type { FindingView } from './parts.tsx'

/** An app that is known by name. */
export interface ProductView {
  readonly name: string
  /** As people call it. */
  readonly title: string
}

export interface ClientView {
  readonly page: 'client'
  /** Where the form is posted to. */
  readonly action: string
  /** The known app; absent for any other. */
  readonly product?: ProductView & {
    /** What its addresses are, in English; absent where it needs none. */
    readonly addresses?: string
  }
  readonly entered: Readonly<Record<string, string>>
  readonly findings: readonly FindingView[]
  /** The gateway has no keys for its tokens yet. */
  readonly noKeys: boolean
}

/** It is registered, or has a new secret: shown in the answer to the form alone. */
export interface RegisteredView {
  readonly page: 'registered'
  readonly app: string
  readonly clientId: string
  readonly issuer: string
  readonly publicUrl: string
  readonly secret?: string
  readonly isNew: boolean
  /** What is to be said of it besides. */
  readonly findings: readonly FindingView[]
  /** What to enter at a known app, line by line. */
  readonly there?: {
    readonly product: string
    readonly lines: readonly string[]
    /** What to heed there: in English, and which sentence it is. */
    readonly notes: readonly { readonly code: string; readonly text: string }[]
  }
}
