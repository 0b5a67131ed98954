/**
 * Takes one element out of a document's text, as a document in its own right that means the same: so it goes through
 * the same gate and the same verifier as every other one.
 */
import { malformed } from './refusal.ts'

const openTag = /<([^\s/>!?]+)((?:\s+[^\s=>]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*\/?>/y

/**
 * The text of the one element of this name, with the namespaces that those around it declare. Without comments and
 * CDATA every `<` begins a tag (our parser has ensured the rest), so no text can pass for one.
 * @param text a document that our gate has parsed
 * @param what it is called in a refusal
 * @param around the places, among those of all start tags before it, of the elements that it is in, outermost first
 * @throws GatewayError `malformed_request`
 */
export function cutOut(
  text: string,
  name: string,
  what: string,
  around: (starts: readonly number[]) => readonly (number | undefined)[],
): string {
  if (text.includes('<!')) throw malformed(`The ${what} contains a comment or CDATA, which is not allowed.`)
  const starts = [...text.matchAll(/<([^\s/>!?]+)/g)].filter(([, found]) => found === name)
  const end = new RegExp(`</${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*>`, 'g')
  const ends = [...text.matchAll(end)]
  const [start, last] = [starts[0]?.index, ends[0]]
  if (start === undefined || last === undefined || starts.length > 1 || ends.length > 1) {
    throw malformed(`The ${what} does not contain exactly one message.`)
  }
  const tags = [...text.slice(0, start).matchAll(/<(?=[^\s/>!?])/g)].map(({ index }) => index)
  const outer = new Set(around(tags))
  return withNamespaces(text.slice(start, last.index + last[0].length), name, text, [...outer])
}

/** The text of an element, with the declarations of the elements at these places of `text` that it lacks. */
export function withNamespaces(
  element: string,
  name: string,
  text: string,
  places: readonly (number | undefined)[],
): string {
  const missing = new Map<string, string>()
  for (const place of places) {
    if (place === undefined) continue
    // The innermost one counts where a prefix is declared twice.
    for (const [prefix, declaration] of declarationsAt(text, place)) missing.set(prefix, declaration)
  }
  for (const [prefix] of declarationsAt(element, 0)) missing.delete(prefix)
  return `<${name}${[...missing.values()].join('')}${element.slice(name.length + 1)}`
}

function declarationsAt(text: string, index: number): [prefix: string, declaration: string][] {
  openTag.lastIndex = index
  const attributes = openTag.exec(text)?.[2] ?? ''
  return [...attributes.matchAll(/\s(xmlns(?::[^\s=]+)?)\s*=\s*("[^"]*"|'[^']*')/g)].map(
    ([, name = '', value = '']) => [name, ` ${name}=${value}`],
  )
}
