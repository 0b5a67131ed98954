/**
 * The console: one more app, whose login goes through the hub. A map of this folder:
 *
 *   policy.ts        who may, and as what · downstream.ts the answer to a login: a cookie that names the participant
 *   who.ts           who asks, judged at every request · administrator.ts what is known of them
 *   guard.ts         session, role, Origin and token before every page · form.ts what was posted, files too
 *   kept-form.ts     a form whose session was over waits for the login
 *   break-glass.ts   the way in for when the upstream is down
 */
import type { Route } from '../../core/http.ts'
import { type ConsoleRoute, type GuardDependencies, guarded } from './guard.ts'
import { showKept } from './kept-form.ts'

export type ConsoleDependencies = GuardDependencies

/** The routes of `/admin` but for the API's. */
export function consoleRoutes(console: ConsoleDependencies): readonly Route[] {
  const own: readonly ConsoleRoute[] = [
    {
      method: 'GET',
      path: '/admin/again/:id',
      role: 'administrator',
      answer: async ({ frame, params }) => showKept(console.hub, await frame('none'), params.id ?? ''),
    },
  ]
  return own.map((route) => guarded(console, route))
}
