/**
 * The standard claims (OpenID Connect Core, 5.1), each of the type that the standard gives it, whatever the upstream sends:
 * apps whose libraries have types refuse all of userinfo for one claim of another (Proxmox does), and Auth0's `updated_at`
 * is a date in words. What can be read in one way alone is taken so; the rest is left out.
 */
import type { Json } from '../core/identifiers.ts'
import type { AttributeRule } from '../core/policy/app-policy.ts'
import { compileExpression } from '../core/policy/compile.ts'

type Shape = NonNullable<AttributeRule['shape']>

/** As the upstream has it; an absent one is no error. */
const asItComes = (names: readonly string[], shape: Shape): readonly AttributeRule[] =>
  names.map((name) => ({ name, value: compileExpression(`claims.?${name}`, 'json'), shape }))

export const standardClaims: readonly AttributeRule[] = [
  ...asItComes(
    [
      ...['name', 'family_name', 'given_name', 'middle_name', 'nickname', 'preferred_username', 'profile', 'picture'],
      ...['website', 'gender', 'birthdate', 'zoneinfo', 'locale', 'email', 'phone_number'],
    ],
    text,
  ),
  ...asItComes(['phone_number_verified'], truth),
  ...asItComes(['updated_at'], seconds),
  ...asItComes(['address'], address),
  // An address that we do not believe is no longer among the claims (attack 78). Without one there is nothing to say.
  { name: 'email_verified', value: compileExpression('claims.?email', 'json'), shape: (given) => text(given) !== '' },
  { name: 'groups', value: compileExpression('groups', 'json') },
]

/** Claims that say something of another one, and of which claim of the upstream they are made. */
const vouching: Readonly<Record<string, { readonly of: string; readonly from: string }>> = {
  email_verified: { of: 'email', from: 'email' },
  phone_number_verified: { of: 'phone_number', from: 'phone_number_verified' },
}

/**
 * Those that an app has besides its own. Of an address or number that the operator writes, it is said that it is verified
 * only where it is the one that the upstream vouches for, and not another that people may have chosen themselves.
 * @param own CEL by claim
 */
export function standardClaimsBeside(own: Readonly<Record<string, string>>): readonly AttributeRule[] {
  const rest = standardClaims.filter(({ name }) => !Object.hasOwn(own, name))
  return rest.flatMap((rule) => {
    const said = vouching[rule.name]
    const written = said && own[said.of]
    return said === undefined || written === undefined ? [rule] : whereSame(rule, said, written)
  })
}

/** The rule, for where an expression gives the upstream's own claim; none where its type can't be compared. */
function whereSame(
  rule: AttributeRule,
  { of: claim, from }: (typeof vouching)[string],
  written: string,
): readonly AttributeRule[] {
  // The second form is for an expression that may say nothing, as `claims.?mail`.
  for (const given of [`(${written})`, `(${written}).orValue("")`]) {
    const same = `claims.?${claim}.hasValue() && ${given} == claims.${claim}`
    try {
      return [{ ...rule, value: compileExpression(`${same} ? claims.?${from} : optional.none()`, 'json') }]
    } catch {
      // Another type.
    }
  }
  return []
}

/** SAML's attributes, and some upstreams' claims, are lists; of several values none is the one. */
function single(value: Json): Json {
  return Array.isArray(value) && value.length === 1 ? (value[0] ?? null) : value
}

function text(given: Json): Json {
  const value = single(given)
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  throw new Error('it is not a text')
}

function truth(given: Json): Json {
  const value = single(given)
  if (value === true || value === 'true') return true
  if (value === false || value === 'false') return false
  throw new Error('it is neither true nor false')
}

/** Since 1970. */
function seconds(given: Json): Json {
  const value = single(given)
  const number = typeof value === 'string' ? secondsIn(value) : value
  if (typeof number === 'number' && Number.isFinite(number)) return Math.floor(number)
  throw new Error('it is not a time')
}

const secondsIn = (value: string): number =>
  /^\d{1,15}(\.\d+)?$/.test(value) ? Number(value) : /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) / 1000 : NaN

/** Core 5.1.1; all of it in one text is its `formatted`. */
function address(given: Json): Json {
  const value = single(given)
  if (typeof value === 'string') return { formatted: value }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw new Error('it is not an address')
}
