/**
 * The token endpoint's answer (RFC 6749, 5.1 and 5.2) as openid-client gets it: what a login needs, and nothing else.
 * The library ends a login over members that nobody here reads (a refresh_token that is null, a scope that is a list),
 * over an auth_time that is null, and can't judge the at_hash of Ed25519. So it never sees the ID Token: that is judged
 * once, by `verifyIdToken`.
 */
import type { CustomFetch } from 'openid-client'
import type { JsonObject } from '../../core/identifiers.ts'
import type { OpConnection, OpResponse } from './fetch.ts'
import { parseJson } from './json.ts'
import { printable } from './printable.ts'
import { TextResponse } from './text-response.ts'

/** The member that carries the ID Token past openid-client. */
export const unreadIdToken = 'unread_id_token'

/**
 * The token endpoint said no to the code, the verifier or our credentials. Counted against the visitor (attack 101).
 */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused'
  /** We ourselves were not believed: the client is unknown, or its secret is wrong (RFC 6749, 5.2). */
  readonly ofClient: boolean

  constructor(message: string, ofClient = false) {
    super(message)
    this.ofClient = ofClient
  }
}

/**
 * The connection as openid-client wants it. Throws TokenRefused in the OP's own words, which a challenge would hide.
 */
export function fetchTokens(connection: OpConnection): CustomFetch {
  return async (url, { method, headers, body }) => {
    const answer = await connection.send({ method, url, headers, body: formText(body) })
    return new TextResponse(200, { 'content-type': 'application/json' }, JSON.stringify(readTokens(answer)))
  }
}

function formText(body: unknown): string {
  if (typeof body === 'string' || body instanceof URLSearchParams) return body.toString()
  throw new TypeError('only forms are sent to the token endpoint')
}

/** Some answer 200 with an error all the same. */
function readTokens({ status, body, authenticate }: OpResponse): JsonObject {
  const found = readObject(body)
  if (status >= 400 || isError(found?.error)) throw refusal(status, found, authenticate)
  if (found === undefined) throw new Error(`the token endpoint answered ${status} without a JSON object`)
  const { access_token, token_type: type, id_token } = found
  const token_type = typeof type === 'string' && type !== '' ? type : 'Bearer'
  return { access_token, token_type, [unreadIdToken]: id_token }
}

/** An empty one beside tokens means that there is none. */
const isError = (error: unknown): boolean => typeof error === 'string' && error !== ''

function readObject(body: string): JsonObject | undefined {
  try {
    const value = parseJson(body)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined
  } catch {
    return undefined
  }
}

function refusal(status: number, found: JsonObject | undefined, challenge: string | undefined): TokenRefused {
  const { error, error_description: description } = found ?? {}
  if (typeof error !== 'string') {
    const instead = challenge === undefined ? 'without a JSON error' : `with a challenge: ${printable(challenge)}`
    return new TokenRefused(`the token endpoint answered ${status} ${instead}`, status === 401)
  }
  const words = typeof description === 'string' ? printable(description) : ''
  const ofClient = status === 401 || error === 'invalid_client' || error === 'unauthorized_client'
  return new TokenRefused(`the token endpoint answered ${status} ${printable(error)}: ${words}`, ofClient)
}
