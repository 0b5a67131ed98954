/** What the core's functions are given, in parts: one for each snapshot of the config. Types only. */
import type { Admission } from '../admission/admission.ts'
import type { UpstreamName } from '../identifiers.ts'
import type { AppPolicies } from '../policy/app-policy.ts'
import type { Audit } from './audit.ts'
import type { Downstream, Upstream } from './roles.ts'
import type { Stores } from './stores.ts'

/** Derives the pairwise subject identifier (design 5); keys/ implements it. */
export interface Pairwise {
  /** @param parts length-prefixed and HMACed in order: entityID, subjectNamespace, subject value. */
  derive(parts: readonly [app: string, namespace: string, subject: string]): string
}

/** Everything the hub's functions need; one per snapshot of the config. */
export interface Hub {
  readonly upstreams: ReadonlyMap<UpstreamName, Upstream>
  readonly downstreams: ReadonlyMap<string, Downstream>
  readonly policies: AppPolicies
  readonly stores: Stores
  readonly pairwise: Pairwise
  readonly audit: Audit
  readonly admission: Admission
  readonly defaultUpstream?: UpstreamName
  /** ms */
  readonly sessionLifetime: number
  /** ms */
  readonly askUpstreamAfter: number
  /** Address of a path of ours below publicUrl. */
  url(path: string): string
  /** Whether anybody listens at the host of this address; within a second, and never throws. */
  isReachable(address: string): Promise<boolean>
  /** ms since 1970 */
  now(): number
}
