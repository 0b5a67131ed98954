/** Why an answer is refused: in plain words for the recipient; what exactly was wrong is for the log. */
import type { SamlUpstreamConfig } from '../../config/config.ts'
import { GatewayError, sentByUpstream, toGatewayError } from '../../core/errors.ts'
import { Refused } from './checks.ts'

type Named = Pick<SamlUpstreamConfig, 'name' | 'displayName'>

/** What the codec throws for a message that can't be believed: pages for a sender of messages, but this one is an answer. */
const ofMessage: readonly string[] = ['malformed_request', 'signature_refused', 'weak_algorithm']

/**
 * The error as the app, or a page, gets it. Whether something did not decrypt, was not signed or said something wrong
 * is told to nobody (attack 30).
 */
export function asRefusal(error: unknown, { name, displayName }: Named): unknown {
  if (error instanceof Refused && error.ofTime) {
    const message = `The answer of ${displayName} is not valid at this time: its clock, or the one here, is wrong.`
    return new GatewayError('upstream_invalid', message, { cause: error })
  }
  const refused = error instanceof Refused || (error instanceof GatewayError && ofMessage.includes(error.code))
  if (!refused) return error
  const weak = error instanceof GatewayError && error.code === 'weak_algorithm'
  return new GatewayError('upstream_invalid', `The answer of ${displayName} was refused.`, {
    cause: causeOf(error),
    ...(weak && { facts: { setting: `upstreams.${name}.allowSha1` } }),
  })
}

/**
 * What a page says of a message that could not be read or believed when it arrived: it came from there, not from an app,
 * and no setting of an app would help.
 */
export function asSentBy(name: string, error: unknown): GatewayError {
  const known = toGatewayError(error)
  return sentByUpstream(known, known.code === 'weak_algorithm' ? { setting: `upstreams.${name}.allowSha1` } : {})
}

/** With the reason that the codec keeps private. */
const causeOf = (error: Error): Error =>
  typeof error.cause === 'string' ? new Error(`${error.message} (${error.cause})`) : error

export const replayed = (): Refused => new Refused('the assertion was used before')
