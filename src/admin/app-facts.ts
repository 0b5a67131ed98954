/** What metadata or settings of an app hold and what it is sent, in words. Types only. */

/** A label and what there is of it, in English; by code in other languages. */
export interface AppFact {
  readonly code: FactCode
  readonly label: string
  readonly values: readonly string[]
  /** For each of the values, where it has words of ours. */
  readonly words?: readonly (FactWords | undefined)[]
}

export interface FactWords {
  readonly code: FactWord
  /** What stands in it. */
  readonly values?: Readonly<Record<string, string>>
}

export type FactCode =
  | 'entityId'
  | 'replyAddresses'
  | 'logoutAddresses'
  | 'keys'
  | 'nameIdFormats'
  | 'requested'
  | 'signsRequests'
  | 'validUntil'
  | 'nameId'
  | 'signs'
  | 'encrypts'
  | 'attributes'
  | 'logout'
  | 'clientId'
  | 'issuer'
  | 'redirectUris'
  | 'authenticates'
  | 'grants'
  | 'pkce'
  | 'sub'
  | 'claims'

/** The values that are words of ours. */
export type FactWord = 'yes' | 'no' | 'nothing' | 'bothSigned' | 'assertionEncrypted' | 'keyUntil'
