/** What several pages of the console show. Types only. */

import type { FactCode, FactWord } from '../messages/console/facts/catalogue.ts'
import type { AddressState } from './address-views.ts'

/** Where an app comes from. `config` and `file` are an operator's files, and win. */
export type OriginView = 'config' | 'store' | 'file' | 'address' | 'federation'

/** An app on one line. */
export interface AppRow {
  readonly name: string
  readonly displayName: string
  readonly origin: OriginView
  readonly state: 'in-force' | 'broken' | 'unread' | 'waiting' | 'disabled'
  /** Where the metadata of one is that is `unread`, and since when that fails: ms since 1970. */
  readonly unread?: { readonly address: string; readonly failingSince?: number }
  readonly protocol?: 'saml' | 'oidc'
  /** entityID or client_id. */
  readonly identifier?: string
  /** It proves with a secret who it is. */
  readonly hasSecret?: boolean
  /** Of an app of a federation, which has no page of its own: the federation. */
  readonly federation?: string
  /** How the address of its metadata is doing, where that is not well. */
  readonly address?: Exclude<AddressState, 'good'>
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

/** Label and values, as the description of metadata has them: in English, and by code in every language. */
export interface FactView {
  readonly code: FactCode
  readonly values: readonly string[]
  /** For each value, where it has words of ours. */
  readonly words?: readonly (
    | { readonly code: FactWord; readonly values?: Readonly<Record<string, string>> }
    | undefined
  )[]
}

/** What to enter at an app's side. */
export interface OurSideView {
  readonly entityId: string
  readonly metadataUrl: string
  readonly singleSignOnUrl: string
  readonly singleLogoutUrl: string
  readonly issuer: string
  readonly publicUrl: string
  /** PEM */
  readonly certificates: readonly string[]
  /** SHA-256 of the first certificate. */
  readonly fingerprint?: string
}

/** What an administrator entered where metadata is handed in. */
export interface MetadataEntry {
  readonly text?: string
  readonly address?: string
}
