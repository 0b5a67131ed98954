/** What several pages of the console show. Types only. */

/** Where an app comes from. `config` and `file` are an operator's files, and win. */
export type OriginView = 'config' | 'store' | 'file' | 'address' | 'federation'

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

/** Label and values, as the description of metadata has them. */
export interface FactView {
  readonly label: string
  readonly values: readonly string[]
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
