/**
 * HTTP: from a socket to a role's `answer` and back.
 *
 *   server.ts          limits in time and size, listening, draining; connections.ts: how many for whom (connection-notice.ts);
 *                      handshakes.ts: TLS by turns
 *   origin.ts          host, scheme and client address overwritten before Koa (site.ts, client-address.ts, proxy-notice.ts)
 *   http.ts            the Koa app: request id, headers, error boundary, dispatch; context.ts what goes along with a request
 *   quick.ts           answers that come without Koa
 *   router.ts          path → endpoint.ts, a role's route or a library's mount
 *   request.ts         what a role gets to see: parameters.ts, body.ts (room-for-bodies.ts), cookies.ts
 *   reply.ts           Reply → status, headers, cookies, page (headers.ts)
 *   refusal.ts         anything thrown → page with an error id, log line, audit event (refusal-status.ts, limited-answers.ts);
 *                      refusal-forms.ts: as a program reads it, at a program's address
 *   health.ts          /healthz, /readyz; metrics-listener.ts: /metrics, elsewhere
 */

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import Koa from 'koa'
import type { OnSpent } from '../core/admission/budget.ts'
import { clientOf } from '../core/admission/client-key.ts'
import { Turns } from '../core/admission/turns.ts'
import type { ForwardedRequest } from '../core/forwarded-request.ts'
import type { DocumentReply, Route } from '../core/http.ts'
import { networks } from '../core/ip-address.ts'
import type { Audit } from '../core/ports/audit.ts'
import { randomToken } from '../core/tokens.ts'
import { chooseLanguage } from '../pages/messages/language.ts'
import type { Log } from '../telemetry/logger.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import { type ClientAddress, clientReader, peerOf } from './client-address.ts'
import type { Context, RequestState } from './context.ts'
import type { Mount } from './endpoint.ts'
import { setBaseHeaders } from './headers.ts'
import type { Readiness } from './health.ts'
import { limitedAnswers } from './limited-answers.ts'
import { forwardedOf, overwriteOrigin } from './origin.ts'
import { proxyNotice } from './proxy-notice.ts'
import { type QuickEndpoint, quickEndpoints, sendQuickly } from './quick.ts'
import { refuse } from './refusal.ts'
import { type FindForm, refusalForms } from './refusal-forms.ts'
import { sendReply } from './reply.ts'
import { roomForBodies, type TakeRoom } from './room-for-bodies.ts'
import { createRouter, type RequestRouter } from './router.ts'
import { onOtherHosts, readSite, type Site } from './site.ts'

export interface HttpOptions {
  readonly publicUrl: string
  /** From the snapshot in force; a request keeps what it began with. */
  serving(): Serving
  ready(): Promise<Readiness>
  readonly audit: Audit
  readonly log: Log
  /** Told whose budget is used up. */
  readonly onSpent: OnSpent
  readonly metrics?: Metrics | undefined
}

/** What a snapshot says about HTTP, prepared once. */
export interface Serving {
  readonly route: RequestRouter
  readonly formOf: FindForm
  /** Endpoints with a quick answer, by method and path. */
  readonly quick: ReadonlyMap<string, QuickEndpoint>
  readonly readClient: (request: IncomingMessage) => ClientAddress
  /** Whether an address is a trusted proxy's. */
  readonly isProxy: (address: string) => boolean
}

/** @throws Error where two routes have the same method and path; TypeError where a trusted proxy is not an address */
export function prepareServing(
  routes: readonly Route[],
  trustedProxies: readonly string[],
  mounts: readonly Mount[] = [],
): Serving {
  return {
    route: createRouter(routes, mounts),
    formOf: refusalForms(routes, mounts),
    quick: quickEndpoints(routes, mounts),
    readClient: clientReader(trustedProxies),
    isProxy: networks(trustedProxies),
  }
}

/** Ours hold an id or two and an upstream's name. */
const longestPath = 1024

/** The gateway's request listener, for `createServer`. */
export function createHttp(options: HttpOptions): RequestListener {
  const site = readSite(options.publicUrl)
  const arrivals = new WeakMap<IncomingMessage, Arrival>()
  const noteProxy = proxyNotice(options.log)
  const pace: Pace = { turns: new Turns(), delay: limitedAnswers(), room: roomForBodies(options.onSpent) }
  const app = new Koa<RequestState>({ proxy: true })
  app.on('error', (error: unknown) => options.log.debug({ err: error }, 'answer not delivered'))
  app.use((ctx, next) => {
    const state = requestState(ctx.req, site, arrivals.get(ctx.req), pace)
    return observe(Object.assign(ctx, { state }), next, options)
  })
  const servingOf = ({ req }: Context) => arrivals.get(req)?.serving ?? options.serving()
  app.use((ctx, next) => guard(ctx, next, options, pace.delay, servingOf(ctx).formOf))
  app.use((ctx) => dispatch(ctx, servingOf(ctx).route, options))
  const callback = app.callback()
  return (request: IncomingMessage, response: ServerResponse) => {
    const serving = options.serving()
    const { address, claimed } = serving.readClient(request)
    if (claimed !== undefined) noteProxy(claimed.proxy)
    const peer = peerOf(request)
    const forwarded = peer === 'unix' || serving.isProxy(peer) ? forwardedOf(request) : undefined
    arrivals.set(request, { serving, client: claimed?.client, forwarded })
    overwriteOrigin(request, site, address)
    const quick = serving.quick.get(`${request.method} ${pathOf(request.url, site)}`)
    const answer = () => {
      const reply = quick?.answer({ request, site, address, client: claimed?.client, forwarded })
      if (quick === undefined || reply === undefined) return void callback(request, response)
      void answerQuickly(quick, reply, response, options).then((done) => {
        if (!done) void callback(request, response)
      })
    }
    const turn = pace.turns.take(claimed?.client ?? address)
    if (turn === undefined) return answer()
    // Whoever has left meanwhile gets no work out of us.
    void turn.then(() => {
      if (!response.destroyed) answer()
    })
  }
}

