/** Metadata that someone hands in: all that is wrong with it at once, each with its line, and what it says. */
import { GatewayError } from '../core/errors.ts'
import type { EntityId } from '../core/identifiers.ts'
import { ns } from './constants.ts'
import { type RolesRead, readRoles, type Told } from './metadata.ts'
import type { MetadataCode } from './metadata-codes.ts'
import { detailsOf, type MetadataDetails } from './metadata-details.ts'
import { codeOf, type FaultPlace, type FaultTopic, MetadataFault, placeOf, type Values } from './metadata-fault.ts'
import { isSigned } from './metadata-signature.ts'
import { decodeMetadata, parseMetadataXml } from './metadata-text.ts'
import type { ServiceProvider } from './service-provider.ts'
import type { XmlPlaces } from './xml.ts'
import type { XmlElement } from './xml-element.ts'
import { childrenOf } from './xml-values.ts'

export interface Remark {
  readonly severity: 'error' | 'warning'
  readonly topic: FaultTopic | 'too-large' | 'unusable'
  /** Of the text, from 1. */
  readonly line?: number
  readonly message: string
  readonly cure?: string
  /** Which sentence it is, and what stands in it: for another language. */
  readonly code: MetadataCode
  readonly values: Values
  readonly about?: string
  readonly leftOut?: boolean
}

/** One that can be used, with what its elements say. */
export interface SurveyedRole {
  readonly serviceProvider: ServiceProvider
  readonly details: MetadataDetails
  /** Where the first element of each name begins: `EntityDescriptor`, `NameIDFormat` … */
  readonly lines: ReadonlyMap<string, number>
}

export interface Survey {
  readonly remarks: readonly Remark[]
  readonly roles: readonly SurveyedRole[]
  /** Whether it carries a signature: then it ends with its validUntil. */
  readonly signed: boolean
  /** As it was decoded; absent where it can't be. */
  readonly text?: string
  /** What our parser read of it, without what it skips at its beginning, and how many lines those are. */
  readonly parsed?: { readonly text: string; readonly offset: number }
}

/** How many roles are looked at closely: an aggregate is asked for one of its entities. */
const mostDetailed = 20

/**
 * Never throws for what is in it.
 * @param now ms since 1970, for warnings of dates that are past
 */
export function surveyMetadata(octets: Uint8Array, now: number): Survey {
  const places: XmlPlaces = new Map()
  let text: string | undefined
  try {
    text = decodeMetadata(octets)
    const offset = linesBefore(text)
    const { root, text: read } = parseMetadataXml(text, places)
    const lineOf = ({ at, line }: FaultPlace) => shifted(line ?? (at && places.get(at)), offset)
    const roles = readRoles(root, now)
    return {
      remarks: remarksOf(roles, lineOf),
      roles: roles.read.slice(0, mostDetailed).map((role) => surveyed(role, lineOf)),
      signed: isSigned(root),
      text,
      parsed: { text: read, offset },
    }
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    const { at, line } = placeOf(error)
    const offset = text === undefined ? 0 : linesBefore(text)
    const where = shifted(line ?? (at && places.get(at)), offset)
    const known = text !== undefined && { text }
    return { remarks: [asRemark(error, where)], roles: [], signed: false, ...known }
  }
}

/** A blank line before the XML declaration is skipped by the parser, and counts in every editor. */
const linesBefore = (text: string): number => (/^\uFEFF?(\s+)(?=<\?xml\s)/.exec(text)?.[1]?.split('\n').length ?? 1) - 1

const shifted = (line: number | undefined, offset: number) => (line === undefined ? undefined : line + offset)

function asRemark(error: GatewayError, line: number | undefined): Remark {
  const topic = error.status === 413 ? 'too-large' : (placeOf(error).topic ?? 'document')
  return {
    severity: 'error',
    topic,
    message: error.message,
    ...codeOf(placeOf(error), error.message, error.status === 413 ? 'too-complex' : 'unreadable'),
    ...(line !== undefined && { line }),
    ...(error instanceof MetadataFault && { cure: error.cure }),
  }
}

type LineOf = (place: FaultPlace) => number | undefined

function remarksOf({ read, warned, refused }: RolesRead, lineOf: LineOf): readonly Remark[] {
  const remark = ({ message, cure, place }: Told, severity: Remark['severity'], otherwise: Remark['topic']): Remark => {
    const line = lineOf(place)
    const grave = place.topic === 'script-address' || place.topic === 'unanswerable'
    return {
      severity: grave ? 'error' : severity,
      topic: place.topic ?? otherwise,
      message: grave ? message.replace(/: left out$/, '') : message,
      ...codeOf(grave ? { ...place, leftOut: false } : place, message),
      ...(line !== undefined && { line }),
      ...(cure !== undefined && { cure }),
    }
  }
  // What an entity is refused for was first left out: once is enough.
  const said = new Set(refused.map(({ message }) => `${message}: left out`))
  const severity = read.length === 0 ? 'error' : 'warning'
  return [
    ...refused.map((one) => remark(one, severity, 'unusable')),
    ...warned.filter(({ message }) => !said.has(message)).map((one) => remark(one, 'warning', 'value')),
  ]
}

function surveyed({ serviceProvider, element }: RolesRead['read'][number], lineOf: LineOf): SurveyedRole {
  const role = childrenOf(element, ns.md, 'SPSSODescriptor')[0] ?? element
  const lines = new Map<string, number>()
  const visit = (one: XmlElement) => {
    const line = lineOf({ at: one })
    if (line !== undefined && !lines.has(one.localName)) lines.set(one.localName, line)
    for (const child of one.children) visit(child)
  }
  visit(element)
  return { serviceProvider, details: detailsOf(element, role), lines }
}

/** Whether a remark is about this entity, or about the document as a whole. */
export const isAbout = ({ message }: Remark, entityId: EntityId): boolean =>
  message.startsWith(`${entityId}: `) || message.startsWith('The metadata: ')
