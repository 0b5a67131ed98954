/** Our own pages for a person, behind no protocol: home, the chooser's links, sign-out. */
import type { HttpRequest, Reply, Route } from '../core/http.ts'
import { transactionId, upstreamName } from '../core/identifiers.ts'
import { continueLogin } from '../core/login/begin.ts'
import type { UpstreamCookie } from '../core/login/finish.ts'
import type { LoginDependencies, SessionDependencies } from '../core/ports/hub.ts'
import { readSessions } from '../core/session/cookie.ts'
import { type AntiForgery, requireToken } from './anti-forgery.ts'
import { logoutRoutes } from './logout.ts'

/** The routes of `/`, `/choose/…` and `/logout…`. */
export function visitorRoutes(hub: LoginDependencies, antiForgery: AntiForgery): readonly Route[] {
  return [
    { method: 'GET', path: '/', safe: true, answer: (http) => home(hub, antiForgery, http) },
    { method: 'POST', path: '/', answer: async (http) => forgetUpstream(hub, antiForgery, http) },
    {
      method: 'GET',
      path: '/choose/:id/:upstream',
      answer: (http, { id = '', upstream = '' }) =>
        continueLogin(hub, transactionId(id), upstreamName(upstream), http.browser),
    },
    ...logoutRoutes(hub, antiForgery),
  ]
}

async function home(
  hub: SessionDependencies & Pick<LoginDependencies, 'upstreams'>,
  antiForgery: AntiForgery,
  { browser }: HttpRequest,
): Promise<Reply> {
  const signedIn = (await readSessions(hub, browser)).live.length > 0
  const chosen = [...hub.upstreams.values()].find(({ name }) => name === browser.upstream)
  const remembered =
    chosen === undefined
      ? {}
      : { remembered: { name: chosen.displayName, token: antiForgery.sign('forget', chosen.name) } }
  return { kind: 'page', name: 'home', params: { signedIn, ...remembered } }
}

/** The next login shows the chooser again. */
function forgetUpstream(
  hub: Pick<LoginDependencies, 'url'>,
  antiForgery: AntiForgery,
  { body, browser }: HttpRequest,
): Reply {
  requireToken(antiForgery, 'forget', browser.upstream ?? '', body)
  const forgotten: UpstreamCookie = { name: 'upstream', value: undefined }
  return { kind: 'redirect', location: hub.url('/'), cookies: [forgotten] }
}
