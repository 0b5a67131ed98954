/**
 * The core's ports: types only. Roles, registry, storage and telemetry implement them; the core's functions are given
 * them.
 *
 *   roles.ts    the two sides: Upstream, Downstream · logout.ts the same at a logout
 *   stores.ts   what is kept, issued.ts of it what a role gave out · audit.ts what is reported · hub.ts what a function of the core is given
 *
 *   browser ─▶ Downstream role ─LoginRequest─▶ core ─UpstreamRequest─▶ Upstream role ─▶ identity source
 *   browser ◀─Reply── Downstream.respond ◀─Release── core ◀─Authentication── Upstream.complete
 */
import type { GatewayError } from '../errors.ts'
import type { HttpRequest, Reply } from '../http.ts'
import type { JsonObject, TransactionId, UpstreamName } from '../identifiers.ts'
import type { Spoken } from '../languages.ts'
import type { LoginRequest, LoginTransaction } from '../login/transaction.ts'
import type { Authentication, EmailTrust, Release } from '../policy/identity.ts'
import type { Participant, Session } from '../session/records.ts'
import type { DownstreamLogout, UpstreamLogout } from './logout.ts'

/** What the hub asks an upstream for. */
export interface UpstreamRequest extends Spoken {
  readonly forceAuthn: boolean
  /**
   * It was already asked and brought a login that is not new: now it must ask the person, whatever its settings say.
   */
  readonly askedAgain?: boolean
  readonly isPassive: boolean
  /** The person must be able to log in as somebody else, even if it already knows who is there. */
  readonly anotherAccount?: boolean
  /** Seconds; the upstream is asked again when its login is older. */
  readonly maxAuthnAge?: number
  /** Whom to expect: an e-mail address or login name, as the app wrote it. */
  readonly loginHint?: string
  /** acr values to ask for, only from rows of the context table that name an acr. */
  readonly acrValues: readonly string[]
  /** One of them must be met, or the login is refused; else they are a wish. */
  readonly contextRequired?: boolean
  /** The identifier of the app that asks, for an upstream that is to know. */
  readonly requester?: string
}

/** A row of the table acr / amr ↔ context class. It is met by any of `acr`, or by all of `amr`. */
export interface ContextRow {
  readonly class: string
  readonly acr?: readonly string[]
  readonly amr?: readonly string[]
}

/**
 * What the operator says about an identity source, as policy needs it. Its `name` names its routes and its
 * transactions.
 */
export interface UpstreamSettings {
  readonly name: UpstreamName
  readonly displayName: string
  /** Whether a passive request may be sent there at all (Authelia may strand the browser). */
  readonly canAskPassive: boolean
  readonly contextTable: readonly ContextRow[]
  readonly subjectNamespace: string
  /** Claim whose value makes the persistent NameID; `sub` unless the operator chose another. */
  readonly subjectFrom: string
  /** When `email` is believed (attack 78). */
  readonly trustEmail: EmailTrust
  /** Believe that it asked the person where a new login was wanted, though it never says when. */
  readonly allowMissingAuthTime?: boolean
  /** The service's own page that ends its session (Authelia's portal), offered after logout. */
  readonly logoutUrl?: string
  /** Domains of e-mail addresses whose owners log in there, in small letters. */
  readonly domains?: readonly string[]
}

/** The way to an identity source and back. */
export interface UpstreamSignIn {
  /** The person goes there; `upstreamState` comes back with the transaction. Throws upstream_unavailable. */
  begin(id: TransactionId, request: UpstreamRequest): Promise<{ reply: Reply; upstreamState: JsonObject }>
  /**
   * The person came back. Throws upstream_denied, upstream_invalid, upstream_unavailable, login_required, rate_limited.
   */
  complete(http: HttpRequest, transaction: LoginTransaction): Promise<Authentication>
}

/** Toward one identity source. */
export interface Upstream extends UpstreamSettings, UpstreamSignIn {
  /** Ends the service's own session at logout; absent where this role can't. */
  readonly logout?: UpstreamLogout
}

/** What an answer to an app discloses. */
export interface Disclosed {
  readonly attributes: readonly string[]
  readonly allowed: readonly string[]
}

/** Toward the apps of one protocol. */
export interface Downstream {
  readonly name: string
  /** The success reply, built and signed at once, and the participant that it creates. */
  respond(
    request: LoginRequest,
    release: Release,
    session: Session,
    /** From an earlier login of this app in this session: its handle is kept. */
    earlier: Participant | undefined,
  ): Promise<{ reply: Reply; participant: Participant; responseId?: string }>
  /**
   * What the answer would disclose, for the person's consent: names of released attributes, and what else it allows, in
   * this protocol's words. Where absent, all attributes that are released.
   */
  disclosed?(request: LoginRequest, release: Release): Promise<Disclosed>
  /** The error in the app's own protocol. `errorId` goes into its text, so that the log finds it. */
  respondError(request: LoginRequest, error: GatewayError, errorId: string): Promise<Reply>
  /** Tells the apps of a logout; absent where this role can't. */
  readonly logout?: DownstreamLogout
}
