/**
 * The hub: the one place that decides what comes next in a login.
 *
 *   downstream role ─▶ beginLogin ─▶ live session that satisfies ─────────────────▶ completeLogin ─▶ the app
 *                          │ ─▶ chooser (PendingLogin) ─▶ continueLogin ─┐               ▲
 *                          └─▶ sendUpstream ◀────────────────────────────┘               │
 *                                  └─▶ upstream ─▶ finishLogin ─▶ takeTransaction ───────┘
 *
 * Until a LoginRequest exists errors are thrown and become a page; from then on they are answered to the app
 * (refuseLogin), and a passive request never sees a page.
 */
import { acrValuesFor } from './authentication-context.ts'
import { completeLogin, sessionAnswers } from './completion.ts'
import { concerning, type GatewayError, isPageCode, GatewayError as Refusal, toGatewayError } from './errors.ts'
import { type TransactionId, transactionId, type UpstreamName, upstreamName } from './identifiers.ts'
import type { Authentication } from './identity.ts'
import { endSession } from './logout.ts'
import type { AppPolicy, Browser, HttpRequest, Hub, Reply, Upstream, UpstreamRequest } from './ports.ts'
import { allowedUpstreams, chooseUpstream } from './routing.ts'
import type { LiveSession } from './session.ts'
import { readSession } from './session-cookie.ts'
import { newErrorId, randomToken } from './tokens.ts'
import type { LoginRequest, PendingLogin } from './transaction.ts'
import {
  bindBrowser,
  forgetTransaction,
  keepTransaction,
  leaveTombstone,
  openPending,
  takeTransaction,
} from './transactions.ts'

export { endSession }

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
    if (live !== undefined && sessionAnswers(hub, request, policy, live.session)) {
      const { authentication } = live.session
      return completeLogin(hub, { request, policy, authentication, live, browser, renewal: false })
    }
    return goUpstream(hub, request, policy, live, browser)
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
  return answeringApp(hub, request, browser, id, async () => {
    const upstream = pending.choices.includes(choice) ? hub.upstreams.get(choice) : undefined
    if (upstream === undefined) {
      throw new Refusal('transaction_lost', 'That choice is not offered (any more).', {
        startAgain: request.startAgain,
      })
    }
    const reply = await sendUpstream(hub, request, requirePolicy(hub, request), upstream, browser)
    const remembered = { name: 'upstream', value: choice, maxAge: 180 * 24 * 3600 } as const
    return { ...reply, cookies: [...(reply.cookies ?? []), remembered] }
  })
}

/** The person came back from an upstream: takes the transaction, asks the role what was proved, answers the app. */
export async function finishLogin(hub: Hub, upstream: Upstream, http: HttpRequest): Promise<Reply> {
  const id = transactionId(new URLSearchParams(http.query).get('state') ?? '')
  const { browser } = http
  const transaction = await takeTransaction(hub, id, browser)
  if ('reply' in transaction) return transaction.reply
  const { request } = transaction
  hub.admission.end(browser.address)
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
    return completeLogin(hub, { request, policy, authentication, live, browser, renewal: true, transaction })
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

/** No session answers: which upstream, and may it be asked in the way the app wants? */
async function goUpstream(
  hub: Hub,
  request: LoginRequest,
  policy: AppPolicy,
  live: LiveSession | undefined,
  browser: Browser,
): Promise<Reply> {
  if (request.isPassive && request.forceAuthn) {
    throw new Refusal('login_required', 'A new login was asked for, but without asking the person.')
  }
  const session = live?.session.authentication.upstream
  const choice = chooseUpstream(hub, policy, { session, remembered: browser.upstream })
  if (choice === 'ask') return ask(hub, request, policy, browser)
  const upstream = hub.upstreams.get(choice)
  if (upstream === undefined)
    throw new Refusal('upstream_unavailable', 'No sign-in service is set up for this application.')
  return sendUpstream(hub, request, policy, upstream, browser)
}

async function ask(hub: Hub, request: LoginRequest, policy: AppPolicy, browser: Browser): Promise<Reply> {
  const choices = allowedUpstreams(hub, policy)
  if (choices.length === 0) {
    throw new Refusal('upstream_unavailable', 'No sign-in service is set up for this application.')
  }
  if (request.isPassive) throw new Refusal('login_required', 'The person must choose a sign-in service first.')
  hub.admission.begin(browser.address)
  const id = transactionId(randomToken())
  const { cookies, binding } = bindBrowser(hub, id, browser)
  const pending: PendingLogin = { v: 1, id, request, state: 'pending', choices, ...binding }
  await keepTransaction(hub, pending)
  const offered = choices.map((name) => ({
    name: hub.upstreams.get(name)?.displayName ?? name,
    url: hub.url(`/choose/${id}/${name}`),
  }))
  return { kind: 'page', name: 'chooser', params: { app: policy.displayName, choices: offered }, cookies }
}

function toUpstreamRequest(request: LoginRequest, policy: AppPolicy, upstream: Upstream): UpstreamRequest {
  return {
    forceAuthn: request.forceAuthn,
    isPassive: request.isPassive,
    ...(policy.maxAuthnAge === undefined ? {} : { maxAuthnAge: policy.maxAuthnAge }),
    acrValues: acrValuesFor(request.contexts, upstream.contextTable),
  }
}

async function sendUpstream(
  hub: Hub,
  request: LoginRequest,
  policy: AppPolicy,
  upstream: Upstream,
  browser: Browser,
): Promise<Reply> {
  if (request.isPassive && !upstream.canAskPassive) {
    throw new Refusal('login_required', 'There is no session, and the sign-in service can not be asked silently.')
  }
  hub.admission.begin(browser.address)
  const id = transactionId(randomToken())
  const asked = toUpstreamRequest(request, policy, upstream)
  const { reply, upstreamState } = await upstream.begin(id, asked).catch((error: unknown) => {
    throw concerning(upstream.name, error)
  })
  const { cookies, binding } = bindBrowser(hub, id, browser)
  const sent = { state: 'sent', upstream: upstream.name, upstreamState, sentAt: hub.now() } as const
  await keepTransaction(hub, { v: 1, id, request, ...binding, ...sent })
  hub.audit.trace(id, 'sent upstream', { upstream: upstream.name, app: request.app, request: request.requestId })
  return { ...reply, cookies: [...(reply.cookies ?? []), ...cookies] }
}

/** Runs a step of a login whose reply address is known: what it throws reaches the app, not a page. */
async function answeringApp(
  hub: Hub,
  request: LoginRequest,
  browser: Browser,
  id: TransactionId | undefined,
  step: () => Promise<Reply | 'anew'>,
): Promise<Reply> {
  try {
    const reply = await step()
    // The session went away under the login (design 5): nothing was sent, so the request is asked anew.
    if (reply === 'anew') return await beginLogin(hub, request, { ...browser, session: undefined })
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
  if (isPageCode(error.code) && !request.isPassive) throw error
  const downstream = hub.downstreams.get(request.downstream)
  if (downstream === undefined) throw error
  const errorId = newErrorId()
  hub.audit.refusal(errorId, error, {
    app: request.app,
    requestId: request.requestId,
    address: browser.address,
    ...(error.upstream !== undefined && { upstream: upstreamName(error.upstream) }),
    ...(id === undefined ? {} : { transaction: id }),
  })
  return downstream.respondError(request, error, errorId)
}
