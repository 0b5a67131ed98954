/** Who is asking, for logs and limits only: X-Forwarded-For counts as far as trusted proxies wrote it. */
import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'

/** Entries of X-Forwarded-For that are looked at, from the right. */
const mostHops = 20

/** Tells the client's address of a request: an IP address, or `unix`. */
export type AddressReader = (request: IncomingMessage) => string

/**
 * Makes the reader of client addresses.
 * @param trustedProxies - addresses and CIDR ranges; the peer of a unix socket is always trusted
 * @throws TypeError where an entry is neither
 */
export function clientAddressReader(trustedProxies: readonly string[]): AddressReader {
  const trusted = new BlockList()
  for (const entry of trustedProxies) addTrusted(trusted, entry)
  const isTrusted = (address: string): boolean =>
    address === 'unix' || trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

  return (request) => {
    let address = plainAddress(request.socket.remoteAddress) ?? 'unix'
    const forwarded = request.headers['x-forwarded-for']
    if (forwarded === undefined || !isTrusted(address)) return address
    // From the right: the last entry was written by the proxy that we trust, the ones before it by whoever it trusts.
    const hops = String(forwarded).slice(-2048).split(',').slice(-mostHops).reverse()
    for (const hop of hops) {
      const before = plainAddress(hop.trim())
      if (before === undefined) return address
      address = before
      if (!isTrusted(address)) return address
    }
    return address
  }
}

function addTrusted(trusted: BlockList, entry: string): void {
  const [address = '', bits] = entry.split('/')
  const family = isIP(address)
  if (family === 0 || entry.split('/').length > 2) throw new TypeError(`not an address or CIDR range: ${entry}`)
  const kind = family === 6 ? 'ipv6' : 'ipv4'
  if (bits === undefined) trusted.addAddress(address, kind)
  else if (/^\d{1,3}$/.test(bits)) trusted.addSubnet(address, Number(bits), kind)
  else throw new TypeError(`not an address or CIDR range: ${entry}`)
}

/** An address without port, brackets and the IPv4-mapped form of IPv6; undefined where it is none. */
function plainAddress(text: string | undefined): string | undefined {
  if (text === undefined || text.length > 64) return undefined
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text
  const address = /^::ffff:([\d.]+)$/i.exec(bare)?.[1] ?? bare
  return isIP(address) === 0 ? undefined : address.toLowerCase()
}
