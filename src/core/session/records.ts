/**
 * The SSO session and its participants: who was let in, under which name. Two clocks: a session
 * lives `lifetime` (so long logout remembers who took part), and answers without the upstream only within
 * `askUpstreamAfter` of the upstream's last word.
 */
import type { AppId, Issuer, JsonObject, SessionKey } from '../identifiers.ts'
import type { Authentication, SubjectIdentifier } from '../policy/identity.ts'

export interface Session {
  readonly v: 2
  readonly authentication: Authentication
  /** ms since 1970 */
  readonly createdAt: number
  /** ms since 1970; absolute: apps are told this, never when a token of the upstream expires. */
  readonly end: number
  /** ms since 1970: when the upstream last vouched for the person. */
  readonly verifiedAt: number
  /** Random; the same in all sessions of one browser, over every change of its cookie. It opens nothing. */
  readonly browser: string
}

/** An app that a session let someone into. All that its logout needs, as it was then. */
export interface Participant {
  readonly v: 2
  readonly app: AppId
  /** The role that speaks to it. */
  readonly downstream: string
  /** The app's name for the person. */
  readonly subject: SubjectIdentifier
  /**
   * What finds the session again for a logout: random per session and app, stable over repeated logins, never the
   * session's key.
   */
  readonly handle: string
  /** Private to the downstream role, which revives it with its own schema; the core never reads it. */
  readonly state: JsonObject
  /** ms since 1970 */
  readonly issuedAt: number
  /** ms since 1970 */
  readonly end: number
}

/**
 * What finds sessions for logout: an app's name for the person, its handle, the upstream's `sid`, a subject there, or
 * the browser that they are in.
 */
export type SessionIndexKey =
  | { readonly by: 'name'; readonly app: AppId; readonly name: string }
  | { readonly by: 'handle'; readonly handle: string }
  | { readonly by: 'up'; readonly issuer: Issuer; readonly sid: string }
  | { readonly by: 'sub'; readonly issuer: Issuer; readonly subject: string }
  | { readonly by: 'browser'; readonly browser: string }

/** A session together with its key, as read for one browser. */
export interface LiveSession {
  readonly key: SessionKey
  readonly session: Session
}

/** The sessions behind one browser's cookie: at most one live one for each upstream. */
export interface BrowserSessions {
  readonly live: readonly LiveSession[]
  /** Sessions no longer live: ended by a logout, of which apps may still have to be told, or expired. */
  readonly ended: readonly SessionKey[]
}
