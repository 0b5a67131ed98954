/**
 * Header login for apps behind a reverse proxy, which asks us about each request (docs/forward-auth.md).
 *
 *   routes.ts         our addresses · forward-auth.ts what the role is given
 *   admit.ts          may this request reach the app? · judging.ts what its judgements throw
 *     asked.ts          which request the proxy asks about · path.ts its path, or why it is ambiguous
 *     header-values.ts  what the app is told
 *   hop.ts            the way to the login and back, with a ticket (ticket.ts) and a nonce
 *   people.ts         who the site's cookie stands for · site-session.ts the cookie and its session
 *   sites.ts          the sites of the config, compiled
 *   downstream.ts     the role as the hub sees it
 */
import type { Route } from '../core/http.ts'
import { admit, admitQuickly } from './admit.ts'
import { createForwardAuthDownstream } from './downstream.ts'
import type { ForwardAuth } from './forward-auth.ts'
import { login, session } from './hop.ts'
import { createPeople } from './people.ts'
import { compileSites } from './sites.ts'

export { compileSites, createForwardAuthDownstream }

export interface ForwardAuthRoutes extends Omit<ForwardAuth, 'people'> {
  /** ms for which a person is remembered without asking the storage */
  readonly keptFor: number
}

/** The role's addresses, where there are sites. */
export function forwardAuthRoutes({ keptFor, ...given }: ForwardAuthRoutes): readonly Route[] {
  const gate: ForwardAuth = { ...given, people: createPeople(given.hub, given.vouching, keptFor) }
  const underOtherHosts = true
  const quick: Route['quick'] = (http) => admitQuickly(gate, http)
  return [
    { method: 'GET', path: '/forward-auth', safe: true, underOtherHosts, quick, answer: (http) => admit(gate, http) },
    { method: 'GET', path: '/forward-auth/login', answer: (http) => login(gate, http) },
    { method: 'GET', path: '/.isthmus/session', underOtherHosts, answer: (http) => session(gate, http) },
  ]
}
