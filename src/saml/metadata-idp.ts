/**
 * Reads identity providers from SAML metadata (Metadata 2.3, 2.4.3), as metadata.ts reads service providers: what
 * can't be used and nobody needs is left out and reported; one stays out where there is no address to send people to,
 * or no key to verify its answers with.
 */
import type { GatewayError } from '../core/errors.ts'
import type { Coded } from '../core/said.ts'
import { binding, ns } from './constants.ts'
import type { IdentityProvider } from './identity-provider.ts'
import { leftOut, type MetadataReading, nothingIn, type ParseOptions, type Told } from './metadata.ts'
import { readEndpoints } from './metadata-endpoints.ts'
import {
  type Entity,
  earliest,
  entitiesIn,
  isIdentityProvider,
  readValidUntil,
  samlRoles,
  type Telling,
  withoutTwins,
} from './metadata-entities.ts'
import { attempt, coded, kept, MetadataFault, placeOf, type Warn } from './metadata-fault.ts'
import { flagOf } from './metadata-flags.ts'
import { readKeys } from './metadata-keys.ts'
import { displayName } from './metadata-names.ts'
import { isSigned, verifyMetadata } from './metadata-signature.ts'
import { metadataLimits, parseMetadataXml } from './metadata-text.ts'
import { quoted } from './refusal.ts'
import type { XmlElement } from './xml-element.ts'
import { childOf, childrenOf, durationOf, simpleTextOf } from './xml-values.ts'

/**
 * Reads an EntityDescriptor, or every one in an EntitiesDescriptor.
 * @throws GatewayError as `parseServiceProviders` does
 */
export function parseIdentityProviders(xml: string, { now = Date.now(), signers }: ParseOptions = {}): MetadataReading {
  const { text, root } = parseMetadataXml(xml)
  if (signers !== undefined) verifyMetadata(text, root, signers, metadataLimits)
  const { identityProviders, warnings, refused } = readIdentityProviders(root, now)
  if (identityProviders.length === 0) throw nothingIn(refused, [], getAgain)
  const cacheDuration = durationOf(root, 'cacheDuration')
  return {
    serviceProviders: [],
    identityProviders,
    warnings: [...warnings, ...refused.map(leftOut)],
    notes: [],
    ...(cacheDuration !== undefined && { cacheDuration }),
    ...(isSigned(root) && { signed: true }),
  }
}

const getAgain = 'Correct it in the app or in the file, or get the metadata of the app again.'

/** What a document says of identity providers, in sentences for the operator. */
interface IdentityProviders {
  readonly identityProviders: readonly IdentityProvider[]
  readonly warnings: readonly Coded[]
  /** Each that could not be read, and why. */
  readonly refused: readonly Told[]
}

/**
 * Every identity provider below the root, nested ones too (Keycloak before 22 wrapped its own in an
 * EntitiesDescriptor).
 * @param now ms since 1970, for warnings of dates that are past
 */
function readIdentityProviders(root: XmlElement, now: number): IdentityProviders {
  const warnings: Coded[] = []
  const refused: Told[] = []
  const telling: Telling = {
    warn: (warning, place) => warnings.push(kept(warning, place)),
    leaveOut: ({ message }, place = {}) => refused.push({ message, place }),
  }
  const entities = withoutTwins(entitiesIn(root, telling), telling, 'IDPSSODescriptor')
  const candidates = entities.length > 1 ? entities.filter(isIdentityProvider) : entities
  const identityProviders = candidates.flatMap((entity) => {
    const about = entity.entityId
    const warn: Warn = (warning, place) => telling.warn(`${about}: ${warning}`, { ...place, about })
    const leaveOut = (fault: GatewayError) => {
      const place = { ...placeOf(fault), about }
      const cure = fault instanceof MetadataFault ? { cure: fault.cure } : {}
      refused.push({ ...cure, message: `${about}: ${fault.message}`, place })
    }
    return attempt(() => readIdentityProvider(entity, now, warn), leaveOut) ?? []
  })
  return { identityProviders, warnings, refused }
}

