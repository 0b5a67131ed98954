/** What stands in the record of acts. The record itself has codes, and so has the log; admin/ can write no other. Types only. */

export interface ActTexts {
  /** Acts, by their code. */
  readonly names: Readonly<
    Record<
      | 'app.put'
      | 'app.remove'
      | 'app.disable'
      | 'app.enable'
      | 'app.undo'
      | 'app.take-over'
      | 'app.import'
      | 'quarantine.approve'
      | 'quarantine.reject'
      | 'address.read'
      | 'setup-link.create'
      | 'setup-link.submit'
      | 'setup-link.approve'
      | 'setup-link.reject'
      | 'session.end'
      | 'consent.forget'
      | 'preview'
      | 'token.create'
      | 'token.revoke'
      | 'break-glass'
      | 'names.change'
      | 'refused',
      string
    >
  >
  /** What is known of an act; its value in braces. */
  readonly facts: Readonly<
    Record<
      | 'revision'
      | 'to'
      | 'from'
      | 'until'
      | 'how'
      | 'digest'
      | 'state'
      | 'link'
      | 'expiresAt'
      | 'ended'
      | 'forgotten'
      | 'upstream'
      | 'session'
      | 'scopes'
      | 'what'
      | 'why'
      | 'more'
      | 'addresses'
      | 'people'
      | 'of',
      string
    >
  >
  /** How an app came from an archive. */
  readonly how: Readonly<Record<'restored' | 'replaced', string>>
  /** Why an attempt was refused, or not done to its end. */
  readonly why: Readonly<
    Record<'bad-token' | 'bad-link' | 'foreign-form' | 'not-permitted' | 'changed-meanwhile' | 'cut-short', string>
  >
  readonly ways: Readonly<Record<'console' | 'api' | 'cli' | 'setup-link' | 'gateway', string>>
  /** Who is no person and no token; of what the gateway noticed, where it comes from. */
  readonly authors: Readonly<
    Record<'unknown' | 'cli' | 'break-glass' | 'config' | 'file' | 'store' | 'address', string>
  >
  /** Who changed a document of the app store where it lies. */
  readonly byHand: string
  /** Who wrote by a token of the API, and who brought what somebody else did. */
  readonly token: string
  readonly imported: string
  /** Why a revision was made, by the English (admin/reasons.ts). */
  readonly reasons: Readonly<Record<'as in {0}' | 'taken over from {0}' | 'imported' | 'a new secret', string>>
}
