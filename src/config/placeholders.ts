/** Refuses what was copied from an example but never replaced. */
import type { ConfigPath, Problems } from './problems.ts'

/** Hosts that RFC 2606 keeps for documentation: no login can come from there. */
const exampleHost =
  /(?<![A-Za-z0-9-])(?:(?:[A-Za-z0-9-]+\.)*example\.(?:com|org|net)\b|(?:[A-Za-z0-9-]+\.)+example(?=[:/]|$))/i
const changeMe = /CHANGE[_-]?ME/i
const angleBrackets = /<[A-Za-z][A-Za-z0-9 _.-]*>/

interface Placeholder {
  readonly kind: string
  readonly text: string
}

/** The placeholder in a text, if there is one. */
function placeholderIn(text: string): Placeholder | undefined {
  const kinds = { 'example host': exampleHost, 'text to change': changeMe, 'text in angle brackets': angleBrackets }
  for (const [kind, pattern] of Object.entries(kinds)) {
    const [found] = pattern.exec(text) ?? []
    if (found !== undefined) return { kind, text: found }
  }
  return undefined
}

/** Checks every text in the file. */
export function refusePlaceholders(raw: unknown, problems: Problems, path: ConfigPath = []): void {
  if (typeof raw === 'string') {
    const found = placeholderIn(raw)
    if (found) {
      const message = `${found.text} is a placeholder (${found.kind}).`
      problems.error('placeholder', path, message, 'Put your own value in its place.')
    }
  } else if (Array.isArray(raw)) {
    for (const [index, item] of raw.entries()) refusePlaceholders(item, problems, [...path, index])
  } else if (typeof raw === 'object' && raw !== null) {
    for (const [key, item] of Object.entries(raw)) refusePlaceholders(item, problems, [...path, key])
  }
}
