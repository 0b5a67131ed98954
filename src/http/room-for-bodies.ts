/**
 * How much of what is posted may be on its way or being worked on at any one time: the connections that one client may
 * hold could else bring a gigabyte, before it is known who sent any of it.
 */
import { clientKeys } from '../core/admission/client-key.ts'
import { Kept, type KeptLimits } from '../core/admission/kept.ts'

const mebioctet = 1024 * 1024

const limits: KeptLimits = {
  most: 16 * mebioctet,
  all: { shared: 64 * mebioctet, most: 128 * mebioctet, spared: mebioctet / 4 },
  otherwise: 'Too much that came from your address is still being read.',
}

/** ms; none is under way for longer. */
const longest = 60_000

/**
 * Takes room for a body of so many bytes, and returns what gives it back.
 * @param client as `clientOf` has it
 * @throws GatewayError rate_limited
 */
export type TakeRoom = (client: string, octets: number) => () => void

/** @param onSpent told whose room is used up */
export function roomForBodies(
  onSpent: (budget: string, client: string) => void,
  now: () => number = Date.now,
): TakeRoom {
  const kept = new Kept('bodies under way', limits, now, onSpent)
  let taken = 0
  return (client, octets) => {
    const names = clientKeys(client)
    kept.demand(names, octets)
    taken += 1
    const id = String(taken)
    kept.keep(names, id, octets, longest)
    return () => kept.drop(id)
  }
}
