/**
 * What `isthmus doctor --site` sends through the real proxy, to see whom it believes. Its cookie is signed with our
 * keys and good for a minute: one path is open to it, without a name, and every other is shut.
 */
import type { Vouching } from './site-session.ts'

/** Let through, to the app. */
export const openPath = '/isthmus-doctor-open'
/** Refused. */
export const shutPath = '/isthmus-doctor-shut'

const purpose = 'forward-auth-probe'
const claimOf = (host: string, until: string): string => `${host} ${until}`
const lifetime = 60_000

/** The value of the site's cookie for the doctor. @param now ms since 1970 */
export function probeCookie(vouching: Pick<Vouching, 'sign'>, host: string, now: number): string {
  const until = String(now + lifetime)
  return `probe.${until}.${vouching.sign(purpose, claimOf(host, until))}`
}

/** Whether the cookie is the doctor's. */
export function isProbe(
  vouching: Pick<Vouching, 'verify'>,
  host: string,
  cookie: string | undefined,
  now: number,
): boolean {
  const [, until, token] = /^probe\.(\d{13})\.([\w-]{43})$/.exec(cookie ?? '') ?? []
  if (until === undefined || token === undefined) return false
  const rest = Number(until) - now
  return rest > 0 && rest <= lifetime && vouching.verify(purpose, claimOf(host, until), token)
}
