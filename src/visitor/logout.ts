/**
 * Sign-out as a person sees it. Every step is a GET that any node can serve from the storage; only the buttons,
 * which end something, are POSTs.
 *
 *   /logout                       asks; its POST ends the session
 *   /logout/asked/:ticket         an app asks, without proof
 *   /logout/next                  goes on where an app's answer could not be read
 *   /logout/:key                  goes on where a logout stands (also after a closed tab)
 *   /logout/:key/:stop/:party     the message to one app, in a frame or by a link of the result page
 *   /logout/owed/:id              tells apps of an earlier logout, before a login goes on
 */
import { z } from 'zod'
import { GatewayError } from '../core/errors.ts'
import type { Browser, HttpRequest, Reply, Route } from '../core/http.ts'
import { identifierOf, readAppId, type SessionKey, sessionKey, transactionId } from '../core/identifiers.ts'
import { type Spoken, spokenIn } from '../core/languages.ts'
import { continueNotifying } from '../core/login/begin.ts'
import { goOnWithoutAnswer, strayPath } from '../core/logout/answers.ts'
import { openApps } from '../core/logout/end.ts'
import { logoutPath } from '../core/logout/record.ts'
import { continueLogout } from '../core/logout/steps.ts'
import { endAllOf, endTogether, withLinked } from '../core/logout/together.ts'
import { type LogoutStop, sendToApp, stops } from '../core/logout/visits.ts'
import type { AntiForgery } from '../core/ports/anti-forgery.ts'
import type { LoginDependencies, LogoutDependencies } from '../core/ports/hub.ts'
import { readSessions } from '../core/session/cookie.ts'
import { requireToken } from './anti-forgery.ts'

/** The routes of `/logout` and below. */
export function logoutRoutes(hub: LoginDependencies, antiForgery: AntiForgery): readonly Route[] {
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
      answer: ({ browser }, { id = '' }) => continueNotifying(hub, transactionId(id), browser),
    },
    {
      method: 'GET',
      path: '/logout/:key/:stop/:party',
      framedBy,
      answer: async ({ browser }, { key = '', stop = '', party = '' }) =>
        sendToApp(hub, sessionKey(key), party, requireStop(stop), browser),
    },
  ]
}

/** As an endpoint that an app asks wrote them into the address, or our page into its form. */
function languagesOf(parameters: string): Spoken {
  const languages = new URLSearchParams(parameters).get('languages')?.split(' ')
  return languages === undefined ? {} : { languages: languages.slice(0, 10) }
}

const nothingOpen: Reply = { kind: 'page', name: 'loggedOut', params: { apps: [] } }

async function goOn(hub: LogoutDependencies, key: string, browser: Browser): Promise<Reply> {
  return (await continueLogout(hub, sessionKey(key), browser)) ?? nothingOpen
}

/** In a frame there is nothing to go on to: the page around it goes on. */
async function goOnAnyway(hub: LogoutDependencies, browser: Browser): Promise<Reply> {
  const place = await goOnWithoutAnswer(hub, browser)
  if (place === undefined) return { kind: 'redirect', location: hub.url('/logout') }
  if (place.next === undefined) return { kind: 'document', status: 200, type: 'text/plain; charset=utf-8', body: '' }
  return { kind: 'redirect', location: hub.url(place.next) }
}

/** GET asks: a link or an image on another site must not sign anyone out. */
async function askPerson(
  hub: LogoutDependencies,
  antiForgery: AntiForgery,
  { query, browser }: HttpRequest,
): Promise<Reply> {
  const spoken = languagesOf(query)
  if (browser.session === undefined) return spokenIn(nothingOpen, spoken)
  const { live } = await readSessions(hub, browser)
  if (live.length === 0) return resume(hub, browser)
  const apps = await openApps(
    hub,
    live.map(({ key }) => key),
  )
  const params = { apps, token: antiForgery.sign('logout', browser.session), ...spoken }
  return spokenIn({ kind: 'page', name: 'logout', params }, spoken)
}

