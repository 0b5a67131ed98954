/** The ID Token (OIDC Core 2, 3.1.3.7): signature and claims, after the code grant. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Issuer, JsonObject } from '../../core/identifiers.ts'
import { type OpKeys, signatureAlgorithms } from './jwks.ts'

export interface IdTokenExpectation {
  readonly issuer: Issuer
  readonly clientId: string
  readonly nonce: string
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
  readonly all: JsonObject
}

/**
 * Verifies signature (RS, PS, ES only; an unknown `crit` is refused), iss, aud, azp, exp, iat, nonce, at_hash.
 * @throws an Error that says what is wrong, without the claims' values; jose's own for the signature
 */
export async function verifyIdToken(keys: OpKeys, token: string, expected: IdTokenExpectation): Promise<IdTokenClaims> {
  const { payload, protectedHeader } = await keys.verify(token, {
    algorithms: [...signatureAlgorithms],
    issuer: expected.issuer,
    audience: expected.clientId,
    requiredClaims: ['sub', 'exp', 'iat', 'nonce'],
    clockTolerance: expected.clockTolerance / 1000,
    currentDate: new Date(expected.now),
  })
  const claims = payload as JsonObject
  checkAuthorizedParty(claims, expected.clientId, 'ID Token')
  checkIssuedAt(claims.iat, expected, 'ID Token')
  if (claims.nonce !== expected.nonce) throw new Error('ID Token: the nonce is not the one sent (attack 71, 72)')
  checkAccessTokenHash(claims.at_hash, expected.accessToken, protectedHeader.alg)
  return readClaims(claims)
}

/**
 * Core 3.1.3.7, 3 to 5: further audiences are trusted only when azp says that the token is for us.
 * @param what names the token in the error
 */
export function checkAuthorizedParty({ aud, azp }: JsonObject, clientId: string, what: string): void {
  if (Array.isArray(aud) && aud.length > 1 && azp === undefined) {
    throw new Error(`${what}: several audiences and no azp`)
  }
  if (azp !== undefined && azp !== clientId) throw new Error(`${what}: azp is another client`)
}

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
  if (iat * 1000 > now + clockTolerance) throw new Error(`${what}: issued in the future; compare the clocks`)
  return Math.floor(iat)
}

/** Core 3.1.3.6: left half of the hash that the signature's algorithm uses. */
function checkAccessTokenHash(hash: unknown, accessToken: string, algorithm: string): void {
  if (hash === undefined) return
  const digest = createHash(`sha${algorithm.slice(-3)}`)
    .update(accessToken)
    .digest()
  const expected = Buffer.from(digest.subarray(0, digest.length / 2).toString('base64url'))
  const given = Buffer.from(String(hash))
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new Error('ID Token: at_hash does not fit the access token')
  }
}

function readClaims(claims: JsonObject): IdTokenClaims {
  const { sub, iat, auth_time: authTime, acr, amr, sid } = claims
  if (typeof sub !== 'string' || sub === '') throw new Error('ID Token: sub is not a string')
  return {
    subject: sub,
    issuedAt: Math.floor(Number(iat)),
    authTime: typeof authTime === 'number' ? Math.floor(authTime) : undefined,
    acr: typeof acr === 'string' ? acr : undefined,
    amr: (Array.isArray(amr) ? amr : [amr]).filter((method) => typeof method === 'string'),
    sid: typeof sid === 'string' ? sid : undefined,
    all: claims,
  }
}
