/**
 * A person is asked what an app may be told, and answers. Their buttons are POSTs that need the cookie of this very
 * login, which is SameSite=Lax: no other site can press them.
 */
import { clientOf } from '../admission/client-key.ts'
import { GatewayError } from '../errors.ts'
import type { Browser, Reply } from '../http.ts'
import { identifierOf, type TransactionId } from '../identifiers.ts'
import { spokenIn } from '../languages.ts'
import type { LoginDependencies } from '../ports/hub.ts'
import { readSessions } from '../session/cookie.ts'
import { orRestart } from './begin.ts'
import { completeLogin } from './complete.ts'
import { rememberConsent } from './consent.ts'
import { completeProved } from './finish.ts'
import { withdrawConsent } from './given-consents.ts'
import { answeringApp, refuseLogin, requirePolicy } from './refuse.ts'
import type { ConsentingLogin } from './transaction.ts'
import { forgetTransaction, forPerson, openLogin, release } from './transaction-lifecycle.ts'

/** The page. @throws GatewayError transaction_lost */
export async function showConsent(hub: LoginDependencies, id: TransactionId, browser: Browser): Promise<Reply> {
  const { request, terms, person, authentication } = await openLogin(hub, id, 'consenting', browser)
  const policy = hub.policies.policy(request.app)
  const params = {
    app: policy?.displayName ?? identifierOf(request.app),
    ...(person !== undefined && { person }),
    upstream: hub.upstreams.get(authentication.upstream)?.displayName ?? authentication.upstream,
    ...terms,
    remembered: policy?.consent === 'ask',
    allow: hub.url(`/consent/${id}/allow`),
    deny: hub.url(`/consent/${id}/deny`),
  }
  return spokenIn({ kind: 'page', name: 'consent', params }, request)
}

/** The person agrees: the login is judged anew and goes on. @throws GatewayError transaction_lost */
export async function giveConsent(hub: LoginDependencies, id: TransactionId, browser: Browser): Promise<Reply> {
  const login = await takeConsenting(hub, id, browser)
  const { request, authentication, terms } = login
  const step = async () => {
    const policy = await requirePolicy(hub, request)
    if (policy.consent === 'ask') await rememberConsent(hub, request, authentication, terms)
    recordAnswer(hub, login, browser, 'success')
    return goOn(hub, login, browser)
  }
  const reply = await orRestart(hub, request, browser, await answeringApp(hub, request, browser, id, step))
  return forgetTransaction(reply, id)
}

/**
 * The person does not agree: the app hears it, and an earlier yes is forgotten.
 * @throws GatewayError transaction_lost
 */
export async function denyConsent(hub: LoginDependencies, id: TransactionId, browser: Browser): Promise<Reply> {
  const login = await takeConsenting(hub, id, browser)
  const { request, authentication } = login
  recordAnswer(hub, login, browser, 'failure')
  const by = { by: 'person', address: browser.address } as const
  await withdrawConsent(hub, request.app, authentication, by)
  const denied = new GatewayError('access_denied', 'The person did not agree to what the app would be told.')
  return forgetTransaction(await refuseLogin(hub, request, denied, browser, id), id)
}

/** The yes or no itself; what became of the login is told apart. */
function recordAnswer(
  { audit }: Pick<LoginDependencies, 'audit'>,
  { id, request, authentication: { upstream, subject } }: ConsentingLogin,
  { address }: Browser,
  outcome: 'success' | 'failure',
): void {
  const who = { app: identifierOf(request.app), upstream, subject: audit.pseudonym(subject), address }
  audit.record({ event: 'consent', outcome, transaction: id, ...who })
}

async function takeConsenting(hub: LoginDependencies, id: TransactionId, browser: Browser): Promise<ConsentingLogin> {
  const { request } = await openLogin(hub, id, 'consenting', browser)
  const taken = await hub.stores.transactions.take(id)
  if (taken?.state !== 'consenting') {
    throw new GatewayError('transaction_lost', 'This question was already answered.', forPerson(request))
  }
  release(hub, id, browser)
  hub.admission.succeed(clientOf(browser))
  return taken
}

/** What was proved before the question still has to hold: the person may have signed out in another tab since. */
async function goOn(hub: LoginDependencies, login: ConsentingLogin, browser: Browser): Promise<Reply | 'restart'> {
  const { request, authentication, provedAt, transaction, terms } = login
  const { upstream, issuer, subject } = authentication
  if (transaction !== undefined) {
    const role = hub.upstreams.get(upstream)
    if (role === undefined) throw new GatewayError('internal', 'The sign-in service is no longer set up here.')
    const proof = { transaction: { ...transaction, request, upstreamState: {} }, authentication, provedAt }
    return completeProved(hub, role, proof, browser, terms)
  }
  const sessions = await readSessions(hub, browser)
  const own = sessions.live.find(({ session: { authentication: known } }) => {
    return known.upstream === upstream && known.issuer === issuer && known.subject === subject
  })
  if (own === undefined) return 'restart'
  const policy = await requirePolicy(hub, request)
  return completeLogin(hub, {
    ...{ request, policy, authentication: own.session.authentication, sessions, browser, consented: terms },
  })
}
