/**
 * What an app would be told waits for the person's consent, where the operator or the request wants that. The yes is
 * remembered for this person and app with what it was about, and asked for again once the app would learn more.
 *
 * The login is judged whole before the person is asked, and again when they have agreed (consent-answer.ts).
 */
import { GatewayError } from '../errors.ts'
import type { Reply } from '../http.ts'
import type { AppPolicy } from '../policy/app-policy.ts'
import type { Release } from '../policy/identity.ts'
import { personName } from '../policy/person-name.ts'
import type { LoginDependencies } from '../ports/hub.ts'
import type { Disclosed, Downstream } from '../ports/roles.ts'
import { sha256 } from '../tokens.ts'
import type { Completion } from './completion.ts'
import type { ConsentingLogin, ConsentTerms, LoginRequest } from './transaction.ts'
import { admit, bindBrowser, keepTransaction, leaveTombstone } from './transaction-lifecycle.ts'

/** How long a yes is remembered, ms: after a year without the app, nobody remembers having given it. */
const remembered = 365 * 24 * 3600_000
/** Bytes that it takes, roughly. */
const size = 600

/** Whether a request is answered only with the person's consent. */
export const isConsented = ({ policy: { consent }, request }: Pick<Completion, 'policy' | 'request'>): boolean =>
  consent === 'ask' || (consent === 'requested' && request.consentWanted === true)

/**
 * What the person must be asked to agree to before the app is answered; undefined where there is nothing to ask.
 * @throws GatewayError consent_required where the request forbids asking
 */
export async function consentDue(
  hub: Pick<LoginDependencies, 'stores'>,
  completion: Completion,
  downstream: Downstream,
  release: Release,
): Promise<ConsentTerms | undefined> {
  if (!isConsented(completion)) return undefined
  const { request, policy, authentication, consented } = completion
  const terms = termsOf(policy, release, await downstream.disclosed?.(request, release))
  const known =
    consented ?? (request.consentWanted ? undefined : await hub.stores.consents.get(policy.app, authentication))
  if (known !== undefined && covers(known, terms)) return undefined
  if (request.isPassive)
    throw new GatewayError('consent_required', 'The person must first agree to what the app is told.')
  return terms
}

/** Whether everything in the terms was agreed to. */
const covers = (known: ConsentTerms, { told, allowed }: ConsentTerms): boolean =>
  told.every((one) => known.told.includes(one)) && allowed.every((one) => known.allowed.includes(one))

function termsOf(policy: AppPolicy, { subject, attributes }: Release, disclosed: Disclosed | undefined): ConsentTerms {
  const names = disclosed?.attributes ?? attributes.map(({ name }) => name)
  const rules = new Map(policy.attributes.map(({ name, value }) => [name, value.source]))
  const told = names.map((name) => claimBehind(rules.get(name)) ?? name)
  return { told: [...new Set([subject.kind, ...told])].sort(), allowed: [...(disclosed?.allowed ?? [])].sort() }
}

/** Of an attribute that is plainly a claim, that claim: what it is called at the app says less to a person. */
function claimBehind(source: string | undefined): string | undefined {
  if (source === 'groups') return source
  return /^claims\.\??([A-Za-z_]+)$/.exec(source ?? '')?.[1]
}

/** Keeps the login for this browser, and sends it to the page that asks. */
export async function askConsent(hub: LoginDependencies, completion: Completion, terms: ConsentTerms): Promise<Reply> {
  const { request, authentication, browser, transaction, provedAt = hub.now() } = completion
  const id = admit(hub, request, browser, JSON.stringify(authentication).length)
  const { cookies, binding } = bindBrowser(hub, id, browser)
  if (transaction !== undefined) await leaveTombstone(hub, transaction.id, request, 'failed', browser)
  const { request: _, upstreamState: __, ...how } = transaction ?? { request, upstreamState: {} }
  const person = personName(authentication.claims)
  const consenting: ConsentingLogin = {
    ...{ v: 2, id, request, state: 'consenting', ...binding, authentication, provedAt, terms },
    ...(transaction !== undefined && { transaction: how as NonNullable<ConsentingLogin['transaction']> }),
    ...(person !== undefined && { person }),
  }
  await keepTransaction(hub, consenting)
  hub.audit.trace(transaction?.id, 'asked for consent', { request: request.requestId })
  return { kind: 'redirect', location: hub.url(`/consent/${id}`), cookies }
}

/** @throws GatewayError rate_limited */
export async function rememberConsent(
  hub: Pick<LoginDependencies, 'stores' | 'admission'>,
  { app }: LoginRequest,
  authentication: Completion['authentication'],
  terms: ConsentTerms,
): Promise<void> {
  const person = sha256(JSON.stringify([authentication.issuer, authentication.subject]))
  hub.admission.keepForPerson(person, `consent ${app}`, size, remembered)
  await hub.stores.consents.put(app, authentication, terms, remembered)
}
