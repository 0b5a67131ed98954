/**
 * Logout as the roles see it: types only. A logout is a session that was moved out of the way of every login, with
 * those who took part in it still beside it; what became of each is a list of marks that only grows. So any node can go
 * on with it, from any step, without asking what another one did last.
 */
import type { Reply } from '../http.ts'
import type { AppId, Branded, Issuer, JsonObject, SessionKey, UpstreamName } from '../identifiers.ts'
import type { Spoken } from '../languages.ts'
import type { Authentication } from '../policy/identity.ts'
import type { Participant, Session } from '../session/records.ts'

/** Who wanted a logout. `replaced`: another person signed in with the same browser. */
export type LogoutCause = 'app' | 'person' | 'administrator' | 'upstream' | 'replaced'

/** Whom to answer and how; `replyTo` is private to the role. */
export interface LogoutAnswer {
  readonly side: 'downstream' | 'upstream'
  /** The role's name on that side. */
  readonly name: string
  readonly replyTo: JsonObject
}

/** A role that answers whoever asked it for a logout. */
export interface LogoutAnswering {
  answer(replyTo: JsonObject, result: LogoutResult): Promise<Reply>
}

/** Who began a logout, and how to answer them. */
export interface LogoutOrigin extends Spoken {
  readonly v: 2
  readonly by: LogoutCause
  /** ms since 1970 */
  readonly at: number
  /** The app that asked: it ends its own session itself, and is told only by routes that say so. */
  readonly app?: AppId
  /** Sessions of the same browser that ended at the same time: this logout leads through theirs. */
  readonly also?: readonly SessionKey[]
  /** ID of the app's request: the same one again, from the same browser, goes on where it stood. */
  readonly requestId?: string
  /** How to answer whoever asked through a browser; where absent, a person asked, who sees a page. */
  readonly answer?: LogoutAnswer
}

/** A whole session that was ended. Its participants are still kept under the same key. */
export interface Logout {
  readonly key: SessionKey
  readonly session: Session
  readonly origin: LogoutOrigin
}

/** How an app hears of a logout: behind the browser's back, in a frame of our page, or by the browser going there. */
export type LogoutWay = 'backChannel' | 'frame' | 'chain'

/**
 * When, if not during the logout itself. `last`: at its end, since nobody listens there as far as we can see.
 * `late`: told when the browser came by again. `again`: the person pressed the button.
 */
export type LogoutOccasion = 'last' | 'late' | 'again'

/** How and when it was tried. An upstream is always visited. */
export interface LogoutAttempt {
  readonly way: LogoutWay
  readonly occasion?: LogoutOccasion
}

/**
 * What became of it. `ended`: it said so. `told`: it has the message, and nothing proves what it did. `refused`: it
 * said no. `unreachable`: it did not hear us.
 */
export type LogoutOutcome = 'ended' | 'told' | 'refused' | 'unreachable'

/** Names an app or upstream among those of one logout; short, and never a person's name. */
export type Party = Branded<string, 'Party'>

/** One fact of a logout. Facts are added and never changed: no two nodes can overwrite each other's. */
export interface LogoutMark {
  readonly party: Party
  readonly attempt: LogoutAttempt
  readonly state: 'sent' | LogoutOutcome
}

/** What we remember of a message that we sent, under its ID: the answer is found by it, never by a cookie. */
export interface ExpectedAnswer {
  readonly v: 2
  readonly logout: SessionKey
  readonly from: { readonly app: AppId } | { readonly upstream: UpstreamName }
  readonly attempt: LogoutAttempt
  /** Path of ours where the browser goes on; absent where the answer comes in a frame of a page that goes on itself. */
  readonly next?: string
}

/**
 * Where a browser was sent last: what finds its logout again when it comes back with an answer that can't be read. With
 * apps in frames there is no party: the page goes on by itself.
 */
export interface BrowserVisit {
  readonly v: 1
  readonly logout: SessionKey
  readonly at?: {
    readonly party: Party
    readonly attempt: LogoutAttempt
    /** Path of ours where the browser goes on. */
    readonly next: string
  }
}

