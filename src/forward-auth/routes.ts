/**
 * Header login for apps behind a reverse proxy, which asks us about each request (docs/forward-auth.md).
 *
 *   routes.ts         our addresses · forward-auth.ts what the role is given
 *   admit.ts          may this request reach the app?
 *     asked.ts          which request the proxy asks about · path.ts its path, or why it is ambiguous
 *     header-values.ts  what the app is told
 *   hop.ts            the way to the login and back, with a ticket (ticket.ts) and a nonce
 *   site-session.ts   the site's cookie and the session that it stands for
 *   sites.ts          the sites of the config, compiled
 *   downstream.ts     the role as the hub sees it
 */
import type { Route } from '../core/http.ts'
import { admit } from './admit.ts'
import { createForwardAuthDownstream } from './downstream.ts'
import type { ForwardAuth } from './forward-auth.ts'
import { login, session } from './hop.ts'
import { compileSites } from './sites.ts'

export { compileSites, createForwardAuthDownstream }

/** None where no site is configured. */
export function forwardAuthRoutes(gate: ForwardAuth): readonly Route[] {
  const underOtherHosts = true
  return [
    { method: 'GET', path: '/forward-auth', safe: true, underOtherHosts, answer: (http) => admit(gate, http) },
    { method: 'GET', path: '/forward-auth/login', answer: (http) => login(gate, http) },
    { method: 'GET', path: '/.isthmus/session', underOtherHosts, answer: (http) => session(gate, http) },
  ]
}
