/** Our own pages for a person, behind no protocol: home, the chooser's links, sign-out. */
import { GatewayError } from '../core/errors.ts'
import type { HttpRequest, Reply, Route } from '../core/http.ts'
import { transactionId, upstreamName } from '../core/identifiers.ts'
import { continueLogin } from '../core/login.ts'
import { endSession } from '../core/logout.ts'
import type { Hub } from '../core/ports.ts'
import type { Participant } from '../core/session.ts'
import { keyOf, readSession } from '../core/session-cookie.ts'

/** Anti-forgery tokens, bound to a purpose and to what the browser has. */
export interface AntiForgery {
  sign(purpose: string, value: string): string
  verify(purpose: string, value: string, token: string): boolean
}

/** The routes of `/`, `/choose/…` and `/logout`. */
export function visitorRoutes(hub: Hub, antiForgery: AntiForgery): readonly Route[] {
  return [
    { method: 'GET', path: '/', safe: true, answer: (http) => home(hub, antiForgery, http) },
    { method: 'POST', path: '/', answer: async (http) => forgetUpstream(hub, antiForgery, http) },
    {
      method: 'GET',
      path: '/choose/:id/:upstream',
      answer: (http, { id = '', upstream = '' }) =>
        continueLogin(hub, transactionId(id), upstreamName(upstream), http.browser),
    },
    { method: 'GET', path: '/logout', safe: true, answer: (http) => askLogout(hub, antiForgery, http) },
    { method: 'POST', path: '/logout', answer: (http) => logout(hub, antiForgery, http) },
  ]
}

async function home(hub: Hub, antiForgery: AntiForgery, { browser }: HttpRequest): Promise<Reply> {
  const signedIn = (await readSession(hub, browser)) !== undefined
  const chosen = [...hub.upstreams.values()].find(({ name }) => name === browser.upstream)
  const remembered =
    chosen === undefined
      ? {}
      : { remembered: { name: chosen.displayName, token: antiForgery.sign('forget', chosen.name) } }
  return { kind: 'page', name: 'home', params: { signedIn, ...remembered } }
}

/** The next login shows the chooser again. */
function forgetUpstream(hub: Hub, antiForgery: AntiForgery, { body, browser }: HttpRequest): Reply {
  requireToken(antiForgery, 'forget', browser.upstream ?? '', body)
  return { kind: 'redirect', location: hub.url('/'), cookies: [{ name: 'upstream', value: undefined }] }
}

/** GET asks: a link or an image on another site must not sign anyone out. */
async function askLogout(hub: Hub, antiForgery: AntiForgery, { browser }: HttpRequest): Promise<Reply> {
  const live = await readSession(hub, browser)
  if (live === undefined || browser.session === undefined) {
    return { kind: 'page', name: 'loggedOut', params: { apps: [] } }
  }
  const apps = appNames(hub, await hub.stores.sessions.participants(live.key))
  const token = antiForgery.sign('logout', browser.session)
  return { kind: 'page', name: 'logout', params: { apps, token } }
}

async function logout(hub: Hub, antiForgery: AntiForgery, { body, browser }: HttpRequest): Promise<Reply> {
  const gone = { name: 'session', value: undefined } as const
  if (browser.session === undefined) return { kind: 'page', name: 'loggedOut', params: { apps: [] } }
  requireToken(antiForgery, 'logout', browser.session, body)
  const ended = await endSession(hub, keyOf(browser.session), browser.address)
  const upstream = ended === undefined ? undefined : hub.upstreams.get(ended.session.authentication.upstream)
  const portal = upstream === undefined ? {} : { upstream: { name: upstream.displayName, ...logoutUrl(upstream) } }
  const apps = appNames(hub, ended?.participants ?? [])
  return { kind: 'page', name: 'loggedOut', params: { apps, ...portal }, cookies: [gone] }
}

const logoutUrl = ({ logoutUrl: url }: { readonly logoutUrl?: string }) => (url === undefined ? {} : { url })

function appNames(hub: Hub, participants: readonly Participant[]): readonly string[] {
  return participants.map(({ app }) => hub.policies.policy(app)?.displayName ?? app)
}

function requireToken(antiForgery: AntiForgery, purpose: string, value: string, body: string): void {
  const token = new URLSearchParams(body).get('token') ?? ''
  if (!antiForgery.verify(purpose, value, token)) {
    throw new GatewayError('malformed_request', 'This form is from another session. Go back and try again.')
  }
}
