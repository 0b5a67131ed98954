/**
 * The one HTTP client for every call that we make: to an OP, to addresses of metadata, to apps over SOAP, and the
 * doctor's. On node:http(s) with an Agent: half the CPU of fetch.
 *
 *   client.ts      one call: redirects, a stale connection, time and size · agents.ts  which way a call takes
 *   trust.ts       whose certificates are believed · proxy.ts  what goes through a proxy
 *   addresses.ts   where addresses from something fetched may lead · lookup.ts  the same for names, as they are dialled
 *   body.ts        what an answer unpacks to · errors.ts  why a call failed, in words
 *   reachable.ts   whether anybody listens, before a browser is sent there
 */

import { lookup } from 'node:dns'
import type http from 'node:http'
import type { OutboundConfig } from '../config/config.ts'
import { type Said, said } from '../core/said.ts'
import type { FetchedFrom } from './addresses.ts'
import { type Agents, openAgents } from './agents.ts'
import { pour, tooLarge, unpack } from './body.ts'
import { type Attempt, explainFailure, hostOf, lateAnswer, OutboundError } from './errors.ts'
import { registrationFault } from './lookup.ts'
import type { ClientOptions, OutboundRequest } from './request.ts'

export interface OutboundAnswer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: Buffer
  /** IP address that answered; undefined through a proxy. */
  readonly address: string | undefined
}

export interface OutboundClient {
  /** One call. @throws OutboundError */
  send(request: OutboundRequest): Promise<OutboundAnswer>
  /** Why an address would not be called, by what its host is or resolves to now; undefined where it would. */
  fault(url: string, fetchedFrom: FetchedFrom): Promise<Said | undefined>
  /** Closes the kept connections. */
  close(): void
}

/** Opens no connection yet: the first call does. */
export function outboundClient(config: OutboundConfig, options: ClientOptions): OutboundClient {
  const agents = openAgents(config, options)
  return {
    async send(request) {
      const deadline = performance.now() + options.timeout
      const follow = request.redirects ?? 0
      let url = new URL(request.url)
      for (let redirects = 0; redirects <= follow; redirects++) {
        const answer = await exchange({ request, url, deadline, agents, options })
        if (follow === 0 || !isRedirect(answer)) return answer
        url = nextOf(url, answer.headers.location ?? '')
      }
      const message = said`${hostOf(url)} redirects more than ${follow} times`
      throw new OutboundError('EREDIRECT', message, 'Write the address that it leads to.')
    },
    fault: (url, from) => registrationFault(new URL(url), from, config, options.resolve ?? lookup),
    close: agents.close,
  }
}

const isRedirect = ({ status }: OutboundAnswer): boolean => status >= 300 && status < 400 && status !== 304

function nextOf(url: URL, location: string): URL {
  const next = URL.canParse(location, url) ? new URL(location, url) : undefined
  if (next?.origin === url.origin) return next
  // Of a hostile answer, only an origin is shown.
  const message =
    next === undefined || next.origin === 'null'
      ? said`${hostOf(url)} redirects to a broken address, which is not in your config`
      : said`${hostOf(url)} redirects to ${next.origin}, which is not in your config`
  throw new OutboundError('EREDIRECT', message, 'Write that address itself if it is right.')
}

interface Call {
  readonly request: OutboundRequest
  readonly url: URL
  readonly deadline: number
  readonly agents: Agents
  readonly options: ClientOptions
}

/** The other side closed an idle connection while we wrote to it: it read nothing, so the call may be repeated. */
class StaleConnection extends Error {}

async function exchange(call: Call): Promise<OutboundAnswer> {
  const { url, agents, request } = call
  const way = agents.way(url, request.fetchedFrom)
  // After a restart of the other side every kept connection is stale: each try uses one up.
  for (let tries = 0; ; tries++) {
    try {
      return await converse(call, way.open(request), way.attempt)
    } catch (error) {
      if (error instanceof StaleConnection && tries < 20) continue
      throw explainFailure(error instanceof Error ? error : new Error(String(error)), way.attempt)
    }
  }
}

function converse(call: Call, request: http.ClientRequest, attempt: Attempt): Promise<OutboundAnswer> {
  const { deadline, options } = call
  return new Promise((resolve, reject) => {
    let answered = false
    const fail = (error: Error) => {
      clearTimeout(timer)
      reject(error)
      request.destroy()
    }
    const left = Math.max(0, deadline - performance.now())
    const timer = setTimeout(() => fail(lateAnswer(request.socket, attempt, answered, options.timeout)), left)
    request.on('error', (error: NodeJS.ErrnoException) => {
      const stale = request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE')
      fail(stale ? new StaleConnection(error.message) : error)
    })
    request.on('response', (response) => {
      answered = true
      const refusal = proxyRefusal(response, attempt)
      if (refusal !== undefined) return fail(refusal)
      const address = attempt.proxy === undefined ? response.socket.remoteAddress : undefined
      bodyOf(call, response).then((body) => {
        clearTimeout(timer)
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body, address })
      }, fail)
    })
    request.end(call.request.body)
  })
}

async function bodyOf({ request: { take }, url, options }: Call, response: http.IncomingMessage): Promise<Buffer> {
  if (take === undefined || response.statusCode !== 200) return readBody(response, url, options.limit)
  await pour(response, url, options.limit, take)
  return Buffer.alloc(0)
}

function readBody(response: http.IncomingMessage, url: URL, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      size += chunk.length
      if (size > limit) reject(tooLarge(url, limit))
    })
    response.on('error', reject)
    response.on('end', () => {
      const octets = Buffer.concat(chunks)
      if (response.headers['content-encoding'] === undefined) resolve(octets)
      else resolve(unpack(octets, response, url, limit))
    })
  })
}

/** A proxy that opens no tunnel answers instead of the host, on a connection without TLS. */
function proxyRefusal(
  { socket, statusCode }: http.IncomingMessage,
  { url, proxy }: Attempt,
): OutboundError | undefined {
  const tunnelled = Reflect.get(socket, 'encrypted') === true
  if (proxy === undefined || url.protocol !== 'https:' || tunnelled) return undefined
  const cure =
    statusCode === 407 ? 'Put user and password into HTTPS_PROXY.' : 'Allow the host there, or list it in NO_PROXY.'
  return new OutboundError(
    'EPROXY',
    said`the proxy ${proxy} does not let us to ${hostOf(url)} (HTTP ${statusCode ?? 0})`,
    cure,
  )
}
