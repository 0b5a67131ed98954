/**
 * A refresh token is used once. But an app whose connection broke before the answer came asks again, and two tabs ask at
 * once: for half a minute they get the very answer that the first one got. After that, a second use ends the grant: one of
 * the two is a thief (RFC 9700, 4.14.2).
 */
import { setTimeout } from 'node:timers/promises'
import type { JsonObject } from '../../../core/identifiers.ts'
import type { IssuedStore } from '../../../core/ports/issued.ts'

export const refreshKind = 'RefreshToken'

/** ms */
const lifetime = 30_000
/** How long the first request may still be under way when the second comes, ms. */
const wait = 2_000
const step = 50

const kind = 'Successor'

/** The answer was already given: throw it, and whoever serves the request sends it. */
export class Replayed extends Error {
  override readonly name = 'Replayed'
  readonly answer: JsonObject
  constructor(answer: JsonObject) {
    super('the answer of the first use')
    this.answer = answer
  }
}

export interface Replays {
  /** Keeps the answer to the use of a token. */
  keep(used: string, answer: JsonObject): Promise<void>
  find(used: string): Promise<JsonObject | undefined>
}

export function createReplays(issued: IssuedStore, now: () => number): Replays {
  return {
    async keep(used, answer) {
      await issued.put(kind, used, { until: now() + lifetime, answer }, lifetime)
    },
    async find(used) {
      const kept = await issued.get(kind, used)
      if (kept === undefined || Number(kept.until) <= now()) return undefined
      return kept.answer as JsonObject
    },
  }
}

/** Returns where it is no replay of the last moments. @throws Replayed */
export async function replayed(replays: Replays, used: string, waiting = 0): Promise<void> {
  for (let waited = 0; ; waited += step) {
    const answer = await replays.find(used)
    if (answer !== undefined) throw new Replayed(answer)
    if (waited >= waiting) return
    await setTimeout(step)
  }
}

/** The same, for a token that another request uses at this moment. */
export const replayedNow = (replays: Replays, used: string): Promise<void> => replayed(replays, used, wait)
