/** How an app that asked for a logout is answered: the browser returns to an address of its (RP-Initiated Logout, 3). */
import { z } from 'zod'
import type { Reply } from '../../../core/http.ts'
import { clientId, type JsonObject } from '../../../core/identifiers.ts'
import type { OidcOp } from '../oidc-op.ts'

const schema = z.object({ v: z.literal(1), clientId: z.string(), uri: z.string(), state: z.string().exactOptional() })

export type LogoutReplyTo = z.infer<typeof schema>

/** As it was written by us. Throws on anything else. */
export const reviveLogoutReplyTo = (replyTo: JsonObject): LogoutReplyTo => schema.parse(replyTo)

/** Only where the address is still registered (attack 86): the config may have changed since. */
export async function answerApp(op: Pick<OidcOp, 'apps'>, { clientId: id, uri, state }: LogoutReplyTo): Promise<Reply> {
  const app = await op.apps.client(clientId(id))
  if (app?.settings.postLogoutRedirectUris.includes(uri) !== true) {
    return { kind: 'page', name: 'loggedOut', params: { apps: [] } }
  }
  if (state === undefined) return { kind: 'redirect', location: uri }
  const separator = uri.includes('?') ? '&' : '?'
  return { kind: 'redirect', location: `${uri}${separator}${new URLSearchParams({ state })}` }
}
