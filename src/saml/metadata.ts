/**
 * Reads service providers from SAML metadata (Metadata 2.3, 2.4.4), as operators paste and drop it. Sentences are for
 * them: what is wrong, and with which entity. What can't be used and nobody needs is left out and reported; an app
 * stays out only where no address to answer at, or no key that it lists, can be used. Nothing is fetched.
 *
 *   metadata-text.ts      bytes → text → root element, however it is written
 *   metadata-entities.ts  which entities there are, and until when
 *   metadata-endpoints.ts, metadata-keys.ts, metadata-names.ts, metadata-needs.ts   what one of them says
 *   plain-certificate.ts  an ordinary certificate's key, read when it is needed
 *   metadata-declared.ts  what is written down in place of metadata
 *   metadata-fault.ts     what is wrong, with what to change · metadata-signature.ts whose it is
 *   metadata-survey.ts    all of it at once, with lines, for someone who registers it · metadata-details.ts what it says
 */
import { type Coded, inAllLanguages, inARow, insteadOf, type Said, said, whole } from '../core/said.ts'
import { ns } from './constants.ts'
import type { IdentityProvider } from './identity-provider.ts'
import { readAssertionConsumerServices, readSingleLogoutServices } from './metadata-endpoints.ts'
import {
  type Entity,
  earliest,
  entitiesIn,
  isIdentityProvider,
  isOfOtherRole,
  readValidUntil,
  serviceProviderRole,
  type Telling,
  withoutTwins,
} from './metadata-entities.ts'
import { attempt, codeOf, type FaultPlace, kept, MetadataFault, placed, placeOf, type Warn } from './metadata-fault.ts'
import { flagOf } from './metadata-flags.ts'
import { readKeys } from './metadata-keys.ts'
import { displayName } from './metadata-names.ts'
import { readNeeds } from './metadata-needs.ts'
import { isSigned, type MetadataSigners, verifyMetadata } from './metadata-signature.ts'
import { metadataLimits, parseMetadataXml } from './metadata-text.ts'
import { withOwnTexts } from './own-text.ts'
import type { ServiceProvider } from './service-provider.ts'
import type { XmlElement } from './xml-element.ts'
import { childrenOf, durationOf, simpleTextOf } from './xml-values.ts'

export interface MetadataReading {
  readonly serviceProviders: readonly ServiceProvider[]
  /** Only where they were asked for (metadata-idp.ts). */
  readonly identityProviders?: readonly IdentityProvider[]
  /** Sentences for the operator, each beginning with the entityID that it is about. */
  readonly warnings: readonly (Said | Coded)[]
  /** About the whole; they need no action. */
  readonly notes: readonly Said[]
  /** ms; the cacheDuration of the whole: if it was fetched, it is fetched again after this (Metadata 2.3.2). */
  readonly cacheDuration?: number
  /** Whether it carries a signature, which was judged only where signers were given. */
  readonly signed?: boolean
}

export interface ParseOptions {
  readonly now?: number
  readonly signers?: MetadataSigners
}

/**
 * Reads an EntityDescriptor, or every one in an EntitiesDescriptor, nested ones too. Of several entities, those that
 * can't be accepted are left out with a warning, and those of other roles are counted in a note.
 *
 * @param xml the file's text; one byte order mark is skipped
 * @param now ms since 1970, for warnings of dates that are past
 * @param signers whose signature it must have; a signature is not judged where absent
 * @throws GatewayError `malformed_request` where the file can't be read, or none of its entities can be accepted;
 *   `signature_refused`, `weak_algorithm`
 */
export function parseServiceProviders(xml: string, { now = Date.now(), signers }: ParseOptions = {}): MetadataReading {
  const { text, root } = parseMetadataXml(xml)
  if (signers !== undefined) verifyMetadata(text, root, signers, metadataLimits)
  const { read, warned, refused, notes } = readRoles(root, now)
  if (read.length === 0) throw nothingIn(refused, notes)
  const cacheDuration = durationOf(root, 'cacheDuration')
  return {
    serviceProviders: read.map(({ serviceProvider }) => serviceProvider),
    warnings: [...warned.map(({ message, place }) => kept(message, place)), ...refused.map(leftOut)],
    notes,
    ...(cacheDuration !== undefined && { cacheDuration }),
    ...(isSigned(root) && { signed: true }),
  }
}

/** What was found wrong, and where. */
export interface Told {
  /** Begins with the entityID that it is about. */
  readonly message: string
  readonly cure?: string
  readonly place: FaultPlace
}

/** One that can be used, and the element that it was read from. */
export interface ReadRole {
  readonly serviceProvider: ServiceProvider
  readonly element: XmlElement
}

export interface RolesRead {
  readonly read: readonly ReadRole[]
  readonly warned: readonly Told[]
  /** Why entities, one or more, can't be accepted. */
  readonly refused: readonly Told[]
  readonly notes: readonly Said[]
}

/** Why an entity is missing. */
export const leftOut = ({ message, place }: Told): Coded =>
  kept(`${message}: left out`, { ...codeOf(place, message), leftOut: true })

