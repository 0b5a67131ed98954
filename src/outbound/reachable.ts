/** Whether anybody listens at an address, before a browser is sent there and left stranded. */
import dns from 'node:dns'
import { connect } from 'node:net'
import type { OutboundConfig } from '../config/config.ts'
import type { FetchedFrom } from './addresses.ts'
import { bareHost } from './errors.ts'
import { checkLiteral, guardedLookup } from './lookup.ts'
import { proxyFor } from './proxy.ts'

/** ms; resolving the name is included. */
const timeout = 1000

/**
 * Resolves to whether a TCP connection to the host of this URL comes about within a second; never rejects. Where only a
 * proxy leads out, nothing can be said: it counts as listening.
 * @param fetchedFrom where the document that names the address came from; undefined where the operator wrote it
 */
export function isReachable(
  address: string,
  { allowAddresses: allowed, proxy }: OutboundConfig,
  fetchedFrom: FetchedFrom | undefined,
): Promise<boolean> {
  if (!URL.canParse(address)) return Promise.resolve(false)
  const url = new URL(address)
  if (proxyFor(url, proxy) !== undefined) return Promise.resolve(true)
  const host = bareHost(url)
  const port = Number(url.port) || (url.protocol === 'http:' ? 80 : 443)
  const rule = fetchedFrom && { from: fetchedFrom, allowed }
  return new Promise((resolve) => {
    if (rule !== undefined) checkLiteral(host, rule)
    const socket = connect({ host, port, ...(rule && { lookup: guardedLookup(rule, dns.lookup) }) })
    const end = (connected: boolean) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(connected)
    }
    const timer = setTimeout(() => end(false), timeout)
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
  }).then(Boolean, () => false)
}
