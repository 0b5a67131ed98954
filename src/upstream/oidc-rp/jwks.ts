/**
 * The OP's signature keys. Fetched when needed, kept, and fetched again when a token names an unknown key or no longer
 * verifies (an OP may rotate under the same kid): even the login that runs into a rotation succeeds. Never more than
 * one fetch in 5 s, so 12 a minute, whatever tokens arrive (attack 77), and a second try of one that failed. Headers
 * such as jku, x5u or jwk are ignored: keys come only from jwks_uri.
 */

import { setTimeout as delay } from 'node:timers/promises'
import {
  type CryptoKey,
  createLocalJWKSet,
  decodeProtectedHeader,
  errors,
  type JWK,
  type JWSHeaderParameters,
  type JWTVerifyOptions,
  type JWTVerifyResult,
  jwtVerify,
  type LocalJWKSet,
} from 'jose'
import { GatewayError } from '../../core/errors.ts'
import type { Json, JsonObject } from '../../core/identifiers.ts'
import { fetchDocument } from './document.ts'
import type { OpConnection } from './fetch.ts'

/**
 * Asymmetric signatures (RFC 7518, 3.1; Ed25519 by its old and its new name, RFC 8037 and RFC 9864). No `none`, no
 * HMAC.
 */
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
  'EdDSA',
  'Ed25519',
]

export interface OpKeys {
  /**
   * Verifies a compact JWS and its claims.
   * @throws jose's errors when it does not verify; GatewayError upstream_unavailable when there are no keys to be had
   */
  verify(token: string, options: JWTVerifyOptions): Promise<JWTVerifyResult>
}

const cooldown = 5_000
/** A key that the OP has withdrawn is trusted for no longer than this. */
const lifetime = 600_000

/** Keys to try, the likelier ones first. */
interface KeySets {
  /** By kid where the token names one. */
  readonly named: LocalJWKSet
  /** Those without a kid, which may be the ones that a token names (RFC 7517, 4.5: `kid` is optional). */
  readonly unnamed: LocalJWKSet
}

interface Held {
  readonly keys: KeySets
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

/** ms after which a set that could not be read is asked for once more: an OP that just started answers 404 or 503. */
const secondTry = 200
/** ms: what took longer to fail, such as a timeout, is not waited for twice. */
const failedAtOnce = 1_000

async function loadKeys(connection: OpConnection, jwksUri: string, displayName: string): Promise<KeySets> {
  const load = async () => readKeys(await fetchDocument(connection, jwksUri))
  const start = performance.now()
  try {
    return await load().catch(async (error: unknown) => {
      if (performance.now() - start > failedAtOnce || isFinal(error)) throw error
      await delay(secondTry)
      return load()
    })
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'upstream_unavailable') throw error
    const message = `${displayName} can't be used for logins at the moment: its signing keys can't be read.`
    throw new GatewayError('upstream_unavailable', message, { cause: error })
  }
}

/** The OP wants us to wait (429), or its answer can't be used at all. */
const isFinal = (error: unknown): boolean =>
  error instanceof GatewayError && (error.code !== 'upstream_unavailable' || error.retryAfter !== undefined)

/** Entries that are not keys are left out rather than making the whole set useless. */
function readKeys(document: Json): KeySets {
  const listed = typeof document === 'object' && document !== null && 'keys' in document ? document.keys : undefined
  if (!Array.isArray(listed)) throw new Error('not a JSON Web Key Set')
  const keys = listed.flatMap(readKey)
  return {
    named: createLocalJWKSet({ keys }),
    unnamed: createLocalJWKSet({ keys: keys.filter(({ kid }) => kid === undefined) }),
  }
}

/** Members of a key that are lists where they are present (RFC 7517, 4). */
const lists: ReadonlySet<string> = new Set(['key_ops', 'x5c'])

/** A member that says nothing, or something that can't be meant: a `kid` is text, operations are a non-empty list. */
const isVoid = (name: string, value: unknown): boolean =>
  value === null ||
  value === '' ||
  (name === 'kid' && typeof value !== 'string') ||
  (lists.has(name) && !(Array.isArray(value) && value.length > 0))

/** One entry without such members, and without Ed25519's name, of which there are two. */
function readKey(entry: Json): JWK[] {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return []
  const members = Object.entries(entry as JsonObject).filter(([name, value]) => {
    return !isVoid(name, value) && !(name === 'alg' && (value === 'EdDSA' || value === 'Ed25519'))
  })
  const key = Object.fromEntries(members)
  return typeof key.kty === 'string' ? [key as unknown as JWK] : []
}

function mayBeRotation(error: unknown): boolean {
  return error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWSSignatureVerificationFailed
}

/** How many keys are tried for one token at most. */
const keysAtMost = 16

/**
 * One of the keys that fit must verify it: those of its kid first, then those without one. A key that can't be used
 * (RSA below 2048 bits) does not end the search (RFC 7515, 6).
 */
async function verifyWith(
  { named, unnamed }: KeySets,
  token: string,
  options: JWTVerifyOptions,
): Promise<JWTVerifyResult> {
  const { kid, ...nameless } = decodeProtectedHeader(token)
  const names = typeof kid === 'string' && kid !== ''
  try {
    return await verifyWithAny((header) => named(names ? header : nameless), token, options)
  } catch (error) {
    if (!names || !isOfKey(error)) throw error
    return await verifyWithAny(() => unnamed(nameless), token, options).catch((second: unknown) => {
      throw second instanceof errors.JWKSNoMatchingKey ? error : second
    })
  }
}

async function verifyWithAny(
  keys: (header: JWSHeaderParameters) => Promise<CryptoKey>,
  token: string,
  options: JWTVerifyOptions,
): Promise<JWTVerifyResult> {
  try {
    return await jwtVerify(token, keys, options)
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error
    let tried = 0
    for await (const key of error) {
      try {
        return await jwtVerify(token, key, options)
      } catch (failure) {
        if (!isOfKey(failure) || ++tried === keysAtMost) throw failure
      }
    }
    throw new errors.JWSSignatureVerificationFailed()
  }
}

/**
 * Whether another key could do better. For one that can't be read or used jose throws what Node threw, or a TypeError.
 */
const isOfKey = (error: unknown): boolean =>
  !(error instanceof errors.JOSEError) ||
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSInvalid ||
  error instanceof errors.JWSSignatureVerificationFailed
