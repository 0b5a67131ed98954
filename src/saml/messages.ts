/** SAML messages on their way in: what each step of decode → authenticate → parse hands to the next. */
import type { Branded, EntityId } from '../core/identifiers.ts'
import type { XmlElement } from './xml-element.ts'
import type { XmlEvent } from './xml-tree.ts'

export type MessageParameter = 'SAMLRequest' | 'SAMLResponse'

/** A decoded message: well-formed by our gate, limited in size and depth, not yet authenticated. */
export interface SamlMessage {
  readonly binding: 'redirect' | 'post' | 'soap'
  readonly parameter: MessageParameter
  /** The XML text, exactly as it was sent. */
  readonly xml: string
  /** The one parse of it. */
  readonly root: XmlElement
  /** What that parse met, in order. */
  readonly events: readonly XmlEvent[]
  /** Byte for byte as it came, after one percent-decoding; undefined where absent. */
  readonly relayState?: string
  /** Its spaces came as `+`, a form's way: it goes back as its owner wrote it, who may sign that anew to compare (3.4.4.1). */
  readonly plusForSpace?: true
  /**
   * Redirect binding: the bytes that a signature covers, rebuilt from the raw query's substrings (Bindings 3.4.4.1).
   */
  readonly detached?: { readonly signedOctets: string; readonly algorithm: string; readonly signature: string }
}

/**
 * XML that may be read: its signature verified with a key from metadata, or there is none and none was required.
 * `root` is our own parse, and the very bytes that were signed say the same.
 */
export type ReadableXml = Branded<
  {
    readonly root: XmlElement
    /** Id of the VerificationKey that verified it; undefined where it counts as unsigned. */
    readonly signedBy: string | undefined
    /** A signature is there, none was required, and no key is known to verify it with: the caller warns. */
    readonly unverified: boolean
  },
  'ReadableXml'
>

/** An AuthnRequest (Core 3.4.1), parsed and not yet judged. */
export interface AuthnRequest {
  readonly id: string
  readonly issuer: EntityId
  /** ms since 1970 */
  readonly issueInstant: number
  readonly destination?: string
  readonly forceAuthn: boolean
  readonly isPassive: boolean
  readonly protocolBinding?: string
  readonly assertionConsumerServiceUrl?: string
  readonly assertionConsumerServiceIndex?: number
  readonly nameIdPolicy?: { readonly format?: string; readonly spNameQualifier?: string }
  readonly requestedAuthnContext?: {
    readonly comparison: 'exact' | 'minimum' | 'maximum' | 'better'
    readonly classes: readonly string[]
    readonly declarations: readonly string[]
  }
  /** Subject's NameID (3.4.1.1), or 'unsupported' where it is encrypted or has confirmations only. */
  readonly subject?: { readonly value: string; readonly format?: string } | 'unsupported'
}
