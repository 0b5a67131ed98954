/** Who is asking, for logs and limits only: X-Forwarded-For counts only as far as trusted proxies wrote it. */
import type { IncomingMessage } from 'node:http'
import { claimedClient } from '../core/admission/client-key.ts'
import { networks, rangeOf, readAddress } from '../core/ip-address.ts'

/** Entries of X-Forwarded-For that are looked at, from the right. */
const mostHops = 20
/** The same in characters. */
const longest = 2048

/** What one request says about who is asking. */
export interface ClientAddress {
  /** An IP address, or `unix`. */
  readonly address: string
  /** Where an untrusted proxy on our network says who is asking: the name under which that client is counted. */
  readonly claimed?: { readonly client: string; readonly proxy: string }
}

/** Reads the client's address from a request: an IP address, or `unix`. */
export type AddressReader = (request: IncomingMessage) => string

/**
 * Makes the reader of client addresses.
 * @param trustedProxies addresses and CIDR ranges; the peer of a unix socket is always trusted
 * @throws TypeError where an entry is neither
 */
export function clientAddressReader(trustedProxies: readonly string[]): AddressReader {
  const read = clientReader(trustedProxies)
  return (request) => read(request).address
}

/**
 * Makes the reader of client addresses that also says under which name a client is counted.
 * @param trustedProxies addresses and CIDR ranges; the peer of a unix socket is always trusted
 * @throws TypeError where an entry is neither
 */
export function clientReader(trustedProxies: readonly string[]): (request: IncomingMessage) => ClientAddress {
  const isListed = networks(trustedProxies)
  const isTrusted = (address: string): boolean => address === 'unix' || isListed(address)
  return (request) => {
    const peer = peerOf(request)
    const forwarded = request.headers['x-forwarded-for']
    if (forwarded === undefined) return { address: peer }
    const hops = String(forwarded).slice(-longest).split(',').slice(-mostHops).reverse()
    if (isTrusted(peer)) return { address: firstUntrusted(peer, hops, isTrusted) }
    if (!isBesideUs(peer)) return { address: peer }
    const client = claimedClient(plainAddress(hops[0]?.trim()) ?? '', peer)
    return { address: peer, claimed: { client, proxy: peer } }
  }
}

/** Who connects to us: an IP address, or `unix`. */
export function peerOf(request: IncomingMessage): string {
  return plainAddress(request.socket.remoteAddress) ?? 'unix'
}

/**
 * From the right: the last entry was written by the proxy that we trust, the ones before it by proxies that it trusts.
 */
function firstUntrusted(peer: string, hops: readonly string[], isTrusted: (address: string) => boolean): string {
  let address = peer
  for (const hop of hops) {
    const before = plainAddress(hop.trim())
    if (before === undefined) return address
    address = before
    if (!isTrusted(address)) return address
  }
  return address
}

/**
 * Whether an address is this machine's or on a private network: an X-Forwarded-For from there was sent by one of the
 * operator's proxies that the config does not name. From the internet it is made up.
 */
function isBesideUs(address: string): boolean {
  return privateRanges.has(rangeOf(address) ?? '')
}

const privateRanges: ReadonlySet<string> = new Set([
  'loopback',
  'private',
  'uniqueLocal',
  'linkLocal',
  'carrierGradeNat',
])

/** An address without port, brackets and the IPv4-mapped form of IPv6; undefined where it is not an address. */
function plainAddress(text: string | undefined): string | undefined {
  if (text === undefined || text.length > 64) return undefined
  return readAddress(/^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text)
}
