/** What is wrong with metadata, and what an operator can change: the reason given must be the real one. */
import { GatewayError } from '../core/errors.ts'
import type { Coded, SaidProblem } from '../core/said.ts'
import type { MetadataCode } from './metadata-codes.ts'
import { withOwnTexts } from './own-text.ts'
import { quoted } from './refusal.ts'
import type { XmlElement } from './xml-element.ts'

/** Metadata that can't be used. */
export class MetadataFault extends GatewayError {
  /** What to change: a sentence for the operator. */
  readonly cure: string

  constructor(message: string, cure: string, cause?: unknown) {
    super('malformed_request', message, cause === undefined ? {} : { cause })
    this.cure = cure
  }
}

/** What a fault or a warning is about, for whoever sorts or translates them. */
export type FaultTopic =
  | 'text'
  | 'document'
  | 'role'
  | 'address'
  | 'script-address'
  | 'unanswerable'
  | 'unencrypted'
  | 'key'
  | 'certificate'
  | 'validity'
  | 'value'

/** What stands in a sentence: names, addresses, numbers. */
export type Values = Readonly<Record<string, string>>

/**
 * Where in the document it lies, and what it is, for another language. Either place may be missing: of a text that can't
 * be parsed only the line is known.
 */
export interface FaultPlace {
  readonly at?: XmlElement
  /** From 1. */
  readonly line?: number
  readonly topic?: FaultTopic
  /** Which sentence it is. */
  readonly code?: MetadataCode
  readonly values?: Values
  /** The entityID that it is about, where its sentence begins with one. */
  readonly about?: string
  /** Its sentence ends so: the rest is read without it. */
  readonly leftOut?: boolean
  /** Where it is made of several sentences, and has no code. */
  readonly says?: SaidProblem
}

/** Receives one sentence for the operator, and which it is: there is none that only English has. */
export type Warn = (warning: string, place: FaultPlace & Pick<Required<FaultPlace>, 'code'>) => void

/** Which sentence was said, for another language: what has none of its own is quoted. */
export function codeOf(
  { code, values = {}, about, leftOut }: FaultPlace,
  message: string,
  otherwise: MetadataCode = 'unreadable',
) {
  if (code === undefined) return { code: otherwise, values: { detail: message } }
  return { code, values, ...(about !== undefined && { about }), ...(leftOut === true && { leftOut }) }
}

/** Where a fault lies for which its element is left out, and which it is. */
export function asLeftOut(fault: Error): Parameters<Warn>[1] {
  const place = placeOf(fault)
  return { ...place, ...codeOf(place, fault.message), leftOut: true }
}

/** A sentence as it is kept, and may stand in others. */
export const kept = (text: string, place: FaultPlace): Coded =>
  withOwnTexts({ text, part: 'message', ...codeOf(place, text) })

/** Beside the faults, not in them: they cross no thread and reach no page with an element in them. */
const places = new WeakMap<Error, FaultPlace>()

/** The same fault with its place; what was known of it already stays. */
export function placed<Fault extends Error>(fault: Fault, place: FaultPlace): Fault {
  places.set(fault, { ...place, ...places.get(fault) })
  return fault
}

export const placeOf = (fault: Error): FaultPlace => places.get(fault) ?? {}

/** The same fault, and which sentence it is. */
export const coded = <Fault extends Error>(fault: Fault, code: MetadataCode, values: Values = {}): Fault =>
  placed(fault, { code, values })

/**
 * The fault of an element that matches by name only: it has no namespace, or a misspelt one.
 * @returns undefined where none of the children has that name
 */
export function strayFault(parent: XmlElement, namespace: string, localName: string): MetadataFault | undefined {
  const stray = parent.children.find((child) => child.localName === localName)
  return stray && placed(namespaceFault(stray, namespace), { at: stray })
}

/** The fault of an element in another namespace than this one. */
export function namespaceFault({ localName, prefix, namespace: found }: XmlElement, namespace: string): MetadataFault {
  const declaration = `${prefix === '' ? 'xmlns' : `xmlns:${prefix}`}="${namespace}"`
  const values = { element: localName, declaration, found: quoted(found) }
  if (found === '') {
    const cure = `Write ${declaration} into it, or into an element around it.`
    return coded(new MetadataFault(`${localName} has no namespace`, cure), 'namespace-missing', values)
  }
  const fault = new MetadataFault(
    `${localName} is in the namespace ${quoted(found)}, not in ${quoted(namespace)}`,
    `Correct the namespace to ${declaration}; every character counts.`,
  )
  return coded(fault, 'namespace-wrong', values)
}

/**
 * Runs it; a fault goes to `leaveOut`, and the result is then undefined.
 * @param place of a fault that has none of its own
 */
export function attempt<T>(
  read: () => T,
  leaveOut: (fault: GatewayError) => void,
  place: FaultPlace = {},
): T | undefined {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    leaveOut(placed(error, place))
    return undefined
  }
}
