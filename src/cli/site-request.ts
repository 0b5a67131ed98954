/** Requests through somebody's proxy, and a stand-in for the app behind it: for `isthmus doctor --site`. */
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { rootCertificates } from 'node:tls'
import { parseSocketAddress } from '../config/formats.ts'
import { Plain } from './output.ts'

export interface SiteRequest {
  readonly headers?: Readonly<Record<string, string>>
}

export interface ProxiedAnswer {
  readonly status: number
  /** Absolute. */
  readonly location?: string
}

/** ms */
const timeout = 10_000

/** Makes a sender of GETs to this site: the path as it is, no redirect followed. @param authorities PEM */
export function requestOf(origin: string, authorities: readonly string[]) {
  const { hostname, port, host, protocol } = new URL(origin)
  const tls = protocol === 'https:' ? { ca: [...rootCertificates, ...authorities] } : {}
  const module = protocol === 'https:' ? https : http
  return (path: string, { headers = {} }: SiteRequest = {}): Promise<ProxiedAnswer> =>
    new Promise((resolve, reject) => {
      const to = { hostname: hostname.replace(/^\[|\]$/g, ''), port, path, headers: { host, ...headers } }
      const asked = module.get({ ...to, ...tls, agent: false, timeout }, (response) => {
        response.resume()
        const { statusCode: status = 0, headers: answered } = response
        const { location } = answered
        resolve({ status, ...(location !== undefined && { location: new URL(location, origin).href }) })
      })
      asked.on('timeout', () => asked.destroy(new Error(`no answer within ${timeout / 1000} s`)))
      asked.on('error', reject)
    })
}

/** Listens in the app's place, and keeps what arrives. */
export async function standIn(address: string) {
  const at = parseSocketAddress(address)
  if (at === undefined) throw new Plain(`${address} is not an address to listen on. Write 127.0.0.1:3000.`)
  const requests: IncomingMessage[] = []
  const server = http.createServer((request, response) => {
    requests.push(request)
    response.end('isthmus doctor\n')
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(at, () => resolve())
  })
  return {
    requests,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
