/**
 * Between a request and a page of the console: who asks, whether they may, and whether a form is really theirs. Nothing
 * in the console is reached around it but the links for an emergency and for an app's owner.
 */
import { GatewayError } from '../../core/errors.ts'
import type { HttpRequest, Reply, Route } from '../../core/http.ts'
import { beginLogin } from '../../core/login/begin.ts'
import type { AntiForgery } from '../../core/ports/anti-forgery.ts'
import { type ConsoleFrame, type NoticeName, notices, type Section } from '../../pages/console/frame.ts'
import type { Administrator, Role } from '../administrator.ts'
import type { AttemptFault } from '../attempt.ts'
import type { AdminDependencies } from '../dependencies.ts'
import { Refused } from '../refused.ts'
import { toLoginRequest } from './downstream.ts'
import { type Form, formTypes, largestUpload, longestUpload, readForm, readLastFields } from './form.ts'
import { keepForm, showAgain } from './kept-form.ts'
import { orRefused, tooLargeFinding } from './refusals.ts'
import type { ConsoleUser } from './user.ts'
import type { ConsoleRoute, Visit } from './visit.ts'
import { userOf, type WhoDependencies } from './who.ts'

export interface GuardDependencies extends WhoDependencies {
  readonly antiForgery: AntiForgery
  readonly admin: Pick<AdminDependencies, 'attempts'>
  /** When this snapshot was put together, ms since 1970. */
  readonly madeAt: number
  /** How many changed keys wait for an administrator. */
  waiting(): Promise<number>
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
    ...(route.tooLarge !== undefined && { readsOn: longestUpload }),
    unread: (error, http, params) => showTooLarge(given, route, http, params, error),
    answer: (http, params) => act(given, route, http, params),
  }
}

async function look(
  given: GuardDependencies,
  route: ConsoleRoute,
  http: HttpRequest,
  params: Visit['params'],
): Promise<Reply> {
  const user = await userOf(given, http.browser)
  const asked = http.query === '' ? http.path : `${http.path}?${http.query}`
  if (user === undefined) return beginLogin(given.hub, toLoginRequest(given.hub, asked), http.browser)
  requireRole(user, route.role ?? 'reader')
  const again = await untilInForce(given, http)
  if (again !== undefined) return again
  const visit = visitOf(given, http, params, user, new Map())
  return orRefused(visit, () => route.answer(visit))
}

/** How often, and how long each time (ms), a page waits for the snapshot that has what was changed just now. */
const waits = { most: 15, each: 150 }

/** A change is in force with the next snapshot, whose routes answer the next request: asked for again, if it must wait. */
async function untilInForce(
  { hub, madeAt }: GuardDependencies,
  { path, query }: HttpRequest,
): Promise<Reply | undefined> {
  const asked = new URLSearchParams(query)
  const waited = Number(asked.get('waited') ?? 0)
  if (!(Number(asked.get('after')) >= madeAt) || !(waited < waits.most)) return undefined
  await hub.pause(waits.each)
  asked.set('waited', String(waited + 1))
  return { kind: 'redirect', location: hub.url(`${path}?${asked}`) }
}

async function act(
  given: GuardDependencies,
  route: ConsoleRoute,
  http: HttpRequest,
  params: Visit['params'],
): Promise<Reply> {
  const noted = (why: AttemptFault, who?: Administrator) => note(given, route, http, params, why, who)
  if (!isOwnOrigin(given, http)) noted('foreign-form')
  requireOwnOrigin(given, http)
  const form = await readForm(http)
  const user = await userOf(given, http.browser)
  if (user === undefined) {
    const again = await keepForm(given.hub, http, form)
    return beginLogin(given.hub, toLoginRequest(given.hub, again), http.browser)
  }
  if (!mayVisit(user, route.role ?? 'administrator')) noted('not-permitted', user.who)
  requireRole(user, route.role ?? 'administrator')
  const visit = visitOf(given, http, params, user, form)
  // A form from the session before: its sender sees it again, and decides.
  if (!given.antiForgery.verify(purpose, user.form, form.get('token') ?? '')) {
    noted('foreign-form', user.who)
    return showAgain(await visit.frame('none'), http.path, form, 403)
  }
  return orRefused(visit, () =>
    route.answer(visit).catch((error: unknown) => {
      const code = error instanceof Refused ? error.code : undefined
      if (code === 'not-permitted' || code === 'changed-meanwhile') noted(code, user.who)
      throw error
    }),
  )
}

