/**
 * Who asks: judged anew at every request. The session must be alive and the console one of its participants; the role
 * comes from the session's claims and today's config. Past `askUpstreamAfter` the person is nobody until the upstream
 * has vouched for them again, silently where it can: so losing the group there ends it here.
 */
import type { Browser } from '../../core/http.ts'
import { sessionAnswers } from '../../core/login/session-step.ts'
import { toIdentity } from '../../core/policy/attributes.ts'
import { personName } from '../../core/policy/person-name.ts'
import type { LoginDependencies } from '../../core/ports/hub.ts'
import type { LiveSession } from '../../core/session/records.ts'
import { readEmergency } from './break-glass.ts'
import { handleOf, toLoginRequest } from './downstream.ts'
import { type ConsoleRules, consoleApp, roleOf } from './policy.ts'
import type { ConsoleUser } from './user.ts'

/**
 * ms for which an answer of the upstream counts, however short `askUpstreamAfter` is: a page whose answer is old when it
 * arrives would ask for ever.
 */
const shortest = 5000

export interface WhoDependencies {
  readonly hub: LoginDependencies
  readonly rules: ConsoleRules
}

/** The person behind the browser's cookie; undefined where they must sign in (again). */
export async function userOf(given: WhoDependencies, browser: Browser): Promise<ConsoleUser | undefined> {
  const secret = browser.cookies?.get('admin')
  if (secret === undefined) return undefined
  const found = await sessionOf(given.hub, secret)
  if (found !== undefined) return judge(given, found, browser)
  return readEmergency(given.hub, browser)
}

async function sessionOf({ stores, now }: LoginDependencies, secret: string): Promise<LiveSession | undefined> {
  const handle = handleOf(secret)
  for (const key of await stores.sessions.find({ by: 'handle', handle })) {
    const participant = await stores.sessions.participant(key, consoleApp)
    if (participant?.handle !== handle || participant.end <= now()) continue
    const session = await stores.sessions.get(key)
    if (session !== undefined && session.end > now()) return { key, session }
  }
  return undefined
}

function judge(
  { hub, rules }: WhoDependencies,
  { key, session }: LiveSession,
  browser: Browser,
): ConsoleUser | undefined {
  const policy = hub.policies.policy(consoleApp)
  const upstream = hub.upstreams.get(session.authentication.upstream)
  if (policy === undefined || upstream === undefined) return undefined
  const asked = { ...hub, askUpstreamAfter: Math.max(hub.askUpstreamAfter, shortest) }
  if (!sessionAnswers(asked, toLoginRequest(hub, '/admin'), policy, session)) return undefined
  const { claims, groups, subject } = toIdentity(session.authentication, upstream)
  const role = roleOf(rules, { claims, groups, upstream: upstream.name })
  if (role === undefined) return undefined
  const author = personName(claims) ?? hub.audit.pseudonym(subject)
  return { who: { role, author, via: 'console', address: browser.address }, form: key }
}
