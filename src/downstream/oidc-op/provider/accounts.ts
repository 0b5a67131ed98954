/** The person behind a token, as the library asks for them: the claims are those of the grant. */
import type { Account, AccountClaims, FindAccount } from 'oidc-provider'
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
  return async (_ctx, sub, token) => {
    const grantId = (token as { readonly grantId?: string } | undefined)?.grantId
    const live = grantId === undefined ? undefined : await grants.again(grantId)
    if (grantId === undefined || live === undefined) return undefined
    const app = appOf(live.grant.clientId)
    if (app === undefined) return undefined
    const isRefresh = (token as { readonly kind?: string }).kind === refreshKind
    const grant = isRefresh ? await renewed(op, grantId, live) : live.grant
    return grant && account(sub, grant, app)
  }
}

const account = (sub: string, grant: Grant, app: OidcApp): Account => ({
  accountId: sub,
  claims: async (use, scope) =>
    ({
      ...claimsFor(use === 'id_token' ? use : 'userinfo', grant, app, scope.split(' ')),
      sub,
    }) as AccountClaims,
})
