/**
 * From a protected site to the login and back, once for each session and site:
 *
 *   site/.isthmus/session?to=…       a nonce becomes a cookie of the site                        beginHop
 *   publicUrl/forward-auth/login     a LoginRequest, bound to its hash and to the site's host     login
 *   … the hub: a live session, or the upstream …
 *   site/.isthmus/session?ticket=…   the ticket, once, with that nonce at that host → cookie      endHop
 *
 * Without the nonce anyone could sign a visitor in as themselves, by sending them to a ticket of their own.
 */
import { GatewayError } from '../core/errors.ts'
import type { CookieChange, HttpRequest, Reply } from '../core/http.ts'
import type { SessionKey } from '../core/identifiers.ts'
import { beginLogin } from '../core/login/begin.ts'
import { loginRequest } from '../core/login/transaction.ts'
import type { LoginDependencies } from '../core/ports/hub.ts'
import { matchesHash, randomToken, sha256 } from '../core/tokens.ts'
import { requireSite } from './admit.ts'
import { readHost } from './asked.ts'
import type { ForwardAuth } from './forward-auth.ts'
import { decoded } from './path.ts'
import { provedKey, readLive, siteCookie } from './site-session.ts'
import { downstreamName, type Site } from './sites.ts'
import { reviveTicket, type Ticket } from './ticket.ts'

/** Holds the nonce while the login is under way. */
type NonceCookie = CookieChange<'site_nonce'>

/** Seconds: as long as a login may take. */
const nonceLifetime = 30 * 60

/** Longer ones are not kept, and the person comes back to the site's first page. */
const longestTarget = 4096

/** GET of `/.isthmus/session` on a protected host. */
export async function session(gate: ForwardAuth, http: HttpRequest): Promise<Reply> {
  const site = requireSite(gate, hostOf(gate, http))
  const ticket = /^ticket=([\w-]{1,64})$/.exec(http.query)?.[1]
  return ticket === undefined ? beginHop(gate, site, http) : endHop(gate, site, ticket, http)
}

/** By the proxy's word alone. @throws GatewayError malformed_request */
function hostOf({ scheme }: ForwardAuth, { forwarded }: HttpRequest): string {
  const said = forwarded?.['x-forwarded-host'] ?? forwarded?.host
  const host = said === undefined ? undefined : readHost(said, scheme)
  if (host !== undefined) return host
  const cause = forwarded === undefined ? 'the sender is not among the trustedProxies' : 'the host cannot be read'
  throw new GatewayError('malformed_request', 'Page not found.', { status: 404, cause })
}

function beginHop({ hub }: ForwardAuth, { config }: Site, { query, browser }: HttpRequest): Reply {
  const to = readTarget(query.startsWith('to=') ? query.slice(3) : '/')
  // Two tabs may be on their way at once: the nonce that is there is good for both.
  const known = browser.cookies?.get('site_nonce')
  const nonce = known !== undefined && /^[\w-]{32}$/.test(known) ? known : randomToken()
  const cookie: NonceCookie = { name: 'site_nonce', value: nonce, maxAge: nonceLifetime }
  const bound = `site=${encodeURIComponent(config.host)}&nonce=${sha256(nonce)}`
  return { kind: 'redirect', location: hub.url(`/forward-auth/login?${bound}&to=${to}`), cookies: [cookie] }
}

/** Path and query of the site, as they were; never anything that could follow its host and change it. */
function readTarget(text: string): string {
  return /^\/[\x21\x22\x24-\x7e]*$/.test(text) && text.length <= longestTarget ? text : '/'
}

/** GET of `/forward-auth/login`, at our own address. */
export async function login(gate: ForwardAuth, { query, browser }: HttpRequest): Promise<Reply> {
  const [, host = '', nonce = '', to = ''] = /^site=([\w.%-]{1,300})&nonce=([\w-]{43})&to=(.*)$/.exec(query) ?? []
  if (nonce === '') throw new GatewayError('malformed_request', 'This address is incomplete.')
  const { policy, origin, config } = requireSite(gate, decoded(host) ?? '')
  const request = loginRequest({
    app: policy.app,
    downstream: downstreamName,
    arrival: randomToken(12),
    // The address is no message that could be answered only once: each arrival is a request of its own.
    requestId: `_${randomToken()}`,
    acceptableUntil: gate.hub.now(),
    replyTo: { host: config.host, nonce, to: readTarget(to) },
    forceAuthn: false,
    isPassive: false,
    subject: 'persistent',
    startAgain: { app: policy.displayName, url: `${origin}/` },
  })
  return beginLogin(gate.hub, request, browser)
}

async function endHop(gate: ForwardAuth, site: Site, id: string, { browser }: HttpRequest): Promise<Reply> {
  const { host } = site.config
  const ticket = reviveTicket(await gate.hub.stores.tickets.get(id))
  const nonce = browser.cookies?.get('site_nonce')
  const own = ticket?.host === host && nonce !== undefined && matchesHash(nonce, ticket.nonce)
  // Another browser's ticket is neither used nor spent.
  const key =
    own && (await gate.hub.stores.tickets.take(id)) !== undefined ? await keyOf(gate.hub, site, ticket) : undefined
  if (key !== undefined && ticket !== undefined) {
    const spent: NonceCookie = { name: 'site_nonce', value: undefined }
    const cookies = [siteCookie(gate.vouching, host, key), spent]
    return { kind: 'redirect', location: `${site.origin}${readTarget(ticket.to)}`, cookies }
  }
  // A second tab, a reload or a step back: the person is in already.
  const there = provedKey(gate.vouching, host, browser.cookies?.get('site'))
  if (there !== undefined && (await readLive(gate.hub, there)) !== undefined)
    return { kind: 'redirect', location: `${site.origin}${ticket?.host === host ? readTarget(ticket.to) : '/'}` }
  throw new GatewayError('transaction_lost', 'This sign-in was started in another browser, or is over.', {
    startAgain: { app: site.policy.displayName, url: `${site.origin}/` },
    cause: own ? 'the ticket is spent, or its session has ended' : 'no such ticket for this host and this nonce cookie',
  })
}

/** The session that the login led to, if the site still takes part in it. */
async function keyOf(
  { stores, now }: LoginDependencies,
  { policy }: Site,
  { handle }: Ticket,
): Promise<SessionKey | undefined> {
  for (const key of await stores.sessions.find({ by: 'handle', handle })) {
    const [live, participant] = await Promise.all([
      readLive({ stores, now }, key),
      stores.sessions.participant(key, policy.app),
    ])
    if (live !== undefined && participant?.handle === handle) return key
  }
  return undefined
}
