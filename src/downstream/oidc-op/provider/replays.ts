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
  /** ms since 1970 */
  now(): number
}

export function createReplays(issued: IssuedStore, now: () => number): Replays {
  return {
    now,
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

/**
 * Returns where it is no replay of the last moments.
 * @param usedAt ms since 1970: the first request may still be under way
 * @throws Replayed
 */
export async function replayed(replays: Replays, used: string, usedAt: number): Promise<void> {
  for (;;) {
    const answer = await replays.find(used)
    if (answer !== undefined) throw new Replayed(answer)
    if (replays.now() - usedAt >= wait) return
    await setTimeout(step)
  }
}
