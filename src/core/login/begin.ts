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
 *   begin.ts          a request arrives, or goes on after the chooser or after telling of an earlier logout
 *   upstream-step.ts  (routing.ts) the way to an upstream, or to the chooser
 *   finish.ts         the person comes back · ask-again.ts whether it must be asked once more
 *   complete.ts       the last step: everything is judged, the app is answered
 *   consent.ts        where the person must agree first · consent-answer.ts their answer
 *   given-consents.ts what was agreed to, and its end
 *   session-step.ts   the session that a login leaves, and when a session answers alone · kept-for-person.ts what that counts
 *   refuse.ts         the app, or a page, hears why not (denied.ts: the person first) · replay.ts a request is answered once
 *   transaction.ts    one login in flight · transaction-lifecycle.ts its record in the storage
 *
 * Until a LoginRequest exists, errors are thrown and become a page; from then on they are answered to the app
 * (refuse.ts), and a passive request never sees a page.
 */
import { clientOf } from '../admission/client-key.ts'
import { GatewayError } from '../errors.ts'
import type { Browser, Reply } from '../http.ts'
import { identifierOf, type SessionKey, type TransactionId, type UpstreamName } from '../identifiers.ts'
import { findPending, sendPending } from '../logout/pending-notices.ts'
import type { AppPolicy } from '../policy/app-policy.ts'
import type { LoginDependencies } from '../ports/hub.ts'
import { readSessions } from '../session/cookie.ts'
import type { BrowserSessions } from '../session/records.ts'
import { afterTheirSecond } from './ask-again.ts'
import { completeLogin } from './complete.ts'
import { answeringApp, requirePolicy } from './refuse.ts'
import { refuseReplay } from './replay.ts'
import { hintOf, preferred } from './routing.ts'
import { sessionAnswers } from './session-step.ts'
import type { LoginRequest } from './transaction.ts'
import {
  admit,
  bindBrowser,
  forgetTransaction,
  forPerson,
  keepTransaction,
  openLogin,
  release,
} from './transaction-lifecycle.ts'
import { goUpstream, sendUpstream } from './upstream-step.ts'

/** Answers a validated request from an app: at once from a live session, else by way of an upstream or the chooser. */
export async function beginLogin(hub: LoginDependencies, request: LoginRequest, browser: Browser): Promise<Reply> {
  const step = async () => {
    const policy = await requirePolicy(hub, request)
    const sessions = await readSessions(hub, browser)
    await refuseReplay(hub, request, sessions)
    hub.audit.record({
      event: 'login.begin',
      outcome: 'success',
      app: identifierOf(request.app),
      requestId: request.requestId,
      address: browser.address,
    })
    const pending = request.isPassive ? [] : await findPending(hub, sessions.ended)
    if (pending.length > 0) return notifyFirst(hub, request, pending, browser)
    return loginWith(hub, request, policy, sessions, browser)
  }
  return orRestart(hub, request, browser, await answeringApp(hub, request, browser, undefined, step))
}

/** The session went away during the login: nothing was sent, so the request begins again. */
export async function orRestart(
  hub: LoginDependencies,
  request: LoginRequest,
  browser: Browser,
  reply: Reply | 'restart',
): Promise<Reply> {
  return reply === 'restart' ? beginLogin(hub, request, { ...browser, session: undefined }) : reply
}

async function loginWith(
  hub: LoginDependencies,
  request: LoginRequest,
  policy: AppPolicy,
  sessions: BrowserSessions,
  browser: Browser,
): Promise<Reply | 'restart'> {
  const inOrder = await preferred(hub, policy, sessions.live, browser)
  const hint = hintOf(hub, request, policy)
  const fitting = inOrder.filter(({ session }) => hint === undefined || session.authentication.upstream === hint)
  const answering = fitting.find(({ session }) => sessionAnswers(hub, request, policy, session))
  if (answering === undefined) {
    if (request.forceAuthn)
      await afterTheirSecond(
        hub,
        sessions.live.map(({ session }) => session),
      )
    return goUpstream(hub, request, policy, inOrder[0], browser)
  }
  const { authentication } = answering.session
  return completeLogin(hub, { request, policy, authentication, sessions, browser })
}

/** Apps are told of an earlier logout first: a late message must not end a new session. */
async function notifyFirst(
  hub: LoginDependencies,
  request: LoginRequest,
  logouts: readonly SessionKey[],
  browser: Browser,
) {
  const id = admit(hub, request, browser)
  const { cookies, binding } = bindBrowser(hub, id, browser)
  await keepTransaction(hub, { v: 2, id, request, state: 'notifying', logouts, ...binding })
  return { kind: 'redirect', location: hub.url(`/logout/owed/${id}`), cookies } as const
}

/** The next step of telling apps of an earlier logout; when nothing is left, the login goes on. */
export async function continueNotifying(hub: LoginDependencies, id: TransactionId, browser: Browser): Promise<Reply> {
  const notifying = await openLogin(hub, id, 'notifying', browser)
  const { request } = notifying
  const step = async () => {
    const next = await sendPending(hub, notifying.logouts, `/logout/owed/${id}`, browser)
    if (next !== undefined) return next
    await hub.stores.transactions.take(id)
    release(hub, id, browser)
    hub.admission.succeed(clientOf(browser))
    const sessions = await readSessions(hub, browser)
    const reply = await loginWith(hub, request, await requirePolicy(hub, request), sessions, browser)
    return reply === 'restart' ? reply : forgetTransaction(reply, id)
  }
  return orRestart(hub, request, browser, await answeringApp(hub, request, browser, id, step))
}

/** The person chose an upstream on the chooser page. */
export async function continueLogin(
  hub: LoginDependencies,
  id: TransactionId,
  choice: UpstreamName,
  browser: Browser,
): Promise<Reply> {
  const pending = await openLogin(hub, id, 'pending', browser)
  const { request } = pending
  const upstream = pending.choices.includes(choice) ? hub.upstreams.get(choice) : undefined
  if (upstream === undefined) {
    throw new GatewayError('transaction_lost', 'That choice is not available, or no longer.', {
      ...forPerson(request),
    })
  }
  // No id: whatever fails there, the chooser stays, and the person may go back and choose another upstream.
  const how = { chosen: true, ...(pending.anotherAccount && { anotherAccount: pending.anotherAccount }) } as const
  const step = async () => sendUpstream(hub, request, await requirePolicy(hub, request), upstream, browser, how)
  return orRestart(hub, request, browser, await answeringApp(hub, request, browser, undefined, step))
}
