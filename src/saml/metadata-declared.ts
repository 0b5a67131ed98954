/** A service provider that is written down, in place of metadata. */
import type { EntityId } from '../core/identifiers.ts'
import type { Coded } from '../core/said.ts'
import { binding } from './constants.ts'
import type { MetadataReading } from './metadata.ts'
import { webAddress } from './metadata-endpoints.ts'
import { kept, type Warn } from './metadata-fault.ts'
import { keysOfCertificates } from './metadata-keys.ts'
import type { ServiceProvider } from './service-provider.ts'
import { isRsa } from './usable-key.ts'

/** What an operator writes into the config instead of metadata. */
export interface DeclaredServiceProvider {
  readonly entityId: EntityId
  /** Addresses for HTTP-POST; the first is the default. */
  readonly acs: readonly string[]
  /** PEM or base64; used to verify its requests and, the first, to encrypt for it. */
  readonly certificates: readonly string[]
}

/**
 * Makes a service provider without metadata.
 * @throws GatewayError `malformed_request` where an address or certificate can't be used
 */
export function declareServiceProvider(
  declared: DeclaredServiceProvider,
  { now = Date.now() }: { readonly now?: number } = {},
): MetadataReading {
  const warnings: Coded[] = []
  const about = declared.entityId
  const warn: Warn = (warning, place) => warnings.push(kept(`${about}: ${warning}`, { ...place, about }))
  const signingKeys = declared.certificates.flatMap((text) => keysOfCertificates(text, now, warn))
  const first = signingKeys.find(isRsa)
  const serviceProvider: ServiceProvider = {
    entityId: declared.entityId,
    authnRequestsSigned: false,
    wantAssertionsSigned: false,
    signingKeys,
    ...(first && { encryption: { key: first, methods: [] } }),
    nameIdFormats: [],
    assertionConsumerServices: declared.acs.map((address) => ({
      binding: binding.post,
      location: webAddress('acs', address, warn),
    })),
    singleLogoutServices: [],
  }
  return { serviceProviders: [serviceProvider], warnings, notes: [] }
}
