/**
 * The way in for when the upstream is down: `isthmus admin link` prints an address that is signed by a key of certs/,
 * good for ten minutes and claimed when it is used. So it needs nothing that the command and the gateway share but those
 * files. What it opens is short, needs no upstream, is no session of any app, and is marked on every page.
 */
import { z } from 'zod'
import type { AntiForgery } from '../../core/ports/anti-forgery.ts'
import type { LoginDependencies } from '../../core/ports/hub.ts'
import { randomToken, sha256 } from '../../core/tokens.ts'
import type { Administrator } from './administrator.ts'
import type { AdminCookie } from './downstream.ts'

const minute = 60_000
/** How long a link waits for its use. */
const linkLifetime = 10 * minute
/** How long what it opens lasts. */
const emergencyLifetime = 30 * minute
const purpose = 'admin-link'

/** How histories and acts name whoever came in by a link. */
export const emergencyName = 'break-glass'

/** The path of a new link. @param now ms since 1970 */
export function newLink({ sign }: Pick<AntiForgery, 'sign'>, now: number): string {
  const claim = `${(now + linkLifetime).toString(36)}.${randomToken()}`
  return `/admin/link/${claim}.${sign(purpose, claim)}`
}

/** Whether a link is one of ours and not too old; what it says about its use is in the storage. */
export function isGenuine({ verify }: Pick<AntiForgery, 'verify'>, link: string, now: number): boolean {
  const [until = '', id = '', token = '', ...more] = link.split('.')
  if (more.length > 0 || !/^[0-9a-z]{1,12}$/.test(until) || !/^[\w-]{32}$/.test(id)) return false
  return verify(purpose, `${until}.${id}`, token) && Number.parseInt(until, 36) > now
}

/** Uses a genuine link, once; undefined where it was used before. */
export async function claimLink(
  { stores, now }: Pick<LoginDependencies, 'stores' | 'now'>,
  link: string,
): Promise<AdminCookie | undefined> {
  const claimant = randomToken()
  if ((await stores.seen.claim(purpose, link, claimant, linkLifetime + minute)) !== claimant) return undefined
  const secret = randomToken(32)
  await stores.tickets.put(recordOf(secret), { until: now() + emergencyLifetime }, emergencyLifetime)
  return { name: 'admin', value: secret, maxAge: emergencyLifetime / 1000 }
}

const record = z.object({ until: z.number() })

const recordOf = (secret: string): string => sha256(`break-glass ${secret}`)

/** Who came in by a link, while it lasts. */
export async function readEmergency(
  { stores, now }: Pick<LoginDependencies, 'stores' | 'now'>,
  secret: string,
): Promise<Administrator | undefined> {
  const id = recordOf(secret)
  const { data } = record.safeParse(await stores.tickets.get(id))
  if (data === undefined || data.until <= now()) return undefined
  return { role: 'administrator', name: emergencyName, form: id, emergency: { until: data.until } }
}

/** Ends it before its time. */
export async function endEmergency({ stores }: Pick<LoginDependencies, 'stores'>, secret: string): Promise<void> {
  await stores.tickets.take(recordOf(secret))
}
