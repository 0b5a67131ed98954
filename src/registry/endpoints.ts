/**
 * Addresses in fetched metadata that we would call ourselves (logout by SOAP), judged when they are registered (attack
 * 67). They are judged again when they are dialled: what a name resolves to may change.
 */
import { lookup } from 'node:dns'
import type { OutboundConfig } from '../config/config.ts'
import { type Said, said } from '../core/said.ts'
import type { FetchedFrom } from '../outbound/addresses.ts'
import { type ResolveName, registrationFault } from '../outbound/lookup.ts'
import { binding } from '../saml/constants.ts'
import type { MetadataReading } from '../saml/metadata.ts'
import type { Endpoint, ServiceProvider } from '../saml/service-provider.ts'
import type { Reading } from './reading.ts'

/** A federation names thousands: no resolver is asked for that many at once, so their names are judged when dialled. */
const mostNames = 50

interface Judged {
  readonly serviceProviders: readonly ServiceProvider[]
  readonly warnings: readonly Said[]
}

/** The service providers without the endpoints that must not be called, and a warning for each of those. */
export async function withoutForbidden(
  serviceProviders: readonly ServiceProvider[],
  from: FetchedFrom,
  outbound: OutboundConfig,
  resolve: ResolveName = lookup,
): Promise<Judged> {
  const called = serviceProviders.flatMap((one) => one.singleLogoutServices.filter(isCalled))
  const faults = await judge(called, from, outbound, resolve)
  if (faults.size === 0) return { serviceProviders, warnings: [] }
  const kept = ({ location, binding: by }: Endpoint) => by !== binding.soap || !faults.has(location)
  return {
    serviceProviders: serviceProviders.map((one) =>
      one.singleLogoutServices.every(kept)
        ? one
        : { ...one, singleLogoutServices: one.singleLogoutServices.filter(kept) },
    ),
    warnings: serviceProviders.flatMap(({ entityId, singleLogoutServices }) =>
      singleLogoutServices
        .filter((endpoint) => !kept(endpoint))
        .flatMap(({ location }) => {
          const fault = faults.get(location)
          return fault === undefined
            ? []
            : [said`${entityId}: the SingleLogoutService ${location} (SOAP) is left out: ${fault}`]
        }),
    ),
  }
}

/**
 * What an address gave, without the endpoints that we must not call: judged again each time, since names may resolve to
 * something else today. @param readAt ms since 1970
 */
export async function callable(
  parsed: MetadataReading,
  source: string,
  fetchedFrom: FetchedFrom,
  outbound: OutboundConfig,
  readAt: number,
): Promise<Reading> {
  const { serviceProviders, warnings } = await withoutForbidden(parsed.serviceProviders, fetchedFrom, outbound)
  return { ...parsed, source, serviceProviders, warnings: [...parsed.warnings, ...warnings], fetchedFrom, readAt }
}

/** What somebody handed in, without the endpoints that we must not call. */
export async function callableOfUploaded(
  reading: Reading,
  { outbound }: { readonly outbound: OutboundConfig },
): Promise<Reading> {
  const from = { address: undefined }
  const { serviceProviders, warnings } = await withoutForbidden(reading.serviceProviders, from, outbound)
  return { ...reading, serviceProviders, warnings: [...reading.warnings, ...warnings] }
}

const isCalled = (endpoint: Endpoint): boolean => endpoint.binding === binding.soap

async function judge(
  endpoints: readonly Endpoint[],
  from: FetchedFrom,
  outbound: OutboundConfig,
  resolve: ResolveName,
): Promise<ReadonlyMap<string, Said>> {
  const locations = [...new Set(endpoints.map(({ location }) => location))]
  const hosts = new Map<string, Promise<Said | undefined>>()
  const tooMany = new Set(locations.map((location) => new URL(location).host)).size > mostNames
  const faultOf = (location: string): Promise<Said | undefined> | Said => {
    const url = new URL(location)
    // Over http anyone on the way can read the NameID.
    if (url.protocol !== 'https:') return said`it is not https, but a sign-out request names the person`
    const known = hosts.get(url.host) ?? registrationFault(url, from, outbound, tooMany ? undefined : resolve)
    hosts.set(url.host, known)
    return known
  }
  const judged = await Promise.all(locations.map(async (location) => [location, await faultOf(location)] as const))
  return new Map(judged.flatMap(([location, fault]) => (fault === undefined ? [] : [[location, fault] as const])))
}
