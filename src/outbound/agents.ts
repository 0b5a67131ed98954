/** Which route a call takes: direct or through a proxy, with or without TLS, and to which address. */
import dns from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import tls from 'node:tls'
import { HttpsProxyAgent } from 'https-proxy-agent'
import type { OutboundConfig } from '../config/config.ts'
import type { FetchedFrom } from './addresses.ts'
import { type Attempt, bareHost, hostOf } from './errors.ts'
import { checkKept, checkLiteral, guardedLookup, isBelowLocalhost, localLookup } from './lookup.ts'
import { proxyFor } from './proxy.ts'
import type { ClientOptions, OutboundRequest } from './request.ts'
import { trustOf } from './trust.ts'

/** The route of one call. */
export interface Way {
  readonly attempt: Attempt
  open(request: OutboundRequest): http.ClientRequest
}

export interface Agents {
  /** @throws OutboundError for an address that must not be called */
  way(url: URL, fetchedFrom: FetchedFrom | undefined): Way
  close(): void
}

const kept = { keepAlive: true, maxSockets: 64, maxFreeSockets: 16, scheduling: 'lifo', timeout: 30_000 } as const

/** The agents of one client; each is made when a call first needs it. */
export function openAgents(config: OutboundConfig, options: ClientOptions): Agents {
  const settings = options.keepAlive === true ? kept : { keepAlive: false }
  const agents = new Map<string, http.Agent>()
  const agent = (key: string, make: () => http.Agent): http.Agent => {
    const known = agents.get(key) ?? make()
    agents.set(key, known)
    return known
  }
  const trust = () => ({ secureContext: trustOf(config, options.ca) })
  const plain = () => agent('http', () => new http.Agent(settings))
  const secure = () => agent('https', () => new https.Agent({ ...settings, ...trust() }))
  const tunnel = ({ href }: URL) => agent(href, () => new HttpsProxyAgent(href, { ...settings, ...trust() }))

  return {
    way(url, fetchedFrom) {
      const elsewhere = options.connectTo?.origin === url.origin ? options.connectTo : undefined
      const proxy = elsewhere === undefined ? proxyFor(url, config.proxy) : undefined
      const dialled = dialledFor(url, elsewhere)
      const name = bareHost(url)
      const rule = fetchedFrom && { from: fetchedFrom, allowed: config.allowAddresses }
      if (rule !== undefined) checkLiteral(name, rule)
      const lookup = rule
        ? guardedLookup(rule, options.resolve ?? dns.lookup)
        : isBelowLocalhost(name)
          ? localLookup
          : undefined
      const attempt = { url, dialled: dialled.shown, proxy: proxy?.host, caFile: options.ca !== undefined }
      return {
        attempt,
        open({ method, headers, signal }) {
          const request: https.RequestOptions = {
            method,
            headers: { 'accept-encoding': 'identity', ...headers, host: url.host },
          }
          if (signal !== undefined) request.signal = signal
          if (proxy === undefined) {
            request.hostname = dialled.host
            request.port = dialled.port
            if (lookup !== undefined) request.lookup = lookup
          } else if (url.protocol === 'http:') return openByProxy(url, proxy, request, plain)
          const checked = (opened: http.ClientRequest) => (rule === undefined ? opened : checkKept(opened, name, rule))
          if (url.protocol === 'http:') return checked(http.request(url, { ...request, agent: plain() }))
          // Whatever host is dialled, the certificate must be that of the URL's host.
          request.servername = isIP(name) === 0 ? name : ''
          request.checkServerIdentity = (_, certificate) => tls.checkServerIdentity(name, certificate)
          if (proxy !== undefined) return https.request(url, { ...request, ...trust(), agent: tunnel(proxy) })
          return checked(https.request(url, { ...request, agent: secure() }))
        },
      }
    },
    close() {
      for (const one of agents.values()) one.destroy()
    },
  }
}

function dialledFor(url: URL, elsewhere: ClientOptions['connectTo']) {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  if (elsewhere === undefined) return { host: bareHost(url), port, shown: hostOf(url) }
  const there = String(elsewhere.port ?? port)
  return { host: elsewhere.host, port: there, shown: `${elsewhere.host}:${there}` }
}

/** Without TLS a proxy is asked for the whole address (RFC 9112, 3.2.2). */
function openByProxy(url: URL, proxy: URL, request: http.RequestOptions, plain: () => http.Agent): http.ClientRequest {
  const { username, password, hostname, port } = proxy
  const credentials = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')
  const authorization = username !== '' && { 'proxy-authorization': `Basic ${credentials}` }
  return http.request({
    ...request,
    headers: { ...(request.headers as http.OutgoingHttpHeaders), ...authorization },
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port: port || 80,
    path: url.href,
    agent: plain(),
  })
}
