/**
 * Public keys of apps that publish them (`jwksUri`), by our one HTTP client. They are kept for a while, and fetched again
 * when an assertion names a key that is not among them: an app may change its keys at any moment, and one that it has
 * withdrawn must not be believed for long. Never more than one fetch in 5 s for an app, whatever assertions arrive.
 */
import { z } from 'zod'
import type { OutboundConfig } from '../../../config/config.ts'
import type { JsonObject } from '../../../core/identifiers.ts'
import { jsonNestsTooDeep } from '../../../core/nesting.ts'
import { outboundClient } from '../../../outbound/client.ts'

/** ms */
const timeout = 3_000
const mostOctets = 256 * 1024
const mostKeys = 30
/** ms */
const cooldown = 5_000
const lifetime = 600_000

export interface AppKeys {
  /**
   * The keys at this address.
   * @param kid the one that an assertion names
   * @returns none where they can't be had and those that were known are too old
   */
  at(address: string, kid: string | undefined): Promise<readonly JsonObject[]>
}

interface Held {
  readonly keys: readonly JsonObject[]
  /** ms since 1970 */
  readonly at: number
}

export function createAppKeys(outbound: OutboundConfig, now: () => number): AppKeys {
  const held = new Map<string, Held>()
  const fetches = new Map<string, { readonly at: number; readonly done: Promise<void> }>()
  const isGood = ({ at, keys }: Held, kid: string | undefined) =>
    now() - at < lifetime && kid !== undefined && keys.some((key) => key.kid === kid)
  return {
    async at(address, kid) {
      const known = held.get(address)
      if (known !== undefined && isGood(known, kid)) return known.keys
      const last = fetches.get(address)
      if (last === undefined || now() - last.at >= cooldown) {
        const done = fetchKeys(outbound, address).then((keys) => {
          if (keys !== undefined) held.set(address, { keys, at: now() })
        })
        fetches.set(address, { at: now(), done })
      }
      await fetches.get(address)?.done
      const { keys = [], at = 0 } = held.get(address) ?? {}
      return now() - at < lifetime ? keys : []
    },
  }
}

const keySet = z.object({ keys: z.array(z.record(z.string(), z.json())) })

/** Undefined where they can't be had. Never rejects. */
async function fetchKeys(outbound: OutboundConfig, url: string): Promise<readonly JsonObject[] | undefined> {
  const client = outboundClient(outbound, { timeout, limit: mostOctets })
  try {
    const { status, body } = await client.send({ method: 'GET', url, headers: { accept: 'application/json' } })
    const text = body.toString()
    // Whoever copies a key set calls itself for each level: the app's own requests would end in an error of ours.
    if (status !== 200 || jsonNestsTooDeep(text)) return undefined
    return keySet.parse(JSON.parse(text)).keys.filter(isPublic).slice(0, mostKeys)
  } catch {
    return undefined
  } finally {
    client.close()
  }
}

/** A key that everybody can read proves nothing: neither a symmetric nor a private one (attack 89). */
const isPublic = (key: JsonObject): boolean =>
  ['RSA', 'EC', 'OKP'].includes(String(key.kty)) && key.d === undefined && key.k === undefined
