/** A server around createHttp for tests: routes that the test gives, log lines kept. */
import { createSecretKey } from 'node:crypto'
import { type IncomingHttpHeaders, request as plainRequest, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { HttpRequest, Reply, Route } from '../../../src/core/http.ts'
import type { Mount } from '../../../src/http/endpoint.ts'
import { createHttp, prepareServing } from '../../../src/http/http.ts'
import { createServer, type ServerOptions } from '../../../src/http/server.ts'
import { createAudit } from '../../../src/telemetry/audit.ts'
import { createLogger } from '../../../src/telemetry/logger.ts'
import type { Metrics } from '../../../src/telemetry/metrics.ts'

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface TestGateway {
  readonly server: Server
  readonly port: number
  /** Raw lines of the log. */
  readonly lines: string[]
  /** Requests that reached a route. */
  readonly seen: HttpRequest[]
  /** Sends one request on a connection of its own. */
  send(path: string, options?: SendOptions): Promise<Answer>
  close(): Promise<void>
}

export interface SendOptions {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly body?: string | Buffer
}

export interface GatewayOptions extends ServerOptions {
  /** `own`: http at the port that it gets. */
  readonly publicUrl?: string | 'own'
  readonly trustedProxies?: readonly string[]
  readonly routes?: readonly Route[]
  readonly mounts?: readonly Mount[]
  readonly ready?: () => Promise<{ ready: boolean; draining: boolean; storage: 'ok' | 'away' }>
  readonly metrics?: Metrics
}

/** Starts it on a port of the machine's choice. */
export async function startGateway(options: GatewayOptions = {}): Promise<TestGateway> {
  const lines: string[] = []
  const seen: HttpRequest[] = []
  const log = createLogger({ level: 'debug', destination: { write: (line) => void lines.push(line) } })
  const audit = createAudit({ logger: log, metrics: options.metrics, tokensKey: createSecretKey(Buffer.alloc(32, 7)) })
  const routes = (options.routes ?? []).map((route): Route => {
    const answer: Route['answer'] = (request, params) => {
      seen.push(request)
      return route.answer(request, params)
    }
    return { ...route, answer }
  })
  const serving = prepareServing(routes, options.trustedProxies ?? [], options.mounts)
  let listener: RequestListener = () => undefined
  const server = createServer((request, response) => listener(request, response), options)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const port = (server.address() as AddressInfo).port
  listener = createHttp({
    publicUrl:
      options.publicUrl === 'own' ? `http://127.0.0.1:${port}` : (options.publicUrl ?? 'https://sso.home.test'),
    serving: () => serving,
    ready: options.ready ?? (async () => ({ ready: true, draining: false, storage: 'ok' })),
    audit,
    log,
    onSpent: (budget, client) => void lines.push(JSON.stringify({ kind: 'limits', budget, client })),
    metrics: options.metrics,
  })
  return {
    server,
    port,
    lines,
    seen,
    send: (path, sent) => send(port, path, sent),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A GET route that answers with this. */
export function page(path: string, reply: Reply | (() => Promise<Reply>), more: Partial<Route> = {}): Route {
  return { method: 'GET', path, answer: async () => (typeof reply === 'function' ? reply() : reply), ...more }
}

/** A document with this text. */
export function text(body: string): Reply {
  return { kind: 'document', status: 200, type: 'text/plain; charset=utf-8', body }
}

function send(port: number, path: string, { method = 'GET', headers = {}, body }: SendOptions = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent: Record<string, string | string[]> = {}
    for (const [name, value] of Object.entries(headers)) sent[name] = typeof value === 'string' ? value : [...value]
    const request = plainRequest({ port, host: '127.0.0.1', path, method, headers: sent, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() })
      })
    })
    request.on('error', reject)
    request.end(body)
  })
}
