/** What one upstream of this role is given. Types only. */
import type { OutboundConfig } from '../../config/config.ts'
import type { Audit } from '../../core/ports/audit.ts'
import type { Stores } from '../../core/ports/stores.ts'
import type { KeySet } from '../../keys/keys.ts'
import type { SamlIdentityProvider } from '../../registry/identity-providers.ts'

export interface SamlUpstreamDependencies {
  /** The identity provider as its metadata says; undefined where there is none that can be used now. */
  readonly idp: SamlIdentityProvider | undefined
  readonly keys: Pick<KeySet, 'signing' | 'nextSigning' | 'decryption' | 'nextDecryption'>
  /** The settings for every outgoing call. */
  readonly outbound: OutboundConfig
  /** Address of a path of ours below publicUrl. */
  url(path: string): string
  /** ms since 1970 */
  now(): number
  readonly audit: Pick<Audit, 'trace'>
  readonly log: { warn(facts: object, message: string): void }
  readonly seen: Stores['seen']
  /** ms by which its clock may differ from ours (config: clockSkew.incoming) */
  readonly clockTolerance: number
  /** Whether anybody listens at the host of an address; within a second, and never throws. */
  isReachable(address: string): Promise<boolean>
}
