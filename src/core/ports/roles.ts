/**
 * The core's ports: types only. Roles, registry, storage and telemetry implement them; the hub is given them.
 *
 *   browser ─▶ Downstream role ─LoginRequest─▶ hub ─UpstreamRequest─▶ Upstream role ─▶ identity source
 *   browser ◀─Reply── Downstream.respond ◀─Release── hub ◀─Authentication── Upstream.complete
 */
import type { Admission } from '../admission/admission.ts'
import type { GatewayError, GatewayErrorCode } from '../errors.ts'
import type { HttpRequest, Reply } from '../http.ts'
import type { AppId, JsonObject, SessionKey, TransactionId, UpstreamName } from '../identifiers.ts'
import type { LoginRequest, LoginTransaction, TransactionRecord } from '../login/transaction.ts'
import type { Expression } from '../policy/compile.ts'
import type { AttributeNameFormat, Authentication, Release } from '../policy/identity.ts'
import type { Participant, Session, SessionIndexKey } from '../session/records.ts'
import type {
  DownstreamLogout,
  EndingStore,
  LogoutCause,
  LogoutOutcome,
  LogoutStore,
  UpstreamLogout,
} from './logout.ts'

// ---------------------------------------------------------------- roles

/** What the hub asks an upstream for. */
export interface UpstreamRequest {
  readonly forceAuthn: boolean
  readonly isPassive: boolean
  /** Seconds; the upstream is asked again when its login is older. */
  readonly maxAuthnAge?: number
  /** acr values to ask for, only from rows of the context table that name an acr. */
  readonly acrValues: readonly string[]
}

/** A row of the table acr / amr ↔ context class. It is met by any of `acr`, or by all of `amr`. */
export interface ContextRow {
  readonly class: string
  readonly acr?: readonly string[]
  readonly amr?: readonly string[]
}

/** Toward one identity source. Its `name` names its routes and its transactions. */
export interface Upstream {
  readonly name: UpstreamName
  readonly displayName: string
  /** Whether a passive request may be sent there at all (Authelia may strand the browser). */
  readonly canAskPassive: boolean
  readonly contextTable: readonly ContextRow[]
  readonly subjectNamespace: string
  /** Claim whose value makes the persistent NameID; `sub` unless the operator chose another. */
  readonly subjectFrom: string
  /** Believe `email` without `email_verified` (attack 78). */
  readonly trustEmail: boolean
  /** A page of the service's own that ends its session (Authelia's portal), offered after logout. */
  readonly logoutUrl?: string
  /** Ends the service's own session at logout; absent where this role can't. */
  readonly logout?: UpstreamLogout
  /** The person goes there; `upstreamState` comes back with the transaction. Throws upstream_unavailable. */
  begin(id: TransactionId, request: UpstreamRequest): Promise<{ reply: Reply; upstreamState: JsonObject }>
  /**
   * The person came back. Throws upstream_denied, upstream_invalid, upstream_unavailable, login_required, rate_limited.
   */
  complete(http: HttpRequest, transaction: LoginTransaction): Promise<Authentication>
}

/** Toward the apps of one protocol. */
export interface Downstream {
  readonly name: string
  /** The success reply, built and signed now, and the participant that it makes. */
  respond(
    request: LoginRequest,
    release: Release,
    session: Session,
    /** From an earlier login of this app in this session: its SessionIndex stays. */
    earlier: Participant | undefined,
  ): Promise<{ reply: Reply; participant: Participant; responseId?: string }>
  /** The error in the app's own protocol. `errorId` goes into its text, so that the log finds it. */
  respondError(request: LoginRequest, error: GatewayError, errorId: string): Promise<Reply>
  /** Tells the apps of a logout; absent where this role can't. */
  readonly logout?: DownstreamLogout
}

// ---------------------------------------------------------------- policy of one app

/** An attribute as an app gets it: value from an expression over `claims`, `groups`, `upstream`. */
export interface AttributeRule {
  readonly name: string
  readonly nameFormat: AttributeNameFormat
  readonly friendlyName?: string
  readonly value: Expression
}

export interface AppPolicy {
  readonly app: AppId
  readonly displayName: string
  /** The app's own list; undefined: all of them, by `defaultUpstream` or the chooser. */
  readonly upstreams?: readonly UpstreamName[]
  /** Who may use it; everyone who can log in upstream where absent. */
  readonly allow?: Expression
  readonly attributes: readonly AttributeRule[]
  /** Value of the `custom` subject kind. */
  readonly subjectValue?: Expression
  /** Seconds: an older authentication is asked again upstream. */
  readonly maxAuthnAge?: number
  /** PasswordProtectedTransport and its like too need proof from the context table. */
  readonly strictAuthnContext: boolean
}

export interface AppPolicies {
  /** The policy in force, or undefined when the app is gone. */
  policy(app: AppId): AppPolicy | undefined
}

// ---------------------------------------------------------------- storage, written once over the driver

