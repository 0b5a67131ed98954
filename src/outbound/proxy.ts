/** Which calls go through the operator's proxy: HTTP_PROXY, HTTPS_PROXY and NO_PROXY, read as curl and Go read them. */
import { isIP } from 'node:net'
import type { OutboundConfig } from '../config/config.ts'
import { networks } from '../core/ip-address.ts'
import { isLoopback } from '../core/loopback.ts'

/** The proxy for a call, or undefined where it goes direct, as calls to this machine always do. */
export function proxyFor(url: URL, proxy: OutboundConfig['proxy']): URL | undefined {
  const address = url.protocol === 'https:' ? proxy.https : proxy.http
  if (address === undefined || isLoopback(url.hostname) || isExempt(url, proxy.no)) return undefined
  return new URL(address)
}

/** NO_PROXY: names with all their subdomains, addresses, networks, each perhaps with a port; `*` is everything. */
function isExempt(url: URL, list: string): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true
      const [, name = entry, onPort] = /^\[?([^\]]*?)\]?:(\d+)$/.exec(isIP(entry) === 6 ? '' : entry) ?? []
      if (onPort !== undefined && onPort !== port) return false
      return isIP(host) === 0 ? isBelow(host, name) : isWithin(host, name)
    })
}

function isBelow(host: string, entry: string): boolean {
  const name = entry.replace(/^\*?\./, '').replace(/\.$/, '')
  return name !== '' && (host === name || host.endsWith(`.${name}`))
}

/** An entry that is neither an address nor a network is a name. */
function isWithin(host: string, entry: string): boolean {
  try {
    return networks([entry])(host)
  } catch {
    return false
  }
}
