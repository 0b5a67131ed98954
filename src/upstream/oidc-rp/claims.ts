/** Claims of ID Token and userinfo as one set, in the OP's own words. */
import type { JsonObject } from '../../core/identifiers.ts'

/** Claims that say something of a token or a session, not of the person. `_claim_sources` may hold access tokens. */
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

/** Both sets without protocol claims; userinfo wins, being the fresher. */
export function mergeClaims(idToken: JsonObject, userinfo: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries({ ...idToken, ...userinfo }).filter(([name]) => !protocolClaims.has(name)))
}

/**
 * Whether the OP left the groups out because they are too many (Entra ID past 200: `_claim_names` points to Graph, or `hasgroups`):
 * policies on groups then see none, and someone must be told why (OIDC Core 5.6.2).
 */
export function groupsLeftOut(...sets: readonly JsonObject[]): boolean {
  return sets.some(({ _claim_names: names, hasgroups, groups }) => {
    const pointed = typeof names === 'object' && names !== null && 'groups' in names
    return groups === undefined && (pointed || hasgroups === true || hasgroups === 'true')
  })
}
