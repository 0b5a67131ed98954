/** One person's way from a service provider through Isthmus and Keycloak and back, and what was seen on it. */
import { type BrowserSession, formOf, hasForm, type Page } from '../fixtures/browser-session.ts'
import { type LoggedIn, logIn, type Person } from './keycloak/login.ts'
import type { Landing, RealServiceProvider, Wish } from './service-provider.ts'

export interface Journey {
  /** The RelayState that the service provider sent, as its browser carried it. */
  readonly sentRelayState: string | undefined
  readonly asked: LoggedIn['asked']
  /** The Response on its way through the browser. */
  readonly response: {
    readonly xml: string
    readonly relayState: string | undefined
    /** StatusCode values, outermost first. */
    readonly status: readonly string[]
  }
  /** What the service provider made of it. */
  readonly landing: Landing
}

/** Goes all the way. Throws with the page where the way ends anywhere but at the service provider. */
export async function travel(
  browser: BrowserSession,
  sp: RealServiceProvider,
  wish: Wish,
  person: Person,
): Promise<Journey> {
  const { sentRelayState, page: entrance } = await sendRequest(browser, sp.loginUrl(wish))
  const { page, asked } = await logIn(browser, entrance, person)
  const fields = hasForm(page) ? formOf(page).fields : {}
  if (fields.SAMLResponse === undefined) {
    throw new Error(`no Response, but ${page.status} at ${page.url}:\n${page.body.slice(0, 2000)}`)
  }
  const xml = Buffer.from(fields.SAMLResponse, 'base64').toString()
  const status = [...xml.matchAll(/<[\w:]*StatusCode\b[^>]*\bValue="([^"]*)"/g)].map(([, value = '']) => value)
  const landed = await browser.follow(await browser.submit(page, {}, { crossSite: true }))
  return {
    sentRelayState,
    asked,
    response: { xml, relayState: fields.RelayState, status },
    landing: sp.landing(landed),
  }
}

/** Follows the service provider's own redirects up to its request, and carries that to the gateway. */
async function sendRequest(browser: BrowserSession, start: string) {
  const carriesRequest = (address: string) => new URL(address).searchParams.has('SAMLRequest')
  const page = await browser.follow(start, carriesRequest)
  if (page.headers.location !== undefined) {
    // As it was sent, without the `+` that URLSearchParams would take for a space.
    const [, relayState] = /[?&]RelayState=([^&]*)/.exec(page.headers.location) ?? []
    return {
      sentRelayState: relayState === undefined ? undefined : decodeURIComponent(relayState.replaceAll('+', ' ')),
      page: await browser.get(page.headers.location),
    }
  }
  const fields = hasForm(page) ? formOf(page).fields : {}
  if (fields.SAMLRequest === undefined) throw new Error(`no request, but ${page.status} ${page.url}:\n${page.body}`)
  return { sentRelayState: fields.RelayState, page: await browser.submit(page, {}, { crossSite: true }) }
}

/** The page on which a person stands who was sent away with a request, and not yet any further. */
export async function arrive(browser: BrowserSession, sp: RealServiceProvider, wish: Wish): Promise<Page> {
  return browser.follow((await sendRequest(browser, sp.loginUrl(wish))).page)
}
