/**
 * Names that stand twice in an object of JSON. Parsers take the last one in silence, people who read it may see the first
 * (RFC 8259, 4): of two rules for who may use an app, nobody knows which one was meant.
 */
import { endOfText } from './nesting.ts'

/** @param json that a parser takes */
export function repeatsName(json: string): boolean {
  /** Names so far of each object that is open; undefined for a list. */
  const open: (Set<string> | undefined)[] = []
  let isName = false
  for (let at = 0; at < json.length; at++) {
    const char = json[at]
    if (char === '"') {
      const end = endOfText(json, at)
      if (isName && isThere(open.at(-1), JSON.parse(json.slice(at, end + 1)))) return true
      isName = false
      at = end
    } else if (char === '{' || char === '[') {
      open.push(char === '{' ? new Set() : undefined)
      isName = char === '{'
    } else if (char === '}' || char === ']') open.pop()
    else if (char === ',') isName = open.at(-1) !== undefined
  }
  return false
}

function isThere(names: Set<string> | undefined, name: string): boolean {
  const has = names?.has(name) === true
  names?.add(name)
  return has
}
