/** What a SAML message or assertion says, in words: who, for whom, when. */
import type { XmlElement } from '../saml/xml-element.ts'
import { momentInWords } from './inspected.ts'

/** What is said of it, and what is wrong with it. */
export interface Told {
  readonly facts: Record<string, string>
  readonly problems: string[]
}

/** Depth first, in the order of the document. */
function* within(element: XmlElement): Generator<XmlElement> {
  yield element
  for (const child of element.children) yield* within(child)
}

const times = [
  ['IssueInstant', 'issued'],
  ['NotBefore', 'valid from'],
  ['NotOnOrAfter', 'valid until'],
  ['AuthnInstant', 'signed in'],
  ['SessionNotOnOrAfter', 'session until'],
] as const

/**
 * The strictest of each: the latest beginning, the earliest end.
 * @param skew ms by which the clocks of others may differ
 */
export function tellTimes(roots: readonly XmlElement[], now: number, skew: number, { facts, problems }: Told): void {
  const all = roots.flatMap((root) => [...within(root)])
  for (const [attribute, label] of times) {
    const found = all.flatMap(({ attributes }) => attributes.get(attribute) ?? [])
    const odd = found.find((one) => Number.isNaN(Date.parse(one)))
    if (odd !== undefined) problems.push(`${attribute} is “${odd}”, which is no time.`)
    const sorted = found.toSorted((one, other) => Date.parse(one) - Date.parse(other))
    const written = attribute === 'NotBefore' ? sorted.at(-1) : sorted[0]
    if (written === undefined) continue
    const at = Date.parse(written)
    facts[label] = momentInWords(at, now, written)
    if (attribute === 'IssueInstant' && at > now + skew) problems.push('It was issued in the future: a clock is wrong.')
    if (attribute === 'NotBefore' && at > now) problems.push('It is not valid yet.')
    if (attribute === 'NotOnOrAfter' && at <= now) problems.push('It is not valid any more.')
  }
}

const lastPart = (urn: string): string => urn.replace(/^urn:.*:/, '')

/** Who, for whom, and which attributes by name: their values stand in the text. */
export function tellContent(roots: readonly XmlElement[], { facts }: Told): void {
  const all = roots.flatMap((root) => [...within(root)])
  const named = (name: string) => all.filter(({ localName }) => localName === name)
  const texts = (name: string) => named(name).map(({ text }) => text)
  const values = (name: string, attribute: string) =>
    named(name).flatMap(({ attributes }) => attributes.get(attribute) ?? [])
  const listed: readonly (readonly [label: string, found: readonly string[]])[] = [
    ['status', values('StatusCode', 'Value').map(lastPart)],
    ['status message', texts('StatusMessage')],
    ['wanted NameID', values('NameIDPolicy', 'Format').map(lastPart)],
    ['NameID', [...texts('NameID'), ...named('EncryptedID').map(() => 'encrypted')]],
    ['NameID format', [...new Set(values('NameID', 'Format').map(lastPart))]],
    ['audience', texts('Audience')],
    ['authentication', texts('AuthnContextClassRef').map(lastPart)],
    ['attributes', [...values('Attribute', 'Name'), ...named('EncryptedAttribute').map(() => 'encrypted')]],
    ['SessionIndex', [...texts('SessionIndex'), ...values('AuthnStatement', 'SessionIndex')]],
    ['artifact', texts('Artifact')],
  ]
  for (const [label, found] of listed) if (found.length > 0) facts[label] = found.join(', ')
}
