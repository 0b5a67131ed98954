/**
 * Counters and histograms for Prometheus, on a listener of their own. Every label has few values, none of which a
 * visitor chooses: an app is named only once its LoginRequest was accepted, a route only by its pattern. Loaded only where
 * they are wanted.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { AuditEvent } from '../core/ports/audit.ts'
import type { LostLines } from './log-sink.ts'

export interface Metrics {
  /** One answered request. `route` is the pattern of the route, never the requested path. */
  request(route: string, method: string, status: number, seconds: number): void
  /** Counts what an audit event reports. */
  event(event: AuditEvent): void
  /** An expression of this app could not be evaluated. */
  expressionFailed(app: string): void
  /** The storage did not answer in time. */
  storageTrouble(): void
  /** From now on also how the addresses of metadata are doing. */
  watchSources(read: () => readonly WatchedSource[]): void
  /** All metrics in Prometheus's format, and its media type. */
  read(): Promise<{ readonly type: string; readonly body: string }>
}

/** An address of metadata, as far as numbers go. All times ms since 1970. */
export interface WatchedSource {
  readonly name: string
  readonly failingSince?: number
  readonly validUntil?: number
  readonly waiting?: { readonly state: 'waiting' | 'rejected' }
}

/** Names of apps come from the registry, but an operator may have thousands. */
const mostApps = 500
const methods = new Set(['GET', 'HEAD', 'POST'])

/** Starts to measure the process too (event loop lag, memory, garbage collection). */
export function createMetrics(lostLines: () => LostLines = () => ({ audit: 0, other: 0 })): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const requests = new Histogram({
    name: 'isthmus_http_request_duration_seconds',
    help: 'Time from request to answer, by route, method and status.',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  const logins = new Counter({
    name: 'isthmus_logins_total',
    help: 'Logins that ended, by outcome, code, app and upstream.',
    labelNames: ['outcome', 'code', 'app', 'upstream'],
    registers,
  })
  const counter = (name: string, help: string, labelNames: readonly string[]) =>
    new Counter({ name: `isthmus_${name}_total`, help, labelNames: [...labelNames], registers })
  countLostLines(registers, lostLines)
  const watch = (read: SourceReader) => watchSources(registers, read)
  return observer(registry, requests, watch, {
    logins,
    begun: counter('logins_begun', 'Login requests that were accepted.', []),
    refused: counter('requests_refused', 'Requests refused before an app could be answered, by code.', ['code']),
    upstream: counter('upstream_failures', 'Logins that failed at an upstream, by code.', ['upstream', 'code']),
    sessions: counter('sessions_begun', 'Logins that an upstream confirmed.', ['upstream']),
    logouts: counter('logouts', 'Sessions ended by a logout.', []),
    expressions: counter('expression_failures', 'App expressions that could not be evaluated.', ['app']),
    storage: counter('storage_trouble', 'Requests refused because the storage did not answer.', []),
  })
}

function countLostLines(registers: Registry[], lostLines: () => LostLines): void {
  new Counter({
    name: 'isthmus_log_lines_lost_total',
    help: 'Lines of the log that could not be written, audit events and others.',
    labelNames: ['kind'],
    registers,
    collect() {
      this.reset()
      for (const [kind, count] of Object.entries(lostLines())) this.inc({ kind }, count)
    },
  })
}

type SourceReader = () => readonly WatchedSource[]

/** By the name of the source, which the config chose. */
function watchSources(registers: Registry[], read: SourceReader): void {
  const gauge = (name: string, help: string, value: (source: WatchedSource) => number | undefined) =>
    new Gauge({
      name: `isthmus_metadata_${name}`,
      help,
      labelNames: ['source'],
      registers,
      collect() {
        this.reset()
        for (const source of read().slice(0, mostApps)) {
          const number = value(source)
          if (number !== undefined) this.set({ source: source.name }, number)
        }
      },
    })
  gauge('waiting', 'New metadata of an address waits for a look.', ({ waiting }) =>
    Number(waiting?.state === 'waiting'),
  )
  gauge('failing_seconds', 'How long an address of metadata has not been readable.', ({ failingSince }) =>
    failingSince === undefined ? 0 : (Date.now() - failingSince) / 1000,
  )
  gauge('valid_seconds', 'How long the copy in force of an address is still good.', ({ validUntil }) =>
    validUntil === undefined ? undefined : (validUntil - Date.now()) / 1000,
  )
}

type CounterName = 'logins' | 'begun' | 'refused' | 'upstream' | 'sessions' | 'logouts' | 'expressions' | 'storage'

function observer(
  registry: Registry,
  requests: Histogram,
  watchSources: (read: SourceReader) => void,
  counters: Readonly<Record<CounterName, Counter>>,
): Metrics {
  const apps = new Set<string>()
  const appLabel = (app: string): string => {
    if (!apps.has(app) && apps.size >= mostApps) return 'other'
    apps.add(app)
    return app
  }
  return {
    request(route, method, status, seconds) {
      requests.observe({ route, method: methods.has(method) ? method : 'other', status: String(status) }, seconds)
    },
    event(event) {
      const { code = 'none', upstream = 'none' } = event
      const ended = { outcome: event.outcome, code, upstream, app: appLabel(event.app ?? 'none') }
      if (event.event === 'login.begin') counters.begun.inc()
      else if (event.event === 'login.upstream') counters.sessions.inc({ upstream })
      else if (event.event === 'logout') counters.logouts.inc()
      else if (event.event === 'request.refused') counters.refused.inc({ code })
      else if (event.event === 'login.success' || event.event === 'login.refused') counters.logins.inc(ended)
      if (code.startsWith('upstream_')) counters.upstream.inc({ upstream, code })
    },
    expressionFailed(app) {
      counters.expressions.inc({ app: appLabel(app) })
    },
    storageTrouble() {
      counters.storage.inc()
    },
    watchSources,
    async read() {
      return { type: registry.contentType, body: await registry.metrics() }
    },
  }
}
