/** The userinfo endpoint (OIDC Core 5.3): JSON, or a signed JWT. Authelia puts everything about a person only here. */
import type { Issuer, Json, JsonObject } from '../../core/identifiers.ts'
import type { OpConnection, OpResponse } from './fetch.ts'
import { type OpKeys, signatureAlgorithms } from './jwks.ts'
import { parseJson } from './printable.ts'

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
): Promise<JsonObject> {
  const headers = { accept: 'application/json, application/jwt', authorization: `Bearer ${accessToken}` }
  const answer = await connection.send({ method: 'GET', url: endpoint, headers })
  if (answer.status !== 200) throw new Error(`userinfo answered ${answer.status} ${answer.authenticate ?? ''}`)
  const claims = await readAnswer(answer, keys, expected)
  if (claims.sub !== expected.subject) throw new Error('userinfo: sub is not the one of the ID Token')
  return claims
}

async function readAnswer(answer: OpResponse, keys: OpKeys, expected: UserinfoExpectation): Promise<JsonObject> {
  const type = answer.contentType.split(';')[0]?.trim().toLowerCase()
  if (type === 'application/jwt') return readSigned(answer.body, keys, expected)
  if (type !== 'application/json') throw new Error(`userinfo: content type ${type} is neither JSON nor JWT`)
  const claims: Json = parseJson(answer.body)
  if (typeof claims !== 'object' || claims === null || Array.isArray(claims)) throw new Error('userinfo: not an object')
  return claims as JsonObject
}

/** Authelia's signed form has neither iss nor aud: compared where they are present (Core 5.3.2 says SHOULD). */
async function readSigned(token: string, keys: OpKeys, expected: UserinfoExpectation): Promise<JsonObject> {
  const { payload } = await keys.verify(token.trim(), {
    algorithms: [...signatureAlgorithms],
    clockTolerance: expected.clockTolerance / 1000,
    currentDate: new Date(expected.now),
  })
  const { iss, aud } = payload
  if (iss !== undefined && iss !== expected.issuer) throw new Error('userinfo: iss is another issuer')
  if (aud !== undefined && ![aud].flat().includes(expected.clientId)) throw new Error('userinfo: aud is another client')
  return payload as JsonObject
}
