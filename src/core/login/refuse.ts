/** How a login is refused: to the app in its own protocol, or on a page for a person. */
import { clientOf } from '../admission/client-key.ts'
import { endOf, GatewayError, isPageCode, toGatewayError, toldIn } from '../errors.ts'
import type { Browser, Reply } from '../http.ts'
import { identifierOf, type TransactionId, upstreamName } from '../identifiers.ts'
import { spokenIn } from '../languages.ts'
import type { AppPolicy } from '../policy/app-policy.ts'
import { refuseDisabled } from '../policy/authorization.ts'
import type { LoginDependencies } from '../ports/hub.ts'
import { newErrorId } from '../tokens.ts'
import type { LoginRequest } from './transaction.ts'
import { leaveTombstone } from './transaction-lifecycle.ts'

/** The app's policy in force. @throws GatewayError unknown_app, access_denied where it is switched off */
export async function requirePolicy(
  { policies, now }: Pick<LoginDependencies, 'policies' | 'now'>,
  request: LoginRequest,
): Promise<AppPolicy> {
  const policy = policies.policy(request.app) ?? (await policies.lookUp?.(request.app))
  if (policy === undefined) throw new GatewayError('unknown_app', 'This application is no longer registered here.')
  refuseDisabled(policy, now())
  return policy
}

/** Runs a step of a login whose reply address is known: what it throws reaches the app, not a page. */
export async function answeringApp(
  hub: LoginDependencies,
  request: LoginRequest,
  browser: Browser,
  id: TransactionId | undefined,
  step: () => Promise<Reply | 'restart'>,
): Promise<Reply | 'restart'> {
  try {
    const reply = await step()
    return reply === 'restart' ? reply : spokenIn(reply, request)
  } catch (thrown) {
    return refuseLogin(hub, request, toGatewayError(thrown), browser, id)
  }
}

/** Every refusal sent to an app is signed, and anyone can provoke one. */
function signs(hub: Pick<LoginDependencies, 'admission'>, browser: Browser): GatewayError | undefined {
  try {
    hub.admission.sign(clientOf(browser))
    return undefined
  } catch (error) {
    return toGatewayError(error)
  }
}

/**
 * Answers a LoginRequest with an error in the app's protocol, and logs the reason under one id.
 * @throws the error itself, for a page, where its code is only for people and the request is not passive; rate_limited
 *   where so much was signed for this client that even a passive request gets a page
 */
export async function refuseLogin(
  hub: LoginDependencies,
  request: LoginRequest,
  error: GatewayError,
  browser: Browser,
  id?: TransactionId,
): Promise<Reply> {
  if (id !== undefined) await leaveTombstone(hub, id, request, 'failed', browser)
  const { app, requestId } = request
  const login = { app: identifierOf(app), requestId, ...(id !== undefined && { transaction: id }) }
  const ended = (why: GatewayError) => toldIn(request, endOf(login, why))
  if (isPageCode(error.code) && !request.isPassive) throw ended(error)
  const downstream = hub.downstreams.get(request.downstream)
  if (downstream === undefined) throw ended(error)
  const unsigned = signs(hub, browser)
  if (unsigned !== undefined) throw ended(unsigned)
  const errorId = recordRefusal(hub, request, error, browser, id)
  return spokenIn(await downstream.respondError(request, error, errorId), request)
}

/** Logs why a login is refused. Resolves to the id under which it is found in the log. */
export function recordRefusal(
  hub: Pick<LoginDependencies, 'audit'>,
  { app, requestId }: LoginRequest,
  error: GatewayError,
  { address }: Browser,
  id: TransactionId | undefined,
): string {
  const errorId = newErrorId()
  hub.audit.refusal(errorId, error, {
    app: identifierOf(app),
    requestId,
    ...(id !== undefined && { transaction: id }),
    address,
    ...(error.upstream !== undefined && { upstream: upstreamName(error.upstream) }),
    ...(error.person !== undefined && { subject: error.person }),
  })
  return errorId
}

/**
 * Tells the app of a refusal that was already logged, under the same id.
 * @throws rate_limited where so much was signed for this client that the app hears nothing
 */
export async function tellApp(
  hub: LoginDependencies,
  request: LoginRequest,
  error: GatewayError,
  errorId: string,
  browser: Browser,
): Promise<Reply> {
  const downstream = hub.downstreams.get(request.downstream)
  if (downstream === undefined) throw error
  hub.admission.sign(clientOf(browser))
  return spokenIn(await downstream.respondError(request, error, errorId), request)
}
