/** Who asks, by the token alone: never by a cookie, so that no page that a browser shows can ask in a person's name. */
import { clientOf } from '../../core/admission/client-key.ts'
import type { HttpRequest, Reply } from '../../core/http.ts'
import { type Administrator, may } from '../administrator.ts'
import type { AdminDependencies } from '../dependencies.ts'
import { ownerOf } from '../tokens.ts'
import type { ApiLimits } from './limits.ts'
import type { Operation } from './operation.ts'
import { problemReply } from './problem.ts'

/** RFC 6750 2.1; whatever else is there is no token. */
const bearer = /^Bearer ([A-Za-z0-9_-]{1,200})$/i

/**
 * The token's owner, or the answer that refuses it.
 * @throws GatewayError rate_limited
 */
export async function authenticate(
  deps: Pick<AdminDependencies, 'store' | 'now' | 'attempts'>,
  limits: ApiLimits,
  { headers, browser }: HttpRequest,
): Promise<Administrator | Reply> {
  const client = clientOf(browser)
  limits.guesses.demand(client, 0)
  const token = bearer.exec(headers.authorization ?? '')?.[1]
  const who = token === undefined ? undefined : await ownerOf(deps, token, browser.address)
  if (who === undefined) {
    if (headers.authorization !== undefined) {
      limits.guesses.spend(client, 1)
      deps.attempts.note({ via: 'api', what: 'token', why: 'bad-token', address: browser.address })
    }
    return unauthorized(token !== undefined || /^Bearer\b/i.test(headers.authorization ?? ''))
  }
  limits.token.demand(who.author, 1)
  limits.token.spend(who.author, 1)
  return who
}

/** RFC 6750 3: what was wrong with a token is not said. */
function unauthorized(given: boolean): Reply {
  const challenge = `Bearer realm="isthmus"${given ? ', error="invalid_token"' : ''}`
  const detail = given ? 'This token is not good (any more).' : 'There is no bearer token in the header Authorization.'
  return problemReply('unauthorized', detail, {
    cure: 'Make one with `isthmus token create`, and send it as `Authorization: Bearer isth_…`.',
    headers: { 'WWW-Authenticate': challenge },
  })
}

/** Undefined where the token may do it. */
export function refuseScope({ scope }: Pick<Operation, 'scope'>, who: Administrator): Reply | undefined {
  if (scope === 'none' || may(who, scope)) return undefined
  return problemReply('not-permitted', `This needs a token with the scope ${scope}.`, {
    headers: { 'WWW-Authenticate': `Bearer realm="isthmus", error="insufficient_scope", scope="${scope}"` },
  })
}
