/** Which entities a document has (Metadata 2.3.1, 2.3.2), each under one name, and until when it is valid. */
import { isDeepStrictEqual } from 'node:util'
import type { GatewayError } from '../core/errors.ts'
import type { EntityId } from '../core/identifiers.ts'
import { ns } from './constants.ts'
import type { MetadataCode } from './metadata-codes.ts'
import {
  attempt,
  coded,
  type FaultPlace,
  MetadataFault,
  namespaceFault,
  placed,
  placeOf,
  strayFault,
  type Warn,
} from './metadata-fault.ts'
import { malformed, quoted } from './refusal.ts'
import type { XmlElement } from './xml-element.ts'
import { attributeOf, childrenOf, dateTime, is, nameOf } from './xml-values.ts'

/** An EntityDescriptor, with the earliest validUntil of itself and of everything around it. */
export interface Entity {
  readonly entityId: EntityId
  readonly element: XmlElement
  readonly validUntil: number | undefined
}

/** Called while the entities are being looked for. */
export interface Telling {
  readonly warn: Warn
  /** For each entity that can't be read: it is lost, but none of the others are. */
  readonly leaveOut: (fault: { readonly message: string; readonly cure?: string }, place?: FaultPlace) => void
}

/**
 * Every entity below the root, nested ones too.
 * @throws GatewayError `malformed_request` where the root neither is one nor holds any
 */
export function entitiesIn(element: XmlElement, telling: Telling, around?: number): readonly Entity[] {
  if (is(element, ns.md, 'EntityDescriptor')) return [entityOf(element, telling, around)]
  if (!is(element, ns.md, 'EntitiesDescriptor')) throw rootFault(element)
  const validUntil = earliest(
    readValidUntil(element, (warning, place) => telling.warn(`The metadata: ${warning}`, place)),
    around,
  )
  return element.children
    .filter((child) => is(child, ns.md, 'EntityDescriptor') || is(child, ns.md, 'EntitiesDescriptor'))
    .flatMap(
      (child) =>
        attempt(
          () => entitiesIn(child, telling, validUntil),
          (fault) => telling.leaveOut(fault, { at: child }),
        ) ?? [],
    )
}

function entityOf(element: XmlElement, { warn }: Telling, around: number | undefined): Entity {
  const value = attributeOf(element, 'entityID')
  // Metadata 2.2.1
  if (value === undefined || value.length > 1024)
    throw placed(malformed('An EntityDescriptor has no valid entityID.'), { at: element, code: 'entity-unnamed' })
  const validUntil = readValidUntil(element, (warning, place) =>
    warn(`${value}: ${warning}`, { ...place, about: value }),
  )
  return { entityId: value as EntityId, element, validUntil: earliest(validUntil, around) }
}

function rootFault(root: XmlElement): MetadataFault {
  const { localName } = root
  if (localName === 'EntityDescriptor' || localName === 'EntitiesDescriptor') {
    const inner = namespaceFault(root, ns.md)
    const fault = new MetadataFault(`This is not SAML metadata: ${inner.message}.`, inner.cure)
    return placed(fault, { ...placeOf(inner), at: root, topic: 'document' })
  }
  const [code, what] = whatItIs(root)
  const fault = new MetadataFault(
    `This is not SAML metadata: ${what}.`,
    'Get the metadata of the app: its first element is EntityDescriptor.',
  )
  return placed(fault, { at: root, topic: 'document', code, values: { element: quoted(nameOf(root)) } })
}

/** A document that people take for metadata, as they know it; else its first element. */
function whatItIs(root: XmlElement): readonly [MetadataCode, string] {
  const first = quoted(nameOf(root))
  if (root.namespace === ns.samlp && root.localName === 'AuthnRequest') {
    return ['login-request', `it is a login request (${first})`]
  }
  if (root.namespace === ns.samlp && root.localName === 'Response') {
    return ['login-answer', `it is the answer to a login (${first})`]
  }
  if (root.namespace === ns.samlp) return ['saml-message', `it is a message of SAML (${first})`]
  if (root.namespace === ns.saml) return ['login-answer', `it is a part of the answer to a login (${first})`]
  return ['other-root', `its first element is ${first}`]
}

/**
 * Whoever adds a second service provider under the same name could choose which one is used (attack 68): so neither is,
 * unless both say the same. Entities of other roles do not clash with these.
 */
