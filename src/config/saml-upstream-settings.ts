/** What the config says of an upstream that is a SAML identity provider, but for where its metadata is. Types only. */
import type { EntityId, UpstreamName } from '../core/identifiers.ts'
import type { EmailTrust } from '../core/policy/identity.ts'
import type { ContextRow } from '../core/ports/roles.ts'

/** Names of attributes that a kind of identity provider usually sends, and the claims that they become. */
export type ClaimSet = 'eduperson' | 'adfs' | 'entra' | 'keycloak' | 'google'

export interface SamlUpstreamSettings {
  readonly protocol: 'saml'
  readonly kind: 'saml'
  readonly name: UpstreamName
  readonly displayName: string
  /** Which identity provider, where the metadata holds several. */
  readonly idpEntityId?: EntityId
  /** Ours toward it. */
  readonly entityId: EntityId
  readonly subjectNamespace: string
  /** Always `sub`: which name or attribute that is made of, the role decides by `subjectSource`. */
  readonly subjectFrom: string
  /** `NameID`, or the name of an attribute. */
  readonly subjectSource: string
  /** Format of the NameIDPolicy; none is sent where absent. */
  readonly nameIdFormat?: string
  readonly claimSets: readonly ClaimSet[]
  /** Claim → CEL over `attributes`, `nameId`, `authnContext`; as text. */
  readonly claims: Readonly<Record<string, string>>
  readonly trustEmail: EmailTrust
  readonly contexts: readonly ContextRow[]
  readonly passive: boolean
  /** Whichever its metadata offers where absent, Redirect first. */
  readonly requestBinding?: 'redirect' | 'post'
  readonly signRequests: boolean
  readonly signMetadata: boolean
  readonly wantAssertionsSigned: boolean
  /** Whether answers may, or must, come as artifacts. */
  readonly artifact: 'never' | 'accepted' | 'asked'
  /** Whether a decryption key is published. */
  readonly encryptionKey: boolean
  readonly allowCbc: boolean
  readonly allowSha1: boolean
  /** The parameter of the Redirect request in which it reads whom to expect. */
  readonly loginHint?: string
  readonly requestSubject: boolean
  readonly proxyCount?: number
  /** Whether it is told which app asks. */
  readonly requesterId: boolean
  /** Scopes of scoped attributes that it may vouch for; those of its metadata where absent. */
  readonly scopes?: readonly string[]
  /** Where people go whose login it began by itself; refused where absent. */
  readonly unsolicited?: string
  /** The service's own page that ends its session, offered after logout. */
  readonly logoutUrl?: string
  /** Of e-mail addresses whose owners sign in there. */
  readonly domains?: readonly string[]
}
