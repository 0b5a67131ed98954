/** Security headers of every answer (contract). The Content-Security-Policy of a page comes with the page. */
import type { FrameOrigin, PageReply } from '../core/http.ts'
import type { Context } from './context.ts'

/** The policy for everything that is not a page. */
export const closedCsp = "default-src 'none'; frame-ancestors 'none'"

/** What every answer carries, set before anything else is done. */
export function setBaseHeaders(ctx: Context): void {
  if (ctx.state.site.protocol === 'https') {
    // Without includeSubDomains: other hosts' names are not ours to decide on.
    ctx.set('Strict-Transport-Security', 'max-age=31536000')
  }
  ctx.set('X-Content-Type-Options', 'nosniff')
  ctx.set('Cache-Control', 'no-store')
  // The next page learns nothing of ours, while our own forms still send Origin (no-referrer makes it `null`).
  ctx.set('Referrer-Policy', 'same-origin')
  ctx.set('Cross-Origin-Resource-Policy', 'same-origin')
  ctx.set('X-Request-Id', ctx.state.requestId)
  setFraming(ctx, closedCsp, undefined)
}

/** Sets the policy of a page; `framedBy` opens it to frames of one origin. */
export function setFraming(ctx: Context, csp: string, framedBy: FrameOrigin | undefined): void {
  const ancestors = framedBy === undefined ? "'none'" : framedBy === 'self' ? "'self'" : framedBy
  ctx.set('Content-Security-Policy', csp.replace("frame-ancestors 'none'", `frame-ancestors ${ancestors}`))
  // It can't name another origin, so it is left out there: browsers that know frame-ancestors ignore it anyway.
  if (framedBy === undefined || framedBy === 'self') {
    ctx.set('X-Frame-Options', framedBy === 'self' ? 'SAMEORIGIN' : 'DENY')
  } else ctx.remove('X-Frame-Options')
}

/**
 * The page that posts to an app: `strict-origin` lets the POST say which origin it comes from (with `same-origin` or
 * `no-referrer` its Origin header is `null`, which the CSRF checks of some SPs refuse), and reveals nothing beyond it.
 */
export function setFormPostHeaders(ctx: Context): void {
  ctx.set('Referrer-Policy', 'strict-origin')
}

/**
 * Pages on which a visit ends are cut off from whoever opened them. The pages in the middle of a login are not: an app
 * that logs in through a popup would lose it for good.
 */
const ends: ReadonlySet<PageReply['name']> = new Set([
  'error',
  'home',
  'logout',
  'logoutAsked',
  'loggedOut',
  'alreadySignedIn',
  'console',
])

/** Sets Cross-Origin-Opener-Policy on the pages where it is harmless. */
export function setOpenerPolicy(ctx: Context, page: PageReply['name']): void {
  if (ends.has(page)) ctx.set('Cross-Origin-Opener-Policy', 'same-origin')
}
