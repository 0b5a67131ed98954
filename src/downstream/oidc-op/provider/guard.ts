/**
 * What strangers may cost at the endpoints of the library: failures are counted for each client_id and client together,
 * as apps share an address, and an attacker must not be able to lock another's app out. Successes never count, nor does
 * a device that waits.
 */
import { siteShare } from '../../../core/admission/budget.ts'
import { clientKeys, clientOf } from '../../../core/admission/client-key.ts'
import { GatewayError } from '../../../core/errors.ts'
import type { Browser } from '../../../core/http.ts'
import { sha256 } from '../../../core/tokens.ts'
import type { ServingOp } from '../oidc-op.ts'

/** In a minute, of one client; its site may have a few times as many. */
const mostFailures = 20
const window = 60_000

export interface Guard {
  /** Remembers whose request this is, for what the library asks in the middle of it. */
  serve(ctx: object, browser: Browser): void
  /** IP address of whoever sent it. */
  addressOf(ctx: object): string
  /** @throws GatewayError rate_limited */
  admitClient(ctx: object | undefined, id: string): Promise<void>
  /** @throws GatewayError rate_limited */
  admitRecord(ctx: object | undefined, kind: string, id: string, octets: number, ttl: number): void
  /** Counts a failure. */
  failed(ctx: object, id: string): Promise<void>
}

/** Kept for whoever asks, before it is known that anyone will log in. */
const forStrangers = new Set(['PushedAuthorizationRequest', 'DeviceCode'])

export function createGuard({ hub, apps }: ServingOp): Guard {
  const browsers = new WeakMap<object, Browser>()
  const known = new Map(apps.clients().map(({ settings: { clientId } }) => [clientId as string, sha256(clientId)]))
  /** What is no app's is one client for all: else each guess would have a counter of its own. */
  const countersOf = (ctx: object, id: string) => {
    const browser = browsers.get(ctx)
    const names = browser === undefined ? [''] : clientKeys(clientOf(browser))
    return names.map((name, at) => ({
      name: `oidc-op ${known.get(id) ?? 'unknown'} ${name}`,
      most: at === 0 ? mostFailures : siteShare * mostFailures,
    }))
  }
  return {
    serve: (ctx, browser) => void browsers.set(ctx, browser),
    addressOf: (ctx) => browsers.get(ctx)?.address ?? '?',
    async admitClient(ctx, id) {
      if (ctx === undefined || !browsers.has(ctx)) return
      const counters = countersOf(ctx, id)
      const counts = await Promise.all(counters.map(({ name }) => hub.stores.limits.peek(name, window)))
      if (counters.every(({ most }, at) => (counts[at] ?? 0) < most)) return
      throw new GatewayError('rate_limited', 'Too many requests of this client failed.', { retryAfter: 60 })
    },
    admitRecord(ctx, kind, id, octets, ttl) {
      const browser = ctx && browsers.get(ctx)
      if (browser === undefined || !forStrangers.has(kind)) return
      hub.admission.keep(clientOf(browser), `${kind} ${sha256(id)}`, octets, ttl)
    },
    async failed(ctx, id) {
      await Promise.all(countersOf(ctx, id).map(({ name }) => hub.stores.limits.count(name, window)))
    },
  }
}
