/** Runs what a path leads to: a role's route, or a library's middleware mounted there. */
import type { IncomingMessage } from 'node:http'
import type Koa from 'koa'
import { GatewayError, toGatewayError } from '../core/errors.ts'
import type { Browser, DocumentReply, FrameOrigin, HttpRequest, Method, Reply, Route } from '../core/http.ts'
import type { RefusalForm } from '../core/refusal-form.ts'
import { type Body, readBody, readEnd } from './body.ts'
import type { Context } from './context.ts'
import { demandFewParameters } from './parameters.ts'
import { goOnAfterPost, sendReply } from './reply.ts'
import { toHttpRequest } from './request.ts'

/** An address of a mount, as in `Route`. */
export interface MountedAt {
  readonly method: Method
  /** Below publicUrl. */
  readonly path: string
  /** A GET without side effects; else HEAD and prefetch are answered without calling the middleware. */
  readonly safe?: boolean
  /** As in `Route`. */
  readonly refused?: RefusalForm<DocumentReply>
  /**
   * As in `Route`, and of any method: it may read the body, if the middleware still finds it then. The browser is one
   * of which only address and client are known.
   */
  readonly quick?: (request: IncomingMessage, browser: Browser) => Promise<DocumentReply | undefined>
}

/**
 * A library's Koa middleware, at these addresses and no others: those beside them may be ours. It reads the body
 * itself. Its answer to a POST is never a redirect (reply.ts), and what it throws becomes a page.
 */
export interface Mount {
  readonly at: readonly MountedAt[]
  readonly framedBy?: FrameOrigin
  /** @returns a reply of ours where it leaves the answer to us, else nothing */
  readonly middleware: (
    ctx: Koa.ParameterizedContext,
    next: Koa.Next,
    request: HttpRequest,
  ) => Promise<Reply | undefined>
}

const defaultBodyLimit = 256 * 1024
const formType = 'application/x-www-form-urlencoded'

/** Answers through a role's route. */
export async function runRoute(ctx: Context, route: Route, params: Readonly<Record<string, string>>): Promise<void> {
  ctx.state.route = route.path
  if (route.underOtherHosts === true) ctx.remove('Strict-Transport-Security')
  if (route.safe !== true && isOnlyLooking(ctx)) return sendNothing(ctx)
  demandFewParameters(ctx.state.query)
  if (!hasBody(ctx)) return answer(ctx, route, params)
  const arrived = await bodyOf(ctx, route)
  if ('error' in arrived) return answerUnread(ctx, route, params, arrived)
  try {
    // The bodies of many may become complete at once.
    await ctx.state.turn()
    await answer(ctx, route, params, arrived.body)
  } finally {
    arrived.leave()
  }
}

async function answerUnread(
  ctx: Context,
  { unread, framedBy }: Route,
  params: Readonly<Record<string, string>>,
  { error, end }: Unread,
): Promise<void> {
  if (unread === undefined) throw error
  const reply = await unread(error, toHttpRequest(ctx, end && { octets: end, text: '' }), params)
  if (error.status === 413) ctx.set('Connection', 'close')
  sendReply(ctx, reply, framedBy)
}

async function answer(
  ctx: Context,
  route: Route,
  params: Readonly<Record<string, string>>,
  body?: Body,
): Promise<void> {
  const request = toHttpRequest(ctx, body)
  if (body !== undefined && request.contentType === formType) demandFewParameters(body.octets)
  sendReply(ctx, await route.answer(request, params), route.framedBy)
}

interface Arrived {
  readonly body: Body
  /** Gives back the room that it took. */
  leave(): void
}

interface Unread {
  readonly error: GatewayError
  /** How the body ends, where it was too long. */
  readonly end?: Buffer | undefined
}

/** The body, or why it can't be read. */
async function bodyOf(
  ctx: Context,
  { accepts = [formType], maxBody: limit = defaultBodyLimit, octets, readsOn = 0 }: Route,
): Promise<Arrived | Unread> {
  let leave = () => {}
  try {
    const told = Number(ctx.req.headers['content-length'] ?? limit)
    leave = ctx.state.room(Math.min(told, limit))
    return { body: await readBody(ctx.req, { limit, accepts, octets: octets === true }), leave }
  } catch (thrown) {
    const error = toGatewayError(thrown)
    const end = error.status === 413 && readsOn > 0 ? await readEnd(ctx.req, readsOn) : undefined
    leave()
    return { error, end }
  }
}

/** Answers through a library's middleware, which sees itself at the root of publicUrl. */
export async function runMount(ctx: Context, mount: Mount, at: MountedAt): Promise<void> {
  ctx.state.route = at.path
  if (at.safe !== true && isOnlyLooking(ctx)) return sendNothing(ctx)
  demandFewParameters(ctx.state.query)
  const { site, path = '/' } = ctx.state
  const outer = ctx.path
  Object.assign(ctx, { mountPath: site.prefix })
  ctx.path = path
  const request = toHttpRequest(ctx)
  let reply: Reply | undefined
  try {
    reply = await mount.middleware(ctx, noSuchPage, request)
  } finally {
    ctx.path = outer
  }
  if (reply !== undefined) return sendReply(ctx, reply, mount.framedBy)
  goOnAfterPost(ctx, mount.framedBy)
}

async function noSuchPage(): Promise<void> {
  throw new GatewayError('malformed_request', 'Page not found.', { status: 404 })
}

/** Every method that carries one must; a DELETE may. */
function hasBody({ method, req: { headers } }: Context): boolean {
  if (method === 'DELETE') return headers['transfer-encoding'] !== undefined || Number(headers['content-length']) > 0
  return method === 'POST' || method === 'PUT' || method === 'PATCH'
}

/** HEAD, and a browser's guess of where its user goes next, must not begin a login (attack 54). */
function isOnlyLooking(ctx: Context): boolean {
  if (ctx.method === 'HEAD') return true
  const purpose = ctx.get('Sec-Purpose') || ctx.get('Purpose') || ctx.get('X-Moz')
  return ctx.method === 'GET' && /\bprefetch\b/i.test(purpose)
}

/** The browser drops a failed prefetch, and asks again when its user really goes there. */
function sendNothing(ctx: Context): void {
  ctx.status = ctx.method === 'HEAD' ? 200 : 503
  ctx.body = ''
}
