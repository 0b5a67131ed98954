/** What the SAML IdP is given. Types only. */
import type { OutboundConfig } from '../../config/config.ts'
import type { EntityId } from '../../core/identifiers.ts'
import type { Audit } from '../../core/ports/audit.ts'
import type { KeySet } from '../../keys/keys.ts'
import type { SamlApps } from '../../registry/app.ts'

export interface SamlIdp {
  readonly entityId: EntityId
  /** Without a trailing slash. */
  readonly publicUrl: string
  readonly apps: SamlApps
  readonly keys: Pick<KeySet, 'signing'>
  /** The settings for every outgoing call. */
  readonly outbound: OutboundConfig
  /** ms by which NotBefore is backdated */
  readonly outgoingSkew: number
  readonly audit: Pick<Audit, 'trace'>
  /** ms since 1970 */
  now(): number
}
