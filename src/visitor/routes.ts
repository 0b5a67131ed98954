/**
 * Our own pages for a person, outside any protocol: home (open-apps.ts: which apps it shows), the chooser's links, what
 * a refused person may do, consent (consents.ts: what was allowed, and how to withdraw it), sign-out (logout.ts). Their
 * forms carry a token (anti-forgery.ts), and lead to a page that says what was done (home-deed.ts).
 */
import type { HttpRequest, Reply, Route } from '../core/http.ts'
import { transactionId, upstreamName } from '../core/identifiers.ts'
import { continueLogin } from '../core/login/begin.ts'
import { denyConsent, giveConsent, showConsent } from '../core/login/consent-answer.ts'
import { goOnToApp, showDenied, useAnotherAccount } from '../core/login/denied.ts'
import type { UpstreamCookie } from '../core/login/finish.ts'
import { personName } from '../core/policy/person-name.ts'
import type { AntiForgery } from '../core/ports/anti-forgery.ts'
import type { LoginDependencies } from '../core/ports/hub.ts'
import { readSessions } from '../core/session/cookie.ts'
import { requireToken } from './anti-forgery.ts'
import { givenConsents, withdrawConsent } from './consents.ts'
import { deedIn, homeAfter } from './home-deed.ts'
import { logoutRoutes } from './logout.ts'
import { openTo } from './open-apps.ts'

/** The routes of `/`, `/choose/…`, `/denied/…`, `/consent/…` and `/logout…`. */
export function visitorRoutes(hub: LoginDependencies, antiForgery: AntiForgery): readonly Route[] {
  return [
    { method: 'GET', path: '/', safe: true, answer: (http) => home(hub, antiForgery, http) },
    { method: 'POST', path: '/', answer: (http) => forget(hub, antiForgery, http) },
    {
      method: 'GET',
      path: '/choose/:id/:upstream',
      answer: (http, { id = '', upstream = '' }) =>
        continueLogin(hub, transactionId(id), upstreamName(upstream), http.browser),
    },
    ...deniedRoutes(hub),
    ...consentRoutes(hub),
    ...logoutRoutes(hub, antiForgery),
  ]
}

/** What a person who was refused may do (core/login/denied.ts). */
function deniedRoutes(hub: LoginDependencies): readonly Route[] {
  const path = '/denied/:id'
  return [
    {
      method: 'GET',
      path,
      safe: true,
      answer: ({ browser }, { id = '' }) => showDenied(hub, transactionId(id), browser),
    },
    {
      method: 'POST',
      path: `${path}/app`,
      answer: ({ browser }, { id = '' }) => goOnToApp(hub, transactionId(id), browser),
    },
    {
      method: 'POST',
      path: `${path}/another`,
      answer: ({ browser }, { id = '' }) => useAnotherAccount(hub, transactionId(id), browser),
    },
  ]
}

/** Whether an app may be told (core/login/consent.ts). */
function consentRoutes(hub: LoginDependencies): readonly Route[] {
  const path = '/consent/:id'
  return [
    {
      method: 'GET',
      path,
      safe: true,
      answer: ({ browser }, { id = '' }) => showConsent(hub, transactionId(id), browser),
    },
    {
      method: 'POST',
      path: `${path}/allow`,
      answer: ({ browser }, { id = '' }) => giveConsent(hub, transactionId(id), browser),
    },
    {
      method: 'POST',
      path: `${path}/deny`,
      answer: ({ browser }, { id = '' }) => denyConsent(hub, transactionId(id), browser),
    },
  ]
}

async function home(hub: LoginDependencies, antiForgery: AntiForgery, { browser, query }: HttpRequest): Promise<Reply> {
  const { live } = await readSessions(hub, browser)
  const people = live.map(({ session: { authentication } }) => {
    const { claims, upstream } = authentication
    const name = personName(claims)
    return { ...(name !== undefined && { name }), upstream: hub.upstreams.get(upstream)?.displayName ?? upstream }
  })
  const apps = await openTo(hub, live)
  const chosen = [...hub.upstreams.values()].find(({ name }) => name === browser.upstream)
  const remembered =
    chosen === undefined
      ? {}
      : { remembered: { name: chosen.displayName, token: antiForgery.sign('forget', chosen.name) } }
  const allowed = await givenConsents(hub, antiForgery, browser, live)
  return { kind: 'page', name: 'home', params: { people, apps, allowed, ...remembered, ...deedIn(query) } }
}

/** The next login shows the chooser again, or asks for consent again. */
async function forget(hub: LoginDependencies, antiForgery: AntiForgery, http: HttpRequest): Promise<Reply> {
  const { body, browser } = http
  if (new URLSearchParams(body).has('withdraw')) return withdrawConsent(hub, antiForgery, http)
  requireToken(antiForgery, 'forget', browser.upstream ?? '', body)
  const forgotten: UpstreamCookie = { name: 'upstream', value: undefined }
  return { kind: 'redirect', location: homeAfter(hub, 'forgotten'), cookies: [forgotten] }
}
