/** The person behind a token, as the library asks for them: the claims are those of the grant. */
import type { Account, AccountClaims, FindAccount, KoaContextWithOIDC } from 'oidc-provider'
import type { JsonObject } from '../../../core/identifiers.ts'
import type { OidcApp } from '../../../registry/app.ts'
import { claimsFor } from '../claims.ts'
import type { Grant } from '../grant.ts'
import type { ServingOp } from '../oidc-op.ts'
import type { Grants } from './adapter.ts'
import { renewed } from './renewal.ts'
import { refreshKind } from './replays.ts'

/** Undefined, and the library refuses the token, where the grant has ended or may not be renewed. */
export function findAccounts(
  op: ServingOp,
  appOf: (clientId: string) => OidcApp | undefined,
  grants: Grants,
): FindAccount {
  return async (ctx, sub, token) => {
    const grantId = (token as { readonly grantId?: string } | undefined)?.grantId
    const live = grantId === undefined ? undefined : await grants.again(grantId)
    if (grantId === undefined || live === undefined) return undefined
    const app = appOf(live.grant.clientId)
    if (app === undefined) return undefined
    const isRefresh = (token as { readonly kind?: string }).kind === refreshKind
    const grant = isRefresh ? await renewed(op, grantId, live) : live.grant
    return grant && account(ctx, sub, grant, app)
  }
}

const account = (ctx: KoaContextWithOIDC, sub: string, grant: Grant, app: OidcApp): Account => ({
  accountId: sub,
  claims: async (use, scope) =>
    ({
      ...claimsFor(use === 'id_token' ? use : 'userinfo', grant, app, scope.split(' ')),
      ...(use === 'id_token' && accessToken(ctx)),
      sub,
    }) as AccountClaims,
})

/**
 * `at_hash`: optional in the code flow (Core 3.1.3.6), but some apps insist on it. The library puts the hash in the token's
 * place when it signs. An opaque token is its `jti`; the text of a JWT for a resource is not known here.
 */
function accessToken({ oidc }: KoaContextWithOIDC): JsonObject {
  const token = oidc.entities.AccessToken
  return token === undefined || token.aud !== undefined ? {} : { at_hash: token.jti }
}
