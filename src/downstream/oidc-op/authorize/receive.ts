/**
 * The authorization endpoint (RFC 6749, 3.1). The library reads and judges the request; a valid one becomes a
 * LoginRequest for the hub. A refused one is answered at the redirect URI, where that is the app's, else by a page.
 */
import { GatewayError, toGatewayError, toldIn } from '../../../core/errors.ts'
import type { HttpRequest, Reply } from '../../../core/http.ts'
import { spokenIn } from '../../../core/languages.ts'
import { beginLogin } from '../../../core/login/begin.ts'
import { newErrorId } from '../../../core/tokens.ts'
import { closestUrl, compareUrls } from '../../../core/url-difference.ts'
import { visible } from '../../../core/visible-text.ts'
import type { OidcApp } from '../../../registry/app.ts'
import type { ServingOp } from '../oidc-op.ts'
import type { AuthorizeRefusal, Outcome } from '../provider/outcome.ts'
import { languagesIn } from '../ui-locales.ts'
import { type AuthorizeParameters, toLoginRequest } from './login-request.ts'
import { authorizationResponse } from './response.ts'

type AppOf = (clientId: string) => OidcApp | undefined

/** @throws GatewayError for a page, where the app must not or can't be told */
export async function answerAuthorize(
  op: ServingOp,
  appOf: AppOf,
  outcome: Exclude<Outcome, { kind: 'replayed' }>,
  { browser }: HttpRequest,
): Promise<Reply> {
  if (outcome.kind === 'refused') return refuseInTheirs(op, appOf, outcome.refusal, browser.address)
  const app = appOf(outcome.clientId)
  if (app === undefined) throw unknownApp(outcome.clientId)
  const impossible = unpostable(app, outcome.request.parameters)
  if (impossible !== undefined) return refuseInTheirs(op, appOf, impossible, browser.address)
  return beginLogin(op.hub, toLoginRequest(app, outcome.request, op.now()), browser)
}

/** No form can be posted to an app on a device: it is told so in the way that works there. */
function unpostable({ settings }: OidcApp, parameters: AuthorizeParameters): AuthorizeRefusal | undefined {
  const { response_mode: mode, redirect_uri: to, ...others } = parameters
  if (mode !== 'form_post' || /^https?:/i.test(String(to))) return undefined
  const description = 'form_post needs a redirect_uri of https'
  return {
    ...{ error: 'unsupported_response_mode', description, clientId: settings.clientId, redirectable: true },
    ...{ parameters: { ...others, redirect_uri: to }, cause: new Error(description) },
  }
}

/** A page of it speaks as the request wants, valid or not. */
function refuseInTheirs(op: ServingOp, appOf: AppOf, refusal: AuthorizeRefusal, address: string): Reply {
  const spoken = languagesIn(refusal.parameters.ui_locales)
  try {
    return spokenIn(refuse(op, appOf, refusal, address), spoken)
  } catch (thrown) {
    throw toldIn(spoken, toGatewayError(thrown))
  }
}

function refuse(op: ServingOp, appOf: AppOf, refusal: AuthorizeRefusal, address: string): Reply {
  const { clientId, parameters, redirectable, error, description, cause } = refusal
  const app = clientId === undefined ? undefined : appOf(clientId)
  if (app === undefined) throw unknownApp(parameters.client_id)
  const { redirect_uri: redirectUri, state, response_mode: mode } = parameters
  if (!redirectable || typeof redirectUri !== 'string') throw pageError(app, refusal)
  const errorId = newErrorId()
  const known = new GatewayError('malformed_request', description ?? error, { cause })
  op.hub.audit.refusal(errorId, known, { app: app.settings.clientId, address })
  const responseMode = mode === 'fragment' || mode === 'form_post' ? mode : 'query'
  const replyTo = { redirectUri, responseMode, ...(typeof state === 'string' && { state }) } as const
  const error_description = `${description ?? error} (error ${errorId})`
  return authorizationResponse(replyTo, { error, error_description }, op.issuer, app.policy.displayName)
}

function unknownApp(given: unknown): GatewayError {
  if (typeof given !== 'string') {
    return new GatewayError('malformed_request', 'The request must name one application (client_id), once.')
  }
  const received = typeof given === 'string' && given !== '' ? visible(given, 200) : undefined
  return new GatewayError('unknown_app', 'This application is not registered here.', {
    ...(received !== undefined && { facts: { received } }),
  })
}

function pageError({ settings, policy }: OidcApp, { error, description, parameters, cause }: AuthorizeRefusal) {
  const startAgain = { app: policy.displayName, ...(policy.startUrl !== undefined && { url: policy.startUrl }) }
  const { redirect_uri: received } = parameters
  if (typeof received === 'string' && error === 'invalid_redirect_uri') {
    const registered = [...settings.redirectUris]
    return new GatewayError(
      'reply_address_unknown',
      'The application wants its answer at an address that is not registered.',
      { startAgain, cause, facts: { received: visible(received, 2048), registered, ...differs(received, registered) } },
    )
  }
  return new GatewayError(
    'malformed_request',
    `The application sent a request that is not valid: ${description ?? error}.`,
    {
      startAgain,
      cause,
      facts: { claimed: settings.clientId },
    },
  )
}

/** Longer ones are not compared. */
const longest = 2048

function differs(received: string, registered: readonly string[]): { difference?: string } {
  const nearest = received.length > longest ? undefined : closestUrl(received, registered)
  return nearest === undefined ? {} : { difference: compareUrls(received, nearest).parts.join(', ') }
}
