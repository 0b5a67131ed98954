/**
 * What a link of `isthmus admin link` opens (admin/break-glass.ts judges it): a session of the console alone. It is
 * short, needs no upstream, is no session of any app, and is marked on every page.
 */
import { z } from 'zod'
import type { Browser } from '../../core/http.ts'
import type { LoginDependencies } from '../../core/ports/hub.ts'
import { randomToken, sha256 } from '../../core/tokens.ts'
import type { AdminCookie } from './downstream.ts'
import type { ConsoleUser } from './user.ts'

/** How long it lasts, ms. */
const lifetime = 30 * 60_000

type Stores = Pick<LoginDependencies, 'stores' | 'now'>

const record = z.object({ kind: z.literal('break-glass'), until: z.number(), author: z.string() })

const recordOf = (secret: string): string => sha256(`break-glass ${secret}`)

/** Under a new secret, whatever the browser brought (attack 90). */
export async function openEmergency({ stores, now }: Stores, author: string): Promise<AdminCookie> {
  const secret = randomToken(32)
  const kept = { kind: 'break-glass', until: now() + lifetime, author }
  await stores.tickets.put(recordOf(secret), kept, lifetime)
  return { name: 'admin', value: secret, maxAge: lifetime / 1000 }
}

/** Who came in by a link, while it lasts. */
export async function readEmergency({ stores, now }: Stores, browser: Browser): Promise<ConsoleUser | undefined> {
  const secret = browser.cookies?.get('admin')
  if (secret === undefined) return undefined
  const id = recordOf(secret)
  const { data } = record.safeParse(await stores.tickets.get(id))
  if (data === undefined || data.until <= now()) return undefined
  const { author, until } = data
  return {
    who: { role: 'administrator', author, via: 'console', address: browser.address },
    form: id,
    emergency: { until },
  }
}

/** Ends it before its time. */
export async function endEmergency({ stores }: Stores, browser: Browser): Promise<void> {
  await stores.tickets.take(recordOf(browser.cookies?.get('admin') ?? ''))
}
