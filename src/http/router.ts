/**
 * Path and method → endpoint, by @koa/router. Paths count as they are: no case folding, no slash added or removed. What
 * the library would let through is stopped here (docs/decisions/0007-koa-router.md): HEAD begins nothing, a path with a
 * broken percent code matches no route, and no route hides another.
 */
import Router from '@koa/router'
import { GatewayError } from '../core/errors.ts'
import type { Method, Route } from '../core/http.ts'
import type { Context, RequestState } from './context.ts'
import { type Mount, runMount, runRoute } from './endpoint.ts'

/** Answers a request, or throws what the error boundary turns into a page. */
export type RequestRouter = (ctx: Context) => Promise<void>

type Run = (ctx: Context, params: Record<string, string>) => Promise<void>

/**
 * Makes the router of one snapshot. If a fixed path and one with parameters both match, the fixed one answers.
 * @throws Error where two endpoints have the same method and path
 */
export function createRouter(routes: readonly Route[], mounts: readonly Mount[] = []): RequestRouter {
  const router = new Router<RequestState>({ sensitive: true, strict: true, exclusive: 'specificity' })
  const taken = new Set<string>()
  const fixed = new Map<string, Run>()
  const add = (method: Method, path: string, run: Run) => {
    // The names of parameters do not distinguish requests.
    const name = `${method} ${path.replace(/:\w+/g, ':')}`
    if (taken.has(name)) throw new Error(`two routes are ${name}`)
    taken.add(name)
    if (isFixed(path)) fixed.set(name, run)
    router.register(path, [method], (ctx) => run(ctx, ctx.params))
  }
  for (const route of routes) add(route.method, route.path, (ctx, params) => runRoute(ctx, route, params))
  for (const mount of mounts) {
    for (const at of mount.at) add(at.method, at.path, (ctx) => runMount(ctx, mount, at))
  }
  const dispatch = router.routes()
  return async (ctx) => {
    const { path } = ctx.state
    const run = fixed.get(`${ctx.method} ${path}`)
    if (run !== undefined) return run(ctx, {})
    if (path === undefined || !isDecodable(path)) throw noSuchPage()
    // What the library looks at instead of Koa's path, which includes publicUrl's.
    Object.assign(ctx, { newRouterPath: path })
    await dispatch(ctx as never, async () => refuse(ctx, methodsAt(router, path)))
  }
}

/** It matches itself alone, and nothing matches before it: found at once, where the library tries all that there are. */
const isFixed = (path: string): boolean => /^[\w./-]+$/.test(path)

/** The library would pass on `%E0` as it is: the same parameter as for `%25E0`. */
function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

const known: readonly (Method | 'HEAD')[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

function methodsAt(router: Router<RequestState>, path: string): readonly (Method | 'HEAD')[] {
  const found = new Set(router.match(path, '').path.flatMap(({ methods }) => methods))
  return known.filter((method) => found.has(method))
}

/**
 * No endpoint has this method. Where a path offers more than pages do, OPTIONS says what; pages are only for browsers,
 * which do not ask.
 */
function refuse(ctx: Context, allowed: readonly string[]): void {
  if (allowed.length === 0) throw noSuchPage()
  ctx.set('Allow', allowed.join(', '))
  if (ctx.method === 'OPTIONS' && allowed.some((method) => !/^(GET|HEAD|POST)$/.test(method))) {
    ctx.status = 204
    return
  }
  throw new GatewayError('malformed_request', `This address answers ${allowed.join(', ')} only.`, { status: 405 })
}

function noSuchPage(): GatewayError {
  return new GatewayError('malformed_request', 'Page not found.', { status: 404 })
}
