/** An app that speaks OpenID Connect, as the config resolves it. Types only. */
import type { ClientId, JsonObject } from '../core/identifiers.ts'
import type { AccessSettings } from './access.ts'

export type GrantName = 'authorization_code' | 'refresh_token' | 'device_code' | 'client_credentials'

/** How an app proves who it is at our token endpoint (Core 9). */
export type ClientAuthentication = 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt' | 'none'

/** What the app knows a person by. */
export type SubChoice =
  /** A pseudonym; the default sector is the app itself. */
  | { readonly kind: 'pairwise'; readonly sector?: string }
  /** One pseudonym at all apps that have this choice. */
  | { readonly kind: 'public' }
  /** The name that the upstream has for the person. */
  | { readonly kind: 'upstream' }
  /** CEL. */
  | { readonly kind: 'expression'; readonly value: string }

export interface OidcAppConfig extends AccessSettings {
  readonly protocol: 'oidc'
  /** Its key under `apps`. */
  readonly name: string
  /** 1-based line of that key in the config file, for messages. */
  readonly line?: number
  readonly displayName?: string
  /** Where a person starts at the app, for error pages. */
  readonly startUrl?: string
  /** Whether the entry itself says who may use the app. */
  readonly restricted: boolean
  readonly clientId: ClientId
  /** SHA-256 of the client's secret, base64url. */
  readonly secretHash?: string
  /** Byte for byte (RFC 9700 2.1); of one on a loopback address any port counts (RFC 8252 7.3). */
  readonly redirectUris: readonly string[]
  readonly postLogoutRedirectUris: readonly string[]
  readonly backchannelLogoutUri?: string
  readonly frontchannelLogoutUri?: string
  readonly clientAuthentication: ClientAuthentication
  readonly jwksUri?: string
  readonly jwks?: JsonObject
  readonly grants: readonly GrantName[]
  readonly pkce: 'required' | 'optional'
  /** CEL, by the claim's name: beside those of the standard scopes, or instead of one of them. */
  readonly claims: Readonly<Record<string, string>>
  /** Scopes that it may ask for beside the standard ones. */
  readonly scopes: readonly string[]
  readonly sub: SubChoice
  readonly algorithm: 'RS256' | 'ES256'
  /** `all`: the ID Token holds what userinfo does. */
  readonly idToken: { readonly claims: 'slim' | 'all'; readonly lifetime: number }
  readonly userinfo: 'json' | 'signed'
  /** ms; a JWT for a resource may be believed until its end, whatever becomes of the login. */
  readonly accessToken: { readonly lifetime: number; readonly jwtLifetime: number }
  readonly refreshToken: {
    /** ms from the login, with offline_access; without it a refresh token ends with the session. */
    readonly lifetime: number
    /** ms: on older claims nothing is refreshed. */
    readonly claimsAge: number
  }
  /** Resource indicators (RFC 8707) that it may ask for; their access tokens are JWTs. */
  readonly resources: readonly string[]
  /** Names of other apps whose tokens it may introspect. */
  readonly introspects: readonly string[]
  /** CEL: `username` in the answers of introspection. */
  readonly username?: string
}
