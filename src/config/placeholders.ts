/** Refuses what was copied from an example but never replaced. */
import { type Said, said } from '../core/said.ts'
import type { ConfigPath, Problems } from './problems.ts'

/** Hosts that RFC 2606 keeps for documentation: no login can come from there. */
const exampleHost =
  /(?<![A-Za-z0-9-])(?:(?:[A-Za-z0-9-]+\.)*example\.(?:com|org|net)\b|(?:[A-Za-z0-9-]+\.)+example(?=[:/]|$))/i
const changeMe = /CHANGE[_-]?ME/i
const angleBrackets = /<[A-Za-z][A-Za-z0-9 _.-]*>/

const kinds: readonly (readonly [RegExp, (found: string) => Said])[] = [
  [exampleHost, (found) => said`${found} is a placeholder (example host).`],
  [changeMe, (found) => said`${found} is a placeholder (text to change).`],
  [angleBrackets, (found) => said`${found} is a placeholder (text in angle brackets).`],
]

/** What to say of the placeholder in a text, if there is one. */
function placeholderIn(text: string): Said | undefined {
  for (const [pattern, says] of kinds) {
    const [found] = pattern.exec(text) ?? []
    if (found !== undefined) return says(found)
  }
  return undefined
}

/** Checks every text in the file. */
export function refusePlaceholders(raw: unknown, problems: Problems, path: ConfigPath = []): void {
  if (typeof raw === 'string') {
    const found = placeholderIn(raw)
    if (found) problems.error('placeholder', path, found, 'Put your own value in its place.')
  } else if (Array.isArray(raw)) {
    for (const [index, item] of raw.entries()) refusePlaceholders(item, problems, [...path, index])
  } else if (typeof raw === 'object' && raw !== null) {
    for (const [key, item] of Object.entries(raw)) refusePlaceholders(item, problems, [...path, key])
  }
}
