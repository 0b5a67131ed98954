/** A service provider as its metadata describes it (Metadata 2.4.4). metadata.ts makes these; nothing else does. */
import type { KeyObject } from 'node:crypto'
import type { EntityId } from '../core/identifiers.ts'

/** A key to verify with, from metadata only. `id` is a short fingerprint for the log. */
export interface VerificationKey {
  readonly id: string
  readonly key: KeyObject
  /** End of the certificate's validity, ms since 1970, where it came in one: only a warning (the operator vouches). */
  readonly notAfter?: number
  /** Its curve, where it is an elliptic one: such a key verifies, and nothing is encrypted to it. */
  readonly curve?: string
}

/** Metadata 2.4.4.1, 2.2.3 */
export interface AssertionConsumerService {
  readonly binding: string
  readonly location: string
  readonly index?: number
  readonly isDefault?: boolean
}

/** Metadata 2.2.2 */
export interface Endpoint {
  readonly binding: string
  readonly location: string
  readonly responseLocation?: string
}

/** Metadata 2.4.4.2 */
export interface NeededAttribute {
  readonly name: string
  readonly friendlyName?: string
}

/** What an app says that it can't do without. */
export interface MetadataNeeds {
  readonly attributes: readonly NeededAttribute[]
  /** subject-id:req of the Subject Identifier Attributes Profile. */
  readonly subjectId?: 'subject-id' | 'pairwise-id' | 'any'
}

export interface ServiceProvider {
  readonly entityId: EntityId
  /** mdui:DisplayName (English, else the first), else ServiceName or OrganizationDisplayName, else undefined. */
  readonly displayName?: string
  readonly authnRequestsSigned: boolean
  readonly wantAssertionsSigned: boolean
  readonly signingKeys: readonly VerificationKey[]
  /** The first usable encryption key, with the EncryptionMethod algorithms listed beside it, in order. */
  readonly encryption?: { readonly key: VerificationKey; readonly methods: readonly string[] }
  readonly nameIdFormats: readonly string[]
  readonly needs?: MetadataNeeds
  /** In document order; bindings that we don't speak included, so that a refusal can name them. */
  readonly assertionConsumerServices: readonly AssertionConsumerService[]
  readonly singleLogoutServices: readonly Endpoint[]
  /** ms since 1970; the nearest validUntil of the entity and the entities around it. */
  readonly validUntil?: number
}
