/** The login name in an answer of introspection (RFC 7662, 2.2). */
import { clientId, type JsonObject } from '../../core/identifiers.ts'
import { findGrant } from './grant.ts'
import type { OidcOp } from './oidc-op.ts'

export async function withUsername(op: OidcOp, answer: JsonObject, grantId: string | undefined): Promise<JsonObject> {
  if (answer.active !== true || grantId === undefined) return answer
  const app = await op.apps.client(clientId(String(answer.client_id)))
  if (app?.usernameAttribute === undefined) return answer
  const username = (await findGrant(op, grantId))?.grant.username
  return username === undefined ? answer : { ...answer, username }
}
