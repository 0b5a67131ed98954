/**
 * The SSO session and its participants: who got an assertion, under which name and index. Two clocks: a session
 * lives `lifetime` (so long logout remembers who took part), and answers without the upstream only within
 * `askUpstreamAfter` of the upstream's last word.
 */
import type { AppId, Issuer, SessionKey } from '../identifiers.ts'
import type { Authentication, SubjectKind } from '../policy/identity.ts'

export interface Session {
  readonly v: 1
  readonly authentication: Authentication
  /** ms since 1970 */
  readonly createdAt: number
  /** ms since 1970; absolute: SessionNotOnOrAfter says this, never the ID Token's exp. */
  readonly end: number
  /** ms since 1970: when the upstream last vouched for the person. */
  readonly verifiedAt: number
  /** Sessions of other people that this browser had before: their apps may still be owed word of a logout. */
  readonly replaces?: readonly SessionKey[]
}

/** An app that got an assertion in a session. All that a LogoutRequest to it needs, as it was then. */
export interface Participant {
  readonly v: 1
  readonly app: AppId
  readonly downstream: string
  /** The app's protocol identifier: entityID or client_id. */
  readonly entityId: string
  /** Our own entityID or issuer when the assertion was made. */
  readonly issuedBy: string
  /** The app's name for the person: NameID with Format and both qualifiers. */
  readonly name: {
    readonly kind: SubjectKind
    readonly value: string
    readonly format?: string
    readonly nameQualifier?: string
    readonly spNameQualifier?: string
  }
  /** Random per session and app, stable over repeated logins, never the session's key. */
  readonly sessionIndex: string
  /** ms since 1970 */
  readonly issuedAt: number
  /** ms since 1970 */
  readonly end: number
}

/** What finds a session for logout. */
export type SessionIndexKey =
  | { readonly by: 'name'; readonly entityId: string; readonly name: string }
  | { readonly by: 'index'; readonly sessionIndex: string }
  | { readonly by: 'up'; readonly issuer: Issuer; readonly sid: string }
  | { readonly by: 'sub'; readonly issuer: Issuer; readonly subject: string }

/** A session together with its key, as read for one browser. */
export interface LiveSession {
  readonly key: SessionKey
  readonly session: Session
}
