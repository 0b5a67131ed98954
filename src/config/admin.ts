/** The section `admin` as resolved. Types only. */
import type { UpstreamName } from '../core/identifiers.ts'

/** Who may come in as an administrator. */
export interface AdminConfig {
  /** CEL: who may change things. */
  readonly allow: string
  /** CEL: who may look. */
  readonly read?: string
  readonly upstream?: UpstreamName
  /** ms */
  readonly maxAuthnAge: number
}
