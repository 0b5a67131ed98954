/**
 * What of an address's metadata decides whom we trust, and how two copies differ in it. Whoever serves the address could
 * otherwise put their own key in force, send answers to another host, or take a requirement away (attack 66).
 */
import { createHash } from 'node:crypto'
import type { Endpoint, ServiceProvider, VerificationKey } from '../saml/service-provider.ts'

/** What is asked of an identity provider's metadata here. */
export interface TrustedIdentityProvider {
  readonly entityId: string
  readonly wantAuthnRequestsSigned: boolean
  readonly signingKeys: readonly VerificationKey[]
  readonly singleSignOnServices: readonly Endpoint[]
  readonly singleLogoutServices: readonly Endpoint[]
  readonly validUntil?: number
}

/** Both roles, as a reading has them. */
export interface TrustedRoles {
  readonly serviceProviders: readonly ServiceProvider[]
  readonly identityProviders?: readonly TrustedIdentityProvider[]
}

export type TrustChangeKind =
  | 'entity-id'
  | 'signing-key'
  | 'encryption-key'
  | 'reply-host'
  | 'sign-in-host'
  | 'logout-host'
  | 'unsigned-requests'
  | 'unsigned-assertions'
  | 'names'

/** One difference that somebody has to look at. Texts come from metadata. */
export interface TrustChange {
  readonly kind: TrustChangeKind
  readonly entityId: string
  /** What is gone, and what came: fingerprints of keys, hosts, entityIDs. */
  readonly gone: readonly string[]
  readonly came: readonly string[]
  /** Of so many people seen lately, so many would become new accounts. It changes daily, and names no change. */
  readonly count?: { readonly people: number; readonly of: number } | undefined
}

/** A change for each app that would know people by other names (names/fetched.ts). Never rejects. */
export type FetchedRenamings = (before: TrustedRoles, offered: TrustedRoles) => Promise<readonly TrustChange[]>

/** All that somebody has to look at before this copy is in force. @param followKeys as for {@link trustChanges} */
export async function allChanges(
  before: TrustedRoles,
  offered: TrustedRoles,
  followKeys: boolean,
  renamings: FetchedRenamings | undefined,
): Promise<readonly TrustChange[]> {
  const trust = trustChanges(before, offered, followKeys)
  return renamings === undefined ? trust : [...trust, ...(await renamings(before, offered))]
}

/** Of one entity in one role. Sets are of texts that can be compared and shown. */
interface Trust {
  readonly entityId: string
  readonly signing: readonly string[]
  readonly encryption: readonly string[]
  readonly reply: readonly string[]
  readonly signIn: readonly string[]
  readonly logout: readonly string[]
  readonly demands: readonly ('unsigned-requests' | 'unsigned-assertions')[]
}

/**
 * The differences that matter, in the order of the copy in force. Empty where there is none, or nothing was in force.
 * @param followKeys the operator takes this source's new keys unseen
 */
export function trustChanges(before: TrustedRoles, offered: TrustedRoles, followKeys: boolean): readonly TrustChange[] {
  const [was, now] = [trustOf(before), trustOf(offered)]
  const renamed = was.length === 1 && now.length > 0 && !now.some(({ entityId }) => entityId === was[0]?.entityId)
  if (renamed) {
    const entityId = was[0]?.entityId ?? ''
    return [{ kind: 'entity-id', entityId, gone: [entityId], came: now.slice(0, 5).map((one) => one.entityId) }]
  }
  const byName = new Map(now.map((one) => [one.entityId, one]))
  return was.flatMap((one) => {
    const other = byName.get(one.entityId)
    return other === undefined ? [] : changesOf(one, other, followKeys)
  })
}

