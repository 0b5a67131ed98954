/** The name that people know themselves by, only for their own pages: it is an attribute value and never logged. */
import type { JsonObject } from '../identifiers.ts'

const longest = 100

/** What they typed to log in, else their full name; undefined where the upstream gave neither. */
export function personName(claims: JsonObject): string | undefined {
  const names = [claims.preferred_username, claims.name]
  const told = names.find((name) => typeof name === 'string' && name.trim() !== '')
  return typeof told === 'string' ? told.trim().slice(0, longest) : undefined
}
