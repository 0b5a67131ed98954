/** How often a device may ask whether the person is done (RFC 8628, 3.5). */
import type { JsonObject } from '../../../core/identifiers.ts'
import { sha256 } from '../../../core/tokens.ts'
import type { ServingOp } from '../oidc-op.ts'

/** Seconds that a device is told to wait. */
const interval = 5
/** The second of grace is for clocks and networks: who waits as told is never told to slow down. ms */
const least = (interval - 1) * 1000

/** The answer to a device's request, with the interval that it must keep. */
export const withInterval = (answer: JsonObject): JsonObject => ({ ...answer, interval })

/** The answer to a device that must wait: `slow_down` where it asks too often. */
export async function paced({ hub }: ServingOp, deviceCode: string, answer: JsonObject): Promise<JsonObject> {
  const asked = await hub.stores.limits.count(`device-poll ${sha256(deviceCode)}`, least)
  if (asked <= 1) return answer
  return { error: 'slow_down', error_description: `ask again no sooner than ${interval} seconds after the last answer` }
}
