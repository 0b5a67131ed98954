/**
 * The life of a transaction's record: kept under its id, bound to one browser by its own cookie, taken once, and
 * for an hour its own tombstone, so that a spent or late callback gets a page that says what to do.
 */
import { clientOf } from '../admission/client-key.ts'
import { GatewayError } from '../errors.ts'
import type { Browser, CookieChange, Reply } from '../http.ts'
import { type TransactionId, transactionId } from '../identifiers.ts'
import { spokenIn, spokenOf } from '../languages.ts'
import type { TransactionDependencies } from '../ports/hub.ts'
import { matchesHash, randomToken, sha256 } from '../tokens.ts'
import type { LoginRequest, LoginTransaction, Tombstone, TransactionRecord } from './transaction.ts'

const lifetime = 30 * 60_000
const tombstoneLifetime = 60 * 60_000
/** A browser carries at most this many transaction cookies; the oldest one goes. */
const cookiesAtMost = 8

/** Binds one login in flight to its browser: `<base36 ms>.<secret>`. */
export type TransactionCookie = CookieChange<`tx_${string}`>

/** The cookie that binds a new transaction to this browser, and what the record keeps of it. */
export function bindBrowser(hub: TransactionDependencies, id: TransactionId, browser: Browser) {
  const secret = randomToken()
  const createdAt = hub.now()
  const value = `${createdAt.toString(36)}.${secret}`
  const cookies: TransactionCookie[] = [{ name: `tx_${id}`, value, maxAge: lifetime / 1000 }, ...dropOldest(browser)]
  return { cookies, binding: { browser: sha256(value), createdAt, expiresAt: createdAt + lifetime } }
}

function dropOldest(browser: Browser): TransactionCookie[] {
  const madeAt = (value: string) => Number.parseInt(value.split('.')[0] ?? '', 36) || 0
  return [...browser.transactions]
    .sort(([, a], [, b]) => madeAt(b) - madeAt(a))
    .slice(cookiesAtMost - 1)
    .map(([id]) => ({ name: `tx_${id}` as const, value: undefined }))
}

/**
 * The id of a new transaction, if this client may have one more login open. Throws rate_limited.
 * @param octets that its record holds besides the request
 */
export function admit(
  hub: TransactionDependencies,
  request: LoginRequest,
  browser: Browser,
  octets = 0,
): TransactionId {
  const id = transactionId(randomToken())
  hub.admission.begin(clientOf(browser), leaseOf(id), sizeOf(request) + octets, lifetime + tombstoneLifetime)
  return id
}

/** The name of a transaction's record among what is kept. */
const leaseOf = (id: TransactionId): string => `tx ${id}`

/** The transaction was taken, or came to nothing: its record is gone. */
export function release(hub: TransactionDependencies, id: TransactionId, browser: Browser): void {
  hub.admission.drop(clientOf(browser), leaseOf(id))
}

/** Roughly how many bytes the record of a login takes: what the app sent, mainly RelayState, and what we add. */
function sizeOf(request: LoginRequest): number {
  return JSON.stringify(request).length + 1024
}

/** Keeps a transaction an hour beyond its life. */
export function keepTransaction(
  hub: TransactionDependencies,
  record: Exclude<TransactionRecord, Tombstone>,
): Promise<void> {
  return hub.stores.transactions.put(record, lifetime + tombstoneLifetime)
}

/**
 * Records how a transaction ended. An unreachable storage must not hide why. The record of a failed login counts
 * against the client that began it; that of a person's login counts with what it leaves (session-step.ts).
 */
export async function leaveTombstone(
  hub: TransactionDependencies,
  id: TransactionId,
  request: LoginRequest,
  state: Tombstone['state'],
  browser: Browser,
): Promise<void> {
  const tombstone: Tombstone = { v: 2, id, state, ...forPerson(request) }
  const octets = JSON.stringify(tombstone).length
  if (state === 'failed') hub.admission.leave(clientOf(browser), leaseOf(id), octets, tombstoneLifetime)
  await hub.stores.transactions.put(tombstone, tombstoneLifetime).catch((error: unknown) => {
    hub.audit.trace(id, 'no tombstone left', { reason: String(error) })
  })
}

