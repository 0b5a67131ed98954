/** What comes out when metadata is looked at before it is in force. Types only. */
import type { AttributeNameFormat } from '../config/config.ts'
import type { EntityId } from '../core/identifiers.ts'
import type { SubjectKind } from '../core/policy/identity.ts'
import type { LogoutRoute } from '../core/ports/logout.ts'
import type { MetadataCode } from '../saml/metadata-codes.ts'
import type { KeyFacts, RequestedAttribute, WrittenName } from '../saml/metadata-details.ts'
import type { Values } from '../saml/metadata-fault.ts'
import type { Remark } from '../saml/metadata-survey.ts'
import type { AssertionConsumerService, Endpoint, ServiceProvider } from '../saml/service-provider.ts'
import type { SamlApp } from './app.ts'
import type { NeedCode } from './app-fault.ts'

/** What a finding is about: `schema` what the standards' XSD says, `taken` the name of another app, `need` one of its own needs. */
export type FindingTopic = Remark['topic'] | 'schema' | 'taken' | 'choose' | 'need'

/** Which sentence a finding is, whatever the language. */
export type FindingCode =
  | MetadataCode
  | NeedCode
  | 'too-large'
  | 'too-busy'
  | 'too-slow'
  | 'too-much-memory'
  | 'reader-failed'
  | 'schema'
  | 'none-in-it'
  | 'choose'
  | 'absent'
  | 'taken'
  | 'certificate-ends'
  | 'copy-ends'
  | 'signed-copy-ends'

/**
 * One thing wrong with metadata, or worth a warning. The sentences are English, as those of `isthmus check`; whoever
 * says it in another language goes by `code`.
 */
export interface MetadataFinding {
  readonly severity: 'error' | 'warning'
  readonly topic: FindingTopic
  /** Of the XML, from 1; absent where it has no place in it. */
  readonly line?: number
  readonly message: string
  readonly cure: string
  readonly code: FindingCode
  /** What stands in the sentence. */
  readonly values: Values
  /** The entityID with which the sentence begins, where `values` lacks it. */
  readonly about?: string
  /** The sentence ends by saying that what is wrong was left out. */
  readonly leftOut?: boolean
}

/** What the code that answers apps will send to this one when a request asks for nothing special. */
export interface WillSend {
  readonly nameId: { readonly kind: SubjectKind; readonly format: string }
  readonly signs: { readonly response: boolean; readonly assertion: boolean; readonly algorithm: string }
  /** Absent: the assertion is not encrypted. */
  readonly encrypts?: {
    readonly cipher: string
    readonly keyTransport: string
    readonly keyId: string
  }
  /** `value` is the CEL that it comes from. */
  readonly attributes: readonly {
    readonly name: string
    readonly nameFormat: AttributeNameFormat
    readonly friendlyName?: string
    readonly value: string
  }[]
  /** How it is told of a logout, best first; empty: never. */
  readonly logout: readonly LogoutRoute[]
}

/** What was read, as values: whoever shows it puts it into words of a language. */
export interface AppDescription {
  readonly entityId: EntityId
  /** The name that people will see. */
  readonly displayName: string
  readonly names: readonly WrittenName[]
  readonly assertionConsumerServices: readonly AssertionConsumerService[]
  readonly singleLogoutServices: readonly Endpoint[]
  readonly keys: readonly KeyFacts[]
  readonly nameIdFormats: readonly string[]
  readonly requested: readonly RequestedAttribute[]
  readonly signsRequests: boolean
  readonly wantsAssertionsSigned: boolean
  /** ms since 1970 */
  readonly validUntil?: number
  /** Whether the document carries a signature: then it is out of force after its validUntil. */
  readonly signed: boolean
  readonly willSend: WillSend
}

export interface Examination {
  /** Errors first, each in the order of the text. */
  readonly findings: readonly MetadataFinding[]
  /** Whether it may come into force: no finding is an error. */
  readonly usable: boolean
  /** Absent where no service provider could be read, or it is unknown which of several is meant. */
  readonly description?: AppDescription
  readonly serviceProvider?: ServiceProvider
  readonly app?: SamlApp
  /** All of the document's service providers, for a choice. */
  readonly entityIds: readonly EntityId[]
  /** The document as text: what a store keeps. Absent where its bytes are no text. */
  readonly text?: string
}
