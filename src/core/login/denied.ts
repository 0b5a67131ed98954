/**
 * A person whom the upstream knows but whom the app does not admit. Where the app's policy says so, our own page
 * explains it first, since many apps show such a status as a crash. From there the person goes on to the app, which
 * gets the usual status, or back upstream to be somebody else.
 *
 * Its buttons are POSTs that need the cookie of this very refusal, which is SameSite=Lax: no other site can press them.
 */
import { type AppCode, GatewayError } from '../errors.ts'
import type { Browser, Reply } from '../http.ts'
import { identifierOf, type TransactionId } from '../identifiers.ts'
import { spokenIn } from '../languages.ts'
import { personName } from '../policy/person-name.ts'
import type { LoginDependencies } from '../ports/hub.ts'
import type { Completion } from './completion.ts'
import { answeringApp, recordRefusal, requirePolicy, tellApp } from './refuse.ts'
import type { DeniedLogin } from './transaction.ts'
import {
  admit,
  bindBrowser,
  forgetTransaction,
  forPerson,
  keepTransaction,
  leaveTombstone,
  openLogin,
  release,
} from './transaction-lifecycle.ts'
import { askAnother } from './upstream-step.ts'

/** What another account may change. */
const aboutPerson: readonly string[] = ['access_denied', 'subject_mismatch'] satisfies readonly AppCode[]

/** Whether the person is told before the app is; a passive request never sees a page. */
export function isForPerson({ policy, request }: Completion, { code }: GatewayError): boolean {
  return policy.onDenied === 'page' && !request.isPassive && aboutPerson.includes(code)
}

/**
 * Keeps the refusal for this browser, and sends it to the page that explains it. The audit event is written here, once.
 */
export async function tellPerson(hub: LoginDependencies, completion: Completion, error: GatewayError): Promise<Reply> {
  const { request, authentication, browser, transaction } = completion
  const id = admit(hub, request, browser)
  const { cookies, binding } = bindBrowser(hub, id, browser)
  if (transaction !== undefined) await leaveTombstone(hub, transaction.id, request, 'failed', browser)
  const errorId = recordRefusal(hub, request, error, browser, transaction?.id)
  const person = personName(authentication.claims)
  const denied: DeniedLogin = {
    ...{ v: 2, id, request, state: 'denied', ...binding },
    upstream: authentication.upstream,
    ...(person !== undefined && { person }),
    code: error.code as AppCode,
    message: error.message,
    errorId,
  }
  await keepTransaction(hub, denied)
  return { kind: 'redirect', location: hub.url(`/denied/${id}`), cookies }
}

/** The page. @throws GatewayError transaction_lost */
export async function showDenied(hub: LoginDependencies, id: TransactionId, browser: Browser): Promise<Reply> {
  const { request, upstream, person, code, errorId } = await openLogin(hub, id, 'denied', browser)
  const params = {
    app: hub.policies.policy(request.app)?.displayName ?? identifierOf(request.app),
    code,
    ...(person !== undefined && { person }),
    upstream: hub.upstreams.get(upstream)?.displayName ?? upstream,
    ...(hub.support !== undefined && { support: hub.support }),
    errorId,
    another: hub.url(`/denied/${id}/another`),
    onward: hub.url(`/denied/${id}/app`),
  }
  return spokenIn({ kind: 'page', name: 'denied', status: 403, params }, request)
}

/** The person goes on to the app, which now hears of it, once. @throws GatewayError transaction_lost, rate_limited */
export async function goOnToApp(hub: LoginDependencies, id: TransactionId, browser: Browser): Promise<Reply> {
  const { request, code, message, errorId } = await openLogin(hub, id, 'denied', browser)
  const reply = await tellApp(hub, request, new GatewayError(code, message), errorId, browser)
  if ((await hub.stores.transactions.take(id)) === undefined) throw lostMeanwhile(request)
  release(hub, id, browser)
  await leaveTombstone(hub, id, request, 'failed', browser)
  return forgetTransaction(reply, id)
}

function lostMeanwhile(request: DeniedLogin['request']): GatewayError {
  return new GatewayError('transaction_lost', 'The application has had its answer.', forPerson(request))
}

/** The person wants to be somebody else. The refusal stays, so that going back to it is not an error. */
export async function useAnotherAccount(hub: LoginDependencies, id: TransactionId, browser: Browser): Promise<Reply> {
  const { request } = await openLogin(hub, id, 'denied', browser)
  const step = async () => askAnother(hub, request, await requirePolicy(hub, request), browser)
  const reply = await answeringApp(hub, request, browser, undefined, step)
  if (reply === 'restart') throw lostMeanwhile(request)
  return reply
}
