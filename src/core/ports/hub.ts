/** What the core's functions are given, in parts: one for each snapshot of the config. Types only. */
import type { Admission } from '../admission/admission.ts'
import type { Support } from '../http.ts'
import type { UpstreamName } from '../identifiers.ts'
import type { AppPolicies } from '../policy/app-policy.ts'
import type { Audit } from './audit.ts'
import type { NamesSeen } from './names.ts'
import type { Downstream, Upstream } from './roles.ts'
import type { Stores } from './stores.ts'

/** Derives the pairwise subject identifier (contract); keys/ implements it. */
export interface Pairwise {
  /** @param parts length-prefixed and HMACed in order: the app's sector, subjectNamespace, subject value. */
  derive(parts: readonly string[]): string
}

/** From a browser to its sessions (core/session). */
export interface SessionDependencies {
  readonly stores: Pick<Stores, 'sessions'>
  /** ms since 1970 */
  now(): number
}

/** The life of a transaction's record (core/login/transaction-lifecycle.ts). */
export interface TransactionDependencies {
  readonly stores: Pick<Stores, 'transactions'>
  readonly audit: Pick<Audit, 'trace'>
  readonly admission: Pick<Admission, 'begin' | 'succeed' | 'leave' | 'drop'>
  /** ms since 1970 */
  now(): number
}

/** Which upstream a login goes to (core/login/routing.ts). */
export interface RoutingDependencies {
  readonly upstreams: ReadonlyMap<UpstreamName, Upstream>
  readonly defaultUpstream?: UpstreamName
}

/** A message that waits under a ticket for a GET of ours (core/posted-message.ts). */
export interface TicketDependencies {
  readonly stores: Pick<Stores, 'tickets'>
  readonly admission: Pick<Admission, 'keep' | 'drop'>
}

/** The end of a session, and what needs no browser to tell of it (core/logout/record.ts, back-channel.ts). */
export interface EndingDependencies extends SessionDependencies {
  readonly downstreams: ReadonlyMap<string, Downstream>
  readonly stores: Pick<Stores, 'sessions' | 'logouts' | 'endings'>
  readonly audit: Pick<Audit, 'record' | 'trace' | 'pseudonym'>
  /** Whether anybody listens at the host of this address; within a second, and never throws. */
  isReachable(address: string): Promise<boolean>
}

/** A logout, whoever began it (core/logout). */
export interface LogoutDependencies extends EndingDependencies {
  readonly upstreams: ReadonlyMap<UpstreamName, Upstream>
  readonly policies: AppPolicies
  readonly stores: Stores
  readonly audit: Audit
  /** Address of a path of ours below publicUrl. */
  url(path: string): string
}

/**
 * A login, from an app's request to the answer (core/login); it may have to end a session, or tell apps of an ended
 * one.
 */
export interface LoginDependencies extends LogoutDependencies, RoutingDependencies {
  readonly pairwise: Pairwise
  readonly admission: Admission
  /** Remembers whom an app knows, for changes of its names. */
  readonly names?: NamesSeen
  /** Whom people may ask. */
  readonly support?: Support
  /** ms */
  readonly sessionLifetime: number
  /** ms */
  readonly askUpstreamAfter: number
  /** Resolves after this many ms. */
  pause(ms: number): Promise<void>
}
