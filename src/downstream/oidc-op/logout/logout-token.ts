/** A logout token (Back-Channel Logout 1.0, 2.4), and the call that brings it to the app. */
import { SignJWT } from 'jose'
import type { LogoutOutcome } from '../../../core/ports/logout.ts'
import { outboundClient } from '../../../outbound/client.ts'
import type { OidcApp } from '../../../registry/app.ts'
import { signingKey } from '../keys.ts'
import type { OidcOp } from '../oidc-op.ts'

interface Told {
  readonly to: string
  readonly sub: string
  readonly sid: string
  readonly requestId: string
  /** The caller waits no longer than this. */
  readonly signal: AbortSignal
}

/** ms; the caller gives up sooner. */
const timeout = 10_000
/** Seconds. */
const lifetime = 120
const mostOctets = 64 * 1024

/** Never throws. A 200 or 204 says that the app ended its session (2.8), 400 that it did not. */
export async function sendLogoutToken(op: OidcOp, app: OidcApp, told: Told): Promise<LogoutOutcome> {
  const token = await logoutToken(op, app, told)
  if (token === undefined) return 'unreachable'
  const client = outboundClient(op.outbound, { timeout, limit: mostOctets })
  try {
    const { status } = await client.send({
      method: 'POST',
      url: told.to,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ logout_token: token }).toString(),
      signal: told.signal,
    })
    return status === 200 || status === 204 ? 'ended' : status >= 500 ? 'told' : 'refused'
  } catch {
    return 'unreachable'
  } finally {
    client.close()
  }
}

async function logoutToken(op: OidcOp, { settings }: OidcApp, { sub, sid, requestId }: Told) {
  const key = signingKey(op.keys, settings.algorithm)
  if (key === undefined) return undefined
  const now = Math.floor(op.now() / 1000)
  return new SignJWT({ sid, events: { 'http://schemas.openid.net/event/backchannel-logout': {} } })
    .setProtectedHeader({ alg: key.algorithm, kid: key.id, typ: 'logout+jwt' })
    .setIssuer(op.issuer)
    .setAudience(settings.clientId)
    .setSubject(sub)
    .setJti(requestId)
    .setIssuedAt(now)
    .setExpirationTime(now + lifetime)
    .sign(key.privateKey)
}
