/**
 * How deep a text nests, told before a parser is asked: parsers of JSON and YAML call themselves for each level, and a
 * deep enough text ends the whole process (attack 99).
 */

/** Levels of anything that somebody writes by hand, with much to spare. */
export const deepest = 100

/**
 * Whether a YAML text may nest deeper than `deepest`: by its brackets, or by markers one after another on a line
 * (`- - -`, `a: a: a:`). Quotes are not heeded: a text with so many brackets that stay open is none of a config.
 */
export function nestsTooDeep(yaml: string): boolean {
  let brackets = 0
  let markers = 0
  for (let at = 0; at < yaml.length; at++) {
    const char = yaml[at]
    if (char === '[' || char === '{') brackets += 1
    else if (char === ']' || char === '}') brackets = Math.max(0, brackets - 1)
    else if (char === ',' || char === '\n') markers = 0
    else if ((char === '-' || char === '?' || char === ':') && /^\s?$/.test(yaml[at + 1] ?? '')) markers += 1
    if (brackets > deepest || markers > deepest) return true
  }
  return false
}

/** Keys of one app's settings, with much to spare: a parser compares each key of a map with all the others. */
export const mostKeys = 400

/** Whether a YAML text may have more: by its colons before a blank or a line's end, or behind what is quoted (`"a":1`). */
export function hasTooManyKeys(yaml: string): boolean {
  let keys = 0
  for (let at = yaml.indexOf(':'); at !== -1; at = yaml.indexOf(':', at + 1)) {
    if (/^\s?$/.test(yaml[at + 1] ?? '') || /["'\]}]/.test(yaml[at - 1] ?? '')) keys += 1
    if (keys > mostKeys) return true
  }
  return false
}

/** Where the text of JSON that begins here has its closing quotation mark; beyond the end where it has none. */
export function endOfText(json: string, begin: number): number {
  let at = begin + 1
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1
  return at
}

/** Whether a JSON text nests deeper than `deepest`; what stands in its strings does not count. */
export function jsonNestsTooDeep(json: string): boolean {
  let depth = 0
  for (let at = 0; at < json.length; at++) {
    const char = json[at]
    if (char === '"') at = endOfText(json, at)
    else if (char === '[' || char === '{') depth += 1
    else if (char === ']' || char === '}') depth -= 1
    if (depth > deepest) return true
  }
  return false
}
