/**
 * Header login for apps behind a reverse proxy, which asks us about each request (docs/forward-auth.md).
 *
 *   routes.ts         our addresses · forward-auth.ts what the role is given
 *   admit.ts          may this request reach the app? · judging.ts what its judgements throw
 *     asked.ts          which request the proxy asks about · path.ts its path, or why it is ambiguous
 *     header-values.ts  what the app is told
 *   hop.ts            the way to the login and back, with a ticket (ticket.ts) and a nonce
 *   people.ts         who the site's cookie stands for · site-session.ts the cookie and its session
 *   probe.ts          what `isthmus doctor --site` sends
 *   sites.ts          the sites of the config, compiled
 *   downstream.ts     the role as the hub sees it · refused.ts what HTTP refuses there
 */
import type { Config } from '../config/config.ts'
import type { Route } from '../core/http.ts'
import type { LoginDependencies } from '../core/ports/hub.ts'
import { admit, admitQuickly } from './admit.ts'
import { createForwardAuthDownstream } from './downstream.ts'
import type { ForwardAuth } from './forward-auth.ts'
import { login, session } from './hop.ts'
import { createPeople } from './people.ts'
import { refusedAsPage, refusedAsText } from './refused.ts'
import type { Vouching } from './site-session.ts'
import { schemeOf, sitesOf } from './sites.ts'

export { createForwardAuthDownstream, sitesOf }

/** ms for which a visitor is known without asking a storage that lies over the network */
const rememberedFor = 1_000

/** The role's addresses; none where there are no sites. */
export function forwardAuthRoutes(config: Config, hub: LoginDependencies, vouching: Vouching): readonly Route[] {
  if (config.sites.length === 0) return []
  const people = createPeople(hub, vouching, config.storage.kind === 'memory' ? 0 : rememberedFor)
  const gate: ForwardAuth = { hub, sites: sitesOf(config), people, vouching, scheme: schemeOf(config) }
  const underOtherHosts = true
  const quick: Route['quick'] = (http) => admitQuickly(gate, http)
  return [
    {
      method: 'GET',
      path: '/forward-auth',
      safe: true,
      underOtherHosts,
      quick,
      refused: refusedAsText,
      answer: (http) => admit(gate, http),
    },
    { method: 'GET', path: '/forward-auth/login', refused: refusedAsPage, answer: (http) => login(gate, http) },
    { method: 'GET', path: '/.isthmus/session', underOtherHosts, answer: (http) => session(gate, http) },
  ]
}
