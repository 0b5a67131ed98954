/**
 * The hub: the one place that decides what comes next in a login.
 *
 *   downstream role ─▶ beginLogin ─▶ live session that satisfies ─────────────────▶ completeLogin ─▶ the app
 *                          │ ─▶ chooser (PendingLogin) ─▶ continueLogin ─┐               ▲
 *                          └─▶ sendUpstream ◀────────────────────────────┘               │
 *                                  └─▶ upstream ─▶ finishLogin ─▶ takeTransaction ───────┘
 *
 * A map of this folder:
 *
 *   login.ts          what comes next · completion.ts the last step · send-upstream.ts (routing.ts) the way to an upstream
 *   ports.ts, http.ts what roles, storage and telemetry are to the core · errors.ts every way to be refused
 *   transaction.ts    one login in flight · transactions.ts its life in the storage
 *   session.ts        the SSO session, its participants, the two clocks · session-cookie.ts from a browser to it
 *   identity.ts       Authentication → Identity → Release · attributes.ts makes them · attribute-sets.ts
 *   authorization.ts, authentication-context.ts, freshness.ts   may this login answer that request
 *   expression.ts     CEL, compiled · evaluation.ts and run · admission.ts what one client may cost (client.ts)
 *   logout.ts         logout, with a map of its own · identifiers.ts tokens.ts octets.ts
 *
 * Until a LoginRequest exists errors are thrown and become a page; from then on they are answered to the app
 * (refuseLogin), and a passive request never sees a page.
 */

import { concerning, endOf, type GatewayError, isPageCode, GatewayError as Refusal, toGatewayError } from '../errors.ts'
import type { Browser, HttpRequest, Reply } from '../http.ts'
import { type SessionKey, type TransactionId, transactionId, type UpstreamName, upstreamName } from '../identifiers.ts'
import { isEnded } from '../logout/ended-logins.ts'
import { endedBefore, findDebts, payDebts } from '../logout/pending-notices.ts'
import type { AppPolicy } from '../policy/app-policy.ts'
import type { Authentication } from '../policy/identity.ts'
import type { Hub } from '../ports/hub.ts'
import type { Upstream } from '../ports/roles.ts'
import { readSession } from '../session/cookie.ts'
import type { LiveSession } from '../session/records.ts'
import { newErrorId, randomToken } from '../tokens.ts'
import { completeLogin, sessionAnswers } from './complete.ts'
import type { LoginRequest, LoginTransaction } from './transaction.ts'
import {
  admit,
  bindBrowser,
  forgetTransaction,
  keepTransaction,
  leaveTombstone,
  openOwing,
  openPending,
  release,
  takeTransaction,
} from './transaction-lifecycle.ts'
import { askAgain, goUpstream, sendUpstream } from './upstream-step.ts'

/** Answers a validated request of an app: at once from a live session, else by way of an upstream or the chooser. */
export async function beginLogin(hub: Hub, request: LoginRequest, browser: Browser): Promise<Reply> {
  return answeringApp(hub, request, browser, undefined, async () => {
    const policy = requirePolicy(hub, request)
    hub.audit.record({
      event: 'login.begin',
      outcome: 'success',
      app: request.app,
      requestId: request.requestId,
      address: browser.address,
    })
    const live = await readSession(hub, browser)
    const debts = request.isPassive ? [] : await findDebts(hub, endedBefore(browser, live))
    if (debts.length > 0) return payFirst(hub, request, debts, browser)
    return loginWith(hub, request, policy, live, browser)
  })
}

async function loginWith(
  hub: Hub,
  request: LoginRequest,
  policy: AppPolicy,
  live: LiveSession | undefined,
  browser: Browser,
): Promise<Reply | 'restart'> {
  if (live !== undefined && sessionAnswers(hub, request, policy, live.session)) {
    const { authentication } = live.session
    return completeLogin(hub, { request, policy, authentication, live, browser, renewal: false })
  }
  return goUpstream(hub, request, policy, live, browser)
}

/** Apps are told of an earlier logout first: what is new must not be ended by what is late. */
async function payFirst(hub: Hub, request: LoginRequest, logouts: readonly SessionKey[], browser: Browser) {
  admit(hub, request, browser)
  const id = transactionId(randomToken())
  const { cookies, binding } = bindBrowser(hub, id, browser)
  await keepTransaction(hub, { v: 1, id, request, state: 'owing', logouts, ...binding })
  return { kind: 'redirect', location: hub.url(`/logout/owed/${id}`), cookies } as const
}

/** The next step of paying what this browser owes; when nothing is left, its login goes on. */
export async function continueOwing(hub: Hub, id: TransactionId, browser: Browser): Promise<Reply> {
  const owing = await openOwing(hub, id, browser)
  const { request } = owing
  return answeringApp(hub, request, browser, id, async () => {
    const step = await payDebts(hub, owing.logouts, `/logout/owed/${id}`)
    if (step !== undefined) return step
    await hub.stores.transactions.take(id)
    release(hub, request, browser)
    const live = await readSession(hub, browser)
    const reply = await loginWith(hub, request, requirePolicy(hub, request), live, browser)
    return reply === 'restart' ? reply : forgetTransaction(reply, id)
  })
}

