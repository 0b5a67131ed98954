/** How each of the demo's servers sends a page. */
import type { Context } from 'koa'
import { pageHeaders } from './page.tsx'

export function sendPage(ctx: Context, page: string, status = 200): void {
  ctx.set(pageHeaders)
  ctx.status = status
  ctx.type = 'html'
  ctx.body = page
}
