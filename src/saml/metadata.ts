/**
 * Reads service providers from SAML metadata (Metadata 2.3, 2.4.4), as operators paste and drop it. Sentences are for
 * them: what is wrong, and at which entity. Nothing is fetched.
 */
import { isDeepStrictEqual } from 'node:util'
import { GatewayError } from '../core/errors.ts'
import type { EntityId } from '../core/identifiers.ts'
import { binding, ns } from './constants.ts'
import { readAssertionConsumerServices, readSingleLogoutServices, webAddress } from './metadata-endpoints.ts'
import { keysOfCertificates, readKeys, type Warn } from './metadata-keys.ts'
import { displayName } from './metadata-names.ts'
import { readNeeds } from './metadata-needs.ts'
import { isSigned, type MetadataSigners, verifyMetadata } from './metadata-signature.ts'
import { malformed, quoted } from './refusal.ts'
import type { ServiceProvider } from './service-provider.ts'
import { parseXml, type XmlElement, type XmlLimits } from './xml.ts'
import { attributeOf, booleanOf, childrenOf, dateTime, durationOf, is, nameOf, textOf } from './xml-values.ts'

export interface MetadataReading {
  readonly serviceProviders: readonly ServiceProvider[]
  /** Sentences for the operator, each beginning with the entityID that it is about. */
  readonly warnings: readonly string[]
  /** ms; the cacheDuration of the whole: who fetched it fetches it again after this (Metadata 2.3.2). */
  readonly cacheDuration?: number
  /** Whether it carries a signature; it was judged only where signers were given. */
  readonly signed?: boolean
}

/** An aggregate of some thousand entities; beyond that the gateway would stand still while it reads. */
const metadataLimits: Partial<XmlLimits> = {
  length: 16 * 1024 * 1024,
  nodes: 1_000_000,
  attributes: 128,
  namespaces: 256,
  valuesInPieces: 'join',
}

export interface ParseOptions {
  readonly now?: number
  readonly signers?: MetadataSigners
}

/** An EntityDescriptor, with the earliest validUntil of itself and all around it. */
interface Entity {
  readonly entityId: EntityId
  readonly element: XmlElement
  readonly validUntil: number | undefined
}

/**
 * Reads an EntityDescriptor, or every one in an EntitiesDescriptor, nested ones too. Entities that are no service
 * provider are left out with a warning; so are those that can't be accepted, if another one can.
 *
 * @param xml the file's text; one byte order mark is skipped
 * @param now ms since 1970, for warnings of dates that are past
 * @param signers whose signature it must have; a signature is not judged where absent
 * @throws GatewayError `malformed_request` where the file can't be read, or none of its entities can be accepted;
 *   `signature_refused`, `weak_algorithm`
 */
export function parseServiceProviders(xml: string, { now = Date.now(), signers }: ParseOptions = {}): MetadataReading {
  const text = xml.startsWith('\uFEFF') ? xml.slice(1) : xml
  const root = parseXml(text, metadataLimits)
  if (signers !== undefined) verifyMetadata(text, root, signers, metadataLimits)
  const warnings: string[] = []
  const refused: string[] = []
  const entities = entitiesIn(root, undefined, (reason) => refused.push(reason))
  if (entities.length + refused.length === 0) throw malformed('The metadata has no EntityDescriptor.')
  const serviceProviders = withoutTwins(entities, (reason) => refused.push(reason)).flatMap((entity) => {
    try {
      return readServiceProvider(entity, now, (warning) => warnings.push(`${entity.entityId}: ${warning}`))
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error
      refused.push(`${entity.entityId}: ${error.message}`)
      return []
    }
  })
  if (serviceProviders.length === 0) throw malformed(`The metadata can’t be used. ${refused.slice(0, 5).join('; ')}`)
  const cacheDuration = durationOf(root, 'cacheDuration')
  return {
    serviceProviders,
    warnings: [...warnings, ...refused.map((reason) => `${reason}: left out`)],
    ...(cacheDuration !== undefined && { cacheDuration }),
    ...(isSigned(root) && { signed: true }),
  }
}

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
export function declareServiceProvider(declared: DeclaredServiceProvider, { now = Date.now() } = {}): MetadataReading {
  const warnings: string[] = []
  const warn: Warn = (warning) => warnings.push(`${declared.entityId}: ${warning}`)
  const signingKeys = declared.certificates.flatMap((text) => keysOfCertificates(text, now, warn))
  const [first] = signingKeys
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
  return { serviceProviders: [serviceProvider], warnings }
}

/** @param leaveOut told of each entity in an aggregate that can't be read: it costs itself, and none of the others */
function entitiesIn(element: XmlElement, around: number | undefined, leaveOut: Warn): readonly Entity[] {
  const validUntil = earliest(validUntilOf(element), around)
  if (is(element, ns.md, 'EntityDescriptor')) return [{ entityId: entityIdOf(element), element, validUntil }]
  if (!is(element, ns.md, 'EntitiesDescriptor')) {
    throw malformed(`This is not SAML metadata: its first element is ${quoted(nameOf(element))}.`)
  }
  return element.children
    .filter((child) => is(child, ns.md, 'EntityDescriptor') || is(child, ns.md, 'EntitiesDescriptor'))
    .flatMap((child) => {
      try {
        return entitiesIn(child, validUntil, leaveOut)
      } catch (error) {
        if (!(error instanceof GatewayError)) throw error
        leaveOut(error.message)
        return []
      }
    })
}