export function withoutTwins(
  entities: readonly Entity[],
  { leaveOut }: Telling,
  role: RoleName = 'SPSSODescriptor',
): readonly Entity[] {
  const byName = new Map<EntityId, Entity[]>()
  for (const entity of entities) {
    const twins = byName.get(entity.entityId) ?? []
    // Those that repeat what another one said are kept once.
    if (!twins.some((twin) => isDeepStrictEqual(twin, entity))) twins.push(entity)
    byName.set(entity.entityId, twins)
  }
  return [...byName].flatMap(([name, twins]) => {
    const inRole = twins.filter(({ element }) => samlRoles(element, role).length > 0)
    if (inRole.length > 1) {
      const cure = 'Delete all but the right one of them.'
      const message = `${name}: the metadata has ${quoted(name)} more than once`
      leaveOut(
        { message, cure },
        {
          code: 'entity-twice',
          about: name,
          values: { entityId: quoted(name) },
          ...(inRole[1] && { at: inRole[1].element }),
        },
      )
    }
    return inRole.length > 1 ? [] : inRole.length === 1 ? inRole : twins.slice(0, 1)
  })
}

export type RoleName = 'SPSSODescriptor' | 'IDPSSODescriptor'

const roles = (entity: XmlElement, role: RoleName = 'SPSSODescriptor'): readonly XmlElement[] =>
  childrenOf(entity, ns.md, role)

/** Whether it is only of other roles: nobody wants an aggregate's identity providers listed one by one. */
export function isOfOtherRole({ element }: Pick<Entity, 'element'>): boolean {
  return roles(element).length === 0 && strayFault(element, ns.md, 'SPSSODescriptor') === undefined
}

export const isIdentityProvider = ({ element }: Entity): boolean => roles(element, 'IDPSSODescriptor').length > 0

/** One that names no protocol speaks this one: SAML 2.0 introduced the element (Metadata 2.4.1, 2.4.4). */
export function samlRoles(entity: XmlElement, role: RoleName = 'SPSSODescriptor'): readonly XmlElement[] {
  return roles(entity, role).filter((role) => {
    const protocols = attributeOf(role, 'protocolSupportEnumeration')
    return protocols === undefined || protocols.split(/[ \t\r\n]+/).includes(ns.samlp)
  })
}

/**
 * The first SPSSODescriptor that speaks SAML 2.0 (Metadata 2.4.1, protocolSupportEnumeration).
 * @throws GatewayError `malformed_request` where there is none
 */
export function serviceProviderRole(entity: Entity, warn: Warn): XmlElement {
  const [role, ...others] = samlRoles(entity.element)
  if (others[0] !== undefined) {
    warn('it has several SPSSODescriptors: the first is used', { at: others[0], code: 'several-roles' })
  }
  if (role !== undefined) {
    if (attributeOf(role, 'protocolSupportEnumeration') === undefined) {
      const warning = 'the SPSSODescriptor has no protocolSupportEnumeration; it is read as one of SAML 2.0'
      warn(warning, { at: role, code: 'no-protocols' })
    }
    return role
  }
  throw placed(roleFault(entity), { at: roles(entity.element)[0] ?? entity.element, topic: 'role' })
}

function roleFault(entity: Entity): GatewayError {
  if (roles(entity.element).length > 0) {
    const fault = new MetadataFault(
      `no SPSSODescriptor whose protocolSupportEnumeration has ${ns.samlp}`,
      `Write protocolSupportEnumeration="${ns.samlp}", if the app speaks SAML 2.0.`,
    )
    return coded(fault, 'other-protocol', { protocol: ns.samlp })
  }
  const stray = strayFault(entity.element, ns.md, 'SPSSODescriptor')
  if (stray !== undefined) return stray
  if (!isIdentityProvider(entity)) return coded(malformed('no SPSSODescriptor'), 'no-sp-role')
  const fault = new MetadataFault(
    'no SPSSODescriptor: this looks like IdP metadata',
    'Get the metadata of the app, as a service provider (SP). That of an identity provider is what the app gets from us.',
  )
  return coded(fault, 'idp-metadata')
}

export function earliest(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.min(one, other)
}

/**
 * A validUntil that can't be read counts as past: a file stays in force with a warning, as the operator vouches for it;
 * what is fetched or signed does not (attack 66).
 */
export function readValidUntil(element: XmlElement, warn: Warn): number | undefined {
  const value = attributeOf(element, 'validUntil')
  if (value === undefined) return undefined
  const instant = dateTime(value) ?? dateTime(`${value}T00:00:00Z`)
  if (instant === undefined) {
    const warning = `validUntil of ${nameOf(element)} is not a date and time, ${quoted(value)}, and counts as past`
    const values = { element: nameOf(element), value: quoted(value) }
    warn(warning, { at: element, topic: 'validity', code: 'valid-until-odd', values })
  }
  return instant ?? 0
}
