/** The OIDC relying party's addresses: one callback per upstream (RFC 9700 4.4). */
import { because, concerning, GatewayError } from '../../core/errors.ts'
import type { HttpRequest, Route } from '../../core/http.ts'
import { type TransactionId, transactionId, upstreamName } from '../../core/identifiers.ts'
import { finishLogin } from '../../core/login/finish.ts'
import type { LoginDependencies } from '../../core/ports/hub.ts'
import { errorAnswer } from './authorization-response.ts'

/** `/oidc/callback/<upstream>` */
export function oidcCallbackRoutes(hub: LoginDependencies): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/oidc/callback/:upstream',
      answer: async (http, { upstream: name = '' }) => {
        const upstream = hub.upstreams.get(upstreamName(name))
        if (upstream === undefined) {
          throw new GatewayError('malformed_request', 'There is no sign-in service with that name.', { status: 404 })
        }
        return finishLogin(hub, upstream, transactionOf(http), http).catch((error: unknown) => {
          throw withAnswer(error, name, http)
        })
      },
    },
  ]
}

/**
 * An error from the OP that belongs to no login (any more) must still be logged: it says why people come back like
 * this.
 */
function withAnswer(error: unknown, upstream: string, { query }: HttpRequest): unknown {
  if (!(error instanceof GatewayError) || error.code !== 'transaction_lost') return error
  const answer = errorAnswer(query)
  return answer === undefined ? error : concerning(upstream, because(answer, error))
}

/** `state` is the transaction's id (RFC 6749, 4.1.1); empty where there is none. */
const transactionOf = ({ query }: HttpRequest): TransactionId =>
  transactionId(new URLSearchParams(query).get('state') ?? '')
