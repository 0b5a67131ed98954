/**
 * The SAML IdP's SingleSignOnService (Profiles 4.1). One step is one function, in the order of the message:
 * decode → authenticate → parse → validate → match the reply address → map → the hub.
 * Whatever fails up to the reply address becomes a page for the person; what fails after it is reported to the app.
 */
import { clientOf } from '../../../core/admission/client-key.ts'
import { toGatewayError } from '../../../core/errors.ts'
import type { HttpRequest, Reply } from '../../../core/http.ts'
import { beginLogin } from '../../../core/login/begin.ts'
import { refuseLogin } from '../../../core/login/refuse.ts'
import type { LoginDependencies } from '../../../core/ports/hub.ts'
import { keepPosted, takePosted } from '../../../core/posted-message.ts'
import type { SamlApp, SamlApps } from '../../../registry/app.ts'
import { parseAuthnRequest } from '../../../saml/authn-request.ts'
import { decodeSamlMessage, peekIssuer } from '../../../saml/bindings.ts'
import type { SamlMessage } from '../../../saml/messages.ts'
import { checkTimely } from '../../../saml/timeliness.ts'
import { authenticateSamlMessage } from '../../../saml/xmldsig.ts'
import { inNameOf, requireApp } from '../require-app.ts'
import { type Arrival, checkDemands, toLoginRequest } from './login-request.ts'
import { matchReplyAddress } from './reply-address.ts'

export interface SingleSignOn {
  readonly apps: SamlApps
  readonly hub: LoginDependencies
  /** Our SingleSignOnService's address, as metadata publishes it. */
  readonly location: string
  /** ms that clocks may differ */
  readonly incomingSkew: number
}

/** Answers a GET: a request by the Redirect binding, or the second half of one that came by POST. */
export async function answerGet(sso: SingleSignOn, http: HttpRequest): Promise<Reply> {
  const ticket = new URLSearchParams(http.query).get('ticket')
  const request = ticket === null ? http : await takePosted(sso.hub, http, ticket)
  return login(sso, await receive(sso, request), http)
}

/**
 * Answers a POST. It comes from another site, so without our Lax cookies, and the SP's form-action may forbid
 * a redirect: the validated message waits under a one-time ticket for a GET of ours.
 */
export async function answerPost(sso: SingleSignOn, http: HttpRequest): Promise<Reply> {
  const arrival = await receive(sso, http)
  const location = await keepPosted(sso.hub, http, '/saml/sso')
  return { kind: 'page', name: 'continue', params: { location, app: arrival.app.policy.displayName } }
}

/** Everything up to the reply address. */
async function receive(sso: SingleSignOn, http: HttpRequest): Promise<Arrival> {
  const { admission } = sso.hub
  const [client, arriving] = [clientOf(http.browser), http.method === 'POST' ? 'post' : 'query'] as const
  const decode = () => decodeSamlMessage(http, 'SAMLRequest')
  const message = admission.weigh(client, arriving, http.body.length + http.query.length, decode)
  const issuer = peekIssuer(message)
  const app = await requireApp(sso.apps, issuer, client)
  const read = () => parseAuthnRequest(authenticate(sso, message, app))
  return inNameOf(issuer, () => {
    const request = admission.weigh(client, arriving, 0, read)
    const lifetime = app.settings.requestLifetime + sso.incomingSkew
    const receipt = { location: sso.location, now: sso.hub.now(), lifetime, what: 'sign-in' } as const
    checkTimely(request, receipt, startOf(app))
    const acs = matchReplyAddress(request, app.serviceProvider)
    return { request, app, acs, relayState: message.relayState, acceptableUntil: request.issueInstant + lifetime }
  })
}

function authenticate(sso: SingleSignOn, message: SamlMessage, app: SamlApp) {
  const { serviceProvider: sp, settings } = app
  const required = sp.authnRequestsSigned || settings.requireSignedRequests
  const mode = required ? 'required' : 'optional'
  const { allowSha1Requests: allowSha1 } = settings
  const readable = authenticateSamlMessage(message, sp.signingKeys, mode, { allowSha1 })
  if (readable.unverified) {
    sso.hub.audit.trace(undefined, 'signed request from an app without a known key: treated as unsigned', {
      app: sp.entityId,
    })
  }
  return readable
}

const startOf = ({ policy: { displayName, startUrl } }: SamlApp) => ({
  app: displayName,
  ...(startUrl !== undefined && { url: startUrl }),
})

/** From here on the app is told what fails. */
async function login(sso: SingleSignOn, arrival: Arrival, http: HttpRequest): Promise<Reply> {
  const request = toLoginRequest(arrival)
  try {
    checkDemands(arrival.request, arrival.app)
  } catch (error) {
    return refuseLogin(sso.hub, request, toGatewayError(error), http.browser)
  }
  return beginLogin(sso.hub, request, http.browser)
}
