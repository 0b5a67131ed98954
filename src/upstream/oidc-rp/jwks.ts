/**
 * The OP's signature keys. Fetched when needed, kept, and fetched again when a token names an unknown key or no longer verifies
 * (an OP may rotate under the same kid): a rotation is survived by the very login that meets it. Never more than one fetch in 5 s, so 12 a
 * minute, whatever tokens arrive (attack 77). Headers such as jku, x5u or jwk choose nothing: keys come from jwks_uri alone.
 */
import {
  createLocalJWKSet,
  errors,
  type JSONWebKeySet,
  type JWTVerifyOptions,
  type JWTVerifyResult,
  jwtVerify,
  type LocalJWKSet,
} from 'jose'
import { GatewayError } from '../../core/errors.ts'
import type { Json } from '../../core/identifiers.ts'
import type { OpConnection } from './fetch.ts'
import { parseJson } from './printable.ts'

/** Asymmetric signatures that every OP has (RFC 7518, 3.1). No `none`, no HMAC (attack 73). */
export const signatureAlgorithms: readonly string[] = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
]

export interface OpKeys {
  /**
   * Verifies a compact JWS and its claims.
   * @throws jose's errors when it does not verify; GatewayError upstream_unavailable when there are no keys to be had
   */
  verify(token: string, options: JWTVerifyOptions): Promise<JWTVerifyResult>
}

const cooldown = 5_000
/** A key that the OP withdrew is trusted no longer than this. */
const lifetime = 600_000

interface Held {
  readonly keys: LocalJWKSet
  readonly at: number
}

/** Keys of one jwks_uri. Nothing is fetched yet. */
export function opKeys(connection: OpConnection, jwksUri: string, displayName: string, now: () => number): OpKeys {
  let held: Held | undefined
  let pending: Promise<Held> | undefined
  let last: { readonly at: number; readonly error?: unknown } | undefined

  async function fetchKeys(): Promise<Held> {
    try {
      const keys = await loadKeys(connection, jwksUri, displayName)
      held = { keys, at: now() }
      last = { at: now() }
      return held
    } catch (error) {
      last = { at: now(), error }
      throw error
    } finally {
      pending = undefined
    }
  }

  /** Fresh keys, if they may be fetched; otherwise what there is. */
  async function refreshed(): Promise<Held> {
    if (pending === undefined && last !== undefined && now() - last.at < cooldown) {
      if (held !== undefined) return held
      throw last.error
    }
    pending ??= fetchKeys()
    return pending
  }

  async function current(): Promise<Held> {
    const known = held
    if (known !== undefined && now() - known.at < lifetime) return known
    try {
      return await refreshed()
    } catch (error) {
      if (known !== undefined) return known
      throw error
    }
  }

  return {
    async verify(token, options) {
      const before = await current()
      try {
        return await verifyWith(before.keys, token, options)
      } catch (error) {
        if (!mayBeRotation(error)) throw error
        const after = await refreshed()
        if (after === before) throw error
        return verifyWith(after.keys, token, options)
      }
    },
  }
}

async function loadKeys(connection: OpConnection, jwksUri: string, displayName: string): Promise<LocalJWKSet> {
  try {
    const { status, body } = await connection.send({
      method: 'GET',
      url: jwksUri,
      headers: { accept: 'application/json' },
    })
    if (status !== 200) throw new Error(`${jwksUri} answered ${status}`)
    return createLocalJWKSet(readKeys(parseJson(body)))
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'upstream_unavailable') throw error
    const message = `${displayName} can't be used for logins at the moment: its signature keys can't be read.`
    throw new GatewayError('upstream_unavailable', message, { cause: error })
  }
}

/** Entries that are no objects are left out rather than making the whole set useless. */
function readKeys(document: Json): JSONWebKeySet {
  const keys = typeof document === 'object' && document !== null && 'keys' in document ? document.keys : undefined
  if (!Array.isArray(keys)) throw new Error('not a JSON Web Key Set')
  return { keys: keys.filter((key) => typeof key === 'object' && key !== null) }
}

function mayBeRotation(error: unknown): boolean {
  return error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWSSignatureVerificationFailed
}

/** A token without kid may fit several keys: one of them must verify it. */
async function verifyWith(keys: LocalJWKSet, token: string, options: JWTVerifyOptions): Promise<JWTVerifyResult> {
  try {
    return await jwtVerify(token, keys, options)
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error
    for await (const key of error) {
      try {
        return await jwtVerify(token, key, options)
      } catch (failure) {
        if (!(failure instanceof errors.JWSSignatureVerificationFailed)) throw failure
      }
    }
    throw new errors.JWSSignatureVerificationFailed()
  }
}
