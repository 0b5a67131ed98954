/**
 * Logout tokens: an OP says that one of its logins is over, or all of a person (OpenID Connect Back-Channel Logout 1.0,
 * 2.4 and 2.6). Judged here; a replay is refused, and sessions are ended, by core/logout/upstream.ts.
 */
import type { JWTPayload, ProtectedHeaderParameters } from 'jose'
import type { OidcUpstreamConfig } from '../../config/oidc-upstream.ts'
import { GatewayError } from '../../core/errors.ts'
import type { JsonObject } from '../../core/identifiers.ts'
import type { UpstreamEnding } from '../../core/ports/logout.ts'
import { checkAuthorizedParty, checkIssuedAt } from './id-token.ts'
import { type OpKeys, signatureAlgorithms } from './jwks.ts'
import { withoutPayload } from './printable.ts'

type Config = Pick<OidcUpstreamConfig, 'issuer' | 'clientId' | 'audiences' | 'displayName' | 'allowMissingExp'>

interface Clock {
  /** ms since 1970 */
  readonly now: number
  /** ms by which the OP's clock may differ from ours */
  readonly clockTolerance: number
}

/** The member of `events` that makes a token a logout token (2.4). */
const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout'

/**
 * Characters of a token's header; a certificate chain fits. It is read, more than once, before anybody has proved
 * anything.
 */
const longestHeader = 8 * 1024

/** How long after `iat` a token without `exp` is accepted, ms. */
const lifetimeWithoutExp = 120_000

/**
 * Verifies a logout token and reads what it ends.
 * @throws GatewayError signature_refused, whose cause says what is wrong without a claim's value: anyone may send a
 *   token, so it is not the OP's fault; upstream_unavailable where the OP's keys can't be had
 */
export async function verifyLogoutToken(
  keys: OpKeys,
  token: string,
  config: Config,
  clock: Clock,
): Promise<UpstreamEnding> {
  try {
    if (token.indexOf('.') > longestHeader) throw new Error('logout token: its header is too long')
    const { payload, protectedHeader } = await keys.verify(token, {
      algorithms: [...signatureAlgorithms],
      issuer: config.issuer,
      audience: config.clientId,
      requiredClaims: ['iat', 'jti', 'events', ...(config.allowMissingExp ? [] : ['exp'])],
      clockTolerance: clock.clockTolerance / 1000,
      currentDate: new Date(clock.now),
    })
    return readEnding(payload, protectedHeader, config, clock)
  } catch (error) {
    if (error instanceof GatewayError) throw error
    const message = `The logout token was not issued to us by ${config.displayName}, or has expired.`
    throw new GatewayError('signature_refused', message, { cause: withoutPayload(error) })
  }
}

function readEnding(
  payload: JWTPayload,
  header: ProtectedHeaderParameters,
  { issuer, clientId, audiences }: Config,
  clock: Clock,
): UpstreamEnding {
  const claims = payload as JsonObject
  checkType(header.typ)
  checkAuthorizedParty(claims, { clientId, audiences }, 'logout token')
  const issuedAt = checkIssuedAt(claims.iat, clock, 'logout token')
  checkEvent(claims.events)
  // An ID Token has a nonce: it must never pass for a logout token, or the other way round (2.4, attack 79).
  if ('nonce' in claims) throw new Error('logout token: it has a nonce, as an ID Token does')
  const sid = textOf(claims, 'sid')
  const subject = textOf(claims, 'sub')
  const messageId = textOf(claims, 'jti')
  if (messageId === undefined) throw new Error('logout token: no jti')
  const means = { issuer, issuedAt, messageId, acceptedFor: remaining(claims, clock) }
  if (sid !== undefined) return { ...means, sid, ...(subject !== undefined && { subject }) }
  if (subject === undefined) throw new Error('logout token: neither sub nor sid')
  return { ...means, subject }
}

/**
 * `logout+jwt` is recommended, JWT and no type are as common; another type means a token made for something else (2.4).
 */
function checkType(typ: unknown): void {
  const type = String(typ ?? 'jwt')
    .toLowerCase()
    .replace(/^application\//, '')
  if (type !== 'jwt' && type !== 'logout+jwt') throw new Error('logout token: its typ is not that of a logout token')
}

function checkEvent(events: unknown): void {
  const event = isObject(events) ? events[logoutEvent] : undefined
  if (!isObject(event)) throw new Error('logout token: events does not say logout')
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function textOf(claims: JsonObject, name: string): string | undefined {
  const value = claims[name]
  if (value === undefined) return undefined
  if (typeof value !== 'string' || value === '') throw new Error(`logout token: ${name} is not a string`)
  return value
}

/**
 * ms for which the token would still be accepted, and its jti must be remembered. jose has judged `exp` where it is
 * there.
 */
function remaining({ exp, iat }: JsonObject, { now, clockTolerance }: Clock): number {
  const end = typeof exp === 'number' ? exp * 1000 : Number(iat) * 1000 + lifetimeWithoutExp
  const left = end + clockTolerance - now
  if (left <= 0) throw new Error('logout token: issued too long ago, and has no exp')
  return left
}
