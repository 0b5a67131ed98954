/** The way in when no upstream is there: an address that is good for ten minutes, and once. */
import { randomToken } from '../core/tokens.ts'
import { recordAct } from './acts.ts'
import type { Administrator } from './administrator.ts'
import type { AdminDependencies } from './dependencies.ts'
import { Refused } from './refused.ts'

/** ms */
const lifetime = 10 * 60_000

type BreakGlass = Pick<AdminDependencies, 'breakGlass' | 'now'>

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
 * The administrator whom the address lets in, once.
 * @throws Refused `not-found`, which says nothing about what is wrong with it
 */
export async function takeBreakGlass(
  deps: BreakGlass & Pick<AdminDependencies, 'store' | 'log' | 'attempts'>,
  token: string,
  address?: string,
): Promise<Administrator> {
  const [end = '', id = '', signature = ''] = token.length > 200 ? [] : token.split('.')
  const expiresAt = Number.parseInt(end, 36)
  const isOurs = id !== '' && deps.breakGlass.verify(`${end}.${id}`, signature)
  const isLive = expiresAt > deps.now() && expiresAt <= deps.now() + lifetime
  if (!isOurs || !isLive || !(await deps.breakGlass.claim(id, lifetime))) {
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
  await recordAct(deps, who, 'break-glass')
  return who
}
