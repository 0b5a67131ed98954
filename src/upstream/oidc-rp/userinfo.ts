/** The userinfo endpoint (OIDC Core 5.3): JSON, or a signed JWT. Authelia puts everything about a person here only. */
import type { Issuer } from '../../core/identifiers.ts'
import type { OpConnection, OpResponse } from './fetch.ts'
import { signedClaims } from './id-token.ts'
import { type ClaimSet, parseClaims } from './json.ts'
import { type OpKeys, signatureAlgorithms } from './jwks.ts'
import { printable } from './printable.ts'

export interface UserinfoExpectation {
  readonly issuer: Issuer
  readonly clientId: string
  /** `sub` of the ID Token: the answer must be about the same person (attack 75). */
  readonly subject: string
  /** ms since 1970 */
  readonly now: number
  /** ms */
  readonly clockTolerance: number
}

/**
 * Fetches a person's claims.
 * @throws GatewayError as the connection does; an Error that says what is wrong with the answer, without its values
 */
export async function fetchUserinfo(
  connection: OpConnection,
  endpoint: string,
  accessToken: string,
  keys: OpKeys,
  expected: UserinfoExpectation,
): Promise<ClaimSet> {
  const headers = { accept: 'application/json, application/jwt', authorization: `Bearer ${accessToken}` }
  const answer = await connection.send({ method: 'GET', url: endpoint, headers })
  if (answer.status < 200 || answer.status > 299) {
    const reason = `userinfo answered ${answer.status} ${printable(answer.authenticate ?? '')}`
    throw new Error(`${reason}; where the ID Token has all claims, \`userinfo: false\` asks no more`)
  }
  const found = await readAnswer(answer, keys, expected)
  const { sub } = found.claims
  // Some write it as a number here, although it is text in the ID Token.
  const subject = typeof sub === 'number' ? String(sub) : sub
  if (subject !== expected.subject) throw new Error('userinfo: sub differs from that of the ID Token')
  return found
}

/** By its shape where it isn't called a JWT: JSON comes as text/plain too. */
async function readAnswer(answer: OpResponse, keys: OpKeys, expected: UserinfoExpectation): Promise<ClaimSet> {
  const type = answer.contentType.split(';')[0]?.trim().toLowerCase()
  if (type === 'application/jwt' || /^\s*[\w-]+\.[\w-]+\.[\w-]+\s*$/.test(answer.body)) {
    return readSigned(answer.body.trim(), keys, expected)
  }
  if (!/^[\s\ufeff]*\{/.test(answer.body))
    throw new Error(`userinfo: neither JSON nor JWT (${printable(answer.contentType)})`)
  return parseClaims(answer.body, 'userinfo')
}

/** Authelia's signed form has neither iss nor aud: compared where they are present (Core 5.3.2 says SHOULD). */
async function readSigned(token: string, keys: OpKeys, expected: UserinfoExpectation): Promise<ClaimSet> {
  const { payload } = await keys.verify(token, {
    algorithms: [...signatureAlgorithms],
    clockTolerance: expected.clockTolerance / 1000,
    currentDate: new Date(expected.now),
  })
  const { iss, aud } = payload
  if (iss !== undefined && iss !== expected.issuer) throw new Error('userinfo: iss names another issuer')
  if (aud !== undefined && ![aud].flat().includes(expected.clientId))
    throw new Error('userinfo: aud names another client')
  return signedClaims(token)
}
