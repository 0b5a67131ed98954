/** What one upstream of this role is given. Types only. */
import type { OutboundConfig } from '../../config/config.ts'
import type { Audit } from '../../core/ports/audit.ts'
import type { Stores } from '../../core/ports/stores.ts'

export interface OidcUpstreamDependencies {
  /** The settings for every outgoing call. */
  readonly outbound: OutboundConfig
  /** Address of a path of ours below publicUrl. */
  url(path: string): string
  /** ms since 1970 */
  now(): number
  readonly audit: Pick<Audit, 'trace'>
  readonly limits: Stores['limits']
  /** ms by which an OP's clock may differ from ours (config: clockSkew.incoming) */
  readonly clockTolerance: number
  readonly log?: {
    warn(facts: object, message: string): void
    info(facts: object, message: string): void
  }
}
