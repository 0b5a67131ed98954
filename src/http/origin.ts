/**
 * Before Koa sees a request, everything in it that states our own address is overwritten from publicUrl, and the
 * client's address from what the proxies we trust say (attack 92). Koa and what is mounted on it may then believe it.
 */
import type { IncomingMessage } from 'node:http'
import type { ForwardedName, ForwardedRequest } from '../core/forwarded-request.ts'
import type { Site } from './site.ts'

/** Headers by which a proxy, or an attacker, could tell us another address or method. */
const ignored = [
  'forwarded',
  'x-forwarded-port',
  'x-forwarded-prefix',
  'x-forwarded-server',
  'x-forwarded-ssl',
  'x-forwarded-scheme',
  'x-original-host',
  'x-original-url',
  'x-rewrite-url',
  'x-real-ip',
  'x-host',
  'x-http-method-override',
]

const forwarded: readonly ForwardedName[] = [
  'host',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-uri',
  'x-forwarded-method',
  'x-original-url',
  'x-original-method',
]

/** What a proxy says of the request that it received. Read it before `overwriteOrigin`. */
export function forwardedOf({ headers }: IncomingMessage): ForwardedRequest {
  const said: Partial<Record<ForwardedName, string>> = {}
  for (const name of forwarded) {
    const value = headers[name]
    if (typeof value === 'string') said[name] = value
  }
  return said
}

/** Overwrites host, scheme and client address in the request's headers. */
export function overwriteOrigin(request: IncomingMessage, site: Site, address: string): void {
  const { headers } = request
  for (const name of ignored) delete headers[name]
  headers.host = site.host
  headers['x-forwarded-host'] = site.host
  headers['x-forwarded-proto'] = site.protocol
  headers['x-forwarded-for'] = address
  // RFC 9112 3.2.2: a target may come with scheme and host, which are an attacker's to choose.
  request.url = (request.url ?? '/').replace(/^https?:\/\/[^/?#]*/i, '')
  if (!request.url.startsWith('/')) request.url = `/${request.url}`
}
