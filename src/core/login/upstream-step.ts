/**
 * A login that no session answers goes to an upstream, or to the chooser first; never in a way the app did not want.
 */

import { concerning, GatewayError } from '../errors.ts'
import type { Browser, Reply } from '../http.ts'
import { identifierOf } from '../identifiers.ts'
import { spokenOf } from '../languages.ts'
import type { AppPolicy } from '../policy/app-policy.ts'
import { acrValuesOf } from '../policy/authentication-context.ts'
import { strictestAge } from '../policy/freshness.ts'
import type { LoginDependencies, RoutingDependencies, TransactionDependencies } from '../ports/hub.ts'
import type { Upstream, UpstreamRequest, UpstreamSettings } from '../ports/roles.ts'
import type { LiveSession } from '../session/records.ts'
import { allowedUpstreams, chooseUpstream, hintOf } from './routing.ts'
import type { LoginRequest, LoginTransaction, PendingLogin } from './transaction.ts'
import { admit, bindBrowser, keepTransaction, release } from './transaction-lifecycle.ts'

/**
 * The upstream brought a login that is over, or older than what was asked for: the person must prove again who they
 * are.
 */
export async function askAgain(
  hub: LoginDependencies,
  { request, chosen }: LoginTransaction,
  policy: AppPolicy,
  upstream: Upstream,
  browser: Browser,
) {
  if (request.isPassive) throw new GatewayError('login_required', 'The person signed out and must be asked again.')
  return sendUpstream(hub, request, policy, upstream, browser, { askedAgain: true, ...(chosen && { chosen }) })
}

/** No session answers: which upstream, and may it be asked in the way the app wants? */
export async function goUpstream(
  hub: LoginDependencies,
  request: LoginRequest,
  policy: AppPolicy,
  live: LiveSession | undefined,
  browser: Browser,
): Promise<Reply> {
  if (request.isPassive && request.forceAuthn) {
    throw new GatewayError('login_required', 'A new login was requested, but without asking the person.')
  }
  if (request.isPassive && browser.inForeignFrame) {
    // What came back could not be bound to this browser, and the app would wait for an answer that is a page.
    throw new GatewayError('login_required', 'No sign-in can be seen in a frame of another site.')
  }
  const session = live?.session.authentication.upstream
  const hint = hintOf(hub, request, policy)
  const choice = chooseUpstream(hub, policy, { hint, session, remembered: browser.upstream })
  if (choice === 'ask') return ask(hub, request, policy, browser)
  const upstream = hub.upstreams.get(choice)
  if (upstream === undefined)
    throw new GatewayError('upstream_unavailable', 'No sign-in service is set up for this application.')
  return sendUpstream(hub, request, policy, upstream, browser)
}

/**
 * The person wants to be somebody else: at the upstream that vouched for them, or at one of their choice where there
 * are several.
 */
export async function askAnother(
  hub: LoginDependencies,
  request: LoginRequest,
  policy: AppPolicy,
  browser: Browser,
): Promise<Reply> {
  const [only, ...others] = allowedUpstreams(hub, policy)
  const upstream = only === undefined ? undefined : hub.upstreams.get(only)
  if (upstream === undefined || others.length > 0) return ask(hub, request, policy, browser, { anotherAccount: true })
  return sendUpstream(hub, request, policy, upstream, browser, { anotherAccount: true })
}

async function ask(
  hub: TransactionDependencies & RoutingDependencies & Pick<LoginDependencies, 'url'>,
  request: LoginRequest,
  policy: AppPolicy,
  browser: Browser,
  how: Pick<PendingLogin, 'anotherAccount'> = {},
): Promise<Reply> {
  const choices = allowedUpstreams(hub, policy)
  if (choices.length === 0) {
    throw new GatewayError('upstream_unavailable', 'No sign-in service is set up for this application.')
  }
  if (request.isPassive) throw new GatewayError('login_required', 'The person must choose a sign-in service first.')
  const id = admit(hub, request, browser)
  const { cookies, binding } = bindBrowser(hub, id, browser)
  const pending: PendingLogin = { v: 2, id, request, state: 'pending', choices, ...how, ...binding }
  await keepTransaction(hub, pending)
  const offered = choices.map((name) => ({
    name: hub.upstreams.get(name)?.displayName ?? name,
    url: hub.url(`/choose/${id}/${name}`),
  }))
  return { kind: 'page', name: 'chooser', params: { app: policy.displayName, choices: offered }, cookies }
}

/** Why and how the person is sent there, besides what the app wants. */
type How = Pick<LoginTransaction, 'askedAgain' | 'requestRenewed' | 'chosen' | 'anotherAccount'>

function toUpstreamRequest(
  request: LoginRequest,
  policy: AppPolicy,
  upstream: UpstreamSettings,
  how: How,
): UpstreamRequest {
  const maxAuthnAge = strictestAge(request.maxAuthnAge, policy.maxAuthnAge)
  const askedAgain = how.askedAgain === true
  return {
    forceAuthn: request.forceAuthn || askedAgain,
    askedAgain,
    anotherAccount: how.anotherAccount === true,
    isPassive: request.isPassive,
    ...(maxAuthnAge !== undefined && { maxAuthnAge }),
    ...(request.loginHint !== undefined && { loginHint: request.loginHint }),
    ...spokenOf(request),
    acrValues: acrValuesOf(request.contexts ?? {}, upstream.contextTable, policy.strictContexts),
    contextRequired: request.contexts?.required !== undefined,
    requester: identifierOf(request.app),
  }
}

/** Sends the person there, and remembers it as the LoginTransaction. Throws upstream_unavailable, login_required. */
export async function sendUpstream(
  hub: LoginDependencies,
  request: LoginRequest,
  policy: AppPolicy,
  upstream: Upstream,
  browser: Browser,
  how: How = {},
): Promise<Reply> {
  if (request.isPassive && !upstream.canAskPassive) {
    throw new GatewayError('login_required', 'There is no session, and the sign-in service cannot be asked silently.')
  }
  const id = admit(hub, request, browser)
  const asked = toUpstreamRequest(request, policy, upstream, how)
  const { reply, upstreamState } = await upstream.begin(id, asked).catch((error: unknown) => {
    release(hub, id, browser)
    throw concerning(upstream.name, error)
  })
  const { cookies, binding } = bindBrowser(hub, id, browser)
  const sent = { state: 'sent', upstream: upstream.name, upstreamState, sentAt: hub.now(), ...how } as const
  await keepTransaction(hub, { v: 2, id, request, ...binding, ...sent })
  hub.audit.trace(id, 'sent upstream', {
    upstream: upstream.name,
    app: identifierOf(request.app),
    request: request.requestId,
  })
  return { ...reply, cookies: [...(reply.cookies ?? []), ...cookies] }
}
