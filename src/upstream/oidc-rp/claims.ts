/** Claims of ID Token and userinfo as one set, in the OP's own words. */
import type { UpstreamKind } from '../../config/oidc-upstream.ts'
import type { Json, JsonObject } from '../../core/identifiers.ts'
import type { ClaimSet } from './json.ts'

/** Claims about a token or a session, not about the person. `_claim_sources` may hold access tokens. */
const protocolClaims: ReadonlySet<string> = new Set([
  'iss',
  'aud',
  'azp',
  'exp',
  'iat',
  'nbf',
  'jti',
  'nonce',
  'at_hash',
  'c_hash',
  's_hash',
  'auth_time',
  'acr',
  'amr',
  'sid',
  'session_state',
  'typ',
  'rat',
  '_claim_names',
  '_claim_sources',
  '__proto__',
])

/** Claims that only mean something together: the first one decides which source counts for the others. */
const together: readonly (readonly [string, ...string[]])[] = [
  ['email', 'email_verified', 'xms_edov'],
  ['phone_number', 'phone_number_verified'],
  ['groups', 'hasgroups'],
]

/**
 * Both sets as one, without protocol claims. Userinfo wins, being the fresher, but null and "" say nothing (Core 5.3.2:
 * such claims should have been left out). An address that one source names is never called verified by another that
 * names a different one.
 */
export function mergeClaims(idToken: ClaimSet, userinfo: ClaimSet): ClaimSet {
  const names = new Set([...Object.keys(idToken.claims), ...Object.keys(userinfo.claims)])
  const chosen = [...names]
    .filter((name) => !protocolClaims.has(name))
    .map((name) => ({ name, source: sourceOf(name, idToken, userinfo) }))
    .filter(({ name, source }) => source.claims[name] !== undefined)
  return {
    claims: Object.fromEntries(chosen.map(({ name, source }) => [name, source.claims[name]])),
    inexact: chosen.filter(({ name, source }) => source.inexact.includes(name)).map(({ name }) => name),
  }
}

/** What an upstream of this kind says about a person: both sets as one, in the form that the core judges. */
export function claimsOf(kind: UpstreamKind, idToken: ClaimSet, userinfo: ClaimSet = noClaims): ClaimSet {
  const { claims, inexact } = mergeClaims(idToken, userinfo)
  return { claims: kind === 'entra' ? withDomainOwner(claims) : claims, inexact }
}

export const noClaims: ClaimSet = { claims: {}, inexact: [] }

/** Which source speaks for a claim. */
function sourceOf(name: string, idToken: ClaimSet, userinfo: ClaimSet): ClaimSet {
  const [first] = together.find((group) => group.includes(name)) ?? [name]
  const [older, fresher] = [idToken.claims[first], userinfo.claims[first]]
  const agreed = older === fresher || !(saysSomething(older) || saysSomething(fresher))
  if (!agreed) return saysSomething(fresher) ? userinfo : idToken
  if (saysSomething(userinfo.claims[name])) return userinfo
  return idToken.claims[name] === undefined ? userinfo : idToken
}

const saysSomething = (value: Json | undefined): boolean => value !== undefined && value !== null && value !== ''

/**
 * Entra ID has no `email_verified`: that the tenant owns the address's domain is said by `xms_edov`, an optional claim.
 * Without it anyone who may edit a directory entry chooses the address.
 */
export function withDomainOwner(claims: JsonObject): JsonObject {
  const { email_verified: verified, xms_edov: owned } = claims
  if (verified !== undefined || owned === undefined) return claims
  return { ...claims, email_verified: owned === true || owned === 1 || owned === '1' || owned === 'true' }
}

/** What to do about it. */
export const groupsLeftOutCure =
  'the OP sent a pointer in place of the groups (Entra ID does past 200): rules on groups see none; limit the groups claim to those assigned to the application'

/**
 * Whether the OP left the groups out because they are too many (Entra ID past 200: `_claim_names` points to Graph, or
 * `hasgroups`): policies on groups then see none, and someone must be told why (OIDC Core 5.6.2).
 */
export function groupsLeftOut(...sets: readonly JsonObject[]): boolean {
  if (sets.some(({ groups }) => saysSomething(groups))) return false
  return sets.some(({ _claim_names: names, hasgroups }) => {
    const pointed = typeof names === 'object' && names !== null && 'groups' in names
    return pointed || hasgroups === true || hasgroups === 'true'
  })
}
