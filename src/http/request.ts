/** A Koa context as the roles see it: HttpRequest, without Koa. */
import type { Browser, HttpRequest } from '../core/http.ts'
import { mediaType } from './body.ts'
import type { Context } from './context.ts'
import { readCookies } from './cookies.ts'

/** The request as roles see it, with its body as `readBody` read it (empty for a GET). */
export function toHttpRequest(ctx: Context, body = ''): HttpRequest {
  const { path, query } = ctx.state
  return {
    method: ctx.method,
    path: path ?? '',
    query,
    body,
    contentType: mediaType(ctx.req.headers['content-type']),
    browser: toBrowser(ctx),
  }
}

function toBrowser(ctx: Context): Browser {
  const { site, address, client, language, requestId } = ctx.state
  const cameFrom = sites.find((name) => name === ctx.req.headers['sec-fetch-site'])
  const known = cameFrom === undefined ? {} : { cameFrom }
  return {
    ...readCookies(ctx.req.headers.cookie, site),
    ...known,
    address,
    ...(client !== undefined && { client }),
    language,
    requestId,
  }
}

/** Values of Sec-Fetch-Site. */
const sites = ['same-origin', 'same-site', 'cross-site', 'none'] as const