/** The path below publicUrl of a target without a query; no path of ours otherwise. */
const pathOf = (target = '', { prefix }: Site): string => (target.startsWith(prefix) ? target.slice(prefix.length) : '')

/** Whether the endpoint had a quick answer; else nothing was sent. */
async function answerQuickly(
  { method, path }: QuickEndpoint,
  answer: Promise<DocumentReply | undefined>,
  response: ServerResponse,
  { metrics }: Pick<HttpOptions, 'metrics'>,
): Promise<boolean> {
  const began = performance.now()
  const reply = await answer
  if (reply === undefined) return false
  sendQuickly(response, reply)
  metrics?.request(path, method, reply.status, (performance.now() - began) / 1000)
  return true
}

/** What keeps one client from being served at the cost of others. */
interface Pace {
  readonly turns: Turns
  readonly delay: ReturnType<typeof limitedAnswers>
  readonly room: TakeRoom
}

/** What was known of a request before its headers were overwritten. */
interface Arrival {
  readonly serving: Serving
  readonly client: string | undefined
  readonly forwarded: ForwardedRequest | undefined
}

function requestState(request: IncomingMessage, site: Site, arrival: Arrival | undefined, pace: Pace): RequestState {
  const [target = '/'] = (request.url ?? '/').split('#', 1)
  const at = target.indexOf('?')
  const path = at < 0 ? target : target.slice(0, at)
  const inside = path === site.prefix || path.startsWith(`${site.prefix}/`)
  const below = inside ? path.slice(site.prefix.length) || '/' : path.startsWith(onOtherHosts) ? path : undefined
  const address = String(request.headers['x-forwarded-for'])
  const client = arrival?.client
  return {
    site,
    requestId: randomToken(9),
    address,
    client,
    turn: () => pace.turns.take(client ?? address),
    room: (octets) => pace.room(client ?? address, octets),
    forwarded: arrival?.forwarded,
    language: chooseLanguage(request.headers['accept-language']),
    path: path.length <= longestPath ? below : undefined,
    query: at < 0 ? '' : target.slice(at + 1),
    route: 'none',
  }
}

async function observe(ctx: Context, next: () => Promise<void>, { log, metrics }: HttpOptions): Promise<void> {
  const began = performance.now()
  setBaseHeaders(ctx)
  await next()
  const { route, requestId, address, errorId } = ctx.state
  const milliseconds = performance.now() - began
  metrics?.request(route, ctx.method, ctx.status, milliseconds / 1000)
  if (!log.isLevelEnabled('debug')) return
  const timing = { milliseconds: Math.round(milliseconds * 10) / 10, address, httpRequest: requestId, errorId }
  log.debug({ kind: 'request', method: ctx.method, route, status: ctx.status, ...timing }, 'request')
}

/** Whoever is refused is told so later the more often that happens, and by turns like any other request. */
async function guard(
  ctx: Context,
  next: () => Promise<void>,
  { audit, metrics }: HttpOptions,
  delay: Pace['delay'],
  formOf: FindForm,
): Promise<void> {
  const wait = async (limited: boolean) => {
    const ms = delay(clientOf(ctx.state), limited)
    if (ms > 0) await setTimeout(ms)
    await ctx.state.turn()
  }
  try {
    await next()
    // What a role or a library answered itself.
    if (ctx.status === 429) await wait(true)
  } catch (thrown) {
    const refused = refuse(thrown, ctx.state.address, audit, metrics)
    ctx.res.removeHeader('Set-Cookie')
    ctx.res.removeHeader('Location')
    if (refused.retryAfter !== undefined) ctx.set('Retry-After', String(refused.retryAfter))
    // The rest of a body that was too large is not read; the connection can't be used again.
    if (refused.status === 413) ctx.set('Connection', 'close')
    await wait(refused.status === 429)
    sendReply(ctx, formOf(ctx)?.(refused.facts, ctx.get('content-type')) ?? refused.page)
  }
}

async function dispatch(ctx: Context, route: RequestRouter, options: HttpOptions): Promise<void> {
  if (ctx.path === '/healthz' || ctx.state.path === '/healthz') return sendHealth(ctx)
  if (ctx.path === '/readyz' || ctx.state.path === '/readyz') return sendReadiness(ctx, await options.ready())
  await route(ctx)
}

function sendHealth(ctx: Context): void {
  ctx.state.route = '/healthz'
  ctx.set('Content-Type', 'text/plain; charset=utf-8')
  ctx.body = 'ok\n'
}

function sendReadiness(ctx: Context, readiness: Readiness): void {
  ctx.state.route = '/readyz'
  ctx.status = readiness.ready ? 200 : 503
  ctx.set('Content-Type', 'application/json')
  ctx.body = JSON.stringify(readiness)
}
