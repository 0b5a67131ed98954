/**
 * The console: one more app, whose login goes through the hub. Its pages are in pages/console. A map of this folder:
 *
 *   policy.ts        who may, and as what · downstream.ts the answer to a login: a cookie that names the participant
 *   who.ts           who asks, judged at every request · user.ts what is known of them
 *   guard.ts         session, role, Origin and token before every page · form.ts what was posted, files too
 *   kept-form.ts     a form whose session was over waits for the login · refusals.ts what is refused, and the second yes · notice.ts what was done
 *   link.ts          the way in for when the upstream is down · break-glass.ts what it opens
 *   apps.ts          the list, and one app · add.ts a new one (app-name.ts)
 *   add-client.ts    a new one that speaks OpenID Connect · client-secret.ts a new secret for it
 *   app-pages.ts     settings (settings.ts), document, metadata, history (diff.ts), two at once (meanwhile.ts) · app-acts.ts what is done to an app
 *   preview.ts       what an app would be told
 *   quarantine.ts    what waits, and setup links · setup.ts what an app's owner sees
 *   addresses.ts     where metadata is read, and federations
 *   watch.ts         sessions, upstreams, keys, acts
 */
import type { Route } from '../../core/http.ts'
import type { AdminDependencies } from '../dependencies.ts'
import { listQuarantine } from '../quarantine.ts'
import { waits } from '../setup-link.ts'
import { listSetupLinks } from '../setup-links.ts'
import { addRoutes } from './add.ts'
import { clientRoutes } from './add-client.ts'
import { addressRoutes } from './addresses.ts'
import { appActRoutes } from './app-acts.ts'
import { appPageRoutes } from './app-pages.ts'
import { appsRoutes } from './apps.ts'
import { secretRoute } from './client-secret.ts'
import { consentRoutes } from './consents.ts'
import { type GuardDependencies, guarded } from './guard.ts'
import { showKept } from './kept-form.ts'
import { leaveRoute, linkRoutes } from './link.ts'
import { previewRoutes } from './preview.ts'
import { quarantineRoutes } from './quarantine.ts'
import { setupRoutes } from './setup.ts'
import type { ConsoleRoute } from './visit.ts'
import { watchRoutes } from './watch.ts'

export interface ConsoleDependencies extends Omit<GuardDependencies, 'waiting' | 'madeAt'> {
  readonly admin: AdminDependencies
}

/** The routes of `/admin` but for the API's. */
export function consoleRoutes(given: ConsoleDependencies): readonly Route[] {
  const { admin, hub } = given
  const console = { ...given, waiting: () => waitingFor(admin), madeAt: hub.now() }
  const again: ConsoleRoute = {
    method: 'GET',
    path: '/admin/again/:id',
    role: 'administrator',
    answer: async ({ frame, params }) => showKept(hub, await frame('none'), params.id ?? ''),
  }
  const pages = { admin, url: (path: string) => hub.url(path), now: () => hub.now() }
  const own = [
    ...appsRoutes(admin),
    ...addRoutes({ admin, hub }),
    ...clientRoutes(admin),
    secretRoute(admin),
    ...addressRoutes(pages),
    ...appPageRoutes(pages),
    ...appActRoutes(pages),
    ...previewRoutes(admin),
    ...quarantineRoutes(pages),
    ...watchRoutes(pages),
    ...consentRoutes(pages),
    leaveRoute(console),
    again,
  ]
  return [...own.map((route) => guarded(console, route)), ...linkRoutes(console), ...setupRoutes(console)]
}

/** How many decisions wait. */
async function waitingFor(admin: AdminDependencies): Promise<number> {
  const [fetched, links] = await Promise.all([listQuarantine(admin), listSetupLinks(admin)])
  return fetched.length + links.filter(waits).length
}
