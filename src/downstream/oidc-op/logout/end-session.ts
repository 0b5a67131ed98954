/**
 * An app asks for a logout (RP-Initiated Logout 1.0, 2): the browser comes with an ID Token of ours as a hint. Only a
 * fresh one that names the session of this very browser ends it at once; whatever else comes, the person is asked.
 */
import { GatewayError, toGatewayError, toldIn } from '../../../core/errors.ts'
import type { Browser, HttpRequest, Reply } from '../../../core/http.ts'
import { clientId, type SessionKey } from '../../../core/identifiers.ts'
import { type Spoken, spokenIn } from '../../../core/languages.ts'
import type { LogoutWish } from '../../../core/logout/record.ts'
import { beginLogout } from '../../../core/logout/steps.ts'
import { keepPosted, keepTicket, takePosted } from '../../../core/posted-message.ts'
import { readSessions } from '../../../core/session/cookie.ts'
import { randomToken } from '../../../core/tokens.ts'
import { closestUrl, compareUrls } from '../../../core/url-difference.ts'
import { visible } from '../../../core/visible-text.ts'
import type { OidcApp } from '../../../registry/app.ts'
import { downstreamName, type ServingOp } from '../oidc-op.ts'
import { languagesIn } from '../ui-locales.ts'
import { type LogoutHint, readHint } from './hint.ts'
import { answerApp, type LogoutReplyTo } from './reply-to.ts'

export const endSessionPath = '/oidc/logout'

/** It comes from another site, so without our cookies. */
export async function answerEndSessionPost({ hub }: ServingOp, http: HttpRequest): Promise<Reply> {
  const params = { location: await keepPosted(hub, http, endSessionPath) }
  return spokenIn({ kind: 'page', name: 'continue', params }, spokenBy(new URLSearchParams(http.body)))
}

export async function answerEndSession(op: ServingOp, http: HttpRequest): Promise<Reply> {
  const ticket = new URLSearchParams(http.query).get('ticket')
  const parameters = new URLSearchParams(ticket === null ? http.query : (await takePosted(op.hub, http, ticket)).body)
  const spoken = spokenBy(parameters)
  try {
    return spokenIn(await answer(op, parameters, spoken, http.browser), spoken)
  } catch (thrown) {
    throw toldIn(spoken, toGatewayError(thrown))
  }
}

const spokenBy = (parameters: URLSearchParams): Spoken => languagesIn(parameters.get('ui_locales'))

async function answer(op: ServingOp, parameters: URLSearchParams, spoken: Spoken, browser: Browser): Promise<Reply> {
  refuseTwice(parameters)
  const hinted = parameters.get('id_token_hint')
  const hint = hinted === null ? undefined : await readHint(op, hinted)
  const app = await appOf(op, parameters.get('client_id'), hint)
  const replyTo = app && replyToOf(app, parameters)
  return endFor(op, { app, hint, replyTo, spoken }, browser)
}

/** RFC 6749, 3.1: one that comes twice says two things. */
function refuseTwice(parameters: URLSearchParams): void {
  const known = ['id_token_hint', 'client_id', 'post_logout_redirect_uri', 'state']
  const twice = known.find((name) => parameters.getAll(name).length > 1)
  if (twice !== undefined) throw new GatewayError('malformed_request', `The request has ${twice} more than once.`)
}

/** Attack 87: a hint that was made for another app than the one that says it asks. */
async function appOf(op: ServingOp, given: string | null, hint: LogoutHint | undefined): Promise<OidcApp | undefined> {
  if (given !== null && hint !== undefined && given !== hint.clientId) {
    throw new GatewayError('malformed_request', 'The application sent the ID Token of another application.')
  }
  const id = hint?.clientId ?? given
  return id === null ? undefined : op.apps.client(clientId(id))
}

