/** What an entry of an app that speaks SAML, or `defaults`, says. Types only. */
import type { SubjectKind } from '../core/policy/identity.ts'
import type { AccessSettings } from './access.ts'

/** What an app, or `defaults`, says about the subject. */
export interface NameIdConfig {
  readonly kind: Exclude<SubjectKind, 'upstream'>
  /** SAML NameID Format URI for `custom`; the kind's own otherwise. */
  readonly format?: string
  /** CEL for `custom`. */
  readonly value?: string
  /** Give this one even where the SP asks for another. */
  readonly force: boolean
}

/** SAML Core 8.2 */
export type AttributeNameFormat = 'basic' | 'uri' | 'unspecified'

/** A set by name, or the attributes written out. */
export type AttributesConfig =
  | { readonly set: 'basic' | 'oid' | 'ws' }
  | {
      readonly rules: readonly {
        readonly name: string
        readonly nameFormat: AttributeNameFormat
        readonly friendlyName?: string
        readonly value: string
      }[]
    }

export type BlockCipherName = 'aes256-gcm' | 'aes128-gcm' | 'aes256-cbc' | 'aes128-cbc'

export interface AppSettings extends AccessSettings {
  readonly attributes: AttributesConfig
  readonly sign: 'both' | 'assertion' | 'response'
  readonly encryptAssertions: boolean
  /** The block cipher that the operator chose, whatever the metadata lists. */
  readonly encryption?: BlockCipherName
  readonly requireSignedRequests: boolean
  readonly allowSha1Requests: boolean
  /** ms: a request older than this is refused. */
  readonly requestLifetime: number
  /** The one way in which the app is told of a logout; where absent, whatever its metadata offers, best first. */
  readonly slo?: 'frame' | 'chain' | 'soap' | 'none'
}

/**
 * Whose signature metadata must have: any of these certificates (PEM), or one with any of these SHA-256 fingerprints.
 */
export interface PinnedSigners {
  readonly certificates: readonly string[]
  /** Lower-case hexadecimal, without colons. */
  readonly fingerprints: readonly string[]
}
