/** The browser ends the upstream's own session, last of all, and comes back. */
import type { Reply } from '../http.ts'
import type { UpstreamName } from '../identifiers.ts'
import { spokenOf } from '../languages.ts'
import type { LogoutDependencies } from '../ports/hub.ts'
import type { ExpectedAnswer, LogoutOutcome, UpstreamLogout } from '../ports/logout.ts'
import { newRequestId } from './back-channel.ts'
import {
  answerLifetime,
  endedAtUpstream,
  type Journey,
  logoutLifetime,
  logoutPath,
  type OpenLogout,
  upstreamParty,
} from './record.ts'

/**
 * To each upstream in turn, and to none twice: whichever of its clients the sessions are from, it has a single session
 * of its own.
 */
export async function visitUpstreams(hub: LogoutDependencies, { lead, all }: Journey): Promise<Reply | undefined> {
  const visited = new Set<string>()
  for (const open of all) {
    const { issuer } = open.session.authentication
    if (visited.has(issuer)) {
      await noteSameUpstream(hub, open, all)
      continue
    }
    visited.add(issuer)
    const reply = await visitUpstream(hub, open, lead)
    if (reply !== undefined) return reply
  }
  return undefined
}

/** The upstream's session was ended along with another of ours, so it has ended for this one too. */
async function noteSameUpstream(
  hub: Pick<LogoutDependencies, 'stores' | 'now'>,
  open: OpenLogout,
  all: readonly OpenLogout[],
): Promise<void> {
  const { issuer, upstream } = open.session.authentication
  const done = all.some((other) => other.session.authentication.issuer === issuer && endedAtUpstream(other))
  if (!done || endedAtUpstream(open)) return
  const mark = { party: upstreamParty(upstream), attempt: { way: 'chain' }, state: 'ended' } as const
  await hub.stores.logouts.mark(open.key, [mark], logoutLifetime(hub, open.session))
}

/** To the upstream, once, where a person or an app wants this logout and it sends the browser back. */
async function visitUpstream(hub: LogoutDependencies, open: OpenLogout, lead: OpenLogout): Promise<Reply | undefined> {
  const { authentication } = open.session
  const role = hub.upstreams.get(authentication.upstream)?.logout
  const party = upstreamParty(authentication.upstream)
  const wanted = open.origin.by === 'person' || open.origin.by === 'app'
  if (role === undefined || !wanted || open.marks.some((mark) => mark.party === party)) return undefined
  const state = newRequestId()
  const from = { upstream: authentication.upstream }
  const next = logoutPath(lead.key)
  const expected: ExpectedAnswer = { v: 2, logout: open.key, from, attempt: { way: 'chain' }, next }
  const reply = await beginAtUpstream(hub, () => role.begin(authentication, state, spokenOf(lead.origin)))
  if (typeof reply === 'string') {
    const told = { party, attempt: { way: 'backChannel' }, state: reply } as const
    await hub.stores.logouts.mark(open.key, [told], logoutLifetime(hub, open.session))
    return undefined
  }
  const mark = { party, attempt: { way: 'chain' }, state: reply === undefined ? 'unreachable' : 'sent' } as const
  await Promise.all([
    hub.stores.logouts.expect(state, expected, answerLifetime),
    hub.stores.logouts.mark(open.key, [mark], logoutLifetime(hub, open.session)),
  ])
  return reply
}

/** An upstream that is broken must not keep an app from its answer. */
async function beginAtUpstream(
  hub: Pick<LogoutDependencies, 'audit'>,
  begin: () => ReturnType<UpstreamLogout['begin']>,
) {
  try {
    return await begin()
  } catch (error) {
    hub.audit.trace(undefined, 'an upstream could not be told of a logout', { reason: String(error) })
    return undefined
  }
}

/**
 * The browser is back from an upstream's logout: goes on, or to the page that says what is known. It never says where
 * else to go (attack 86).
 * @param outcome what the upstream said; one that says nothing comes back only when it has ended its session
 */
export async function returnFromUpstream(
  hub: LogoutDependencies,
  upstream: UpstreamName,
  state: string,
  outcome: LogoutOutcome = 'ended',
): Promise<Reply> {
  const asked = await hub.stores.logouts.expected(state)
  if (asked === undefined || !('upstream' in asked.from) || asked.from.upstream !== upstream) {
    return { kind: 'redirect', location: hub.url('/logout') }
  }
  const logout = await hub.stores.logouts.get(asked.logout)
  if (logout !== undefined) {
    const mark = { party: upstreamParty(upstream), attempt: { way: 'chain' }, state: outcome } as const
    await hub.stores.logouts.mark(asked.logout, [mark], logoutLifetime(hub, logout.session))
  }
  return { kind: 'redirect', location: hub.url(asked.next ?? '/logout') }
}
