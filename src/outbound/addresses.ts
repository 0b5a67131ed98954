/**
 * Where an address that did not come from the operator may lead (attacks 67 and 76). Metadata and discovery documents
 * name addresses that we call; whoever writes them must not aim us at services that only we can reach.
 */
import ipaddr from 'ipaddr.js'
import { networks } from '../core/ip-address.ts'
import { type Said, said } from '../core/said.ts'

/** Where the document that named an address came from. */
export interface FetchedFrom {
  /**
   * IP address of the host that served it; undefined where that is not known: it came through a proxy, or was uploaded.
   */
  readonly address: string | undefined
}

type Reach = 'public' | 'private' | 'loopback' | 'link-local' | 'special'

/**
 * Clouds serve their machines' credentials here, beside 169.254.0.0/16: Azure, Alibaba, Oracle, Amazon, Google,
 * Scaleway.
 */
const isMetadataService = networks([
  ...['168.63.129.16', '100.100.100.200', '192.0.0.192', 'fd00:c1::a9fe:a9fe'],
  ...['fd00:ec2::254', 'fd00:ec2::23', 'fd20:ce::254', 'fd00:42::42'],
])

/** All that IANA has allocated for IPv6 unicast (RFC 4291, 2.4). */
const isGivenOut = networks(['2000::/3'])

/** A network's own NAT64 (RFC 8215). Only it knows how long its prefix is, and so where the IPv4 address is. */
const isLocalTranslation = networks(['64:ff9b:1::/48'])

/** `0.0.0.0` and `::` reach this machine on Linux. */
const byRange: Readonly<Record<string, Reach>> = {
  unicast: 'public',
  private: 'private',
  carrierGradeNat: 'private',
  uniqueLocal: 'private',
  deprecatedSiteLocal: 'private',
  loopback: 'loopback',
  unspecified: 'loopback',
  linkLocal: 'link-local',
}

/**
 * Why an address must not be called, or undefined where it may be.
 * @param address an IP address, as it was resolved
 * @param allowed networks that the operator opened, `192.168.0.0/16`
 */
export function addressFault(address: string, from: FetchedFrom, allowed: readonly string[]): Said | undefined {
  if (!ipaddr.isValid(address)) return said`${address} is not a valid address`
  const reach = reachOf(address)
  if (reach === 'public') return undefined
  const same = from.address !== undefined && reachOf(from.address) === reach
  if (same && (reach === 'loopback' || reach === 'private')) return undefined
  const opened = reach !== 'loopback' && reach !== 'link-local' && networks(allowed)(unwrap(address).toString())
  return opened ? undefined : words[reach](address)
}

const words: Readonly<Record<Exclude<Reach, 'public'>, (address: string) => Said>> = {
  private: (address) => said`${address} is a private address, but the document that names it came from elsewhere`,
  loopback: (address) => said`${address} is this machine itself, but the document that names it came from elsewhere`,
  'link-local': (address) => said`${address} is a link-local address`,
  special: (address) => said`${address} is an address that no server can have`,
}

/** Whether an operator may open it: addresses of this machine and link-local ones stay closed. */
export function mayBeOpened(network: string): boolean {
  const reach = reachOf(network.split('/')[0] ?? '')
  return reach !== 'loopback' && reach !== 'link-local'
}

/** What an address reaches; for forms that carry an IPv4 address, what that one reaches. */
function reachOf(text: string): Reach {
  if (!ipaddr.isValid(text)) return 'special'
  const address = unwrap(text)
  if (isMetadataService(address.toString())) return 'link-local'
  const reach = byRange[address.range()] ?? 'special'
  if (reach !== 'public') return reach
  if (isLocalTranslation(text)) return 'private'
  return address instanceof ipaddr.IPv4 || isGivenOut(address.toString()) ? 'public' : 'special'
}

type Address = ReturnType<typeof ipaddr.parse>

/**
 * IPv4 in IPv6: mapped, translated (RFC 6052, 6145, 8215), 6to4, ISATAP and the old compatible form. A gateway on the
 * way would unwrap it, so it reaches what the IPv4 address inside does.
 */
function unwrap(text: string): Address {
  const address = ipaddr.parse(text)
  if (!(address instanceof ipaddr.IPv6)) return address
  const inside = (high = 0, low = 0) => new ipaddr.IPv4([high >> 8, high & 255, low >> 8, low & 255])
  const { parts } = address
  const own = parts[6] === 0 && (parts[7] ?? 0) < 2 // :: and ::1
  const compatible = parts.slice(0, 6).every((part) => part === 0) && !own
  const isatap = parts[5] === 0x5efe && ((parts[4] ?? 0) & ~0x200) === 0 // RFC 5214, 6.1
  const carries = compatible || isatap || ['ipv4Mapped', 'rfc6145', 'rfc6052'].includes(address.range())
  if (carries && address.range() !== 'linkLocal') return inside(parts[6], parts[7])
  return address.range() === '6to4' ? inside(parts[1], parts[2]) : address
}
