/** A federation: many service providers, all of them under the same settings. Types only. */
import type { AppSettings, NameIdConfig, PinnedSigners } from './app-settings.ts'

/** Where its metadata is: all of it in one signed document, or one entity at a time (MDQ). */
export type FederationSource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'url'; readonly url: string; readonly ca?: string }
  /** `url` is the base of its addresses, without a trailing slash. */
  | { readonly kind: 'mdq'; readonly url: string; readonly ca?: string }

export interface FederationConfig extends AppSettings {
  /** Its key under `federations`. */
  readonly name: string
  /** 1-based line of that key in the config file, for messages. */
  readonly line?: number
  readonly source: FederationSource
  readonly signers: PinnedSigners
  /** CEL: which service providers become apps. */
  readonly filter?: string
  readonly nameId?: NameIdConfig
  /** Whether the entry itself says who may use its apps. */
  readonly restricted: boolean
}
