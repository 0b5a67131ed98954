/**
 * Whether the person must be asked once more. A login that a logout has ended is over, though its upstream still has
 * it; and where an app wants a new login, one from before its request does not count. The upstream is asked again once,
 * then refused.
 */
import { isEnded, signedOutAt } from '../logout/ended-logins.ts'
import { newness, olderThanAsked } from '../policy/freshness.ts'
import type { Authentication, AuthenticationContext } from '../policy/identity.ts'
import type { LoginDependencies } from '../ports/hub.ts'
import type { BrowserSessions, Session } from '../session/records.ts'
import type { LoginTransaction } from './transaction.ts'

/**
 * @param cameAt when the authentication came, ms since 1970
 * @throws GatewayError upstream_invalid where the person was asked again and what came back is no newer
 */
export async function mustAskAgain(
  hub: LoginDependencies,
  transaction: LoginTransaction,
  authentication: Authentication,
  sessions: BrowserSessions,
  cameAt = hub.now(),
): Promise<boolean> {
  const { request, sentAt, askedAgain, upstream } = transaction
  const { context } = authentication
  if (request.forceAuthn || askedAgain === true) {
    const known = await knownTimes(hub, authentication, sessions, sentAt)
    // A login that nobody types takes less than a second, and may straddle two. The second of doubt is not held against
    // one that is later than every login of this person that we know of, ended or not: they would have to type twice.
    // Nor against one who was asked twice: they would be kept out.
    const isEndedOne = askedAgain === true && context.authTime !== undefined && (await isEnded(hub, authentication))
    if (isEndedOne) throw olderThanAsked(`upstreams.${upstream}.forceAuthn`)
    const grace = known.length > 0 || askedAgain === true ? 1 : 0
    const isOld = newness(context, sentAt, cameAt, known, grace) === 'old'
    if (isOld && askedAgain === true) throw olderThanAsked(`upstreams.${upstream}.forceAuthn`)
    if (isOld) return true
  }
  // A login that does not say when it was made can't be told from the one before: the upstream was asked, and is
  // believed.
  if (askedAgain === true) return false
  if (await isEnded(hub, authentication)) return true
  const signedOut = await signedOutAt(hub, sessions, authentication)
  return signedOut !== undefined && newness(context, signedOut, cameAt) !== 'new'
}

/**
 * The time up to which no login of this person is new, by each session that this browser had before it was sent
 * upstream.
 */
async function knownTimes(
  hub: Pick<LoginDependencies, 'stores'>,
  { issuer, subject }: Authentication,
  { live, ended }: BrowserSessions,
  sentAt: number,
): Promise<readonly number[]> {
  const logouts = await Promise.all(ended.map((key) => hub.stores.logouts.get(key)))
  const sessions: readonly Session[] = [...live, ...logouts.filter((one) => one !== undefined)].map(
    (one) => one.session,
  )
  return sessions.flatMap(({ authentication: known, verifiedAt }) => {
    const isTheirs = known.issuer === issuer && known.subject === subject
    return isTheirs && verifiedAt <= sentAt ? [upTo(known.context)] : []
  })
}

/**
 * Its own time, and all before its token was issued; that second too, where an OP states the time only when it must.
 */
const upTo = ({ authTime, issuedAt }: AuthenticationContext): number =>
  authTime === undefined ? issuedAt : Math.max(authTime, issuedAt - 1)

const second = 1000

/**
 * Holds a new login back until the second of the ones before it is over: OPs state times in whole seconds, and two
 * logins in the same one could not be told apart. Nobody types a password so fast; scripts and tests do.
 * @param logins what is known of them, and when it came, ms since 1970
 */
export async function afterTheirSecond(
  hub: Pick<LoginDependencies, 'pause' | 'now'>,
  logins: readonly Pick<Session, 'authentication' | 'verifiedAt'>[],
): Promise<void> {
  const atOnce = logins.filter(({ authentication: { context } }) => upTo(context) >= context.issuedAt)
  const since = hub.now() - Math.max(0, ...atOnce.map(({ verifiedAt }) => verifiedAt))
  if (since < second) await hub.pause(second - since)
}
