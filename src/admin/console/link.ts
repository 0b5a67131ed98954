/** The address of `isthmus admin link`: a GET shows a button, so that nothing that only looks uses it up; the POST does. */
import type { Reply, Route } from '../../core/http.ts'
import { linkPage } from '../../pages/console/page.tsx'
import { takeBreakGlass } from '../break-glass.ts'
import type { AdminDependencies } from '../dependencies.ts'
import { Refused } from '../refused.ts'
import { endEmergency, openEmergency } from './break-glass.ts'
import type { AdminCookie } from './downstream.ts'
import { type GuardDependencies, requireOwnOrigin } from './guard.ts'
import type { ConsoleRoute } from './visit.ts'

interface LinkDependencies extends GuardDependencies {
  readonly admin: AdminDependencies
}

/** `/admin/link/:token`, which needs no session. */
export function linkRoutes(given: LinkDependencies): readonly Route[] {
  const path = '/admin/link/:token'
  return [
    { method: 'GET', path, safe: true, answer: async (http) => linkPage({ action: http.path }) },
    { method: 'POST', path, answer: (http, { token = '' }) => useLink(given, http, token) },
  ]
}

async function useLink(given: LinkDependencies, http: Parameters<Route['answer']>[0], token: string): Promise<Reply> {
  requireOwnOrigin(given, http)
  try {
    const { author } = await takeBreakGlass(given.admin, token, http.browser.address)
    const cookie = await openEmergency(given.hub, author)
    return { kind: 'redirect', location: given.hub.url('/admin'), cookies: [cookie] }
  } catch (error) {
    if (error instanceof Refused && error.code === 'not-found') return linkPage(undefined, 404)
    throw error
  }
}

/** `/admin/leave`: whoever came in by a link goes. */
export function leaveRoute({ hub }: GuardDependencies): ConsoleRoute {
  return {
    method: 'POST',
    path: '/admin/leave',
    async answer({ http }) {
      await endEmergency(hub, http.browser)
      const gone: AdminCookie = { name: 'admin', value: undefined }
      return { kind: 'redirect', location: hub.url('/'), cookies: [gone] }
    },
  }
}