/** Goes on with a logout that was left half done, the latest one that leads; the cookie is still there. */
async function resume(hub: LogoutDependencies, browser: Browser): Promise<Reply> {
  const { ended } = await readSessions(hub, browser)
  const logouts = (await Promise.all(ended.map((key) => hub.stores.logouts.get(key)))).filter(
    (one) => one !== undefined,
  )
  const led = new Set(logouts.flatMap(({ origin }) => origin.also ?? []))
  const [latest] = logouts.filter(({ key }) => !led.has(key)).sort((one, other) => other.origin.at - one.origin.at)
  if (latest === undefined) return { ...nothingOpen, cookies: [{ name: 'session', value: undefined }] }
  return { kind: 'redirect', location: hub.url(logoutPath(latest.key)) }
}

async function askForApp(
  hub: LogoutDependencies,
  antiForgery: AntiForgery,
  ticket: string,
  browser: Browser,
): Promise<Reply> {
  // Not taken: it opens only this page, in this browser, which may load it again.
  const kept = await hub.stores.tickets.get(ticket)
  const { live } = await readSessions(hub, browser)
  const request = Buffer.from(JSON.stringify(kept ?? {})).toString('base64url')
  const asking = readAppRequest(request)
  if (browser.session === undefined || asking === undefined || !live.some(({ key }) => key === asking.session)) {
    return { kind: 'redirect', location: hub.url('/logout') }
  }
  const app = asking.app === undefined ? '' : (hub.policies.policy(asking.app)?.displayName ?? identifierOf(asking.app))
  const token = antiForgery.sign('logout', `${browser.session} ${request}`)
  const apps = await openApps(hub, await withLinked(hub, [asking.session]))
  const params = { app, proved: kept?.signed === true, apps, request, token }
  return spokenIn({ kind: 'page', name: 'logoutAsked', params }, asking)
}

async function logout(
  hub: LogoutDependencies,
  antiForgery: AntiForgery,
  { body, browser }: HttpRequest,
): Promise<Reply> {
  if (browser.session === undefined) return nothingOpen
  const request = new URLSearchParams(body).get('request')
  requireToken(antiForgery, 'logout', request === null ? browser.session : `${browser.session} ${request}`, body)
  const asking = request === null ? languagesOf(body) : appRequest.parse(decode(request))
  const lead = await endWanted(hub, asking, browser)
  // The POST goes on to a GET, so that a reload or a step back repeats no button.
  return lead === undefined ? resume(hub, browser) : { kind: 'redirect', location: hub.url(logoutPath(lead)) }
}

/**
 * A person ends all sessions of this browser; an app's request ends the one it took part in and those that go with it.
 */
async function endWanted(
  hub: LogoutDependencies,
  asking: AppRequest | Spoken,
  browser: Browser,
): Promise<SessionKey | undefined> {
  const { address } = browser
  if (!('session' in asking)) return endAllOf(hub, browser, { by: 'person', ...asking, address })
  const { session, ...wish } = asking
  return endTogether(hub, await withLinked(hub, [session]), { by: 'app', ...wish, address })
}

/** As an app's endpoint wrote it into the ticket, and as the token covered it. */
const appRequest = z.object({
  session: z.string().transform(sessionKey),
  app: z.string().transform(readAppId).exactOptional(),
  requestId: z.string().exactOptional(),
  languages: z.array(z.string()).exactOptional(),
  answer: z
    .object({
      side: z.enum(['downstream', 'upstream']),
      name: z.string(),
      replyTo: z.record(z.string(), z.json()),
    })
    .exactOptional(),
})
type AppRequest = z.infer<typeof appRequest>

/** Undefined where it is not something that we wrote. */
function readAppRequest(request: string): AppRequest | undefined {
  return appRequest.safeParse(decode(request)).data
}

const decode = (request: string): unknown => JSON.parse(Buffer.from(request, 'base64url').toString())

const stop = z.literal(Object.keys(stops) as LogoutStop[])

function requireStop(text: string): LogoutStop {
  const known = stop.safeParse(text)
  if (known.success) return known.data
  throw new GatewayError('malformed_request', 'Page not found.', { status: 404 })
}
