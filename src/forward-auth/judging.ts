/** Judgements about a request that a proxy asks about. */
import { GatewayError } from '../core/errors.ts'

/** Whatever a judgement throws refuses the request, with the one status that every proxy passes on. */
export function judging<Value>(judge: () => Value): Value {
  try {
    return judge()
  } catch (error) {
    const known = error instanceof GatewayError
    const code = known ? error.code : 'access_denied'
    const message = known ? error.message : 'Whether you may see this could not be decided.'
    throw new GatewayError(code, message, { status: 403, cause: known ? (error.cause ?? error) : error })
  }
}
