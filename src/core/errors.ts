/**
 * GatewayError: the only way in which a login, logout or message is refused. The code comes from a closed list, the
 * message is public (a page or a status message shows it), and the cause is private (only the log has it).
 */

import type { TransactionId } from './identifiers.ts'
import { type Spoken, spokenOf } from './languages.ts'
import { visible } from './visible-text.ts'

/** Codes that end on a page for the person: no reply address is known yet, or none may be used. */
export const pageCodes = [
  'malformed_request',
  'unknown_app',
  'reply_address_unknown',
  'signature_refused',
  'weak_algorithm',
  'stale_or_replayed',
  'transaction_lost',
  'rate_limited',
] as const

/** Codes that reach the app in its own protocol, once a LoginRequest exists. */
export const appCodes = [
  'access_denied',
  'subject_mismatch',
  'subject_policy_unmet',
  'context_unmet',
  'login_required',
  'consent_required',
  'upstream_denied',
  'upstream_unavailable',
  'upstream_invalid',
  'internal',
] as const

export type PageCode = (typeof pageCodes)[number]
export type AppCode = (typeof appCodes)[number]
export type GatewayErrorCode = PageCode | AppCode

/** Public facts of an error that a page lists under a label of the message catalogue. */
export type FactName = 'claimed' | 'received' | 'registered' | 'expected' | 'difference' | 'setting'
export type Facts = Readonly<Partial<Record<FactName, string | readonly string[]>>>

export interface GatewayErrorOptions extends Spoken {
  /** Private: what went wrong inside; goes to the log, never to a page. */
  readonly cause?: unknown
  /** Facts that help an administrator, in the order in which they are shown. No secret, no attribute value. */
  readonly facts?: Facts
  /** The HTTP status of the page where the code's own default does not fit (e.g. 413, 503). */
  readonly status?: number
  /** For `rate_limited` and 503: seconds after which to try again. */
  readonly retryAfter?: number
  /** Name of the upstream concerned, for audit events and metrics. */
  readonly upstream?: string
  /** Whose message was refused, where it was not an app's: the page speaks of a sign-in service then. */
  readonly sender?: 'upstream'
  /** Pseudonym of the person concerned, for audit events. */
  readonly person?: string
  /** Where a person can start again (an app's own address), if known. */
  readonly startAgain?: { readonly app: string; readonly url?: string }
  /** The login that it ended, where a page reports it: for the log. */
  readonly login?: EndedByError
  /** The upstream wants a fresh request right away; the core makes one, and the second answer decides. */
  readonly needsFreshRequest?: true
}

/** A login that an error ended. */
export interface EndedByError {
  readonly app: string
  readonly requestId: string
  readonly transaction?: TransactionId
}

/** A refusal. `message` is one public English sentence for the recipient; keep secrets and claim values out. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError'
  readonly code: GatewayErrorCode
  readonly facts: Facts
  readonly status: number | undefined
  readonly retryAfter: number | undefined
  readonly upstream: string | undefined
  readonly sender: GatewayErrorOptions['sender']
  readonly person: string | undefined
  readonly startAgain: GatewayErrorOptions['startAgain']
  readonly login: GatewayErrorOptions['login']
  readonly languages: GatewayErrorOptions['languages']
  readonly needsFreshRequest: boolean

  constructor(code: GatewayErrorCode, message: string, options: GatewayErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.facts = options.facts ?? {}
    this.status = options.status
    this.retryAfter = options.retryAfter
    this.upstream = options.upstream
    this.sender = options.sender
    this.person = options.person
    this.startAgain = options.startAgain
    this.login = options.login
    this.languages = options.languages
    this.needsFreshRequest = options.needsFreshRequest === true
  }
}

/** Whether a code is one that is shown to the person on a page. */
export function isPageCode(code: GatewayErrorCode): code is PageCode {
  return (pageCodes as readonly string[]).includes(code)
}

/** The error as a GatewayError: itself, or `internal` around anything else. */
export function toGatewayError(error: unknown): GatewayError {
  if (error instanceof GatewayError) return error
  return new GatewayError('internal', 'Something went wrong inside the gateway.', { cause: error })
}

/** The error as one that concerns this upstream, otherwise unchanged. */
export function concerning(upstream: string, error: unknown): GatewayError {
  return withMore(toGatewayError(error), { upstream })
}

/** The error as one about a message that an upstream sent, otherwise unchanged. */
export function sentByUpstream(error: GatewayError, facts: Facts = {}): GatewayError {
  return withMore(error, { sender: 'upstream', facts: { ...error.facts, ...facts } })
}

/** The error as one that concerns this person (a pseudonym), vouched for by this upstream; otherwise unchanged. */
export function concerningPerson(person: string, upstream: string, error: unknown): GatewayError {
  return withMore(toGatewayError(error), { person, upstream })
}

/** The error as the end of this login, otherwise unchanged. */
export function endOf(login: EndedByError, error: GatewayError): GatewayError {
  return withMore(error, { login })
}

/** The error as one about a message that claims to be from this sender, without proof; otherwise unchanged. */
export function claimedBy(sender: string, error: GatewayError): GatewayError {
  return withMore(error, { facts: { claimed: visible(sender, 200), ...error.facts } })
}

/** The error with what is known of why it happened, otherwise unchanged. */
export function because(cause: Error, error: GatewayError): GatewayError {
  return withMore(error, { cause })
}

/** The error, told in these languages where a page tells it; otherwise unchanged. */
export function toldIn(spoken: Spoken, error: GatewayError): GatewayError {
  return withMore(error, spokenOf(spoken))
}

type Addition = Pick<GatewayErrorOptions, 'upstream' | 'sender' | 'person' | 'login' | 'cause' | 'facts' | 'languages'>

function withMore(known: GatewayError, more: Addition): GatewayError {
  const { cause, facts, status, retryAfter, startAgain, upstream, sender, person, login, languages } = known
  const extended = new GatewayError(known.code, known.message, {
    ...(status !== undefined && { status }),
    ...(retryAfter !== undefined && { retryAfter }),
    ...(startAgain !== undefined && { startAgain }),
    ...(upstream !== undefined && { upstream }),
    ...(sender !== undefined && { sender }),
    ...(person !== undefined && { person }),
    ...(login !== undefined && { login }),
    ...(languages !== undefined && { languages }),
    ...(known.needsFreshRequest && { needsFreshRequest: true }),
    cause,
    facts,
    ...more,
  })
  if (known.stack !== undefined) extended.stack = known.stack
  return extended
}

/** By name: the core does not know the storage. A role may have wrapped it as the cause of `internal`. */
export function isStorageAway(thrown: unknown): boolean {
  for (let error = thrown, depth = 0; error instanceof Error && depth < 5; error = error.cause, depth += 1) {
    if (error.name === 'StorageUnavailable' || error.name === 'StorageRefused') return true
  }
  return false
}
