/** The ID Token (OIDC Core 2, 3.1.3.7): signature and claims, after the code grant. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Issuer, JsonObject } from '../../core/identifiers.ts'
import { type ClaimSet, parseClaims } from './json.ts'
import type { OpKeys } from './jwks.ts'
import { TimeImpossible } from './refused-answer.ts'

export interface IdTokenExpectation {
  readonly issuer: Issuer
  readonly clientId: string
  readonly nonce: string
  /** What the OP signs ID Tokens with: an algorithm that it does not announce is not accepted. */
  readonly algorithms: readonly string[]
  /** Audiences that may stand beside us without an azp. */
  readonly audiences: readonly string[]
  /** What at_hash covers. */
  readonly accessToken: string
  /** ms since 1970 */
  readonly now: number
  /** ms by which the OP's clock may differ from ours */
  readonly clockTolerance: number
}

/** Claims of a verified ID Token. Times are seconds since 1970. */
export interface IdTokenClaims {
  readonly subject: string
  readonly issuedAt: number
  readonly authTime: number | undefined
  readonly acr: string | undefined
  readonly amr: readonly string[]
  readonly sid: string | undefined
  readonly all: ClaimSet
}

/**
 * Verifies signature (never none or HMAC; an unknown `crit` is refused), iss, aud, azp, exp, iat, nonce, at_hash.
 * @throws an Error that says what is wrong, without the claims' values; jose's own for the signature
 */
export async function verifyIdToken(keys: OpKeys, token: string, expected: IdTokenExpectation): Promise<IdTokenClaims> {
  const { payload, protectedHeader } = await keys.verify(token, {
    algorithms: [...expected.algorithms],
    issuer: expected.issuer,
    audience: expected.clientId,
    requiredClaims: ['sub', 'exp', 'iat', 'nonce'],
    clockTolerance: expected.clockTolerance / 1000,
    currentDate: new Date(expected.now),
  })
  const claims = payload as JsonObject
  checkAuthorizedParty(claims, expected, 'ID Token')
  const issuedAt = checkIssuedAt(claims.iat, expected, 'ID Token')
  if (claims.nonce !== expected.nonce) throw new Error('ID Token: the nonce is not the one that was sent')
  checkAccessTokenHash(claims.at_hash, expected.accessToken, protectedHeader.alg)
  return readClaims(signedClaims(token), issuedAt, expected.clockTolerance)
}

/** The payload of a token that was verified, read from the bytes that were signed. */
export function signedClaims(token: string): ClaimSet {
  return parseClaims(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString(), 'token')
}

/**
 * Core 3.1.3.7, 3 to 5: further audiences are trusted when azp says that the token is for us, or when the operator
 * named them.
 * @param what names the token in the error
 */
export function checkAuthorizedParty(
  { aud, azp }: JsonObject,
  { clientId, audiences }: Pick<IdTokenExpectation, 'clientId' | 'audiences'>,
  what: string,
): void {
  const others = Array.isArray(aud) ? aud.filter((name) => name !== clientId && !audiences.includes(String(name))) : []
  if (others.length > 0 && !isPresent(azp)) {
    throw new Error(
      `${what}: several audiences but no azp; list the audiences that are allowed in \`audiences\` of the upstream`,
    )
  }
  if (isPresent(azp) && azp !== clientId) throw new Error(`${what}: azp names another client`)
}

/** null or an empty string is how some libraries write an absent value. */
const isPresent = (value: unknown): boolean => value !== undefined && value !== null && value !== ''

/**
 * When the token was issued, seconds since 1970; not in the future.
 * @param clock ms since 1970, and ms by which the OP's may differ
 */
export function checkIssuedAt(
  iat: unknown,
  { now, clockTolerance }: Pick<IdTokenExpectation, 'now' | 'clockTolerance'>,
  what: string,
): number {
  if (typeof iat !== 'number') throw new Error(`${what}: iat is not a number`)
  if (iat * 1000 > now + clockTolerance) throw new TimeImpossible(`${what}: issued in the future; compare the clocks`)
  return Math.floor(iat)
}

/** The hash of a JWS algorithm; Ed25519 hashes with SHA-512 (RFC 8032, 5.1). */
const hashOf = (algorithm: string): string => (/^Ed/.test(algorithm) ? 'sha512' : `sha${algorithm.slice(-3)}`)

/** Core 3.1.3.6: left half of the hash that the signature's algorithm uses. */
function checkAccessTokenHash(hash: unknown, accessToken: string, algorithm: string): void {
  if (!isPresent(hash)) return
  const digest = createHash(hashOf(algorithm)).update(accessToken).digest()
  const expected = Buffer.from(digest.subarray(0, digest.length / 2).toString('base64url'))
  const given = Buffer.from(String(hash))
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new Error('ID Token: at_hash does not match the access token')
  }
}

function readClaims(all: ClaimSet, issuedAt: number, clockTolerance: number): IdTokenClaims {
  const { sub, auth_time: authTime, acr, amr, sid } = all.claims
  if (typeof sub !== 'string' || sub === '' || all.inexact.includes('sub'))
    throw new Error('ID Token: sub is not a string')
  return {
    subject: sub,
    issuedAt,
    authTime: readAuthTime(authTime, issuedAt + clockTolerance / 1000),
    acr: typeof acr === 'string' ? acr : undefined,
    amr: (Array.isArray(amr) ? amr : [amr]).filter((method) => typeof method === 'string'),
    sid: typeof sid === 'string' ? sid : undefined,
    all,
  }
}

/**
 * A value that can't be the time of a login counts as absent: 0 (Keycloak's impersonation), text, milliseconds.
 * Freshness, where it is asked for, then fails for lack of it.
 */
function readAuthTime(value: unknown, latest: number): number | undefined {
  return typeof value === 'number' && value >= 1 && value <= latest ? Math.floor(value) : undefined
}
