/**
 * Names → addresses that may be called. The socket goes to the address that was judged: a name that is resolved twice
 * may change in between (DNS rebinding).
 */
import { type LookupAddress, type LookupOptions, lookup as resolveName } from 'node:dns'
import type { ClientRequest } from 'node:http'
import { isIP, type LookupFunction } from 'node:net'
import type { OutboundConfig } from '../config/config.ts'
import { type Said, said } from '../core/said.ts'
import { addressFault, type FetchedFrom } from './addresses.ts'
import { bareHost, OutboundError } from './errors.ts'
import { proxyFor } from './proxy.ts'

/** Tests pass their own resolver. */
export type ResolveName = typeof resolveName

export interface AddressRule {
  readonly from: FetchedFrom
  readonly allowed: readonly string[]
}

/** A lookup for `net.connect` that hands out no address that the rule refuses. */
export function guardedLookup({ from, allowed }: AddressRule, resolve: ResolveName): LookupFunction {
  return (hostname, options, callback) => {
    const all: LookupOptions & { all: true } = { ...options, all: true }
    resolve(isBelowLocalhost(hostname) ? 'localhost' : hostname, all, (error, found) => {
      if (error) return callback(error, '', 0)
      const usable = found.filter(({ address }) => addressFault(address, from, allowed) === undefined)
      const [first] = usable
      if (first === undefined) return callback(blocked(hostname, found, { from, allowed }), '', 0)
      if (options.all) return (callback as unknown as (error: null, all: LookupAddress[]) => void)(null, usable)
      callback(null, first.address, first.family)
    })
  }
}

/** `*.localhost` is this machine whatever a resolver says (RFC 6761, 6.3), and many do not know that. */
export const localLookup: LookupFunction = (_, options, callback) => resolveName('localhost', options, callback)

/** Whether `localLookup` is needed: the plain name is known everywhere. */
export const isBelowLocalhost = (host: string): boolean => /\.localhost\.?$|^localhost\.$/i.test(host)

/**
 * Refuses a URL whose host is an address that the rule refuses: a literal is dialled without a lookup.
 * @throws OutboundError
 */
export function checkLiteral(host: string, { from, allowed }: AddressRule): void {
  const fault = isIP(host) === 0 ? undefined : addressFault(host, from, allowed)
  if (fault !== undefined) throw refused(host, fault)
}

/**
 * Refuses a connection that was kept and leads where the rule does not: it was opened by another call, which the
 * operator's own config may have led there, and nothing is looked up for this one. Nothing has been sent yet.
 */
export function checkKept(request: ClientRequest, host: string, { from, allowed }: AddressRule): ClientRequest {
  return request.once('socket', ({ remoteAddress }) => {
    // A new connection has none yet.
    const fault = remoteAddress === undefined ? undefined : addressFault(remoteAddress, from, allowed)
    if (fault !== undefined) request.destroy(refused(host, fault))
  })
}

/**
 * Why a host may not be called, judged now by what it resolves to; undefined where it may be, or does not resolve.
 * @param host a name, or an address without brackets
 * @param resolve undefined: names are judged when they are dialled
 */
async function hostFault(host: string, rule: AddressRule, resolve: ResolveName | undefined): Promise<Said | undefined> {
  if (isIP(host) !== 0) return addressFault(host, rule.from, rule.allowed)
  if (resolve === undefined) return undefined
  const found = await new Promise<readonly LookupAddress[]>((done) => {
    resolve(isBelowLocalhost(host) ? 'localhost' : host, { all: true }, (error, addresses) =>
      done(error ? [] : addresses),
    )
  })
  const faults = found.map(({ address }) => addressFault(address, rule.from, rule.allowed))
  return faults.includes(undefined) ? undefined : faults[0]
}

/**
 * The same for an address as it is registered. Through a proxy, which resolves names itself, only literals are judged.
 */
export function registrationFault(
  url: URL,
  from: FetchedFrom,
  { proxy, allowAddresses: allowed }: OutboundConfig,
  resolve: ResolveName | undefined,
): Promise<Said | undefined> {
  return hostFault(bareHost(url), { from, allowed }, proxyFor(url, proxy) === undefined ? resolve : undefined)
}

function blocked(host: string, found: readonly LookupAddress[], { from, allowed }: AddressRule): OutboundError {
  const fault = found.map(({ address }) => addressFault(address, from, allowed)).find((one) => one !== undefined)
  return refused(host, fault ?? said`it has no address`)
}

function refused(host: string, fault: Said): OutboundError {
  const cure = 'If it is right, list its network under `allowAddresses`; addresses of this machine are never allowed.'
  return new OutboundError('EBLOCKED', said`${host} is not called: ${fault}`, cure)
}