export interface Stores {
  readonly transactions: {
    /** Writes the record; it lives `ttl` ms. */
    put(record: TransactionRecord, ttl: number): Promise<void>
    get(id: TransactionId): Promise<TransactionRecord | undefined>
    /** Atomic read-and-delete: a transaction is used once. */
    take(id: TransactionId): Promise<TransactionRecord | undefined>
  }
  readonly tickets: {
    /** Keeps a validated message for the GET that follows a cross-site POST; 60 s. */
    put(id: string, value: JsonObject): Promise<void>
    take(id: string): Promise<JsonObject | undefined>
  }
  readonly sessions: {
    /** Writes a new session and its indexes (by issuer and sid, by issuer and sub). */
    create(key: SessionKey, session: Session): Promise<void>
    /** Rewrites a session only if it is still there: no renewal revives what logout took. False: it is gone. */
    replace(key: SessionKey, session: Session): Promise<boolean>
    get(key: SessionKey): Promise<Session | undefined>
    take(key: SessionKey): Promise<Session | undefined>
    /** Adds or rewrites the participant of an app, with its indexes (by name, by SessionIndex). */
    addParticipant(key: SessionKey, participant: Participant): Promise<void>
    participants(key: SessionKey): Promise<readonly Participant[]>
    /** The participant of one app, where it took part already: its SessionIndex stays. */
    participant(key: SessionKey, app: AppId): Promise<Participant | undefined>
    /** Deletes the participants of a session that was taken. */
    dropParticipants(key: SessionKey): Promise<void>
    /** Keys under an index; may be stale, so the caller reads the sessions and checks. */
    find(index: SessionIndexKey): Promise<readonly SessionKey[]>
  }
  readonly logouts: LogoutStore
  readonly endings: EndingStore
  readonly seen: {
    /** Claims a request id for one arrival: true for the first arrival, and for the same one again. */
    claim(entityId: string, requestId: string, arrival: string, ttl: number): Promise<boolean>
    has(entityId: string, requestId: string): Promise<boolean>
  }
  readonly limits: {
    /**
     * Counts one event in a window of `window` ms that begins with the first; returns how many there were in it,
     * this one included.
     */
    count(name: string, window: number): Promise<number>
    /** How many there were in the current window, without counting. */
    peek(name: string, window: number): Promise<number>
  }
}

// ---------------------------------------------------------------- telemetry

/** An audit event (docs/audit.md). No attribute value, no secret. */
export interface AuditEvent {
  readonly event:
    | 'login.begin'
    | 'login.upstream'
    | 'login.success'
    | 'login.refused'
    | 'logout'
    | 'logout.app'
    | 'logout.nothing'
    | 'request.refused'
  readonly outcome: 'success' | 'failure'
  readonly code?: GatewayErrorCode
  readonly errorId?: string
  readonly transaction?: TransactionId
  readonly app?: string
  readonly upstream?: UpstreamName
  /** A pseudonym, never the subject itself. */
  readonly subject?: string
  /** First characters of the session's key: a reference, not a credential. */
  readonly session?: string
  readonly address?: string
  readonly acr?: string
  readonly amr?: readonly string[]
  readonly requestId?: string
  readonly responseId?: string
  /** Who wanted a logout. */
  readonly by?: LogoutCause
  /** What an app did about it. */
  readonly result?: LogoutOutcome
}

export interface Audit {
  record(event: AuditEvent): void
  /** Logs the private cause of a refusal under its id. `warning` for what only deserves attention. */
  refusal(
    errorId: string,
    error: GatewayError,
    details: Omit<AuditEvent, 'event' | 'outcome' | 'code' | 'errorId'>,
  ): void
  /** A step of a login's trace that is worth a line: facts only, no attribute value. */
  trace(transaction: TransactionId | undefined, step: string, facts?: Readonly<Record<string, unknown>>): void
  /** An expression of this app could not be evaluated (`attribute` absent: its `allow`): counted, and a step of the trace. */
  expressionFailed(
    transaction: TransactionId | undefined,
    facts: { readonly app: string; readonly attribute?: string; readonly reason: string },
  ): void
  /** Pseudonym of a subject for audit events: stable, not reversible without the key. */
  pseudonym(subject: string): string
}

/** Derives the pairwise subject identifier (design 5); keys/ implements it. */
export interface Pairwise {
  /** @param parts length-prefixed and HMACed in order: entityID, subjectNamespace, subject value. */
  derive(parts: readonly [app: string, namespace: string, subject: string]): string
}

/** Everything the hub's functions need; one per snapshot of the config. */
export interface Hub {
  readonly upstreams: ReadonlyMap<UpstreamName, Upstream>
  readonly downstreams: ReadonlyMap<string, Downstream>
  readonly policies: AppPolicies
  readonly stores: Stores
  readonly pairwise: Pairwise
  readonly audit: Audit
  readonly admission: Admission
  readonly defaultUpstream?: UpstreamName
  /** ms */
  readonly sessionLifetime: number
  /** ms */
  readonly askUpstreamAfter: number
  /** Address of a path of ours below publicUrl. */
  url(path: string): string
  /** Whether anybody listens at the host of this address; within a second, and never throws. */
  isReachable(address: string): Promise<boolean>
  /** ms since 1970 */
  now(): number
}

export type {
  Browser,
  ChooserPageParams,
  CookieChange,
  ErrorPageParams,
  HomePageParams,
  HttpRequest,
  LoggedOutOutcome,
  LoggedOutPageParams,
  LoggingOutPageParams,
  LogoutAskedPageParams,
  LogoutPageParams,
  PageReply,
  Reply,
  Route,
} from '../http.ts'
