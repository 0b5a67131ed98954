/** Who counts as one client where something is limited per client. */
import type { Browser } from '../http.ts'
import { networkOf, readAddress } from '../ip-address.ts'

/** Separates who is said to be asking from the proxy that says so without being trusted. */
const via = ' via '

/** Who is counted for what a browser does: its address, or what stands in for one behind an untrusted proxy. */
export function clientOf({
  address,
  client,
}: Pick<Browser, 'address'> & { readonly client?: string | undefined }): string {
  return client ?? address
}

/**
 * Who is counted where a proxy on our own network says who is asking but is not listed under `trustedProxies`.
 * @param claimed what the proxy says; anybody on that network could say it
 */
export function claimedClient(claimed: string, proxy: string): string {
  return `${readAddress(claimed) ?? 'unknown'}${via}${proxy}`
}

/**
 * The names under which a client is counted: first itself (an IPv4 address; for IPv6 the /64, all of which one visitor
 * has), then the site that it shares with others, where there is one (for IPv6 the /48; an untrusted proxy), which
 * may have several times as much. What such a proxy says counts only together with that proxy: it can neither frame
 * another client nor escape its site's share by naming many.
 * @param client as `clientOf` has it: an address, or what `claimedClient` made
 */
export function clientKeys(client: string): readonly [client: string, ...site: string[]] {
  const [text = '', proxy] = client.split(via, 2)
  const plain = readAddress(text) ?? text
  const own = networkOf(plain, 64) ?? plain
  if (proxy !== undefined) return [`${own}${via}${proxy}`, `${via.trimStart()}${proxy}`]
  const site = networkOf(plain, 48)
  return site === undefined ? [own] : [own, site]
}
