/**
 * What a reverse proxy asks about. nginx says it as an address (X-Original-URL with X-Original-Method), Traefik, Caddy
 * and HAProxy in parts (X-Forwarded-Host, -Uri, -Method). A proxy passes on the headers that it does not set itself, so
 * what both ways say must be the same: else a visitor would choose by which site's rules a request is judged.
 */
import { GatewayError } from '../core/errors.ts'
import type { ForwardedRequest } from '../core/forwarded-request.ts'
import { visible } from '../core/visible-text.ts'

/** The request that the proxy holds back, as it stands in its first line. */
export interface AskedRequest {
  /** Lower case, with its port where that is not the scheme's own. */
  readonly host: string
  /** Upper case. */
  readonly method: string
  /** Path and query, byte for byte. */
  readonly target: string
  /** `address`: the asker is nginx's auth_request, which passes on 401 and 403, and no Location. */
  readonly askedBy: 'address' | 'parts'
}

/** Characters of path and query. */
const longestTarget = 8192

/**
 * @param scheme of publicUrl, for the port that goes without saying
 * @throws GatewayError malformed_request, with the status that every proxy passes on
 */
export function readAsked(forwarded: ForwardedRequest | undefined, scheme: 'http' | 'https'): AskedRequest {
  if (forwarded === undefined) throw refusal('the sender is not among the trustedProxies')
  const asked = forwarded['x-original-url'] === undefined ? fromParts(forwarded) : fromAddress(forwarded)
  const host = readHost(asked.host, scheme)
  if (host === undefined) throw refusal(`this is no host: ${visible(asked.host, 100)}`)
  if (!/^[A-Z]{1,20}$/.test(asked.method)) throw refusal('the method cannot be read')
  if (!/^\/[\x21-\x22\x24-\x7e]*$/.test(asked.target) || asked.target.length > longestTarget) {
    throw refusal('path and query cannot be read, or are too long')
  }
  demandAgreement(asked, host, forwarded, scheme)
  return { ...asked, host }
}

/** The host of a header, in the one form in which sites are known; undefined where it is none, or several. */
export function readHost(text: string, scheme: 'http' | 'https'): string | undefined {
  const host = text.toLowerCase()
  if (!/^([a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])(:\d{1,5})?$/.test(host)) return undefined
  return host.replace(scheme === 'https' ? /:443$/ : /:80$/, '')
}

function fromAddress(forwarded: ForwardedRequest): AskedRequest {
  const [, host, target] = /^https?:\/\/([^/?#]+)(\/.*)$/.exec(forwarded['x-original-url'] ?? '') ?? []
  const method = forwarded['x-original-method']
  if (host === undefined || target === undefined) throw refusal('X-Original-URL cannot be read')
  // Not X-Forwarded-Method: where the proxy sets none of the two, that is the visitor's.
  if (method === undefined) throw refusal('X-Original-URL came without X-Original-Method')
  return { host, target, method, askedBy: 'address' }
}

function fromParts(forwarded: ForwardedRequest): AskedRequest {
  const { 'x-forwarded-host': host, 'x-forwarded-uri': target, 'x-forwarded-method': method } = forwarded
  if (host === undefined || target === undefined || method === undefined) {
    throw refusal('there is neither X-Original-URL nor all of X-Forwarded-Host, X-Forwarded-Uri and X-Forwarded-Method')
  }
  return { host, target, method, askedBy: 'parts' }
}

function demandAgreement(
  { method, target }: AskedRequest,
  host: string,
  forwarded: ForwardedRequest,
  scheme: 'http' | 'https',
): void {
  const also = forwarded['x-forwarded-host']
  const differ =
    (also !== undefined && readHost(also, scheme) !== host) ||
    (forwarded['x-forwarded-uri'] ?? target) !== target ||
    (forwarded['x-forwarded-method'] ?? method) !== method ||
    (forwarded['x-original-method'] ?? method) !== method
  if (differ)
    throw refusal('X-Original-* and X-Forwarded-* say different things: the proxy passes on what it did not set')
}

/** Not 400: nginx makes a 500 of all but 401 and 403. */
function refusal(cause: string): GatewayError {
  const message = 'The reverse proxy did not say clearly which request it asks about.'
  return new GatewayError('malformed_request', message, { status: 403, cause })
}
