/** Names under which identity providers usually send what a claim says, by claim, the best first. */
import type { ClaimSet } from '../../config/saml-upstream-settings.ts'

type Table = Readonly<Record<string, readonly string[]>>

const oid = (number: string): string => `urn:oid:${number}`
const identity = (name: string): string => `http://schemas.xmlsoap.org/ws/2005/05/identity/claims/${name}`
const microsoft = (name: string): string => `http://schemas.microsoft.com/identity/claims/${name}`
const windows = (name: string): string => `http://schemas.microsoft.com/ws/2008/06/identity/claims/${name}`

/** eduPerson and the names of RFC 4519 and RFC 4524, as the X.500/LDAP attribute profile and old Shibboleths write them. */
const eduperson: Table = {
  email: [oid('0.9.2342.19200300.100.1.3'), 'mail', 'urn:mace:dir:attribute-def:mail'],
  name: [oid('2.16.840.1.113730.3.1.241'), 'displayName', oid('2.5.4.3'), 'cn'],
  given_name: [oid('2.5.4.42'), 'givenName'],
  family_name: [oid('2.5.4.4'), 'sn'],
  preferred_username: [
    oid('0.9.2342.19200300.100.1.1'),
    'uid',
    oid('1.3.6.1.4.1.5923.1.1.1.6'),
    'eduPersonPrincipalName',
  ],
  groups: [oid('1.3.6.1.4.1.5923.1.5.1.1'), 'isMemberOf', 'memberOf'],
}

/** ISIP 1.0 section 7.5, where `name` is the name to sign in with, and AD FS's own. */
const adfs: Table = {
  email: [identity('emailaddress'), 'http://schemas.xmlsoap.org/claims/EmailAddress'],
  name: ['http://schemas.xmlsoap.org/claims/CommonName'],
  given_name: [identity('givenname')],
  family_name: [identity('surname')],
  preferred_username: [
    identity('upn'),
    identity('name'),
    windows('windowsaccountname'),
    'http://schemas.xmlsoap.org/claims/UPN',
  ],
  groups: ['http://schemas.xmlsoap.org/claims/Group', windows('groups'), windows('role')],
}

const entra: Table = {
  email: [identity('emailaddress')],
  name: [microsoft('displayname')],
  given_name: [identity('givenname')],
  family_name: [identity('surname')],
  preferred_username: [identity('name'), identity('upn')],
  groups: [windows('groups'), windows('role')],
  oid: [microsoft('objectidentifier')],
  tid: [microsoft('tenantid')],
}

/** What its built-in mappers write, with and without X.500 names. */
const keycloak: Table = {
  email: ['email', oid('1.2.840.113549.1.9.1')],
  email_verified: ['email_verified', 'emailVerified'],
  name: ['name', 'fullName'],
  given_name: ['firstName', 'given_name', oid('2.5.4.42')],
  family_name: ['lastName', 'family_name', oid('2.5.4.4')],
  preferred_username: ['username', 'preferred_username'],
  groups: ['groups', 'member', 'Role'],
}

/** Names of the app's attribute mapping, as its help suggests them. */
const google: Table = {
  email: ['email', 'primaryEmail'],
  name: ['displayName', 'fullName'],
  given_name: ['firstName', 'first_name'],
  family_name: ['lastName', 'last_name'],
  preferred_username: ['username'],
  groups: ['groups'],
}

export const claimSets: Readonly<Record<ClaimSet, Table>> = { eduperson, adfs, entra, keycloak, google }
