/**
 * How many parameters a query or a posted form may have, whoever reads it later. It is counted before any role sees
 * the request: the sender chose the number, and each costs a reader some work.
 */
import { GatewayError } from '../core/errors.ts'

/** No protocol of ours has as many; there is room for what proxies and apps add. */
const most = 100

/**
 * @param raw the query without `?`, or the body of a form, read or not
 * @throws GatewayError malformed_request
 */
export function demandFewParameters(raw: string | Buffer): void {
  let at = -1
  for (let separators = 0; separators < most; separators += 1) {
    at = raw.indexOf('&', at + 1)
    if (at < 0) return
  }
  throw new GatewayError('malformed_request', `The request has more than ${most} parameters.`)
}
