/** Sends a Reply through Koa: the one place where roles' answers become status, headers and body. */
import type { FrameOrigin, PageReply, Reply } from '../core/http.ts'
import { renderFormPost, renderPage } from '../pages/render.tsx'
import type { Context } from './context.ts'
import { writeCookie } from './cookies.ts'
import { closedCsp, setFormPostHeaders, setFraming, setOpenerPolicy } from './headers.ts'
import { pageStatus } from './refusal-status.ts'

/** Sends the reply. `framedBy` is the route's. */
export function sendReply(ctx: Context, reply: Reply, framedBy?: FrameOrigin): void {
  for (const change of reply.cookies ?? []) ctx.append('Set-Cookie', writeCookie(change, ctx.state.site))
  if (reply.kind === 'redirect') sendRedirect(ctx, reply.location)
  else if (reply.kind === 'document') sendDocument(ctx, reply, framedBy)
  else if (reply.kind === 'formPost') sendFormPost(ctx, reply, framedBy)
  else sendPage(ctx, reply, framedBy)
}

/** Koa's own redirect parses and rewrites the URL, which would break a signature over its query. */
function sendRedirect(ctx: Context, location: string): void {
  if (!/^[\x21-\x7e]+$/.test(location)) throw new TypeError('a redirect to what is no URL')
  // RFC 9110 15.4.4: after a POST the browser must go on with GET.
  ctx.status = ctx.method === 'POST' ? 303 : 302
  ctx.set('Location', location)
  ctx.body = ''
}

function sendDocument(
  ctx: Context,
  reply: Extract<Reply, { kind: 'document' }>,
  framedBy: FrameOrigin | undefined,
): void {
  setFraming(ctx, closedCsp, framedBy)
  ctx.status = reply.status
  ctx.set('Content-Type', reply.type)
  ctx.body = reply.body
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
  const { language, requestId, site } = ctx.state
  const status = pageStatus(reply)
  const { html, csp } = renderPage(reply, { language, requestId, publicUrl: site.publicUrl, status, now: new Date() })
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
