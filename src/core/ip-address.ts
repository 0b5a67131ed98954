/** IP addresses and networks, read by ipaddr.js: one spelling for each address, however it was written. */
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

type Address = ipaddr.IPv4 | ipaddr.IPv6

/**
 * An address in its one spelling: lower case, without zone, IPv4 where it is mapped into IPv6; undefined where the text
 * is not an address. Octal, hexadecimal and short forms of IPv4 (`0177.1`), which some resolvers take, are not
 * addresses.
 */
export function readAddress(text: string): string | undefined {
  return parse(text)?.toString()
}

/**
 * A test for being in one of these networks: `10.0.0.0/8`, `fd00::/8`, or one address. Both spellings of an IPv4
 * address count.
 * @throws TypeError where an entry is neither
 */
export function networks(entries: readonly string[]): (address: string) => boolean {
  const parsed = entries.map(parseNetwork)
  return (address) => {
    const plain = parse(address)
    return plain !== undefined && parsed.some(([base, bits]) => isWithin(plain, base, bits))
  }
}

/** What kind of network an address is in, by IANA's registries: `unicast` is the public one. */
export type AddressRange = ReturnType<ipaddr.IPv4['range']> | ReturnType<ipaddr.IPv6['range']>

/** The kind of network; undefined where the text is not an address. */
export function rangeOf(address: string): AddressRange | undefined {
  return parse(address)?.range()
}

/**
 * The /48 or /64 that an IPv6 address lies in, all its groups written out; undefined where the text is not such an
 * address.
 */
export function networkOf(address: string, bits: 48 | 64): string | undefined {
  const plain = parse(address)
  if (!(plain instanceof ipaddr.IPv6)) return undefined
  const groups = plain.parts.slice(0, bits / 16).map((group) => group.toString(16))
  return `${groups.join(':')}::/${bits}`
}

/** What a proxy or a browser sends comes again with each of its requests. */
const parsed = new Map<string, Address | undefined>()
const mostParsed = 1_000

function parse(text: string): Address | undefined {
  if (text.length > 64) return undefined
  const known = parsed.get(text)
  if (known !== undefined || parsed.has(text)) return known
  const address = isIP(text) === 0 ? undefined : ipaddr.process(text.replace(/%.*$/, ''))
  if (parsed.size >= mostParsed) parsed.clear()
  parsed.set(text, address)
  return address
}

function parseNetwork(entry: string): readonly [Address, number] {
  const [text = '', bits, ...more] = entry.split('/', 3)
  const base = parse(text)
  const widest = base?.kind() === 'ipv4' ? 32 : 128
  const width = bits === undefined ? widest : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN
  if (base === undefined || more.length > 0 || !(width <= widest)) {
    throw new TypeError(`neither an address nor a network: ${entry}`)
  }
  return [base, width]
}

function isWithin(address: Address, base: Address, bits: number): boolean {
  // The types of `match` want both of the same family, which the first condition ensures.
  return address.kind() === base.kind() && (address as ipaddr.IPv6).match(base as ipaddr.IPv6, bits)
}