function entityIdOf(element: XmlElement): EntityId {
  const value = attributeOf(element, 'entityID')
  // Metadata 2.2.1
  if (value === undefined || value.length > 1024) throw malformed('An EntityDescriptor has no valid entityID.')
  return value as EntityId
}

/**
 * Which of two service providers with one name would be used, whoever adds the second could choose (attack 68): neither
 * is, unless both say the same. Entities of another role have names of their own.
 */
function withoutTwins(entities: readonly Entity[], leaveOut: Warn): readonly Entity[] {
  const byName = new Map<EntityId, Entity[]>()
  for (const entity of entities) {
    const twins = byName.get(entity.entityId) ?? []
    // Those that say what another one said are that one, once.
    if (!twins.some((twin) => isDeepStrictEqual(twin, entity))) twins.push(entity)
    byName.set(entity.entityId, twins)
  }
  return [...byName].flatMap(([name, twins]) => {
    const inRole = twins.filter(({ element }) => samlRoles(element).length > 0)
    if (inRole.length > 1) leaveOut(`${name}: the metadata has ${quoted(name)} more than once`)
    return inRole.length > 1 ? [] : inRole.length === 1 ? inRole : twins.slice(0, 1)
  })
}

function readServiceProvider(entity: Entity, now: number, warn: Warn): ServiceProvider {
  const { entityId, element } = entity
  const role = serviceProviderRole(element, warn)
  const validUntil = earliest(validUntilOf(role), entity.validUntil)
  if (validUntil !== undefined && validUntil < now) warn(`validUntil is past: ${new Date(validUntil).toISOString()}`)
  const name = displayName(element, role)
  const needs = readNeeds(element, role)
  return {
    entityId,
    ...(name !== undefined && { displayName: name }),
    ...(needs !== undefined && { needs }),
    authnRequestsSigned: booleanOf(role, 'AuthnRequestsSigned') ?? false,
    wantAssertionsSigned: booleanOf(role, 'WantAssertionsSigned') ?? false,
    ...signatureKeys(role, now, warn),
    nameIdFormats: childrenOf(role, ns.md, 'NameIDFormat')
      .map(textOf)
      .filter((format) => format !== ''),
    assertionConsumerServices: replyAddresses(role, warn),
    singleLogoutServices: readSingleLogoutServices(role, warn),
    ...(validUntil !== undefined && { validUntil }),
  }
}

const samlRoles = (entity: XmlElement): readonly XmlElement[] =>
  childrenOf(entity, ns.md, 'SPSSODescriptor').filter((candidate) =>
    (candidate.attributes.get('protocolSupportEnumeration') ?? '').split(/[ \t\r\n]+/).includes(ns.samlp),
  )

/** The first SPSSODescriptor that speaks SAML 2.0 (Metadata 2.4.1, protocolSupportEnumeration). */
function serviceProviderRole(entity: XmlElement, warn: Warn): XmlElement {
  const roles = childrenOf(entity, ns.md, 'SPSSODescriptor')
  const [role, ...others] = samlRoles(entity)
  if (others.length > 0) warn('it has several SPSSODescriptors: the first is used')
  if (role !== undefined) return role
  if (roles.length > 0) throw malformed(`no SPSSODescriptor whose protocolSupportEnumeration has ${ns.samlp}`)
  const isIdp = childrenOf(entity, ns.md, 'IDPSSODescriptor').length > 0
  throw malformed(`no SPSSODescriptor${isIdp ? ': this looks like IdP metadata' : ''}`)
}

function signatureKeys(role: XmlElement, now: number, warn: Warn): ReturnType<typeof readKeys> {
  const keys = readKeys(role, now, warn)
  if (keys.signingKeys.length === 0 && booleanOf(role, 'AuthnRequestsSigned')) {
    warn('AuthnRequestsSigned is true, but there is no usable signing key: every request will be refused')
  }
  return keys
}

function replyAddresses(role: XmlElement, warn: Warn): ServiceProvider['assertionConsumerServices'] {
  const services = readAssertionConsumerServices(role, warn)
  if (services.length === 0) throw malformed('no AssertionConsumerService')
  if (!services.some((service) => service.binding === binding.post)) {
    warn('no AssertionConsumerService takes HTTP-POST, so no login can be answered')
  }
  return services
}

function earliest(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.min(one, other)
}

/** Generators that leave the zone out mean UTC (Core 1.3.3). */
function validUntilOf(element: XmlElement): number | undefined {
  const value = attributeOf(element, 'validUntil')
  if (value === undefined) return undefined
  const instant = dateTime(value) ?? dateTime(`${value}Z`)
  if (instant === undefined) throw malformed(`validUntil of ${nameOf(element)} is no date and time: ${quoted(value)}`)
  return instant
}
