/** A section of which every line is commented out is an empty section: YAML reads it as null. */
import type { z } from 'zod'
import { jsonSchema } from './schema.ts'

type Schema = z.core.JSONSchema.BaseSchema

/** Puts an empty section, map or list where the file has the bare key of one. A missing value is still an error. */
export function fillEmptySections(raw: unknown): unknown {
  return fill(raw, jsonSchema())
}

function fill(value: unknown, part: Schema): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      const child = childOf(part, key)
      if (child === undefined) return [[key, inner]]
      const filled = inner === null ? emptyOf(child) : fill(inner, child)
      if (filled !== undefined) return [[key, filled]]
      // An entry stays an entry: what it lacks is to be reported.
      return isMap(part) ? [[key, {}]] : []
    }),
  )
}

/** What an empty value means here: undefined where the key may as well be absent, null where a value is missing. */
function emptyOf(part: Schema): unknown {
  const branches = branchesOf(part)
  // In a choice, the map with free names is meant, if there is one: no attributes, rather than the usual ones.
  if (branches.some(isMap)) return {}
  return branches.every(({ type }) => type === 'object' || type === 'array') && !isList(branches) ? undefined : null
}

/** One value or several of them: an empty one is neither. */
const isList = (branches: readonly Schema[]): boolean =>
  branches.length > 1 && branches.some(({ type }) => type === 'array')

const isMap = ({ type, additionalProperties }: Schema): boolean =>
  type === 'object' && typeof additionalProperties === 'object'

function branchesOf(part: Schema): readonly Schema[] {
  const branches = part.anyOf ?? part.oneOf
  return branches === undefined ? [part] : branches.filter((branch) => typeof branch === 'object')
}

function childOf(part: Schema, key: string): Schema | undefined {
  for (const { properties, additionalProperties } of branchesOf(part)) {
    const child = properties?.[key] ?? additionalProperties
    if (typeof child === 'object' && child !== null) return child
  }
  return undefined
}
