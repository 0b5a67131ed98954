/**
 * Access tokens for a resource are JWTs (RFC 9068): whoever verifies one by our keys alone does not learn that its login is
 * over. So each is also known here by its `jti`, and a resource that asks by introspection hears the truth; the library
 * takes no JWT there, nor for revocation.
 */

import { decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose'
import type { Configuration } from 'oidc-provider'
import type { JsonObject } from '../../../core/identifiers.ts'
import { findGrant, revokeGrant } from '../grant.ts'
import { publicKeys } from '../keys.ts'
import type { ServingOp } from '../oidc-op.ts'

type Customizer = NonNullable<NonNullable<NonNullable<Configuration['formats']>['customizers']>['jwt']>

const kind = 'JwtAccessToken'
/** None of ours is longer. */
const longest = 16 * 1024

/** Remembers each one that is issued, with its grant; one that an app got for itself has none. */
export function rememberJwts({ stores, now }: ServingOp): Customizer {
  return async (_ctx, token, { payload }) => {
    const { grantId } = token as { readonly grantId?: string }
    const ttl = Number(payload.exp) * 1000 - now()
    await stores.issued.put(kind, String(payload.jti), { ...(grantId !== undefined && { grantId }) }, ttl)
  }
}

interface LiveJwt {
  readonly payload: JWTPayload & { readonly jti: string; readonly client_id: string }
  readonly grantId?: string
}

/** What it says, while it is in force; undefined for every other text. */
export async function readJwt(op: ServingOp, token: string): Promise<LiveJwt | undefined> {
  const payload = await verified(op, token)
  if (payload === undefined) return undefined
  const known = await op.stores.issued.get(kind, payload.jti)
  if (known === undefined) return undefined
  const { grantId } = known
  if (typeof grantId !== 'string') return { payload }
  const live = await findGrant(op, grantId)
  return live?.grant.clientId === payload.client_id ? { payload, grantId } : undefined
}

/** Ours, signed by a key of ours, of the right type (RFC 8725, 3.11) and not over. */
async function verified(op: ServingOp, token: string): Promise<LiveJwt['payload'] | undefined> {
  if (token.length > longest) return undefined
  try {
    const { kid } = decodeProtectedHeader(token)
    const known = publicKeys(op.keys.oidc).find(({ id }) => id === kid)
    if (known === undefined) return undefined
    const { issuer } = op
    const options = { issuer, algorithms: [known.algorithm], typ: 'at+jwt', currentDate: new Date(op.now()) }
    const { payload } = await jwtVerify(token, known.key, options)
    const { jti, client_id: client } = payload
    return typeof jti === 'string' && typeof client === 'string' ? { ...payload, jti, client_id: client } : undefined
  } catch {
    return undefined
  }
}

/** The answer of introspection (RFC 7662, 2.2). */
export const introspectedJwt = ({ payload }: LiveJwt): JsonObject =>
  ({ ...payload, active: true, token_type: 'Bearer' }) as JsonObject

/** As for the opaque ones, what came of the same login ends with it. */
export async function revokeJwt(op: ServingOp, { payload, grantId }: LiveJwt): Promise<void> {
  await op.stores.issued.delete(kind, payload.jti)
  if (grantId !== undefined) await revokeGrant(op, grantId)
}
