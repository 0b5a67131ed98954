/** The core's storage: types only; storage/ writes them once over its driver. */
import type { AppId, JsonObject, SessionKey, TransactionId } from '../identifiers.ts'
import type { ConsentTerms, TransactionRecord } from '../login/transaction.ts'
import type { Authentication } from '../policy/identity.ts'
import type { Participant, Session, SessionIndexKey } from '../session/records.ts'
import type { IssuedStore } from './issued.ts'
import type { EndingStore, LogoutStore } from './logout.ts'

/** Who somebody is, whatever they are called by an app. */
export type PersonAtIssuer = Pick<Authentication, 'issuer' | 'subject'>

export interface Stores {
  readonly transactions: {
    /** Writes the record; it lives `ttl` ms. */
    put(record: TransactionRecord, ttl: number): Promise<void>
    get(id: TransactionId): Promise<TransactionRecord | undefined>
    /** Atomic read-and-delete: a transaction is used once. */
    take(id: TransactionId): Promise<TransactionRecord | undefined>
  }
  readonly tickets: {
    /** Keeps a validated message for the GET that follows a cross-site POST; `ttl` ms, 60 s where absent. */
    put(id: string, value: JsonObject, ttl?: number): Promise<void>
    get(id: string): Promise<JsonObject | undefined>
    take(id: string): Promise<JsonObject | undefined>
  }
  readonly sessions: {
    /**
     * Writes a new session and its indexes (by issuer and sid, by issuer and sub, by browser).
     * @param beside the browser's other sessions, live or ended, which the new cookie finds too
     */
    create(key: SessionKey, session: Session, beside?: readonly SessionKey[]): Promise<void>
    /** Keys of the sessions that lie beside this one, in no order; `create` and `keepBeside` put them there. */
    beside(key: SessionKey): Promise<readonly SessionKey[]>
    /** A session beside the one with this key now lives until `end`, ms since 1970. */
    keepBeside(key: SessionKey, other: SessionKey, end: number): Promise<void>
    /** Rewrites a session only if it is still there: no renewal revives what logout took. False: it is gone. */
    replace(key: SessionKey, session: Session): Promise<boolean>
    get(key: SessionKey): Promise<Session | undefined>
    /** Adds or rewrites the participant of an app, with its indexes (by name, by handle), and its name to `names`. */
    addParticipant(key: SessionKey, participant: Participant): Promise<void>
    participants(key: SessionKey): Promise<readonly Participant[]>
    /** The participant of one app, where it already took part: its handle is kept. */
    participant(key: SessionKey, app: AppId): Promise<Participant | undefined>
    /** Keys under an index; may be stale, so the caller reads the sessions and checks. */
    find(index: SessionIndexKey): Promise<readonly SessionKey[]>
  }
  readonly names: {
    /** Whether an app was ever told this name for a person: true until a day after the app may last rely on it. */
    has(app: AppId, name: string): Promise<boolean>
  }
  readonly consents: {
    /** Remembers `ttl` ms what this person has agreed to with the app, in place of what was remembered before. */
    put(app: AppId, person: PersonAtIssuer, terms: ConsentTerms, ttl: number): Promise<void>
    get(app: AppId, person: PersonAtIssuer): Promise<ConsentTerms | undefined>
    delete(app: AppId, person: PersonAtIssuer): Promise<void>
    /** With which apps this person has agreed. */
    apps(person: PersonAtIssuer): Promise<readonly AppId[]>
  }
  readonly logouts: LogoutStore
  readonly endings: EndingStore
  readonly issued: IssuedStore
  readonly seen: {
    /** Claims a message's id for `claimant`, if nobody has it; resolves to who has it now. */
    claim(sender: string, id: string, claimant: string, ttl: number): Promise<string>
    /** Who has claimed it. */
    holder(sender: string, id: string): Promise<string | undefined>
  }
  readonly limits: {
    /**
     * Counts one event in a window of `window` ms that begins with the first; returns how many there were in it,
     * including this one.
     */
    count(name: string, window: number): Promise<number>
    /** How many there were in the current window, without counting a new one. */
    peek(name: string, window: number): Promise<number>
  }
}
