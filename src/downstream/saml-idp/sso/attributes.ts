/** Released attributes in SAML's form (Core 2.7.3.1): names with their NameFormat, values as text. */
import type { Json } from '../../../core/identifiers.ts'
import type { ReleasedAttribute } from '../../../core/policy/identity.ts'
import { type Said, said } from '../../../core/said.ts'
import type { AttributeNaming } from '../../../registry/app.ts'

export interface SamlAttribute extends AttributeNaming {
  readonly name: string
  readonly values: readonly string[]
}

/**
 * @param namings what the app's settings say about the names
 * @param leftOut called for each attribute part of which has no text form: a name and a reason, never a value; the reason for another language too
 */
export function toSamlAttributes(
  released: readonly ReleasedAttribute[],
  namings: ReadonlyMap<string, AttributeNaming>,
  leftOut: (attribute: string, reason: string, says: Said) => void,
): readonly SamlAttribute[] {
  return released.flatMap(({ name, value }) => {
    const { texts, lost } = toTexts(value)
    if (lost !== undefined) leftOut(name, lost.text, lost)
    return texts.length === 0 ? [] : [{ nameFormat: 'basic', ...namings.get(name), name, values: texts }]
  })
}

const listInList = said`a list within a list has no text form; name the member that you mean`
const map = said`a map has no text form; name the member that you mean`

interface Texts {
  readonly texts: readonly string[]
  /** What has no text form, in words. */
  readonly lost?: Said
}

/** A value, or each of a list. Nothing and empty texts are not values; a map, or a list in a list, has no text form. */
function toTexts(value: Json): Texts {
  const items = Array.isArray(value) ? (value as readonly Json[]) : [value]
  const texts = items.flatMap((item) => {
    if (item === null || item === '' || typeof item === 'object') return []
    return [String(item)]
  })
  const [lost] = items.filter((item) => typeof item === 'object' && item !== null)
  if (lost === undefined) return { texts }
  return { texts, lost: Array.isArray(lost) ? listInList : map }
}
