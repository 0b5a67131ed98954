/** The way in when no upstream is there: an address that is good for ten minutes, and once. */
import { randomToken, sha256 } from '../core/tokens.ts'
import { recordAct } from './acts.ts'
import type { Administrator } from './administrator.ts'
import type { AdminDependencies } from './dependencies.ts'
import { Refused } from './refused.ts'

/** ms */
const lifetime = 10 * 60_000
/** Acts that are looked at: more than anybody does while a link lives. */
const mostActs = 10_000

type BreakGlass = Pick<AdminDependencies, 'breakGlass' | 'store' | 'now'>

interface MakingBreakGlass extends Pick<AdminDependencies, 'now'> {
  readonly breakGlass: Pick<AdminDependencies['breakGlass'], 'sign'>
}

/**
 * What goes into the address. It is signed by a key of certs/ and not stored: whoever has the key is an administrator
 * already, and it works where the storage is another process's memory.
 */
export function makeBreakGlass({ breakGlass, now }: MakingBreakGlass): {
  readonly token: string
  readonly expiresAt: number
} {
  const expiresAt = now() + lifetime
  const value = `${expiresAt.toString(36)}.${randomToken()}`
  return { token: `${value}.${breakGlass.sign(value)}`, expiresAt }
}

/**
 * The administrator whom the address lets in, once. It may have been made on another machine, whose clock differs.
 * @throws Refused `not-found`, which says nothing about what is wrong with it
 */
export async function takeBreakGlass(
  deps: BreakGlass & Pick<AdminDependencies, 'log' | 'attempts'>,
  token: string,
  address?: string,
): Promise<Administrator> {
  const link = await takeLink(deps, token)
  if (link === undefined) {
    deps.attempts.note({
      via: 'console',
      what: 'break-glass',
      why: 'bad-link',
      ...(address !== undefined && { address }),
    })
    throw new Refused('not-found', 'This address is not good (any more).', { cure: 'Make another: isthmus admin link' })
  }
  const who: Administrator = {
    role: 'administrator',
    author: 'break-glass',
    via: 'console',
    ...(address !== undefined && { address }),
  }
  await recordAct(deps, who, 'break-glass', { facts: { link } })
  return who
}

/** What the record calls it; undefined where it is not good (any more). */
async function takeLink({ breakGlass, store, now }: BreakGlass, token: string): Promise<string | undefined> {
  const [end = '', id = '', signature = ''] = token.length > 200 ? [] : token.split('.')
  if (id === '' || !breakGlass.verify(`${end}.${id}`, signature)) return undefined
  const { clockTolerance } = breakGlass
  const left = Number.parseInt(end, 36) - now()
  if (!(left > -clockTolerance && left <= lifetime + clockTolerance)) return undefined
  const link = sha256(id).slice(0, 16)
  // A claim in memory is gone with the process, and a restart would make the link good again: the record still knows.
  const { acts } = await store.acts(mostActs)
  if (acts.some(({ act, facts }) => act === 'break-glass' && facts?.link === link)) return undefined
  return (await breakGlass.claim(id, left + clockTolerance)) ? link : undefined
}
