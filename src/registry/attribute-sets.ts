/**
 * The attribute sets that an app can name: `basic` (plain names), `oid` (LDAP's), `ws` (WS-Federation's claim URIs).
 */

import type { AttributeNameFormat, AttributesConfig } from '../config/config.ts'
import type { AttributeRule } from '../core/policy/app-policy.ts'
import { compileExpression } from '../core/policy/compile.ts'
import type { AttributeNaming } from './app.ts'

export type AttributeSet = 'basic' | 'oid' | 'ws'

interface SetRow {
  readonly name: string
  readonly friendlyName?: string
  readonly claim: string
}

const basic: readonly SetRow[] = [
  { name: 'username', claim: 'preferred_username' },
  { name: 'email', claim: 'email' },
  { name: 'name', claim: 'name' },
  { name: 'first_name', claim: 'given_name' },
  { name: 'last_name', claim: 'family_name' },
]

/** Names of RFC 4519, RFC 4524 and eduMember, as the X.500/LDAP attribute profile writes them (Profiles 8.2). */
const oid: readonly SetRow[] = [
  { name: 'urn:oid:0.9.2342.19200300.100.1.1', friendlyName: 'uid', claim: 'preferred_username' },
  { name: 'urn:oid:0.9.2342.19200300.100.1.3', friendlyName: 'mail', claim: 'email' },
  { name: 'urn:oid:2.16.840.1.113730.3.1.241', friendlyName: 'displayName', claim: 'name' },
  { name: 'urn:oid:2.5.4.3', friendlyName: 'cn', claim: 'name' },
  { name: 'urn:oid:2.5.4.42', friendlyName: 'givenName', claim: 'given_name' },
  { name: 'urn:oid:2.5.4.4', friendlyName: 'sn', claim: 'family_name' },
]

const identityClaims = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims'

/** ISIP 1.0 section 7.5, where `name` is the unique name, not the one to display. */
const ws: readonly SetRow[] = [
  { name: `${identityClaims}/name`, claim: 'preferred_username' },
  { name: `${identityClaims}/emailaddress`, claim: 'email' },
  { name: `${identityClaims}/givenname`, claim: 'given_name' },
  { name: `${identityClaims}/surname`, claim: 'family_name' },
]

/** The rules for the core, and how SAML names their results. */
export interface Attributes {
  readonly rules: readonly AttributeRule[]
  readonly names: ReadonlyMap<string, AttributeNaming>
}

/** `?` turns an absent claim into no value, where a plain access would be an error worth a warning. */
const ruleOf = ({ name, claim }: SetRow, source = `claims.?${claim}`): AttributeRule => ({
  name,
  value: compileExpression(source, 'value'),
})

function compileSet(
  nameFormat: AttributeNameFormat,
  rows: readonly SetRow[],
  groups: Omit<SetRow, 'claim'>,
): Attributes {
  const all = [...rows, { ...groups, claim: 'groups' }]
  return {
    rules: all.map((row) => ruleOf(row, row.claim === 'groups' ? 'groups' : undefined)),
    names: namesOf(all.map((row) => ({ ...row, nameFormat }))),
  }
}

function namesOf(rows: readonly (AttributeNaming & { readonly name: string })[]): Attributes['names'] {
  return new Map(
    rows.map(({ name, nameFormat, friendlyName }) => [name, { nameFormat, ...(friendlyName && { friendlyName }) }]),
  )
}

/** By name; compiled once. ADFS publishes its claims without a NameFormat, so `ws` has `unspecified`. */
export const attributeSets: Readonly<Record<AttributeSet, Attributes>> = {
  basic: compileSet('basic', basic, { name: 'groups' }),
  oid: compileSet('uri', oid, { name: 'urn:oid:1.3.6.1.4.1.5923.1.5.1.1', friendlyName: 'isMemberOf' }),
  ws: compileSet('unspecified', ws, { name: 'http://schemas.xmlsoap.org/claims/Group' }),
}

/**
 * The attributes to release, compiled.
 * @throws ExpressionError where an expression is wrong; the config was checked for that when it was loaded.
 */
export function compileAttributes(choice: AttributesConfig): Attributes {
  if ('set' in choice) return attributeSets[choice.set]
  return {
    rules: choice.rules.map(({ name, value }) => ({ name, value: compileExpression(value, 'value') })),
    names: namesOf(choice.rules),
  }
}
