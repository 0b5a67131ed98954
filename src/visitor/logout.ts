/**
 * Sign-out as a person sees it. Every step is a GET that any node serves from the storage alone; only the buttons, which
 * end something, are POSTs.
 *
 *   /logout                       asks; its POST ends the session
 *   /logout/asked/:ticket         an app asks, without proof
 *   /logout/next                  goes on where an app's answer could not be read
 *   /logout/:key                  goes on where a logout stands (also after a closed tab)
 *   /logout/:key/:attempt/:party  the message to one app, in a frame or by a link of the result page
 *   /logout/owed/:id              tells apps of an earlier logout, before a login goes on
 */
import { GatewayError } from '../core/errors.ts'
import type { Browser, HttpRequest, Reply, Route } from '../core/http.ts'
import {
  identifierOf,
  type JsonObject,
  readAppId,
  type SessionKey,
  sessionKey,
  transactionId,
} from '../core/identifiers.ts'
import { continueOwing } from '../core/login/begin.ts'
import { goOnWithoutAnswer, strayPath } from '../core/logout/answers.ts'
import { openApps } from '../core/logout/end.ts'
import { type LogoutWish, logoutPath } from '../core/logout/record.ts'
import { continueLogout } from '../core/logout/steps.ts'
import { endAllOf, endTogether, withLinked } from '../core/logout/together.ts'
import { sendToApp } from '../core/logout/visits.ts'
import type { Hub } from '../core/ports/hub.ts'
import { readSessions } from '../core/session/cookie.ts'
import { type AntiForgery, requireToken } from './anti-forgery.ts'

/** The routes of `/logout` and below. */
export function logoutRoutes(hub: Hub, antiForgery: AntiForgery): readonly Route[] {
  const framedBy = 'self'
  return [
    { method: 'GET', path: '/logout', safe: true, answer: (http) => askPerson(hub, antiForgery, http) },
    { method: 'POST', path: '/logout', answer: (http) => logout(hub, antiForgery, http) },
    { method: 'GET', path: strayPath, framedBy, answer: ({ browser }) => goOnAnyway(hub, browser) },
    {
      method: 'GET',
      path: '/logout/:key',
      answer: async ({ browser }, { key = '' }) => goOn(hub, key, browser),
    },
    {
      method: 'GET',
      path: '/logout/asked/:ticket',
      answer: ({ browser }, { ticket = '' }) => askForApp(hub, antiForgery, ticket, browser),
    },
    {
      method: 'GET',
      path: '/logout/owed/:id',
      answer: ({ browser }, { id = '' }) => continueOwing(hub, transactionId(id), browser),
    },
    {
      method: 'GET',
      path: '/logout/:key/:attempt/:party',
      framedBy,
      answer: async ({ browser }, { key = '', attempt = '', party = '' }) =>
        sendToApp(hub, sessionKey(key), party, requireAttempt(attempt), browser),
    },
  ]
}

const nothingOpen: Reply = { kind: 'page', name: 'loggedOut', params: { apps: [] } }

async function goOn(hub: Hub, key: string, browser: Browser): Promise<Reply> {
  return (await continueLogout(hub, sessionKey(key), browser)) ?? nothingOpen
}

/** In a frame there is nothing to go on to: the page around it does. */
async function goOnAnyway(hub: Hub, browser: Browser): Promise<Reply> {
  const place = await goOnWithoutAnswer(hub, browser)
  if (place === undefined) return { kind: 'redirect', location: hub.url('/logout') }
  if (place.next === undefined) return { kind: 'document', status: 200, type: 'text/plain; charset=utf-8', body: '' }
  return { kind: 'redirect', location: hub.url(place.next) }
}

/** GET asks: a link or an image on another site must not sign anyone out. */
async function askPerson(hub: Hub, antiForgery: AntiForgery, { browser }: HttpRequest): Promise<Reply> {
  if (browser.session === undefined) return nothingOpen
  const { live } = await readSessions(hub, browser)
  if (live.length === 0) return resume(hub, browser)
  const apps = await openApps(
    hub,
    live.map(({ key }) => key),
  )
  return { kind: 'page', name: 'logout', params: { apps, token: antiForgery.sign('logout', browser.session) } }
}

