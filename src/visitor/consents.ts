/** What the people who are signed in have allowed apps to know, and how they take it back. */
import type { HomePageParams } from '../core/home-page.ts'
import type { Browser, HttpRequest, Reply } from '../core/http.ts'
import { identifierOf, readAppId } from '../core/identifiers.ts'
import { withdrawConsent as withdraw } from '../core/login/given-consents.ts'
import type { AntiForgery } from '../core/ports/anti-forgery.ts'
import type { LoginDependencies } from '../core/ports/hub.ts'
import { readSessions } from '../core/session/cookie.ts'
import type { LiveSession } from '../core/session/records.ts'
import { requireToken } from './anti-forgery.ts'
import { homeAfter } from './home-deed.ts'

/** By name; each once, whoever of them allowed it. */
export async function givenConsents(
  hub: Pick<LoginDependencies, 'stores' | 'policies'>,
  antiForgery: AntiForgery,
  { session }: Browser,
  live: readonly LiveSession[],
): Promise<NonNullable<HomePageParams['allowed']>> {
  const all = await Promise.all(live.map((one) => hub.stores.consents.apps(one.session.authentication)))
  return [...new Set(all.flat())]
    .map((app) => ({
      name: hub.policies.policy(app)?.displayName ?? identifierOf(app),
      app,
      token: antiForgery.sign('withdraw', `${session} ${app}`),
    }))
    .sort((one, other) => one.name.localeCompare(other.name))
}

/** The app is asked about again at its next login, and refreshes nothing until then. */
export async function withdrawConsent(
  hub: LoginDependencies,
  antiForgery: AntiForgery,
  { body, browser }: HttpRequest,
): Promise<Reply> {
  const app = new URLSearchParams(body).get('withdraw') ?? ''
  requireToken(antiForgery, 'withdraw', `${browser.session} ${app}`, body)
  const { live } = await readSessions(hub, browser)
  const by = { by: 'person', address: browser.address } as const
  await Promise.all(live.map(({ session }) => withdraw(hub, readAppId(app), session.authentication, by)))
  return { kind: 'redirect', location: homeAfter(hub, 'withdrawn') }
}
