/** Which of the claims of a grant go where: by scope (Core 5.4), by request (Core 5.5), by what the operator wrote. */
import type { JsonObject } from '../../core/identifiers.ts'
import type { Release } from '../../core/policy/identity.ts'
import type { OidcApp } from '../../registry/app.ts'
import type { Grant } from './grant.ts'

const byScope: Readonly<Record<string, readonly string[]>> = {
  profile: [
    ...['name', 'family_name', 'given_name', 'middle_name', 'nickname', 'preferred_username', 'profile', 'picture'],
    ...['website', 'gender', 'birthdate', 'zoneinfo', 'locale', 'updated_at'],
  ],
  email: ['email', 'email_verified'],
  address: ['address'],
  phone: ['phone_number', 'phone_number_verified'],
  groups: ['groups'],
}

/** Scopes that every app may ask for. */
export const standardScopes = ['openid', ...Object.keys(byScope), 'offline_access']

/** Claims that some scope stands for. */
export const standardClaims: readonly string[] = Object.values(byScope).flat()

/** What userinfo answers, or what an ID Token holds besides the protocol's own claims. */
export function claimsFor(
  use: 'id_token' | 'userinfo',
  { claims, idTokenClaims, userinfoClaims }: Pick<Grant, 'claims' | 'idTokenClaims' | 'userinfoClaims'>,
  { settings }: OidcApp,
  scope: readonly string[],
): JsonObject {
  const asked = new Set(use === 'id_token' ? idTokenClaims : userinfoClaims)
  const all = use === 'userinfo' || settings.idToken.claims === 'all'
  const named = new Set(all ? [...Object.keys(settings.claims), ...scope.flatMap((one) => byScope[one] ?? [])] : [])
  return Object.fromEntries(Object.entries(claims).filter(([name]) => named.has(name) || asked.has(name)))
}

/** All that the app may see. */
export function toClaims(
  { usernameAttribute }: Pick<OidcApp, 'usernameAttribute'>,
  { attributes }: Pick<Release, 'attributes'>,
): JsonObject {
  const claims = attributes.filter(({ name }) => name !== usernameAttribute)
  return Object.fromEntries(claims.map(({ name, value }) => [name, value]))
}
