/** Answers that come without Koa, where a program asks for something before each request of its own: of routes and mounts that say so. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ForwardedRequest } from '../core/forwarded-request.ts'
import type { DocumentReply, HttpRequest, Method, Route } from '../core/http.ts'
import { readCookies } from './cookies.ts'
import type { Mount } from './endpoint.ts'
import type { Site } from './site.ts'

/** A request, with what was known of it before its headers were overwritten. */
export interface QuickArrival {
  readonly request: IncomingMessage
  readonly site: Site
  readonly address: string
  readonly client: string | undefined
  readonly forwarded: ForwardedRequest | undefined
}

export interface QuickEndpoint {
  /** Below publicUrl. */
  readonly path: string
  readonly method: Method
  /** Undefined, now or later: it is answered as every other request. Never rejects. */
  answer(arrival: QuickArrival): Promise<DocumentReply | undefined> | undefined
}

/** Those that have a quick answer, by method and path below publicUrl. */
export function quickEndpoints(routes: readonly Route[], mounts: readonly Mount[]): ReadonlyMap<string, QuickEndpoint> {
  const found = [...routes.flatMap(ofRoute), ...mounts.flatMap(ofMount)]
  return new Map(found.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint]))
}

/** Such a route is for a proxy that we trust. */
function ofRoute({ method, path, quick }: Route): readonly QuickEndpoint[] {
  if (quick === undefined) return []
  const answer: QuickEndpoint['answer'] = ({ request, site, forwarded }) =>
    forwarded && quick(toQuickRequest(request, path, site, forwarded))
  return [{ method, path, answer }]
}

const ofMount = ({ at }: Mount): readonly QuickEndpoint[] =>
  at.flatMap(({ method, path, quick }) => {
    if (quick === undefined) return []
    const answer: QuickEndpoint['answer'] = ({ request, address, client }) =>
      quick(request, { transactions: new Map(), address, ...(client !== undefined && { client }) })
    return [{ method, path, answer }]
  })

/** The request as such a route sees it: without body, query, transactions and client, for which it does not ask. */
function toQuickRequest(request: IncomingMessage, path: string, site: Site, forwarded: ForwardedRequest): HttpRequest {
  const { headers } = request
  const browser = { ...readCookies(headers.cookie, site), address: '' }
  return { ...{ method: 'GET', path, query: '', headers, forwarded, browser }, ...nothing }
}

const nothing = { body: '', octets: new Uint8Array(), contentType: '' }

/** Sends it. The connection is a program's, who reads the status and what it was told to. */
export function sendQuickly(response: ServerResponse, { status, type, headers, body }: DocumentReply): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  })
  response.end(body)
}