/**
 * A form so large that its file was not read: whoever sent it sees its page again, why, and what else they entered. It
 * changes nothing, so that it needs no token.
 * @throws the error itself for everybody else
 */
async function showTooLarge(
  given: GuardDependencies,
  route: ConsoleRoute,
  http: HttpRequest,
  params: Visit['params'],
  error: GatewayError,
): Promise<Reply> {
  const { tooLarge } = route
  if (error.status !== 413 || tooLarge === undefined || !isOwnOrigin(given, http)) throw error
  const user = await userOf(given, http.browser)
  if (user === undefined || !mayVisit(user, route.role ?? 'administrator')) throw error
  const visit = visitOf(given, http, params, user, await readLastFields(http))
  return orRefused(visit, () => tooLarge(visit, tooLargeFinding))
}

function note(
  { admin }: GuardDependencies,
  { path }: ConsoleRoute,
  { browser: { address } }: HttpRequest,
  { name }: Visit['params'],
  why: AttemptFault,
  who?: Administrator,
): void {
  const known = { ...(name !== undefined && { on: name }), ...(who !== undefined && { who }) }
  admin.attempts.note({ via: 'console', what: path, why, address, ...known })
}

function visitOf(
  given: GuardDependencies,
  http: HttpRequest,
  params: Visit['params'],
  user: ConsoleUser,
  form: Form,
): Visit {
  const query = new URLSearchParams(http.query)
  const notice = notices.find((name) => name === query.get('notice'))
  const frame = async (section: Section) => frameOf(given, user, section, notice)
  return { http, params, query, user, who: user.who, form, frame }
}

/** @param notice what was done just now */
async function frameOf(
  given: GuardDependencies,
  { who, form, emergency }: ConsoleUser,
  section: Section,
  notice: NoticeName | undefined,
): Promise<ConsoleFrame> {
  return {
    section,
    person: who.author,
    role: who.role,
    token: given.antiForgery.sign(purpose, form),
    waiting: await given.waiting(),
    ...(emergency !== undefined && { emergencyUntil: emergency.until }),
    ...(notice !== undefined && { notice }),
  }
}

const mayVisit = ({ who: { role } }: { readonly who: Pick<Administrator, 'role'> }, needed: Role): boolean =>
  role === 'administrator' || needed === 'reader'

/** @throws GatewayError access_denied */
function requireRole({ who: { role } }: ConsoleUser, needed: Role): void {
  if (mayVisit({ who: { role } }, needed)) return
  throw new GatewayError('access_denied', 'You may look at everything here, but change nothing.', {
    cause: 'admin.allow does not hold for them, only admin.read',
  })
}

/**
 * Every browser says where a POST comes from.
 * @throws GatewayError malformed_request
 */
export function requireOwnOrigin(given: Pick<GuardDependencies, 'hub'>, http: HttpRequest): void {
  if (isOwnOrigin(given, http)) return
  throw new GatewayError('malformed_request', 'This form does not come from a page of the console.', { status: 403 })
}

function isOwnOrigin({ hub }: Pick<GuardDependencies, 'hub'>, { headers, browser }: HttpRequest): boolean {
  const own = new URL(hub.url('/')).origin
  const elsewhere = browser.cameFrom !== undefined && browser.cameFrom !== 'same-origin'
  return headers.origin === own && !elsewhere
}
