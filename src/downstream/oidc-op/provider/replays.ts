/**
 * A refresh token is used once. But an app whose connection broke before the answer came asks again, and two tabs ask at
 * once: for half a minute they get the very answer that the first one got. After that, a second use ends the grant: one of
 * the two is a thief (RFC 9700, 4.14.2).
 *
 * A token counts as used from the moment in which its answer is kept, which is before anyone is sent it: where a refresh
 * breaks off before, the app still has a good token, and nobody has another.
 */
import type { JsonObject } from '../../../core/identifiers.ts'
import type { IssuedStore } from '../../../core/ports/issued.ts'

export const refreshKind = 'RefreshToken'

/** ms */
const lifetime = 30_000
/** A used token is remembered this long beyond its end, ms: clocks of nodes differ. */
export const grace = 60_000

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
  /**
   * Uses a token up, for its answer.
   * @param end of the token, ms since 1970
   * @returns the answer to send, on whichever node it was made first; undefined where the token was used long before
   */
  settle(used: string, end: number, answer: JsonObject): Promise<JsonObject | undefined>
  /** The answer to a token that was used a moment ago. */
  find(used: string): Promise<JsonObject | undefined>
}

/**
 * Says in the record of a code or token itself that it was used: where a full storage gives up one of the two, the other
 * still knows.
 * @param ttl ms
 */
export async function markUsed(
  issued: IssuedStore,
  kind: string,
  id: string,
  payload: JsonObject | undefined,
  ttl: number,
): Promise<void> {
  if (payload !== undefined) await issued.replace(kind, id, { ...payload, consumed: true }, Math.max(0, ttl))
}

export function createReplays(issued: IssuedStore, now: () => number): Replays {
  const find = async (used: string) => {
    const kept = await issued.get(kind, used)
    return kept === undefined || Number(kept.until) <= now() ? undefined : (kept.answer as JsonObject)
  }
  const wasUsedNow = async (used: string) => {
    const at = await issued.usedAt(refreshKind, used)
    return at !== undefined && now() - at < lifetime
  }
  return {
    find,
    async settle(used, end, answer) {
      const isFirst = await issued.claim(kind, used, { until: now() + lifetime, answer }, lifetime)
      // Whoever sends an answer has marked the token first: no node that stops in between leaves two answers to it.
      const isUnused = await issued.use(refreshKind, used, Math.max(0, end - now()) + grace)
      if (isUnused) await markUsed(issued, refreshKind, used, await issued.get(refreshKind, used), end - now())
      if (!isFirst) return find(used)
      // Another one, for which this answer is kept, may have been quicker to mark it.
      return isUnused || (await wasUsedNow(used)) ? answer : undefined
    },
  }
}
