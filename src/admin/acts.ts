/** The record of what administrators did: appended to, never changed. */
import {
  type ActCursor,
  type ActsPage,
  type AdministrativeAct,
  StoreFull,
  StoreUnavailable,
} from '../app-store/store.ts'
import type { ActTexts } from '../pages/messages/console/acts/catalogue.ts'
import type { Administrator } from './administrator.ts'
import type { AdminDependencies } from './dependencies.ts'
import { asking } from './document.ts'
import { Refused, type Says } from './refused.ts'

/** What the console has words for. */
type ActName = keyof ActTexts['names']
type ActFact = keyof ActTexts['facts']
type Acts = Pick<AdminDependencies, 'store' | 'log' | 'now'>

export interface ActDetails {
  readonly on?: string
  readonly outcome?: AdministrativeAct['outcome']
  readonly facts?: Readonly<Partial<Record<ActFact, string | number>>>
}

/**
 * Writes down what somebody did. No secret and no claim may be in it.
 * @throws Refused where it was done and only the log says so
 */
export async function recordAct(deps: Acts, who: Administrator, act: ActName, details: ActDetails = {}): Promise<void> {
  const written = asWritten(deps, who, act, details)
  deps.log(written)
  await append(deps, written)
}

function asWritten({ now }: Acts, who: Administrator, act: ActName, details: ActDetails): AdministrativeAct {
  const { on, outcome = 'success', facts } = details
  return {
    act,
    author: who.author,
    at: now(),
    outcome,
    via: who.via,
    ...(on !== undefined && { on }),
    ...(who.address !== undefined && { address: who.address }),
    ...(facts !== undefined && { facts }),
  }
}

async function append({ store }: Acts, written: AdministrativeAct): Promise<void> {
  try {
    await store.append(written)
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error
    const { act, outcome } = written
    const code = error instanceof StoreFull ? 'no-room' : 'unavailable'
    const message = `${act} was ${outcome === 'success' ? 'done' : 'refused'}, but the record of acts does not have it: ${error.message}`
    const says: Says = [outcome === 'success' ? 'done-unrecorded' : 'refused-unrecorded']
    throw new Refused(code, message, { cure: 'Do not do it again. The log has it.', says, cause: error })
  }
}

/** Whether what was wanted was done, and only the record of acts lacks it. */
export const isOnlyUnrecorded = (error: unknown): error is Refused =>
  error instanceof Refused && error.says?.[0] === 'done-unrecorded'

/**
 * Records that something was made whose secret is shown once, in the answer: where that fails there is no answer, and nobody
 * will ever know the secret. So it is taken back.
 * @throws Refused as `recordAct`, or that nothing was made
 */
export async function recordMade(
  deps: Acts,
  who: Administrator,
  act: ActName,
  details: ActDetails,
  takeBack: () => Promise<void>,
): Promise<void> {
  const written = asWritten(deps, who, act, details)
  try {
    await append(deps, written)
  } catch (error) {
    // Where there is no room for the act there may be none for this either: then it stays, and opens to nobody.
    const isGone = await takeBack().then(
      () => true,
      () => false,
    )
    const isTakenBack = isGone && error instanceof Refused
    deps.log(isTakenBack ? { ...written, outcome: 'failure', facts: { ...written.facts, why: 'taken-back' } } : written)
    if (!isTakenBack) throw error
    throw new Refused(error.code, `${act} was not done: the record of acts can't be written.`, {
      cure: 'Try again when there is room.',
      says: ['made-unrecorded'],
      cause: error,
    })
  }
  deps.log(written)
}

/**
 * Does something of several steps, and writes down how far it came: where the storage fails midway, some of it is done.
 * @param details as they are once it has ended, well or not
 * @throws what it threw, and Refused as `recordAct`
 */
export async function recordedAsFarAsItCame<Result>(
  deps: Acts,
  who: Administrator,
  act: ActName,
  details: () => ActDetails,
  work: () => Promise<Result>,
): Promise<Result> {
  let done: Result
  try {
    done = await work()
  } catch (error) {
    const { facts, ...rest } = details()
    // The log has it in any case, and the caller hears why it was not done.
    const failed = { ...rest, outcome: 'failure', facts: { ...facts, why: 'cut-short' } } as const
    await recordAct(deps, who, act, failed).catch(() => {})
    throw error
  }
  await recordAct(deps, who, act, details())
  return done
}

/** Most acts on one page. */
const most = 1000

export interface ActsWish {
  readonly limit?: number
  /** Where another page ended. */
  readonly from?: string
  /** ms since 1970: only those of older times. Clocks differ: pages are told apart by `from`. */
  readonly before?: number
}

/** Last come first, none of them on two pages and none between two. @throws Refused */
export async function listActs(
  { store }: Pick<AdminDependencies, 'store'>,
  { limit = 100, from, before }: ActsWish = {},
): Promise<ActsPage> {
  return asking(() => store.acts(Math.min(Math.max(1, limit), most), from as ActCursor | undefined, before))
}
