/** `isthmus doctor --site`: asks through the real proxy whether a protected site is protected. */
import type { IncomingMessage } from 'node:http'
import type { Config } from '../config/config.ts'
import { loadConfig } from '../config/load.ts'
import type { SiteConfig } from '../config/site-config.ts'
import { openPath, probeCookie, shutPath } from '../forward-auth/probe.ts'
import { schemeOf } from '../forward-auth/sites.ts'
import { loadKeys } from '../keys/load.ts'
import { signToken } from '../keys/tokens.ts'
import type { Finding } from './doctor-finding.ts'
import { describeFinding, describeProblems, print, printAside } from './output.ts'
import { type ProxiedAnswer, requestOf, type SiteRequest, standIn } from './site-request.ts'

export interface SiteOptions {
  /** host:port at which the app is reached, where the doctor listens in its place. */
  readonly inPlaceOf?: string | undefined
}

/** Prints what was found; resolves to the exit code. */
export async function examineSite(file: string, host: string, { inPlaceOf }: SiteOptions): Promise<number> {
  const { config, problems } = await loadConfig(file)
  if (config === undefined) {
    printAside(describeProblems(problems))
    return 1
  }
  const site = config.sites.find((one) => one.host === host)
  if (site === undefined) {
    const hosts = config.sites.map((one) => one.host)
    const there =
      hosts.length === 0 ? 'There is none: `forwardAuth.sites` names them' : `There are: ${hosts.join(', ')}`
    printAside(`No site is ${host}. ${there}.`)
    return 1
  }
  let healthy = true
  for await (const finding of siteFindings(config, site, inPlaceOf)) {
    print(describeFinding(finding))
    healthy &&= finding.outcome !== 'bad'
  }
  return healthy ? 0 : 1
}

interface Examined {
  readonly site: SiteConfig
  readonly origin: string
  readonly publicUrl: string
  /** Our cookie's name, and the value that is good for the doctor. */
  readonly cookieName: string
  readonly cookie: string
  send(path: string, request?: SiteRequest): Promise<ProxiedAnswer>
}

/** What there is to say about the site. */
export async function* siteFindings(
  config: Config,
  site: SiteConfig,
  inPlaceOf: string | undefined,
): AsyncGenerator<Finding> {
  const scheme = schemeOf(config)
  const keys = await loadKeys(config.certsDirectory, { create: false, commonName: '', now: Date.now })
  const sign = (purpose: string, value: string) => signToken(keys.keys, purpose, value)
  const cookieName = scheme === 'https' ? '__Host-isthmus_site' : 'isthmus_site'
  const origin = `${scheme}://${site.host}`
  const cookie = `${cookieName}=${probeCookie({ sign }, site.host, Date.now())}`
  const send = requestOf(origin, config.outbound.authorities)
  const examined: Examined = { site, origin, publicUrl: config.publicUrl, cookieName, cookie, send }
  try {
    yield await asksFirst(examined)
    yield await leadsToUs(examined)
    for (const lie of lies(examined)) yield await believes(examined, lie)
    yield* inPlaceOf === undefined ? [unseen(site)] : whatArrives(examined, inPlaceOf)
  } catch (error) {
    const what = `${origin} does not answer: ${error instanceof Error ? error.message : String(error)}`
    yield { outcome: 'bad', what, cure: 'Run the doctor where the name leads to the proxy, and the proxy runs.' }
  }
}

