/** The part of the JSON Schema that describes a place in what was written: where there are several, the one that it says. */
import type { z } from 'zod'
import type { ConfigPath } from './problems.ts'
import { jsonSchema } from './schema.ts'

export type JsonSchema = z.core.JSONSchema.BaseSchema

/** @param raw the whole of what was written */
export function schemaAt(path: ConfigPath, raw: unknown): JsonSchema | undefined {
  let value = raw
  let current: JsonSchema | undefined = jsonSchema()
  for (const step of path) {
    current = branchesOf(current, value)
      .map((branch) => childSchema(branch, step))
      .find((child) => child !== undefined)
    value = typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined
  }
  return branchesOf(current, value).find((branch) => branch.properties !== undefined) ?? current
}

/** Those that the value can be first. */
function branchesOf(schema: JsonSchema | undefined, value: unknown): readonly JsonSchema[] {
  const branches = (schema?.anyOf ?? schema?.oneOf ?? [schema]).filter(isSchema)
  return branches.toSorted((one, other) => Number(agrees(other, value)) - Number(agrees(one, value)))
}

/** Whether every word that tells the branches apart (`protocol`, `kind`) is one of this branch. */
function agrees({ properties = {} }: JsonSchema, value: unknown): boolean {
  return Object.entries(properties).every(([name, property]) => {
    const word = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
    if (word === undefined || !isSchema(property)) return true
    const words = property.const === undefined ? property.enum : [property.const]
    return words === undefined || words.includes(word as never)
  })
}

const isSchema = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null

function childSchema({ properties, additionalProperties, items }: JsonSchema, step: string | number) {
  const child = typeof step === 'number' ? items : (properties?.[step] ?? additionalProperties)
  return isSchema(child) && !Array.isArray(child) ? child : undefined
}