/** The person chose an upstream on the chooser page. */
export async function continueLogin(
  hub: Hub,
  id: TransactionId,
  choice: UpstreamName,
  browser: Browser,
): Promise<Reply> {
  const pending = await openPending(hub, id, browser)
  const { request } = pending
  const upstream = pending.choices.includes(choice) ? hub.upstreams.get(choice) : undefined
  if (upstream === undefined) {
    throw new Refusal('transaction_lost', 'That choice is not offered (any more).', { startAgain: request.startAgain })
  }
  // No id: whatever fails there, the chooser stays, and the person may go back and choose another one.
  return answeringApp(hub, request, browser, undefined, () =>
    sendUpstream(hub, request, requirePolicy(hub, request), upstream, browser, { chosen: true }),
  )
}

/** A choice is remembered once it led to a login: one that led nowhere must be free to be made again. */
function rememberChoice(reply: Reply, { upstream, chosen }: LoginTransaction): Reply {
  if (chosen !== true) return reply
  const remembered = { name: 'upstream', value: upstream, maxAge: 180 * 24 * 3600 } as const
  return { ...reply, cookies: [...(reply.cookies ?? []), remembered] }
}

/** The person came back from an upstream: takes the transaction, asks the role what was proved, answers the app. */
export async function finishLogin(hub: Hub, upstream: Upstream, http: HttpRequest): Promise<Reply> {
  const id = transactionId(new URLSearchParams(http.query).get('state') ?? '')
  const { browser } = http
  const transaction = await takeTransaction(hub, id, browser)
  if ('reply' in transaction) return transaction.reply
  const { request } = transaction
  release(hub, request, browser)
  const reply = await answeringApp(hub, request, browser, id, async () => {
    if (transaction.upstream !== upstream.name) {
      // One redirect URI per upstream: an answer at another's is a mix-up (RFC 9700 4.4).
      throw new Refusal('upstream_invalid', 'The answer came back to another sign-in service than it was asked of.')
    }
    const authentication = await upstream.complete(http, transaction).catch((error: unknown) => {
      throw concerning(upstream.name, error)
    })
    recordVouched(hub, request, authentication, id, browser)
    const live = await readSession(hub, browser)
    const policy = requirePolicy(hub, request)
    if (transaction.askedAgain !== true && (await isEnded(hub, authentication))) {
      return askAgain(hub, transaction, policy, upstream, browser)
    }
    const done = await completeLogin(hub, {
      request,
      policy,
      authentication,
      live,
      browser,
      renewal: true,
      transaction,
    })
    return done === 'restart' ? done : rememberChoice(done, transaction)
  })
  return forgetTransaction(reply, id)
}

/** The upstream vouched for the person; whether the app lets them in is not said yet. */
function recordVouched(
  hub: Hub,
  request: LoginRequest,
  { upstream, subject, context }: Authentication,
  transaction: TransactionId,
  browser: Browser,
): void {
  hub.audit.record({
    event: 'login.upstream',
    outcome: 'success',
    transaction,
    app: request.app,
    upstream,
    subject: hub.audit.pseudonym(subject),
    address: browser.address,
    amr: context.amr,
    ...(context.acr !== undefined && { acr: context.acr }),
    requestId: request.requestId,
  })
}

function requirePolicy(hub: Hub, request: LoginRequest): AppPolicy {
  const policy = hub.policies.policy(request.app)
  if (policy === undefined) throw new Refusal('unknown_app', 'This application is not registered here any more.')
  return policy
}

/** Runs a step of a login whose reply address is known: what it throws reaches the app, not a page. */
async function answeringApp(
  hub: Hub,
  request: LoginRequest,
  browser: Browser,
  id: TransactionId | undefined,
  step: () => Promise<Reply | 'restart'>,
): Promise<Reply> {
  try {
    const reply = await step()
    // The session went away under the login (design 5): nothing was sent, so the request is asked anew.
    if (reply === 'restart') return await beginLogin(hub, request, { ...browser, session: undefined })
    return reply
  } catch (thrown) {
    return refuseLogin(hub, request, toGatewayError(thrown), browser, id)
  }
}

/**
 * Answers a LoginRequest with an error in the app's protocol, and logs the reason under one id.
 * @throws the error itself, for a page, where its code is for persons only and the request is not passive
 */
export async function refuseLogin(
  hub: Hub,
  request: LoginRequest,
  error: GatewayError,
  browser: Browser,
  id?: TransactionId,
): Promise<Reply> {
  if (id !== undefined) await leaveTombstone(hub, id, request, 'failed')
  const { app, requestId } = request
  const login = { app, requestId, ...(id !== undefined && { transaction: id }) }
  if (isPageCode(error.code) && !request.isPassive) throw endOf(login, error)
  const downstream = hub.downstreams.get(request.downstream)
  if (downstream === undefined) throw endOf(login, error)
  const errorId = newErrorId()
  hub.audit.refusal(errorId, error, {
    ...login,
    address: browser.address,
    ...(error.upstream !== undefined && { upstream: upstreamName(error.upstream) }),
  })
  return downstream.respondError(request, error, errorId)
}