const page = { accept: 'text/html', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
const setup = 'Compare the proxy with docs/forward-auth.md.'

/** Without a session a person is led to the login. */
async function asksFirst({ send, origin }: Examined): Promise<Finding> {
  const { status, location } = await send(shutPath, { headers: page })
  if (location === `${origin}/.isthmus/session?to=${shutPath}`) {
    return { outcome: 'good', what: 'a person without a session is led to the login' }
  }
  const what = `a person without a session is answered ${status}${location === undefined ? '' : `, to ${location}`}`
  return { outcome: 'bad', what, cure: status < 300 ? `The site is open. ${setup}` : setup }
}

/** The sign-in of the site is passed to us, with its name. */
async function leadsToUs({ send, publicUrl }: Examined): Promise<Finding> {
  const { status, location } = await send('/.isthmus/session?to=/', { headers: page })
  if (location?.startsWith(`${publicUrl}/forward-auth/login?`) === true) {
    return { outcome: 'good', what: '/.isthmus/ reaches the gateway, which knows the site' }
  }
  const what = `/.isthmus/session is answered ${status}, and does not lead to ${publicUrl}`
  return { outcome: 'bad', what, cure: `Pass /.isthmus/ on, with the site's name in X-Forwarded-Host. ${setup}` }
}

interface Lie {
  readonly what: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

/** With the doctor's cookie one path is open: each of these says that a shut one is that. */
function lies({ origin, site }: Examined): readonly Lie[] {
  return [
    {
      what: 'X-Original-URL',
      path: shutPath,
      headers: { 'X-Original-URL': `${origin}${openPath}`, 'X-Original-Method': 'GET' },
    },
    { what: 'X-Forwarded-Uri', path: shutPath, headers: { 'X-Forwarded-Uri': openPath } },
    {
      what: 'X-Forwarded-Host, -Uri and -Method',
      path: shutPath,
      headers: { 'X-Forwarded-Host': site.host, 'X-Forwarded-Uri': openPath, 'X-Forwarded-Method': 'GET' },
    },
    { what: 'a path with an encoded dot segment', path: `${openPath}/%2e%2e${shutPath}`, headers: {} },
    { what: 'a path with an encoded slash', path: `${openPath}%2f..${shutPath}`, headers: {} },
  ]
}

async function believes({ send, cookie }: Examined, { what, path, headers }: Lie): Promise<Finding> {
  const { status } = await send(path, { headers: { ...headers, cookie } })
  // The control: what the proxy lets through with the cookie alone.
  if (status === 401 || status === 403) return { outcome: 'good', what: `${what}, as a visitor sends it: refused` }
  const cure = `The proxy must set X-Original-* or X-Forwarded-* itself, and remove the other ones. ${setup}`
  return { outcome: 'bad', what: `${what}, as a visitor sends it: answered ${status}`, cure }
}

function unseen({ headers }: SiteConfig): Finding {
  const what = `whether ${headers.map(({ name }) => name).join(', ')} of a visitor reach the app was not seen`
  return { outcome: 'unknown', what, cure: 'Stop the app for a moment, and add --in-place-of with its host:port.' }
}

/** The doctor takes the app's place, and looks at what arrives. */
async function* whatArrives(examined: Examined, address: string): AsyncGenerator<Finding> {
  const { site, send, cookie, cookieName } = examined
  const app = await standIn(address)
  try {
    const forged = Object.fromEntries(site.headers.map(({ name }) => [name, 'forged-by-doctor']))
    const { status } = await send(openPath, { headers: { ...forged, cookie: `doctor_a=1; ${cookie}; doctor_b=2` } })
    const [arrived] = app.requests
    if (arrived === undefined) {
      const what = `nothing arrived at ${address}: the proxy answered ${status}`
      yield { outcome: 'bad', what, cure: `Name the address to which the proxy passes the app's requests. ${setup}` }
      return
    }
    for (const { name } of site.headers) yield stripped(arrived, name)
    yield cookies(arrived, cookieName)
  } finally {
    await app.close()
  }
}

function stripped({ headers }: IncomingMessage, name: string): Finding {
  const reached = JSON.stringify(headers[name.toLowerCase()] ?? '').includes('forged-by-doctor')
  if (!reached) return { outcome: 'good', what: `${name} of a visitor does not reach the app` }
  const cure = `Set ${name} from our answer, also where that is empty, or remove it first. ${setup}`
  return { outcome: 'bad', what: `${name} of a visitor reaches the app: anyone signed in can be anyone`, cure }
}

function cookies({ headers: { cookie = '' } }: IncomingMessage, own: string): Finding {
  if (cookie.includes(`${own}=`)) {
    const what = `${own} reaches the app, which has no use for it`
    return { outcome: 'bad', what, cure: `Take it out of the Cookie header. ${setup}` }
  }
  const kept = cookie.includes('doctor_a=1') && cookie.includes('doctor_b=2')
  if (kept) return { outcome: 'good', what: `${own} does not reach the app, and its other cookies do` }
  return { outcome: 'bad', what: 'other cookies are lost on the way to the app', cure: setup }
}
