/** The upstreams of the config in force. One whose config a reload does not change stays, with its connections and keys. */
import type { OutboundConfig } from '../../config/config.ts'
import type { OidcUpstreamConfig } from '../../config/oidc-upstream.ts'
import type { UpstreamName } from '../../core/identifiers.ts'
import type { OidcUpstreamDependencies } from './dependencies.ts'
import { createOidcUpstream, type OidcUpstream } from './upstream.ts'

export interface UpstreamPool {
  /**
   * The upstreams of a config, started; those that only an earlier config had are closed after a while.
   * @param clockTolerance ms by which an OP's clock may differ from ours
   */
  use(
    configs: readonly OidcUpstreamConfig[],
    clockTolerance: number,
    outbound: OutboundConfig,
  ): ReadonlyMap<UpstreamName, OidcUpstream>
  close(): Promise<void>
}

/** How long an upstream that left the config may still finish the logins that came from it, ms. */
const closeDelay = 60_000

/** @param dependencies - of every upstream */
export function createUpstreamPool(
  dependencies: (clockTolerance: number) => Omit<OidcUpstreamDependencies, 'outbound'>,
): UpstreamPool {
  let known = new Map<string, OidcUpstream>()
  return {
    use(configs, clockTolerance, outbound) {
      const kept = new Map<string, OidcUpstream>()
      for (const config of configs) {
        const fingerprint = JSON.stringify([config, clockTolerance, outbound])
        const upstream = known.get(fingerprint) ?? startUpstream(config, { ...dependencies(clockTolerance), outbound })
        kept.set(fingerprint, upstream)
      }
      for (const [fingerprint, upstream] of known) if (!kept.has(fingerprint)) closeLater(upstream)
      known = kept
      return new Map([...kept.values()].map((upstream) => [upstream.name, upstream]))
    },
    async close() {
      await Promise.all([...known.values()].map((upstream) => upstream.close()))
    },
  }
}

function startUpstream(config: OidcUpstreamConfig, dependencies: OidcUpstreamDependencies): OidcUpstream {
  const upstream = createOidcUpstream(config, dependencies)
  upstream.start()
  return upstream
}

function closeLater(upstream: OidcUpstream): void {
  setTimeout(() => void upstream.close(), closeDelay).unref()
}