/** What a page for this login's person must know of it. */
export const forPerson = (known: Pick<LoginRequest, 'startAgain' | 'languages'>) => ({
  startAgain: known.startAgain,
  ...spokenOf(known),
})

/** Removes the cookie of an ended transaction. */
export function forgetTransaction(reply: Reply, id: TransactionId): Reply {
  return { ...reply, cookies: [...(reply.cookies ?? []), { name: `tx_${id}`, value: undefined }] }
}

/** A login that is not over yet, by what it waits for. */
type OpenLogin<State> = Extract<Exclude<TransactionRecord, Tombstone>, { readonly state: State }>

/**
 * The login of this browser that waits for something of the person: the choice of an upstream, the next step of a logout,
 * consent, or what to do about a refusal. It is read, not taken: going back to it is allowed.
 * @throws GatewayError transaction_lost
 */
export async function openLogin<State extends 'pending' | 'notifying' | 'denied' | 'consenting'>(
  hub: TransactionDependencies,
  id: TransactionId,
  state: State,
  browser: Browser,
): Promise<OpenLogin<State>> {
  return requireOwn(hub, await hub.stores.transactions.get(id), state, browser)
}

/**
 * Takes the transaction of this browser, once only. One whose login already succeeded is answered with a page.
 * @throws GatewayError transaction_lost
 */
export async function takeTransaction(
  hub: TransactionDependencies,
  id: TransactionId,
  browser: Browser,
): Promise<LoginTransaction | { readonly reply: Reply }> {
  const record = id === '' ? undefined : await hub.stores.transactions.get(id)
  if (record?.state === 'done') {
    return { reply: spokenIn({ kind: 'page', name: 'alreadySignedIn', params: record.startAgain }, record) }
  }
  requireOwn(hub, record, 'sent', browser)
  const taken = await hub.stores.transactions.take(id)
  if (taken?.state !== 'sent') throw lost(record)
  release(hub, id, browser)
  return taken
}

/** The record, if it is in this state, not over, and of this browser. */
function requireOwn<State extends 'pending' | 'notifying' | 'denied' | 'consenting' | 'sent'>(
  { now }: Pick<TransactionDependencies, 'now'>,
  record: TransactionRecord | undefined,
  state: State,
  browser: Browser,
): OpenLogin<State> {
  if (!isIn(record, state) || record.expiresAt <= now()) throw lost(record)
  requireBrowser(record, browser)
  return record
}

const isIn = <State extends TransactionRecord['state']>(
  record: TransactionRecord | undefined,
  state: State,
): record is OpenLogin<State> => record?.state === state

/** Another browser's transaction is neither used nor spent: its state may have leaked (attack 69). */
function requireBrowser(record: Exclude<TransactionRecord, Tombstone>, browser: Browser): void {
  const value = browser.transactions.get(record.id)
  if (value === undefined || !matchesHash(value, record.browser)) {
    const cause = value === undefined ? 'the browser did not send its cookie' : 'the cookie is that of another browser'
    throw new GatewayError('transaction_lost', 'This sign-in was started in another browser, or its cookie is gone.', {
      ...forPerson(record.request),
      cause,
    })
  }
}

function lost(record: TransactionRecord | undefined): GatewayError {
  const known = record !== undefined && 'request' in record ? record.request : record
  return new GatewayError('transaction_lost', 'This sign-in has ended, or took too long.', {
    ...(known !== undefined && forPerson(known)),
    cause: whatBecameOf(record),
  })
}

/** For the log: the person is told the same in each case. */
function whatBecameOf(record: TransactionRecord | undefined): string {
  if (record === undefined) return 'no such login is known: it never was, or is long over'
  if (!('request' in record)) {
    return record.state === 'done' ? 'this login succeeded before' : 'this login was refused before'
  }
  return `this login is ${record.state}, and lived until ${new Date(record.expiresAt).toISOString()}`
}
