/**
 * The person comes back from an upstream: whose login it is, what was proved, and whether it must be asked once more.
 */
import { clientOf } from '../admission/client-key.ts'
import { concerning, GatewayError } from '../errors.ts'
import type { Browser, CookieChange, HttpRequest, Reply } from '../http.ts'
import { identifierOf, type TransactionId } from '../identifiers.ts'
import type { Authentication } from '../policy/identity.ts'
import type { LoginDependencies } from '../ports/hub.ts'
import type { Upstream, UpstreamSettings, UpstreamSignIn } from '../ports/roles.ts'
import { readSessions } from '../session/cookie.ts'
import { afterTheirSecond, mustAskAgain } from './ask-again.ts'
import { orRestart } from './begin.ts'
import { completeLogin } from './complete.ts'
import { answeringApp, requirePolicy } from './refuse.ts'
import type { ConsentTerms, LoginRequest, LoginTransaction } from './transaction.ts'
import { forgetTransaction, takeTransaction } from './transaction-lifecycle.ts'
import { askAgain, sendUpstream } from './upstream-step.ts'

/** The upstream that this browser chose before. */
export type UpstreamCookie = CookieChange<'upstream'>

/**
 * A choice is remembered once it has led to a login: after one that led nowhere, the person must be free to choose
 * again.
 */
function rememberChoice(reply: Reply, { upstream, chosen }: LoginTransaction): Reply {
  if (chosen !== true) return reply
  const remembered: UpstreamCookie = { name: 'upstream', value: upstream, maxAge: 180 * 24 * 3600 }
  return { ...reply, cookies: [...(reply.cookies ?? []), remembered] }
}

/**
 * The person came back from an upstream: takes the transaction, asks the role what was proved, answers the app.
 * @param id the transaction that the answer belongs to, as the role read it; only looked up
 * @throws GatewayError transaction_lost
 */
export async function finishLogin(
  hub: LoginDependencies,
  upstream: Upstream,
  id: TransactionId,
  http: HttpRequest,
): Promise<Reply> {
  const { browser } = http
  const transaction = await takeTransaction(hub, id, browser)
  if ('reply' in transaction) return transaction.reply
  const { request } = transaction
  const step = () => answerOf(hub, upstream, transaction, http)
  const reply = await orRestart(hub, request, browser, await answeringApp(hub, request, browser, id, step))
  return forgetTransaction(reply, id)
}

async function answerOf(
  hub: LoginDependencies,
  upstream: Upstream,
  transaction: LoginTransaction,
  http: HttpRequest,
): Promise<Reply | 'restart'> {
  const { request, id } = transaction
  const { browser } = http
  if (transaction.upstream !== upstream.name) {
    // One redirect URI per upstream: an answer at another one's is a mix-up (RFC 9700 4.4).
    throw new GatewayError(
      'upstream_invalid',
      'The answer came from a different sign-in service than the one that was asked.',
    )
  }
  const authentication = await proved(upstream, transaction, http)
  if (authentication === 'needsFreshRequest') return askFreshly(hub, upstream, transaction, browser)
  hub.admission.succeed(clientOf(browser))
  recordVouched(hub, request, authentication, id, browser)
  return completeProved(hub, upstream, { transaction, authentication, provedAt: hub.now() }, browser)
}

/** The upstream wants to be asked by a fresh request. */
async function askFreshly(
  hub: LoginDependencies,
  upstream: Upstream,
  { request, askedAgain, chosen, anotherAccount }: LoginTransaction,
  browser: Browser,
): Promise<Reply> {
  const how = {
    requestRenewed: true,
    ...(askedAgain && { askedAgain }),
    ...(chosen && { chosen }),
    ...(anotherAccount && { anotherAccount }),
  } as const
  return sendUpstream(hub, request, await requirePolicy(hub, request), upstream, browser, how)
}

/** What an upstream proved in a login, and when, ms since 1970. */
interface Proof {
  readonly transaction: LoginTransaction
  readonly authentication: Authentication
  readonly provedAt: number
}

/**
 * Answers the app with what was proved, unless the person must be asked once more.
 * @param consented what the person has agreed to since
 */
export async function completeProved(
  hub: LoginDependencies,
  upstream: Upstream,
  { transaction, authentication, provedAt }: Proof,
  browser: Browser,
  consented?: ConsentTerms,
): Promise<Reply | 'restart'> {
  const { request } = transaction
  const sessions = await readSessions(hub, browser)
  const policy = await requirePolicy(hub, request)
  if (await mustAskAgain(hub, transaction, authentication, sessions, provedAt)) {
    if (authentication.context.authTime !== undefined) {
      await afterTheirSecond(hub, [{ authentication, verifiedAt: provedAt }])
    }
    return askAgain(hub, transaction, policy, upstream, browser)
  }
  const proved = { request, policy, authentication, sessions, browser, transaction, provedAt }
  const done = await completeLogin(hub, { ...proved, ...(consented !== undefined && { consented }) })
  return done === 'restart' ? done : rememberChoice(done, transaction)
}

/** What the upstream proved; or, once per login, its wish to be asked by a fresh request. */
async function proved(
  upstream: UpstreamSignIn & Pick<UpstreamSettings, 'name'>,
  transaction: LoginTransaction,
  http: HttpRequest,
): Promise<Authentication | 'needsFreshRequest'> {
  try {
    return await upstream.complete(http, transaction)
  } catch (error) {
    if (error instanceof GatewayError && error.needsFreshRequest && transaction.requestRenewed !== true)
      return 'needsFreshRequest'
    throw concerning(upstream.name, inAppsWords(transaction.request, error))
  }
}

/**
 * For an app that did not forbid asking, "asking is needed" is not an answer: the upstream did not let the person in.
 */
function inAppsWords({ isPassive }: LoginRequest, error: unknown): unknown {
  if (isPassive || !(error instanceof GatewayError) || error.code !== 'login_required') return error
  return new GatewayError('upstream_denied', 'The sign-in service did not finish the sign-in.', { cause: error.cause })
}

/** The upstream vouched for the person; whether the app lets them in is not decided yet. */
function recordVouched(
  hub: Pick<LoginDependencies, 'audit'>,
  request: LoginRequest,
  { upstream, subject, context }: Authentication,
  transaction: TransactionId,
  browser: Browser,
): void {
  hub.audit.record({
    event: 'login.upstream',
    outcome: 'success',
    transaction,
    app: identifierOf(request.app),
    upstream,
    subject: hub.audit.pseudonym(subject),
    address: browser.address,
    amr: context.amr,
    ...(context.acr !== undefined && { acr: context.acr }),
    requestId: request.requestId,
  })
}
