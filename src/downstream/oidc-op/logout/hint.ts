/** An ID Token of ours that comes back as a hint (RP-Initiated Logout 1.0, 2): who it was made for, and for whom. */
import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose'
import { publicKeys } from '../keys.ts'
import type { ServingOp } from '../oidc-op.ts'

export interface LogoutHint {
  readonly clientId: string
  readonly sub: string
  readonly sid?: string
  /** Past its time: it says who is meant, and proves nothing about now. */
  readonly expired: boolean
}

/** No ID Token of ours is longer. */
const longest = 16 * 1024

/** Undefined where it is none of ours: keys that were in use before count, the algorithm is that of the key (attack 89). */
export async function readHint(
  op: Pick<ServingOp, 'keys' | 'issuer' | 'now'>,
  token: string,
): Promise<LogoutHint | undefined> {
  if (token.length > longest) return undefined
  try {
    const { kid, typ = 'JWT' } = decodeProtectedHeader(token)
    const known = publicKeys(op.keys.oidc).find(({ id }) => id === kid)
    // An access token for a resource is signed with the same keys (RFC 8725, 3.11).
    if (known === undefined || typ !== 'JWT') return undefined
    const options = { issuer: op.issuer, algorithms: [known.algorithm], currentDate: new Date(op.now()) }
    const { payload } = await jwtVerify(token, known.key, options)
    return toHint(payload, false)
  } catch (error) {
    return error instanceof errors.JWTExpired ? toHint(error.payload, true) : undefined
  }
}

/** A logout token is signed with the same keys, and is no ID Token. */
function toHint({ aud, sub, sid, events }: JWTPayload, expired: boolean): LogoutHint | undefined {
  if (typeof aud !== 'string' || sub === undefined || events !== undefined) return undefined
  return { clientId: aud, sub, ...(typeof sid === 'string' && { sid }), expired }
}
