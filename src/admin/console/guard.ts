/**
 * Between a request and a page of the console: who asks, whether they may, and whether a form is really theirs. Nothing
 * in the console is reached around it but the links for an emergency and for an app's owner.
 */
import { GatewayError } from '../../core/errors.ts'
import type { HttpRequest, Method, Reply, Route } from '../../core/http.ts'
import { beginLogin } from '../../core/login/begin.ts'
import type { AntiForgery } from '../../core/ports/anti-forgery.ts'
import type { ConsoleFrame, NoticeName, Section } from '../../pages/console/frame.ts'
import { notices } from '../../pages/console/frame.ts'
import type { Administrator } from './administrator.ts'
import { toLoginRequest } from './downstream.ts'
import { type Form, formTypes, largestUpload, readForm } from './form.ts'
import { keepForm, showAgain } from './kept-form.ts'
import type { Role } from './policy.ts'
import { administratorOf, type WhoDependencies } from './who.ts'

export interface GuardDependencies extends WhoDependencies {
  readonly antiForgery: AntiForgery
  /** How many changed keys wait for an administrator. */
  waiting(): Promise<number>
}

/** One request of a person who is known and may do this. */
export interface Visit {
  readonly http: HttpRequest
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly administrator: Administrator
  /** Empty for a GET. */
  readonly form: Form
  /** The frame of the page that answers. */
  frame(section: Section): Promise<ConsoleFrame>
}

export interface ConsoleRoute {
  readonly method: Extract<Method, 'GET' | 'POST'>
  readonly path: string
  /** Who may: readers GET, administrators POST, where absent. */
  readonly role?: Role
  answer(visit: Visit): Promise<Reply>
}

/** Purpose of the tokens in all forms of the console. */
const purpose = 'console'

/** The route as http/ mounts it. It is not `safe`: without a session it begins a login (attack 54). */
export function guarded(given: GuardDependencies, route: ConsoleRoute): Route {
  const { method, path } = route
  if (method === 'GET') return { method, path, answer: (http, params) => look(given, route, http, params) }
  return {
    method,
    path,
    accepts: formTypes,
    octets: true,
    maxBody: largestUpload,
    answer: (http, params) => act(given, route, http, params),
  }
}

async function look(
  given: GuardDependencies,
  route: ConsoleRoute,
  http: HttpRequest,
  params: Visit['params'],
): Promise<Reply> {
  const administrator = await administratorOf(given, http.browser)
  const asked = http.query === '' ? http.path : `${http.path}?${http.query}`
  if (administrator === undefined) return beginLogin(given.hub, toLoginRequest(given.hub, asked), http.browser)
  requireRole(administrator, route.role ?? 'reader')
  return route.answer(visitOf(given, http, params, administrator, new Map()))
}

async function act(
  given: GuardDependencies,
  route: ConsoleRoute,
  http: HttpRequest,
  params: Visit['params'],
): Promise<Reply> {
  requireOwnOrigin(given, http)
  const form = await readForm(http)
  const administrator = await administratorOf(given, http.browser)
  if (administrator === undefined) {
    const again = await keepForm(given.hub, http, form)
    return beginLogin(given.hub, toLoginRequest(given.hub, again), http.browser)
  }
  requireRole(administrator, route.role ?? 'administrator')
  const visit = visitOf(given, http, params, administrator, form)
  // A form from the session before: its sender sees it again, and decides.
  if (!given.antiForgery.verify(purpose, administrator.form, form.get('token') ?? '')) {
    return showAgain(await visit.frame('none'), http.path, form)
  }
  return route.answer(visit)
}

function visitOf(
  given: GuardDependencies,
  http: HttpRequest,
  params: Visit['params'],
  administrator: Administrator,
  form: Form,
): Visit {
  const query = new URLSearchParams(http.query)
  const notice = notices.find((name) => name === query.get('notice'))
  const frame = async (section: Section) => frameOf(given, administrator, section, notice)
  return { http, params, query, administrator, form, frame }
}

/** @param notice what was done just now */
async function frameOf(
  given: GuardDependencies,
  { name, role, form, emergency }: Administrator,
  section: Section,
  notice: NoticeName | undefined,
): Promise<ConsoleFrame> {
  return {
    section,
    person: name,
    role,
    token: given.antiForgery.sign(purpose, form),
    waiting: await given.waiting(),
    ...(emergency !== undefined && { emergencyUntil: emergency.until }),
    ...(notice !== undefined && { notice }),
  }
}

/** @throws GatewayError access_denied */
function requireRole({ role }: Administrator, needed: Role): void {
  if (role === 'administrator' || needed === 'reader') return
  throw new GatewayError('access_denied', 'You may look at everything here, but change nothing.', {
    cause: 'admin.allow does not hold for them, only admin.read',
  })
}

/**
 * Every browser says where a POST comes from (attack 99).
 * @throws GatewayError malformed_request
 */
export function requireOwnOrigin({ hub }: Pick<GuardDependencies, 'hub'>, { headers, browser }: HttpRequest): void {
  const own = new URL(hub.url('/')).origin
  const elsewhere = browser.cameFrom !== undefined && browser.cameFrom !== 'same-origin'
  if (headers.origin === own && !elsewhere) return
  throw new GatewayError('malformed_request', 'This form does not come from a page of the console.', { status: 403 })
}
