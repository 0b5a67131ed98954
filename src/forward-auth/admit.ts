/** May this request reach the app? Judged for each one, from the session as it is and the config as it is. */
import { GatewayError } from '../core/errors.ts'
import type { DocumentReply, HttpRequest, Reply } from '../core/http.ts'
import { identifierOf } from '../core/identifiers.ts'
import { authorize } from '../core/policy/authorization.ts'
import type { Identity } from '../core/policy/identity.ts'
import { visible } from '../core/visible-text.ts'
import { type AskedRequest, readAsked } from './asked.ts'
import type { ForwardAuth } from './forward-auth.ts'
import { emptyHeaders, headersFor } from './header-values.ts'
import { judging } from './judging.ts'
import { ambiguous, otherReadings, readPath } from './path.ts'
import { isProbe, openPath } from './probe.ts'
import { type Site, type Verdict, verdictFor } from './sites.ts'

/**
 * Answers the proxy: 200 with the headers for the app, or where the person has to go first. A site is known by its host
 * alone; what else a proxy says is only judged.
 * @throws GatewayError whose page has the status 403, the only refusal that every proxy passes on
 */
export async function admit(gate: ForwardAuth, http: HttpRequest): Promise<Reply> {
  const asked = readAsked(http.forwarded, gate.scheme)
  const site = requireSite(gate, asked.host)
  const path = readPath(asked.target, { encodedSlashes: site.config.allowEncodedSlashes })
  if (site.config.passPreflights && isPreflight(asked, http)) return letIn(emptyHeaders(site))
  const verdict = judging(() => verdictOf(site, path, asked.method))
  const cookie = http.browser.cookies?.get('site')
  if (isProbe(gate.vouching, asked.host, cookie, gate.hub.now())) return answerProbe(site, path)
  const person = await gate.people.of(site, cookie)
  if (person === undefined) return verdict.public ? letIn(emptyHeaders(site)) : signInFirst(site, asked, http)
  if (verdict.public) return letIn(headersIfKnown(site, person))
  authorizeFor(gate, site, verdict, person)
  return letIn(headersFor(site, person))
}

/** What the rules say, if they say the same to an app that reads the path otherwise. */
function verdictOf(site: Site, path: string, method: string): Verdict {
  const verdict = verdictFor(site, { path, method })
  if (otherReadings(path).every((other) => verdictFor(site, { path: other, method }) === verdict)) return verdict
  throw ambiguous('another rule is for the path without parameters, or without dots and blanks at the end of a segment')
}

function answerProbe(site: Site, path: string): Reply {
  if (path === openPath) return letIn(emptyHeaders(site))
  throw new GatewayError('access_denied', 'This path is shut to the doctor.', { status: 403 })
}

/** The answer where it is 200: whatever else there is to say is said with all that a browser needs. */
export async function admitQuickly(gate: ForwardAuth, http: HttpRequest): Promise<DocumentReply | undefined> {
  try {
    const reply = await admit(gate, http)
    return reply.kind === 'document' && reply.status === 200 ? reply : undefined
  } catch {
    return undefined
  }
}

/** @throws GatewayError unknown_app */
export function requireSite({ sites }: Pick<ForwardAuth, 'sites'>, host: string): Site {
  const site = sites.site(host)
  if (site !== undefined) return site
  const facts = { received: visible(host, 100), setting: 'forwardAuth.sites' }
  throw new GatewayError('unknown_app', 'No login is set up for this site.', { status: 403, facts })
}

/** Fetch, CORS-preflight fetch: a script of another site asks whether it may send the real request. */
function isPreflight({ method }: AskedRequest, { headers }: HttpRequest): boolean {
  return method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined
}

function authorizeFor({ hub }: ForwardAuth, site: Site, { allow }: Verdict, person: Identity): void {
  const { allow: _, ...policy } = site.policy
  const app = identifierOf(policy.app)
  judging(() =>
    authorize({ ...policy, ...(allow !== undefined && { allow }) }, person, (reason) =>
      hub.audit.expressionFailed(undefined, { app, reason }),
    ),
  )
}

/** Where nobody has to be known, one who can't be told about is nobody. */
function headersIfKnown(site: Site, person: Identity) {
  try {
    return headersFor(site, person)
  } catch {
    return emptyHeaders(site)
  }
}

function letIn(headers: Readonly<Record<string, string>>): DocumentReply {
  return { kind: 'document', status: 200, type: 'text/plain; charset=utf-8', body: '', headers }
}

/**
 * A person who opens a page is sent to the login, and back to where they were going; a script, a form or an image gets
 * 401, since what it asked for would be lost on the way.
 */
function signInFirst({ origin, config }: Site, asked: AskedRequest, http: HttpRequest): Reply {
  const login = opensPage(asked, http) ? `${origin}/.isthmus/session?to=${asked.target}` : undefined
  if (login !== undefined && asked.askedBy === 'parts') return { kind: 'redirect', location: login }
  const headers = {
    // RFC 9110 15.5.2 demands a challenge; browsers show no box for a scheme that they do not know.
    'WWW-Authenticate': `Cookie realm="${config.host}"`,
    ...(login !== undefined && { 'Isthmus-Login': login }),
  }
  const body = `Sign in at ${origin}/ first.\n`
  return { kind: 'document', status: 401, type: 'text/plain; charset=utf-8', body, headers }
}

/** By Fetch Metadata; of browsers that do not send it, by what they accept. A prefetch must begin no login. */
function opensPage({ method }: AskedRequest, { headers }: HttpRequest): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false
  if (/\bprefetch\b/i.test(`${headers['sec-purpose'] ?? ''} ${headers.purpose ?? ''}`)) return false
  if (headers.upgrade !== undefined || headers['x-requested-with'] !== undefined) return false
  const mode = headers['sec-fetch-mode']
  if (mode !== undefined) return mode === 'navigate'
  return /\btext\/html\b/i.test(headers.accept ?? '')
}
