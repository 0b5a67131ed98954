/**
 * Sends a Reply through Koa: the one place where roles' answers become status, headers and body.
 *
 * No POST is answered by a redirect. Chromium applies the form-action of the page that posted to every redirect that
 * follows, even one that a later GET of ours makes on the way: our own `form-action 'self'`, or an app's, would stop
 * the person there. The page that goes on begins a new navigation, which no form-action covers.
 */
import type { FrameOrigin, PageReply, Reply } from '../core/http.ts'
import { firstKnown } from '../pages/messages/language.ts'
import { renderFormPost, renderOnward, renderPage } from '../pages/render.tsx'
import type { Context } from './context.ts'
import { writeCookie } from './cookies.ts'
import { closedCsp, setFormPostHeaders, setFraming, setOpenerPolicy } from './headers.ts'
import { pageStatus } from './refusal-status.ts'

/** Sends the reply. `framedBy` is the route's. */
export function sendReply(ctx: Context, reply: Reply, framedBy?: FrameOrigin): void {
  ctx.state.language = firstKnown(reply.languages) ?? ctx.state.language
  for (const change of reply.cookies ?? []) ctx.append('Set-Cookie', writeCookie(change, ctx.state.site))
  for (const [name, value] of Object.entries(reply.headers ?? {})) setHeader(ctx, name, value)
  if (reply.kind === 'redirect' && ctx.method === 'POST') sendOnward(ctx, reply.location, framedBy)
  else if (reply.kind === 'redirect') sendRedirect(ctx, reply.location)
  else if (reply.kind === 'document') sendDocument(ctx, reply, framedBy)
  else if (reply.kind === 'formPost') sendFormPost(ctx, reply, framedBy)
  else sendPage(ctx, reply, framedBy)
}

/** The headers that a role adds. Cookies and locations have their own places, where they are checked. */
function setHeader(ctx: Context, name: string, value: string): void {
  if (/^(set-cookie|location)$/i.test(name)) throw new TypeError(`${name} is not a header that a role sets`)
  ctx.set(name, value)
}

/**
 * For the answer of a third-party library (a mounted Koa middleware): a redirect after a POST becomes the
 * page that goes on, with the library's cookies; every other answer stays as it is. Call it after the middleware.
 */
export function goOnAfterPost(ctx: Context, framedBy?: FrameOrigin): void {
  const location = ctx.response.get('Location')
  if (ctx.method !== 'POST' || !isRedirect(ctx.status) || location === '') return
  ctx.remove('Location')
  // Some libraries write it relative to the address that was posted to (RFC 9110 10.2.2).
  sendOnward(ctx, URL.canParse(location) ? location : new URL(location, ctx.href).href, framedBy)
}

/** The statuses that a browser follows by itself (RFC 9110 15.4). */
const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status)

/** Koa's own redirect parses and rewrites the URL, which would break a signature over its query. */
function sendRedirect(ctx: Context, location: string): void {
  ctx.status = 302
  ctx.set('Location', checkedLocation(location))
  ctx.body = ''
}

function sendOnward(ctx: Context, location: string, framedBy: FrameOrigin | undefined): void {
  const { html, csp } = renderOnward(checkedLocation(location), ctx.state.language)
  sendHtml(ctx, 200, html, csp, framedBy)
}

function checkedLocation(location: string): string {
  if (!/^[\x21-\x7e]+$/.test(location)) throw new TypeError('the location of a redirect is not a valid URL')
  return location
}

function sendDocument(
  ctx: Context,
  reply: Extract<Reply, { kind: 'document' }>,
  framedBy: FrameOrigin | undefined,
): void {
  setFraming(ctx, closedCsp, framedBy)
  ctx.status = reply.status
  ctx.set('Content-Type', reply.type)
  // Koa accepts bytes only as a Buffer.
  ctx.body = typeof reply.body === 'string' ? reply.body : Buffer.from(reply.body)
}

function sendFormPost(
  ctx: Context,
  reply: Extract<Reply, { kind: 'formPost' }>,
  framedBy: FrameOrigin | undefined,
): void {
  const { html, csp } = renderFormPost(reply, ctx.state.language)
  setFormPostHeaders(ctx)
  sendHtml(ctx, 200, html, csp, framedBy)
}

function sendPage(ctx: Context, reply: PageReply, framedBy: FrameOrigin | undefined): void {
  const { language, site } = ctx.state
  const status = pageStatus(reply)
  const { html, csp } = renderPage(reply, { language, publicUrl: site.publicUrl, status, now: new Date() })
  if (reply.name === 'error') ctx.state.errorId = reply.params.errorId
  setOpenerPolicy(ctx, reply.name)
  sendHtml(ctx, status, html, csp, framedBy)
}

function sendHtml(ctx: Context, status: number, html: string, csp: string, framedBy: FrameOrigin | undefined): void {
  setFraming(ctx, csp, framedBy)
  ctx.status = status
  ctx.set('Content-Type', 'text/html; charset=utf-8')
  ctx.set('Content-Language', ctx.state.language)
  ctx.body = html
}
