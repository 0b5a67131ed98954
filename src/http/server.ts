/** The Node server around the listener: limits for slow and greedy clients (attack 95), listening, draining. */
import { chmod, lstat, unlink } from 'node:fs/promises'
import { createServer as createPlainServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https'
import { connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { type ConnectionLimits, Connections } from './connections.ts'
import { handshakesInTurns } from './handshakes.ts'

export interface ServerOptions {
  /** PEM texts; plain HTTP where absent. */
  readonly tls?: { readonly certificate: string; readonly key: string } | undefined
  /** Whether an address is a trusted proxy's; where absent, none is. */
  readonly isProxy?: ConnectionLimits['isProxy']
  /** Called when connections are closed for lack of room. */
  readonly onLimit?: ConnectionLimits['onLimit']
  /** For tests; the defaults below otherwise. */
  readonly limits?: Partial<ServerLimits>
}

/** Times in ms. */
export interface ServerLimits {
  readonly headersTimeout: number
  /** For headers and body together; Node then answers 408. */
  readonly requestTimeout: number
  /** How often the two above are checked. */
  readonly connectionsCheckingInterval: number
  /** Longer than the 60 s of common proxies: we must not be the one who closes first. */
  readonly keepAliveTimeout: number
  /** For a connection on which nothing moves, including answers that nobody reads. */
  readonly idleTimeout: number
  /** Bytes. A signed Redirect request with 8 KiB of RelayState, percent-encoded, and eight cookies fit; then 431. */
  readonly maxHeaderSize: number
  /** For all clients; one that is not among the `trustedProxies` may hold an eighth of them. */
  readonly maxConnections: number
  /**
   * Header lines; browsers and proxies send a few dozen. Then 431: what Node would otherwise leave out could be
   * X-Forwarded-For.
   */
  readonly maxHeaders: number
}

const defaults: ServerLimits = {
  headersTimeout: 15_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5_000,
  keepAliveTimeout: 75_000,
  idleTimeout: 120_000,
  maxHeaderSize: 64 * 1024,
  maxConnections: 4096,
  maxHeaders: 1000,
}

export type ListenAddress = { readonly host: string; readonly port: number } | { readonly path: string }

const draining = new WeakSet<Server>()

/** A server with limits that does not listen yet. */
export function createServer(listener: RequestListener, options: ServerOptions = {}): Server {
  const { idleTimeout, maxConnections, maxHeaders, ...limits } = { ...defaults, ...options.limits }
  const perClient = Math.ceil(maxConnections / 8)
  const { isProxy = () => false, onLimit = () => undefined } = options
  const connections = new Connections({ perClient, total: maxConnections, isProxy, onLimit })
  const onRequest: RequestListener = (request, response) => {
    if (isGreedy(request.socket, response)) return
    if (request.rawHeaders.length > 2 * maxHeaders) return refuseUnread(tooManyHeaders(), request.socket)
    connections.begin(request.socket)
    response.once('close', () => connections.end(request.socket))
    answers.set(request.socket, response)
    if (draining.has(server)) response.setHeader('Connection', 'close')
    listener(request, response)
  }
  const server = options.tls === undefined ? createPlainServer(limits, onRequest) : secure(options.tls)
  function secure({ certificate, key }: NonNullable<ServerOptions['tls']>): TlsServer {
    const made = createTlsServer({ ...limits, cert: certificate, key }, onRequest)
    handshakesInTurns(made, limits.headersTimeout)
    return made
  }
  server.on('clientError', refuseUnread)
  server.on('connection', (socket: Socket) => connections.admit(socket))
  server.on('secureConnection', (socket: Socket) => connections.secure(socket))
  server.timeout = idleTimeout
  // Not Node's own limit: it silently drops what is over it.
  server.maxHeadersCount = 0
  // The counts of Connections apply first; this one also counts those still being closed.
  server.maxConnections = 2 * maxConnections
  return server
}

const unread: Readonly<Record<string, readonly [status: string, sentence: string]>> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'The address or the cookies of this request are too long.',
  ],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['413 Content Too Large', 'The request is too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'The request did not arrive in time.'],
}

function tooManyHeaders(): NodeJS.ErrnoException {
  return Object.assign(new Error('too many header lines'), { code: 'HPE_HEADER_OVERFLOW' })
}

/** Requests of one connection that may wait for their answers. Browsers and proxies ask one after the other. */
const mostOwed = 16
const unanswered = new WeakMap<Duplex, number>()

/**
 * Whether a connection keeps asking without waiting for answers: 4,000 requests fit in 128 KiB, and their answers,
 * if nobody reads them, take 30 MiB. It is cut off; what was already read from it is not answered.
 */
function isGreedy(socket: Duplex, response: ServerResponse): boolean {
  const count = unanswered.get(socket) ?? 0
  if (count >= mostOwed) {
    socket.destroy()
    return true
  }
  unanswered.set(socket, count + 1)
  response.on('close', () => unanswered.set(socket, (unanswered.get(socket) ?? 1) - 1))
  return false
}

/** The last answer on each connection. */
const answers = new WeakMap<Duplex, ServerResponse>()

/** What Node itself refuses before Koa sees it: the same, but with a sentence instead of a blank page. */
function refuseUnread(error: NodeJS.ErrnoException, socket: Duplex): void {
  const answer = answers.get(socket)
  // In the middle of another answer it would be taken for part of that.
  const amidst = answer?.headersSent === true && !answer.writableFinished
  if (error.code === 'ECONNRESET' || !socket.writable || amidst) return void socket.destroy(error)
  const [status, sentence] = unread[error.code ?? ''] ?? ['400 Bad Request', 'The request is not valid HTTP.']
  const headers = ['Content-Type: text/plain; charset=utf-8', 'Cache-Control: no-store', 'Connection: close']
  const length = `Content-Length: ${Buffer.byteLength(sentence) + 1}`
  const text = [`HTTP/1.1 ${status}`, ...headers, length, '', `${sentence}\n`].join('\r\n')
  socket.end(text, () => socket.destroy(error))
}

/**
 * Listens, and resolves to the address as it may be printed, with the port that was assigned where 0 was asked for.
 * A unix socket that a dead process left behind is replaced; its group may use it.
 */
export async function listen(server: Server, address: ListenAddress): Promise<string> {
  if ('path' in address) await removeStaleSocket(address.path)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(address, () => {
      server.off('error', reject)
      resolve()
    })
  })
  if ('path' in address) {
    await chmod(address.path, 0o660)
    return address.path
  }
  const bound = server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : address.port
  return address.host.includes(':') ? `[${address.host}]:${port}` : `${address.host}:${port}`
}

export interface DrainOptions {
  /** ms that running requests get before they are cut off. */
  readonly grace: number
  /** ms in which new requests are still answered, for load balancers to notice that /readyz is red. */
  readonly notice: number
}

/** Stops: accepts new requests for `notice`, then no more connections; resolves when the last one is closed. */
export async function drain(server: Server, { grace, notice }: DrainOptions): Promise<void> {
  draining.add(server)
  if (!server.listening) return
  if (notice > 0) await new Promise((resolve) => setTimeout(resolve, notice))
  await new Promise<void>((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), grace)
    // Node closes those that are idle now, and leaves those that become idle later to their keep-alive time.
    const idle = setInterval(() => server.closeIdleConnections(), 50)
    server.close(() => {
      clearTimeout(cut)
      clearInterval(idle)
      resolve()
    })
  })
}

async function removeStaleSocket(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined)
  if (found?.isSocket() !== true) return
  const alive = await new Promise<boolean>((resolve) => {
    const socket = connect(path, () => resolve(true))
    socket.once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
  if (!alive) await unlink(path)
}
