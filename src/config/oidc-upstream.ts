/** What the config says of an upstream that is an OpenID Provider. Types only. */
import type { Issuer, UpstreamName } from '../core/identifiers.ts'
import type { EmailTrust } from '../core/policy/identity.ts'
import type { ContextRow } from '../core/ports/roles.ts'

/** A product that is known, or any OpenID Provider; each has a preset. */
export type UpstreamKind =
  | 'authelia'
  | 'authentik'
  | 'auth0'
  | 'dex'
  | 'entra'
  | 'google'
  | 'kanidm'
  | 'keycloak'
  | 'okta'
  | 'zitadel'
  | 'generic'

export interface OidcUpstreamConfig {
  readonly protocol: 'oidc'
  readonly name: UpstreamName
  readonly kind: UpstreamKind
  readonly displayName: string
  readonly issuer: Issuer
  /** Where its metadata is, if not below the issuer. */
  readonly discoveryUrl?: string
  readonly clientId: string
  readonly clientSecret: string
  readonly clientAuthentication: 'client_secret_basic' | 'client_secret_post'
  readonly scopes: readonly string[]
  /** Those that the operator wrote are requested as they are; those of most kinds are cut to scopes_supported. */
  readonly sendUnlistedScopes: boolean
  /** Whether userinfo is queried where the OP has it. */
  readonly userinfo: boolean
  /** Audiences that an ID Token may have beside us without an azp. */
  readonly audiences: readonly string[]
  /** PEM text of a CA bundle to trust besides the system's. */
  readonly ca?: string
  /** Dial this host and port instead of the URL's; Host, SNI and certificate check stay the URL's. */
  readonly connectTo?: { readonly host: string; readonly port?: number }
  /** ms for one call to the OP */
  readonly timeout: number
  readonly contexts: readonly ContextRow[]
  readonly subjectNamespace: string
  readonly subjectFrom: string
  /** What it takes to believe an address of this upstream. */
  readonly trustEmail: EmailTrust
  /** Send IsPassive as prompt=none. False for authelia unless the operator says so. */
  readonly passive: boolean
  /** How ForceAuthn is asked: authelia max_age=1, others prompt=login with max_age=3600. */
  readonly forceAuthn: { readonly prompt?: 'login'; readonly maxAge: number }
  /** ForceAuthn is believed without `auth_time`. */
  readonly allowMissingAuthTime: boolean
  /** Logout tokens need no `exp`. */
  readonly allowMissingExp: boolean
  /** A portal's own logout page (Authelia), offered after logout. */
  readonly logoutUrl?: string
  /** Of e-mail addresses whose owners sign in there. */
  readonly domains?: readonly string[]
}
