/** An identity provider as its metadata describes it (Metadata 2.4.3). metadata-idp.ts makes these; nothing else does. */
import type { EntityId } from '../core/identifiers.ts'
import type { Endpoint, VerificationKey } from './service-provider.ts'

/** Metadata 2.2.3 */
export interface IndexedEndpoint extends Endpoint {
  readonly index?: number
}

export interface IdentityProvider {
  readonly entityId: EntityId
  readonly displayName?: string
  readonly wantAuthnRequestsSigned: boolean
  readonly signingKeys: readonly VerificationKey[]
  readonly nameIdFormats: readonly string[]
  /** In document order; bindings that we don't speak included. */
  readonly singleSignOnServices: readonly Endpoint[]
  readonly singleLogoutServices: readonly Endpoint[]
  readonly artifactResolutionServices: readonly IndexedEndpoint[]
  /** shibmd:Scope: what may stand after the @ of a scoped value; absent where its metadata says nothing of scopes. */
  readonly scopes?: readonly string[]
  /** ms since 1970 */
  readonly validUntil?: number
}
