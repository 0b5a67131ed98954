/** What an expression over an assertion may name: the config checks it, the SAML SP evaluates it. */
export const claimVariables = {
  types: { attributes: 'map<string, list<string>>', nameId: 'map<string, string>', authnContext: 'string' },
  cure: 'The variables are attributes, nameId and authnContext, as in attributes["mail"][0], nameId.value or nameId.format.',
} as const

/** The same as values. */
export interface ClaimInput {
  readonly attributes: Readonly<Record<string, readonly string[]>>
  /** `value`, and `format`, `nameQualifier`, `spNameQualifier` where they were sent. */
  readonly nameId: Readonly<Record<string, string>>
  /** Empty where it does not say. */
  readonly authnContext: string
}