function changesOf(was: Trust, now: Trust, followKeys: boolean): readonly TrustChange[] {
  const { entityId } = was
  const gone = (part: 'signing' | 'encryption' | 'reply' | 'signIn' | 'logout') => without(was[part], now[part])
  const came = (part: 'signing' | 'encryption' | 'reply' | 'signIn' | 'logout') => without(now[part], was[part])
  const change = (kind: TrustChangeKind, part: 'signing' | 'encryption' | 'reply' | 'signIn' | 'logout') => ({
    kind,
    entityId,
    gone: gone(part),
    came: came(part),
  })
  // A key that is taken back while others stay is trust less: waiting would keep a stolen one in force.
  const signing = came('signing').length > 0 || (now.signing.length === 0 && was.signing.length > 0)
  const keys = [
    ...(signing ? [change('signing-key', 'signing')] : []),
    ...(gone('encryption').length + came('encryption').length > 0 ? [change('encryption-key', 'encryption')] : []),
  ]
  return [
    // With `follow`, a key that is gone without another is no new key.
    ...keys.filter(({ came: keysThatCame }) => !followKeys || keysThatCame.length === 0),
    ...(came('reply').length > 0 ? [change('reply-host', 'reply')] : []),
    ...(came('signIn').length > 0 ? [change('sign-in-host', 'signIn')] : []),
    ...(came('logout').length > 0 ? [change('logout-host', 'logout')] : []),
    ...without(was.demands, now.demands).map((kind) => ({ kind, entityId, gone: [], came: [] })),
  ]
}

const without = <Text extends string>(all: readonly Text[], others: readonly Text[]): readonly Text[] =>
  all.filter((one) => !others.includes(one))

function trustOf({ serviceProviders, identityProviders = [] }: TrustedRoles): readonly Trust[] {
  return [
    ...serviceProviders.map((one) => ({
      entityId: one.entityId,
      signing: one.signingKeys.map(fingerprintOf),
      encryption: one.encryption === undefined ? [] : [fingerprintOf(one.encryption.key)],
      reply: originsOf(one.assertionConsumerServices),
      signIn: [],
      logout: originsOf(one.singleLogoutServices),
      demands: [
        ...(one.authnRequestsSigned ? (['unsigned-requests'] as const) : []),
        ...(one.wantAssertionsSigned ? (['unsigned-assertions'] as const) : []),
      ],
    })),
    ...identityProviders.map((one) => ({
      entityId: one.entityId,
      signing: one.signingKeys.map(fingerprintOf),
      encryption: [],
      reply: [],
      signIn: originsOf(one.singleSignOnServices),
      logout: originsOf(one.singleLogoutServices),
      demands: one.wantAuthnRequestsSigned ? (['unsigned-requests'] as const) : [],
    })),
  ]
}

/** The whole SHA-256 of the public key: the short name of a key could be met by trying. */
const fingerprintOf = ({ key }: VerificationKey): string =>
  createHash('sha256')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest('hex')

/** Scheme, host and port: https that becomes http is another one too. */
function originsOf(endpoints: readonly Endpoint[]): readonly string[] {
  const locations = endpoints.flatMap(({ location, responseLocation }) => [location, responseLocation ?? location])
  return [...new Set(locations.map((location) => new URL(location).origin))]
}

/** Names the changes, so that the same ones are known again however the rest of the document differs. */
export const digestOf = (changes: readonly TrustChange[]): string =>
  createHash('sha256')
    .update(JSON.stringify(changes.map(({ count: _, ...change }) => change)))
    .digest('hex')

/** What differs that nobody needs to look at, by the names of the fields; a new validUntil alone is nothing. */
export function harmlessChanges(before: TrustedRoles, now: TrustedRoles): readonly string[] {
  const fields = (roles: TrustedRoles) =>
    new Map(
      [...roles.serviceProviders, ...(roles.identityProviders ?? [])].map((one) => [
        one.entityId,
        { ...one, validUntil: undefined, signingKeys: one.signingKeys.map(fingerprintOf), encryption: undefined },
      ]),
    )
  const was = fields(before)
  const changed = new Set<string>()
  for (const [entityId, one] of fields(now)) {
    const other: Readonly<Record<string, unknown>> = { ...was.get(entityId) }
    if (was.get(entityId) === undefined) changed.add('entities')
    else
      for (const [field, value] of Object.entries(one)) {
        if (JSON.stringify(value) !== JSON.stringify(other[field])) changed.add(field)
      }
  }
  if ([...was.keys()].some((entityId) => !fields(now).has(entityId))) changed.add('entities')
  return [...changed]
}