function readIdentityProvider(entity: Entity, now: number, warn: Warn): IdentityProvider {
  const { entityId, element } = entity
  const role = identityProviderRole(entity, warn)
  const validUntil = earliest(readValidUntil(role, warn), entity.validUntil)
  if (validUntil !== undefined && validUntil > 0 && validUntil < now) {
    const date = new Date(validUntil).toISOString()
    warn(`validUntil is past: ${date}`, { code: 'valid-until-past', values: { date } })
  }
  const { signingKeys } = readKeys(role, now, warn)
  if (signingKeys.length === 0) {
    const cure = 'Get its metadata again: it must have a KeyDescriptor with its signing certificate.'
    throw coded(new MetadataFault('no signing key that can be used', cure), 'idp-no-key')
  }
  const name = displayName(element, role)
  const scopes = scopesOf([element, role], warn)
  return {
    entityId,
    ...(name !== undefined && { displayName: name }),
    wantAuthnRequestsSigned: flagOf(role, 'WantAuthnRequestsSigned', warn) === true,
    signingKeys,
    nameIdFormats: childrenOf(role, ns.md, 'NameIDFormat').flatMap((format) => simpleTextOf(format) ?? []),
    singleSignOnServices: readSingleSignOnServices(role, warn),
    singleLogoutServices: readEndpoints(role, 'SingleLogoutService', warn),
    artifactResolutionServices: readEndpoints(role, 'ArtifactResolutionService', warn),
    ...(scopes !== undefined && { scopes }),
    ...(validUntil !== undefined && { validUntil }),
  }
}

/** @throws GatewayError `malformed_request` where there is none that speaks SAML 2.0 */
function identityProviderRole(entity: Entity, warn: Warn): XmlElement {
  const [role, ...others] = samlRoles(entity.element, 'IDPSSODescriptor')
  if (others.length > 0) warn('it has several IDPSSODescriptors: the first is used', { code: 'idp-several-roles' })
  if (role !== undefined) return role
  if (isIdentityProvider(entity)) {
    const cure = `Write protocolSupportEnumeration="${ns.samlp}", if it speaks SAML 2.0.`
    const fault = new MetadataFault(`no IDPSSODescriptor whose protocolSupportEnumeration has ${ns.samlp}`, cure)
    throw coded(fault, 'idp-other-protocol', { protocol: ns.samlp })
  }
  const cure = 'Get the metadata of the identity provider (IdP): its first or second element is IDPSSODescriptor.'
  throw coded(
    new MetadataFault('no IDPSSODescriptor: this is not the metadata of an identity provider', cure),
    'no-idp-role',
  )
}

function readSingleSignOnServices(role: XmlElement, warn: Warn): IdentityProvider['singleSignOnServices'] {
  const services = readEndpoints(role, 'SingleSignOnService', warn)
  const usable = services.some((one) => one.binding === binding.redirect || one.binding === binding.post)
  if (usable) return services
  const found = [...new Set(services.map((one) => quoted(one.binding)))].join(', ') || 'none'
  const cure = 'Get its metadata again, or let it offer HTTP-Redirect or HTTP-POST for logins.'
  const fault = new MetadataFault(`no SingleSignOnService for HTTP-Redirect or HTTP-POST; its bindings: ${found}`, cure)
  throw coded(fault, 'idp-no-sso', { bindings: found })
}

/**
 * A regular expression of a publisher could freeze the gateway, so such scopes are not read. They are a limit all the
 * same: where there is nothing else, no scope is known to be its own, and none counts.
 */
function scopesOf(around: readonly XmlElement[], warn: Warn): readonly string[] | undefined {
  const all = around
    .flatMap((element) => childOf(element, ns.md, 'Extensions') ?? [])
    .flatMap((extensions) => childrenOf(extensions, ns.shibmd, 'Scope'))
  if (all.length === 0) return undefined
  return all.flatMap((scope) => {
    const text = simpleTextOf(scope)
    if (text === undefined || flagOf(scope, 'regexp', warn) !== true) return text ?? []
    const warning = `the scope ${quoted(text)} is a regular expression, which is not read: name scopes in \`scopes\``
    warn(warning, { code: 'scope-expression', values: { scope: quoted(text) } })
    return []
  })
}
