/** Answers that come without Koa: of routes that say so, for what a proxy asks before each request of its visitors. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ForwardedRequest } from '../core/forwarded-request.ts'
import type { DocumentReply, HttpRequest, Route } from '../core/http.ts'
import { readCookies } from './cookies.ts'
import type { Site } from './site.ts'

/** A route that has a quick answer. */
export type QuickRoute = Route & Required<Pick<Route, 'quick'>>

/** Those of a list that have one, by path below publicUrl. */
export function quickRoutes(routes: readonly Route[]): ReadonlyMap<string, QuickRoute> {
  const quick = routes.filter((route): route is QuickRoute => route.quick !== undefined)
  return new Map(quick.map((route) => [route.path, route]))
}

/** The request as such a route sees it: without body, query, transactions and client, for which it does not ask. */
export function toQuickRequest(
  request: IncomingMessage,
  path: string,
  site: Site,
  forwarded: ForwardedRequest,
): HttpRequest {
  const { headers } = request
  const browser = { ...readCookies(headers.cookie, site), address: '' }
  return { ...{ method: 'GET', path, query: '', headers, forwarded, browser }, ...nothing }
}

const nothing = { body: '', octets: new Uint8Array(), contentType: '' }

/** Sends it. The connection is a proxy's, who reads the status and the headers that it was told to. */
export function sendQuickly(response: ServerResponse, { status, type, headers, body }: DocumentReply): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    ...headers,
  })
  response.end(body)
}