/** Only to an address that the app has registered for it, byte for byte (attack 86). */
function replyToOf({ settings, policy }: OidcApp, parameters: URLSearchParams): LogoutReplyTo | undefined {
  const uri = parameters.get('post_logout_redirect_uri')
  const state = parameters.get('state')
  if (uri === null) return undefined
  const registered = settings.postLogoutRedirectUris
  if (registered.includes(uri)) {
    return { v: 1, clientId: settings.clientId, uri, ...(state !== null && { state }) }
  }
  const nearest = uri.length > 2048 ? undefined : closestUrl(uri, registered)
  throw new GatewayError(
    'reply_address_unknown',
    'The application wants to return after the sign-out to an address that is not registered.',
    {
      startAgain: { app: policy.displayName },
      facts: {
        received: visible(uri, 2048),
        registered: [...registered],
        ...(nearest !== undefined && { difference: compareUrls(uri, nearest).parts.join(', ') }),
      },
    },
  )
}

interface Asked {
  readonly app: OidcApp | undefined
  readonly hint: LogoutHint | undefined
  readonly replyTo: LogoutReplyTo | undefined
  readonly spoken: Spoken
}

async function endFor(op: ServingOp, { app, hint, replyTo, spoken }: Asked, browser: Browser): Promise<Reply> {
  const { live } = await readSessions(op.hub, browser)
  const keys = live.map(({ key }) => key)
  const own = app && (await sessionOf(op, app, keys, hint))
  if (app === undefined) return { kind: 'redirect', location: op.hub.url(`/logout${asQuery(spoken)}`) }
  if (own === undefined && keys.length === 0) return nothingToEnd(op, replyTo)
  const requestId = randomToken()
  const wish: LogoutWish = {
    by: 'app',
    app: app.policy.app,
    requestId,
    ...spoken,
    ...(replyTo && { answer: { side: 'downstream', name: downstreamName, replyTo } }),
  }
  if (own?.proved === true) {
    const reply = await beginLogout(op.hub, own.key, { ...wish, address: browser.address }, browser)
    return reply ?? nothingToEnd(op, replyTo)
  }
  const asked = own?.key ?? keys[0]
  return asked === undefined ? nothingToEnd(op, replyTo) : askPerson(op, asked, wish, browser)
}

const asQuery = ({ languages }: Spoken): string =>
  languages === undefined ? '' : `?${new URLSearchParams({ languages: languages.join(' ') })}`

/** The session of this browser in which the app took part; proved where a fresh hint names it. */
async function sessionOf(
  { hub }: ServingOp,
  { policy }: OidcApp,
  keys: readonly SessionKey[],
  hint: LogoutHint | undefined,
): Promise<{ readonly key: SessionKey; readonly proved: boolean } | undefined> {
  const found = await Promise.all(
    keys.map(async (key) => ({ key, participant: await hub.stores.sessions.participant(key, policy.app) })),
  )
  const taking = found.filter((one) => one.participant !== undefined)
  const named = taking.find(
    ({ participant }) =>
      hint !== undefined && participant?.handle === hint.sid && participant?.subject.value === hint.sub,
  )
  const meant = named ?? taking[0]
  return meant && { key: meant.key, proved: named !== undefined && hint?.expired === false }
}

async function nothingToEnd(op: ServingOp, replyTo: LogoutReplyTo | undefined): Promise<Reply> {
  if (replyTo !== undefined) return answerApp(op, replyTo)
  return { kind: 'page', name: 'loggedOut', params: { apps: [] } }
}

/** The page of the visitor's endpoints, which asks and then goes on as if the app had proved it. */
async function askPerson({ hub }: ServingOp, session: SessionKey, wish: LogoutWish, browser: Browser): Promise<Reply> {
  const { app, requestId, answer, languages } = wish
  const spoken = languages !== undefined && { languages: [...languages] }
  const kept = { session, app, requestId, ...spoken, signed: false, ...(answer && { answer: { ...answer } }) }
  const ticket = await keepTicket(hub, kept, JSON.stringify(kept).length, browser)
  return { kind: 'redirect', location: hub.url(`/logout/asked/${ticket}`) }
}
