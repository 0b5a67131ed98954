/**
 * One login in flight: LoginRequest (a validated downstream request in neutral form) → PendingLogin (waiting for
 * the choice of an upstream) or LoginTransaction (sent to an upstream). Single use, bound to one browser.
 */
import type { AppCode } from '../errors.ts'
import type { AppId, Branded, JsonObject, SessionKey, TransactionId, UpstreamName } from '../identifiers.ts'
import type { Spoken } from '../languages.ts'
import type { Authentication, SubjectKind } from '../policy/identity.ts'

/** Authentication contexts of which one must be met (SAML Core 3.3.2.2.1; an essential acr is `exact`). */
export interface ContextDemand {
  readonly comparison: 'exact' | 'minimum' | 'maximum' | 'better'
  readonly classes: readonly string[]
}

/** Which authentication contexts the app asks for. */
export interface RequestedContexts {
  /** Binding: a login that does not meet it is refused. */
  readonly required?: ContextDemand
  /**
   * Voluntary, in order of preference (OIDC acr_values): the upstream is asked for it, but no login is refused for lack
   * of it.
   */
  readonly voluntary?: readonly string[]
}

export interface LoginRequestFields extends Spoken {
  readonly app: AppId
  /** Which downstream role answers: its name among the hub's downstreams. */
  readonly downstream: string
  /** Identifies this arrival of the request: a reload of an unanswered request is another arrival (attack 54). */
  readonly arrival: string
  /** The request's own id (SAML ID); claimed once it is answered with success. */
  readonly requestId: string
  /** Until when the same request could come again and be accepted, ms since 1970; a day or more where absent. */
  readonly acceptableUntil?: number
  /** How to reply: the downstream revives it with its own schema; the core never reads it. */
  readonly replyTo: JsonObject
  readonly forceAuthn: boolean
  readonly isPassive: boolean
  /** The person is to be asked what the app may be told, even where they agreed to it before. */
  readonly consentWanted?: boolean
  /** Seconds: if the authentication is older, the upstream is asked again. The app's policy may be stricter. */
  readonly maxAuthnAge?: number
  readonly contexts?: RequestedContexts
  /** Whom the app expects, by e-mail address or login name: passed on to save the person typing it. Proves nothing. */
  readonly loginHint?: string
  /** The upstream that the app would like, by its name; one that it may not use is as good as none. */
  readonly upstreamHint?: string
  readonly subject: SubjectKind
  /** The attributes that this request asks for, of those that the app may see; all of them where absent. */
  readonly attributes?: readonly string[]
  /** The app wants this very person (SAML Core 3.4.1.1 Subject): the released subject must equal it. */
  readonly expectedSubject?: string
  /** Where a person can start again, for tombstones and error pages. */
  readonly startAgain: { readonly app: string; readonly url?: string }
}

/** Permission to reply: made only after the reply address was matched to the registry. */
export type LoginRequest = Branded<LoginRequestFields, 'LoginRequest'>

/** Takes the fields as a LoginRequest. The caller has matched the reply address to the registry (attack 47). */
export const loginRequest = (fields: LoginRequestFields): LoginRequest => fields as LoginRequest

interface Waiting {
  readonly v: 2
  readonly id: TransactionId
  readonly request: LoginRequest
  /** SHA-256 of the secret in this transaction's cookie, base64url. */
  readonly browser: string
  readonly createdAt: number
  /** ms since 1970; the record outlives this by an hour as its own tombstone. */
  readonly expiresAt: number
}

export interface PendingLogin extends Waiting {
  readonly state: 'pending'
  readonly choices: readonly UpstreamName[]
  /** Whichever one is chosen must let the person be somebody else. */
  readonly anotherAccount?: true
}

export interface LoginTransaction extends Waiting {
  readonly state: 'sent'
  readonly upstream: UpstreamName
  /** Private to the upstream role: PKCE verifier, nonce, redirect URI … */
  readonly upstreamState: JsonObject
  /** When the browser was sent upstream, ms since 1970: freshness is measured from here. */
  readonly sentAt: number
  /** What the upstream brought was over or not new, so the person was asked once more. */
  readonly askedAgain?: true
  /** The upstream wanted a fresh request, and this is it: there is no third one. */
  readonly requestRenewed?: true
  /** The person chose this upstream on the chooser page. */
  readonly chosen?: true
  /** The person was refused and wants to be somebody else. */
  readonly anotherAccount?: true
}

/** Refused, and told so by us; the app has not heard of it yet. Its audit event is written. */
export interface DeniedLogin extends Waiting {
  readonly state: 'denied'
  /** Who vouched for the person. */
  readonly upstream: UpstreamName
  /** The name that the person knows themselves by; from a claim, so only for this person's page. */
  readonly person?: string
  readonly code: AppCode
  /** The error's public message. */
  readonly message: string
  readonly errorId: string
}

/** What a person is asked to agree to. */
export interface ConsentTerms {
  /** What the app is told of them: claims by their names, where they are plainly that, else the app's own attributes. */
  readonly told: readonly string[]
  /** What the app may do besides, in its protocol's own words. */
  readonly allowed: readonly string[]
}

/** The person is who they are and may use the app; whether it may be told, they are being asked. */
export interface ConsentingLogin extends Waiting {
  readonly state: 'consenting'
  readonly authentication: Authentication
  /** When that was proved, ms since 1970. */
  readonly provedAt: number
  /** How it was proved; absent where a session answered. */
  readonly transaction?: Omit<LoginTransaction, 'request' | 'upstreamState'>
  readonly terms: ConsentTerms
  /** The name that the person knows themselves by; from a claim, so only for this person's page. */
  readonly person?: string
}

/** Waits until apps have been told of an earlier logout of this browser. */
export interface NotifyingLogin extends Waiting {
  readonly state: 'notifying'
  readonly logouts: readonly SessionKey[]
}

/** What is left of an ended or expired transaction for an hour. */
export interface Tombstone extends Spoken {
  readonly v: 2
  readonly id: TransactionId
  readonly state: 'done' | 'failed'
  readonly startAgain: { readonly app: string; readonly url?: string }
}

export type TransactionRecord =
  | PendingLogin
  | NotifyingLogin
  | LoginTransaction
  | DeniedLogin
  | ConsentingLogin
  | Tombstone
