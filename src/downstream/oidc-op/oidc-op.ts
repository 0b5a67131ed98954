/** What the OpenID Provider is given. Types only. */
import type { OutboundConfig } from '../../config/config.ts'
import type { AntiForgery } from '../../core/ports/anti-forgery.ts'
import type { Audit } from '../../core/ports/audit.ts'
import type { LoginDependencies } from '../../core/ports/hub.ts'
import type { Stores } from '../../core/ports/stores.ts'
import type { KeySet, TokenKeys } from '../../keys/keys.ts'
import type { OidcApps } from '../../registry/app.ts'

/** The role's name among the hub's downstreams. */
export const downstreamName = 'oidc-op'

export interface OidcOp {
  /** Our name toward apps, byte for byte (Core 1.2). */
  readonly issuer: string
  /** Without a trailing slash. */
  readonly publicUrl: string
  readonly apps: OidcApps
  readonly keys: Pick<KeySet, 'oidc'>
  /** The settings for every outgoing call. */
  readonly outbound: OutboundConfig
  readonly stores: Pick<Stores, 'issued' | 'sessions'>
  readonly audit: Pick<Audit, 'trace' | 'record'>
  /** Those of our pages. */
  readonly languages: readonly string[]
  /** ms since 1970 */
  now(): number
}

/** The same, where apps speak OpenID Connect and there are keys for it. */
export interface ServingOp extends OidcOp {
  readonly keys: { readonly oidc: TokenKeys }
  readonly hub: LoginDependencies
  readonly antiForgery: AntiForgery
  /** ms by which the clocks of others may differ. */
  readonly incomingSkew: number
}
