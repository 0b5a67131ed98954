/** From an assertion's attributes to claims: by the tables of claim-sets.ts, then by the operator's CEL. */
import type { SamlUpstreamConfig } from '../../config/config.ts'
import type { Json, JsonObject } from '../../core/identifiers.ts'
import { compileFor, type Expression, vocabulary } from '../../core/policy/compile.ts'
import type { Assertion } from '../../saml/assertion.ts'
import type { SamlAttribute } from '../../saml/attribute-values.ts'
import { type ClaimInput, claimVariables } from '../../saml/claim-variables.ts'
import { claimSets } from './claim-sets.ts'

/** How an upstream's claims are made. */
export type ClaimMaker = (
  assertion: Assertion,
  contextClass: string,
  warn: (claim: string, reason: string) => void,
) => JsonObject

const about = vocabulary(claimVariables.types, claimVariables.cure)

/** Compiles once what each login needs. */
export function claimMaker({ claimSets: sets, claims }: Pick<SamlUpstreamConfig, 'claimSets' | 'claims'>): ClaimMaker {
  const names = namesOf(sets)
  const expressions = Object.entries(claims).map(
    ([claim, source]) => [claim, compileFor<ClaimInput>(about, source, 'json')] as const,
  )
  return (assertion, contextClass, warn) => {
    const attributes = byName(assertion.attributes)
    const usual = [...names].flatMap(([claim, from]) => {
      const value = claimOf(claim, from, attributes)
      return value === undefined ? [] : [[claim, value] as const]
    })
    const input: ClaimInput = { attributes, nameId: nameIdOf(assertion), authnContext: contextClass }
    const own = expressions.map(([claim, expression]) => [claim, evaluate(claim, expression, input, warn)] as const)
    const all: Record<string, Json> = { attributes, ...Object.fromEntries(usual) }
    for (const [claim, value] of own) {
      if (value === undefined || value === null) delete all[claim]
      else all[claim] = value
    }
    return all
  }
}

/** Attributes by claim, over all sets: the first of each set before the second of any. */
function namesOf(sets: SamlUpstreamConfig['claimSets']): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>()
  for (const table of sets.map((set) => claimSets[set])) {
    for (const [claim, from] of Object.entries(table)) {
      const known = names.get(claim) ?? []
      names.set(claim, [...known, ...from.filter((name) => !known.includes(name))])
    }
  }
  return names
}

/** In place of the groups, where they are too many. */
const pointer = 'http://schemas.microsoft.com/claims/groups.link'

/** What to do about it. */
export const groupsLeftOutCure =
  'the identity provider sent a pointer in place of the groups (Entra ID does past 150): rules on groups see none; limit the group claim to those assigned to the application'

/** Whether policies on groups see none because there were too many to send: somebody must be told why. */
export function groupsLeftOut({ groups, attributes }: JsonObject): boolean {
  return groups === undefined && Object.hasOwn(attributes as JsonObject, pointer)
}

/** Without a prototype: a name like `__proto__` is one like any other. */
function byName(attributes: readonly SamlAttribute[]): Record<string, readonly string[]> {
  const found: Record<string, readonly string[]> = Object.create(null)
  for (const { name, values } of attributes) found[name] = values
  return found
}

/** Claims that are lists by nature. */
const lists: ReadonlySet<string> = new Set(['groups'])

/** The first attribute that has a value; of `email` all of them, as several addresses are not one that is verified. */
function claimOf(claim: string, from: readonly string[], attributes: ClaimInput['attributes']): Json | undefined {
  if (lists.has(claim)) {
    const all = from.flatMap((name) => attributes[name] ?? [])
    return all.length === 0 ? undefined : [...new Set(all)]
  }
  const values = from.map((name) => attributes[name] ?? []).find((found) => found.length > 0)
  if (values === undefined) return undefined
  return claim === 'email' && values.length > 1 ? values : values[0]
}

function nameIdOf({ nameId }: Assertion): ClaimInput['nameId'] {
  if (nameId === undefined || nameId === 'encrypted') return {}
  const { value, format, nameQualifier, spNameQualifier } = nameId
  return {
    value,
    ...(format !== undefined && { format }),
    ...(nameQualifier !== undefined && { nameQualifier }),
    ...(spNameQualifier !== undefined && { spNameQualifier }),
  }
}

/** One that fails is left out, as an attribute of an app is. */
function evaluate(
  claim: string,
  expression: Expression<ClaimInput>,
  input: ClaimInput,
  warn: (claim: string, reason: string) => void,
): Json | undefined {
  try {
    return expression.evaluate(input) as Json | undefined
  } catch (error) {
    warn(claim, error instanceof Error ? error.message : String(error))
    return undefined
  }
}
