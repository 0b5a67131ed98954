/**
 * Who a person is, and what an app may be told of them. A map of this folder:
 *
 *   identity.ts                 the three steps of what is known · person-name.ts what our pages call a person
 *   attributes.ts               from one step to the next: judged, then released
 *   app-policy.ts               what an operator wants of one app · authorization.ts may this person use it
 *   authentication-context.ts   how it was proved, and what the app asks of that · freshness.ts how long ago
 *   compile.ts                  CEL when the config is read · expression.ts when it runs · steps.ts what it may cost
 *   explain.ts                  why `allow` says what it says
 *   request-expression.ts       CEL over an HTTP request, for rules about addresses
 *
 * What is known of a person, in three steps: Authentication (what the upstream proved, in its own words) →
 * Identity (the same, judged: groups a list, the e-mail believed or gone) → Release (what one app may see).
 */
import type { AppId, Issuer, Json, JsonObject, UpstreamName } from '../identifiers.ts'
import type { Said } from '../said.ts'

/** How and when the person proved who they are. Times are in whole seconds since 1970, as in the ID Token. */
export interface AuthenticationContext {
  readonly acr?: string
  readonly amr: readonly string[]
  /** `auth_time` (OIDC Core 2); absent where the OP sends none. */
  readonly authTime?: number
  /** `iat` of the ID Token: the OP's own clock, to which authTime is compared. */
  readonly issuedAt: number
  readonly authenticatingAuthority: string
}

/** What the upstream proved. Stored whole in the session: logout and later logins need it. */
export interface Authentication {
  readonly upstream: UpstreamName
  readonly issuer: Issuer
  /** `sub`: unique within the issuer, never released as it is. */
  readonly subject: string
  /** `sid` of the upstream's session, for its logout tokens. */
  readonly sid?: string
  /** Claims of ID Token and userinfo, merged; protocol claims (nonce, at_hash …) left out. */
  readonly claims: JsonObject
  /**
   * Claims with a number that can't be held exactly: two people's may look the same, so none of them identifies anyone.
   */
  readonly inexactClaims?: readonly string[]
  readonly context: AuthenticationContext
  /** Another name of the person there, by which the upstream's logout may speak of them. */
  readonly alias?: string
  /** ms since 1970: the upstream wants our session to end by then. */
  readonly sessionEnd?: number
  /**
   * Private to the upstream role: what it needs later to end its own session. Sealed like all of this, never released.
   */
  readonly logoutState?: JsonObject
}

/** The person as policy and attribute mapping see them. */
export interface Identity {
  readonly upstream: UpstreamName
  /** Stable name of the identity space; part of every persistent NameID (contract). */
  readonly subjectNamespace: string
  /** Value of the upstream's `subjectFrom` claim (default `sub`). */
  readonly subject: string
  /** What the upstream said, as it said it; only an `email` that is not believed is removed (attack 78). */
  readonly claims: JsonObject
  /** The claim `groups` as a list of strings, whatever its form was. */
  readonly groups: readonly string[]
  /** What was judged unusable, for the trace: names and reasons, never a value. */
  readonly withheld: readonly { readonly claim: string; readonly reason: string; readonly says: Said }[]
  readonly context: AuthenticationContext
}

/**
 * When an e-mail address is believed: `verified` where the upstream says so, `absent` also where it never says,
 * `always` even where it says that it is not.
 */
export type EmailTrust = 'verified' | 'absent' | 'always'

/**
 * How an app wants its users named. `custom` takes its value from the app's own expression; `upstream` is the name that
 * the upstream has for the person.
 */
export type SubjectKind = 'persistent' | 'transient' | 'email' | 'upstream' | 'custom'

/** The name of the person toward one app. */
export interface SubjectIdentifier {
  readonly kind: SubjectKind
  readonly value: string
}

/**
 * One attribute; each protocol expresses a value and its name in its own way. Never null: that means no value at all.
 */
export interface ReleasedAttribute {
  readonly name: string
  readonly value: Json
}

/** What one app may see of one person. */
export interface Release {
  readonly app: AppId
  readonly subject: SubjectIdentifier
  readonly attributes: readonly ReleasedAttribute[]
  /** The context class to assert (a URI): the one asked for, else the strongest one proved. */
  readonly contextClass: string
  /** When the person authenticated, seconds since 1970: auth_time, else the ID Token's iat. */
  readonly authnInstant: number
  readonly authenticatingAuthority: string
  /** The person has agreed to it, now or before. */
  readonly consented?: true
}