/** A way to one participant, with the address whose host must listen. */
export interface LogoutRoute {
  readonly way: LogoutWay
  readonly address: string
  /** Nothing comes back from it: the app counts as told once its frame was loaded. */
  readonly silent?: true
  /** The app that asked is told by it as well: what asked may not be what keeps the session. */
  readonly tellsAsker?: true
}

/** A downstream role at logout. */
export interface DownstreamLogout extends LogoutAnswering {
  /** The ways to reach a participant by the current config and metadata, best first; empty where there is none. */
  routes(participant: Participant): Promise<readonly LogoutRoute[]>
  /** Tells it behind the browser's back. Never throws; gives up when the signal says so. */
  tell(participant: Participant, requestId: string, signal: AbortSignal): Promise<LogoutOutcome>
  /** The message that the browser carries there, in a frame or not. */
  send(participant: Participant, requestId: string): Promise<Reply>
}

/** `partial`: some of the others could not be told, or did not say that they ended (SAML Core 3.7.3.2). */
export type LogoutResult = 'success' | 'partial'

/**
 * An upstream role at logout. How it learns that a login is over is its own business; the core's logout/upstream.ts
 * ends it.
 */
export interface UpstreamLogout extends Partial<LogoutAnswering> {
  /**
   * Sends the browser to end the upstream's session, only where it comes back by itself: with this `state`, for which
   * the role calls `returnFromUpstream`. Undefined where there is no such way, or nobody answers there.
   * `Upstream.logoutUrl` is for the others: a link on the result page. One that is told behind the browser's back says
   * what became of it instead.
   * @param spoken in which languages its pages should speak
   */
  begin(authentication: Authentication, state: string, spoken: Spoken): Promise<Reply | LogoutOutcome | undefined>
}

/** What an upstream says is over: one login (`sid`), or all that a person had (`subject` alone). */
export type UpstreamEnding = {
  readonly issuer: Issuer
  /** Seconds since 1970. */
  readonly issuedAt: number
  /** Identifies the message: the same one again is a replay. */
  readonly messageId: string
  /** ms for which the message would still be taken. */
  readonly acceptedFor: number
} & ({ readonly sid: string; readonly subject?: string } | { readonly sid?: never; readonly subject: string })

/** What shows that a login was ended: one that the upstream still has, or one whose end overtook its beginning. */
export type EndedLogin =
  | { readonly by: 'authTime'; readonly issuer: Issuer; readonly subject: string; readonly authTime: number }
  | { readonly by: 'sid'; readonly issuer: Issuer; readonly sid: string }
  | { readonly by: 'sub'; readonly issuer: Issuer; readonly subject: string }

/** Storage of logouts; part of `Stores`. */
export interface LogoutStore {
  /**
   * Ends a session: moves it whole into a logout and writes who asked, in one step. False: it was gone, or another
   * logout has it. A crash leaves a live session or a logout, nothing between.
   * @param ttl ms
   */
  begin(key: SessionKey, origin: LogoutOrigin, ttl: number): Promise<boolean>
  /** The logout of a session that was ended, running or done. */
  get(key: SessionKey): Promise<Logout | undefined>
  /** Adds facts; they live `ttl` ms. */
  mark(key: SessionKey, marks: readonly LogoutMark[], ttl: number): Promise<void>
  marks(key: SessionKey): Promise<readonly LogoutMark[]>
  /** Remembers a message by its ID; replaces nothing, an ID is random. */
  expect(requestId: string, expected: ExpectedAnswer, ttl: number): Promise<void>
  /** It is kept: an answer that comes again (reload, back) adds the same mark, and the browser still goes on. */
  expected(requestId: string): Promise<ExpectedAnswer | undefined>
  /** Remembers where the browser with this session cookie is now, live or not; replaces where it was before. */
  visit(browser: SessionKey, visit: BrowserVisit, ttl: number): Promise<void>
  visited(browser: SessionKey): Promise<BrowserVisit | undefined>
}

/** Storage of logins that were ended; part of `Stores`. */
export interface EndingStore {
  /** Remembers for `ttl` ms that logins of this description, issued up to `at` (seconds since 1970), are over. */
  put(ended: EndedLogin, at: number, ttl: number): Promise<void>
  /** The time up to which, seconds since 1970; undefined where nothing is remembered. */
  get(ended: EndedLogin): Promise<number | undefined>
}