/** Every service provider below the root. @throws GatewayError `malformed_request` where it is no metadata at all */
export function readRoles(root: XmlElement, now: number): RolesRead {
  const warned: Told[] = []
  const refused: Told[] = []
  const telling: Telling = {
    warn: (message, place) => warned.push({ message, place }),
    leaveOut: (fault, place = {}) => {
      const { message, cure } = fault
      const known = fault instanceof Error ? placeOf(fault) : {}
      refused.push({ message, ...(cure !== undefined && { cure }), place: { ...place, ...known } })
    },
  }
  const entities = withoutTwins(entitiesIn(root, telling), telling)
  const [others, candidates] = entities.length > 1 ? divided(entities) : [[], entities]
  const read = candidates.flatMap((entity) => {
    const about = entity.entityId
    const warn: Warn = (warning, place) => telling.warn(`${about}: ${warning}`, { ...place, about })
    const leaveOut: Telling['leaveOut'] = (fault, place) => {
      const at = { ...place, ...(fault instanceof Error && placeOf(fault)), about }
      telling.leaveOut({ ...cureOf(fault), message: `${about}: ${fault.message}` }, at)
    }
    const serviceProvider = readServiceProvider(entity, now, { warn, leaveOut })
    return serviceProvider === undefined ? [] : [{ serviceProvider, element: entity.element }]
  })
  return { read, warned, refused, notes: notesOf(others) }
}

const cureOf = ({ cure }: { readonly cure?: string }) => cure !== undefined && { cure }

function divided(entities: readonly Entity[]): readonly [others: readonly Entity[], candidates: readonly Entity[]] {
  return [entities.filter(isOfOtherRole), entities.filter((entity) => !isOfOtherRole(entity))]
}

function notesOf(others: readonly Entity[]): readonly Said[] {
  const providers = others.filter(isIdentityProvider).length
  const rest = others.length - providers
  return [
    ...(providers === 1 ? [said`1 identity provider: not read.`] : []),
    ...(providers > 1 ? [said`${providers} identity providers: not read.`] : []),
    ...(rest === 1 ? [said`1 entity without any SPSSODescriptor: not read.`] : []),
    ...(rest > 1 ? [said`${rest} entities without any SPSSODescriptor: not read.`] : []),
  ]
}

/** How many entities a refusal speaks of. */
const mostNamed = 5

/**
 * @param notes on what else is there
 * @param otherwise what to do where no entity says so itself
 */
export function nothingIn(
  refused: readonly Told[],
  notes: readonly Said[],
  otherwise = 'Correct it in the app or in the file, or get the metadata of the app, as a service provider, again.',
): MetadataFault {
  const why = [...refused.slice(0, mostNamed).map(({ message, place }) => kept(message, place)), ...notes]
  if (why.length === 0) {
    return faultOf(said`The metadata has no EntityDescriptor.`, 'Get the metadata of the app from the app.')
  }
  const first = refused.find((fault) => fault.cure !== undefined)
  const listed = insteadOf(why.map(({ text }) => text).join('; '), inARow(...why))
  return faultOf(said`The metadata can’t be used. ${listed}`, first === undefined ? otherwise : cureIn(first))
}

const cureIn = ({ cure = '', place }: Told): Said | Coded =>
  place.code === undefined ? whole(cure) : { ...kept(cure, place), part: 'cure' }

/** For every language. */
function faultOf(message: Said, cure: string | Said | Coded): MetadataFault {
  const { says, ...english } = inAllLanguages(message, cure)
  return placed(new MetadataFault(english.message, english.cure), { says })
}

/** Undefined where something that it needs can't be used: all of that is told. */
function readServiceProvider(entity: Entity, now: number, { warn, leaveOut }: Telling): ServiceProvider | undefined {
  const { entityId, element } = entity
  const role = attempt(() => serviceProviderRole(entity, warn), leaveOut, { at: element })
  if (role === undefined) return undefined
  const keys = attempt(() => readKeys(role, now, warn), leaveOut, { at: role })
  const assertionConsumerServices = attempt(() => readAssertionConsumerServices(role, warn), leaveOut, { at: role })
  if (keys === undefined || assertionConsumerServices === undefined) return undefined
  const validUntil = earliest(readValidUntil(role, warn), entity.validUntil)
  if (validUntil !== undefined && validUntil > 0 && validUntil < now) {
    const at = role.attributes.has('validUntil') ? role : element
    const date = new Date(validUntil).toISOString()
    warn(`validUntil is past: ${date}`, { at, topic: 'validity', code: 'valid-until-past', values: { date } })
  }
  const name = displayName(element, role)
  const needs = readNeeds(element, role)
  const formats = childrenOf(role, ns.md, 'NameIDFormat').flatMap((format) => simpleTextOf(format) ?? [])
  const texts = {
    entityId,
    ...(name !== undefined && { displayName: name }),
    ...(needs !== undefined && { needs }),
    nameIdFormats: formats,
    assertionConsumerServices,
    singleLogoutServices: readSingleLogoutServices(role, warn),
  }
  return {
    ...withOwnTexts(texts),
    authnRequestsSigned: signsRequests(role, keys.signingKeys.length > 0, warn),
    wantAssertionsSigned: flagOf(role, 'WantAssertionsSigned', warn) === true,
    ...keys,
    ...(validUntil !== undefined && { validUntil }),
  }
}

/** One that can't be read is taken as true where that can be satisfied: a slip must not let unsigned requests in. */
function signsRequests(role: XmlElement, hasKey: boolean, warn: Warn): boolean {
  const written = flagOf(role, 'AuthnRequestsSigned', warn)
  if (written === 'unreadable') {
    const counts = hasKey ? 'true, as there is a key' : 'false, as there is no key'
    warn(`AuthnRequestsSigned counts as ${counts}`, { at: role, code: hasKey ? 'signs-assumed' : 'signs-ignored' })
  }
  if (written === true && !hasKey) {
    const warning = 'AuthnRequestsSigned is true, but there is no usable signing key: every request will be refused'
    warn(warning, { at: role, topic: 'key', code: 'signs-without-key' })
  }
  return written === 'unreadable' ? hasKey : written === true
}
