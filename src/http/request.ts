/** A Koa context as the roles see it: HttpRequest, without Koa. */
import type { Browser, HttpRequest } from '../core/http.ts'
import { type Body, mediaType } from './body.ts'
import type { Context } from './context.ts'
import { readCookies } from './cookies.ts'

const nothing: Body = { octets: Buffer.alloc(0), text: '' }

/** The request as roles see it, with its body as `readBody` read it. */
export function toHttpRequest(ctx: Context, { octets, text: body }: Body = nothing): HttpRequest {
  const { path, query, forwarded } = ctx.state
  return {
    method: ctx.method,
    path: path ?? '',
    query,
    headers: ctx.req.headers,
    body,
    octets,
    contentType: mediaType(ctx.req.headers['content-type']),
    browser: toBrowser(ctx),
    ...(forwarded !== undefined && { forwarded }),
  }
}

function toBrowser(ctx: Context): Browser {
  const { site, address, client } = ctx.state
  const cameFrom = sites.find((name) => name === ctx.req.headers['sec-fetch-site'])
  const known = cameFrom !== undefined && { cameFrom }
  const inForeignFrame = cameFrom === 'cross-site' && frames.has(String(ctx.req.headers['sec-fetch-dest']))
  return {
    ...readCookies(ctx.req.headers.cookie, site),
    ...known,
    ...(inForeignFrame && { inForeignFrame }),
    address,
    ...(client !== undefined && { client }),
  }
}

/** Values of Sec-Fetch-Site. */
const sites = ['same-origin', 'same-site', 'cross-site', 'none'] as const

/** Values of Sec-Fetch-Dest for a page inside another one. */
const frames: ReadonlySet<string> = new Set(['iframe', 'frame', 'embed', 'object'])
