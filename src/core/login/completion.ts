/** What the last step of a login is given, and the session that it plans. Types only. */
import type { Browser, CookieChange } from '../http.ts'
import type { SessionKey } from '../identifiers.ts'
import type { AppPolicy } from '../policy/app-policy.ts'
import type { Authentication } from '../policy/identity.ts'
import type { BrowserSessions, Session } from '../session/records.ts'
import type { ConsentTerms, LoginRequest, LoginTransaction } from './transaction.ts'

export interface Completion {
  readonly request: LoginRequest
  readonly policy: AppPolicy
  readonly authentication: Authentication
  /** What the browser already has. */
  readonly sessions: BrowserSessions
  readonly browser: Browser
  /** When it was proved, ms since 1970, where the person was asked something since; now where absent. */
  readonly provedAt?: number
  /** What the person has just agreed to. */
  readonly consented?: ConsentTerms
  /** Absent where the session answers by itself; else the authentication is fresh from the upstream. */
  readonly transaction?: LoginTransaction
}

/** What will be written of the session, and the cookies that go with it. */
export interface PlannedSession {
  readonly key: SessionKey
  readonly session: Session
  readonly cookies: readonly CookieChange[]
  readonly write: 'create' | 'replace' | 'none'
  /** Live sessions that end with this login. */
  readonly replaced: readonly SessionKey[]
  /** The browser's other sessions, which a new cookie finds too. */
  readonly beside: readonly SessionKey[]
}
