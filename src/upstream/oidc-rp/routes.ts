/** The OIDC relying party's addresses: one callback per upstream (RFC 9700 4.4). */
import { concerning, GatewayError } from '../../core/errors.ts'
import type { HttpRequest, Route } from '../../core/http.ts'
import { type TransactionId, transactionId, upstreamName } from '../../core/identifiers.ts'
import { finishLogin } from '../../core/login/finish.ts'
import type { Hub } from '../../core/ports/hub.ts'
import { errorWithoutState } from './authorization-response.ts'

/** `/oidc/callback/<upstream>` */
export function oidcCallbackRoutes(hub: Hub): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/oidc/callback/:upstream',
      answer: async (http, { upstream: name = '' }) => {
        const upstream = hub.upstreams.get(upstreamName(name))
        if (upstream === undefined) {
          throw new GatewayError('malformed_request', 'There is no sign-in service of that name.', { status: 404 })
        }
        const stray = errorWithoutState(http.query, upstream.displayName)
        if (stray !== undefined) throw concerning(name, stray)
        return finishLogin(hub, upstream, transactionOf(http), http)
      },
    },
  ]
}

/** `state` is the transaction's id (RFC 6749, 4.1.1); empty where there is none. */
const transactionOf = ({ query }: HttpRequest): TransactionId =>
  transactionId(new URLSearchParams(query).get('state') ?? '')