/** A logout that was left half done goes on, the latest one that leads; the cookie is still there. */
async function resume(hub: Hub, browser: Browser): Promise<Reply> {
  const { ended } = await readSessions(hub, browser)
  const logouts = (await Promise.all(ended.map((key) => hub.stores.logouts.get(key)))).filter(
    (one) => one !== undefined,
  )
  const led = new Set(logouts.flatMap(({ origin }) => origin.also ?? []))
  const [latest] = logouts.filter(({ key }) => !led.has(key)).sort((one, other) => other.origin.at - one.origin.at)
  if (latest === undefined) return { ...nothingOpen, cookies: [{ name: 'session', value: undefined }] }
  return { kind: 'redirect', location: hub.url(logoutPath(latest.key)) }
}

/** What an app's request leaves for the person to decide, and the ticket keeps: about the session of that key. */
type AppRequest = Pick<LogoutWish, 'app' | 'requestId' | 'answer'> & { readonly session: SessionKey }

async function askForApp(hub: Hub, antiForgery: AntiForgery, ticket: string, browser: Browser): Promise<Reply> {
  const kept = await hub.stores.tickets.take(ticket)
  const { live } = await readSessions(hub, browser)
  const request = Buffer.from(JSON.stringify(kept ?? {})).toString('base64url')
  const asking = readAppRequest(request)
  if (browser.session === undefined || !live.some(({ key }) => key === asking.session)) {
    throw new GatewayError('transaction_lost', 'This page was used already, or it waited too long.')
  }
  const app = asking.app === undefined ? '' : (hub.policies.policy(asking.app)?.displayName ?? identifierOf(asking.app))
  const token = antiForgery.sign('logout', `${browser.session} ${request}`)
  const apps = await openApps(hub, await withLinked(hub, [asking.session]))
  return { kind: 'page', name: 'logoutAsked', params: { app, proved: kept?.signed === true, apps, request, token } }
}

async function logout(hub: Hub, antiForgery: AntiForgery, { body, browser }: HttpRequest): Promise<Reply> {
  if (browser.session === undefined) return nothingOpen
  const request = new URLSearchParams(body).get('request')
  requireToken(antiForgery, 'logout', request === null ? browser.session : `${browser.session} ${request}`, body)
  const lead = await endWanted(hub, request === null ? undefined : readAppRequest(request), browser)
  // The POST goes on to a GET, so that a reload or a step back repeats no button.
  return lead === undefined ? resume(hub, browser) : { kind: 'redirect', location: hub.url(logoutPath(lead)) }
}

/** A person ends all sessions of this browser; what an app asked for, the one that it took part in and its like. */
async function endWanted(hub: Hub, asking: AppRequest | undefined, browser: Browser): Promise<SessionKey | undefined> {
  const { address } = browser
  if (asking === undefined) return endAllOf(hub, browser, { by: 'person', address })
  const { session, ...wish } = asking
  return endTogether(hub, await withLinked(hub, [session]), { by: 'app', ...wish, address })
}

/** The token has covered it, so it is as we wrote it. */
function readAppRequest(request: string): AppRequest {
  const { session, app, requestId, answer } = JSON.parse(Buffer.from(request, 'base64url').toString()) as JsonObject
  return {
    session: sessionKey(typeof session === 'string' ? session : ''),
    ...(typeof app === 'string' && { app: readAppId(app) }),
    ...(typeof requestId === 'string' && { requestId }),
    ...readAnswer(answer),
  }
}

function readAnswer(answer: unknown): Pick<LogoutWish, 'answer'> {
  if (typeof answer !== 'object' || answer === null || !('downstream' in answer) || !('replyTo' in answer)) return {}
  const { downstream, replyTo } = answer
  if (typeof downstream !== 'string' || typeof replyTo !== 'object' || replyTo === null) return {}
  return { answer: { downstream, replyTo: { ...replyTo } } }
}

function requireAttempt(text: string): 'frame' | 'last' | 'late' | 'again' {
  if (text === 'frame' || text === 'last' || text === 'late' || text === 'again') return text
  throw new GatewayError('malformed_request', 'There is no such page.', { status: 404 })
}
