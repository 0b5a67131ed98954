/** A reason why logins at an upstream fail. Types only. */

export interface LoginFault {
  /** Under which it is kept. */
  readonly key: string
  readonly protocols: readonly ('saml' | 'oidc')[]
  /** The log's words. */
  readonly log: string
  /** How they begin, or what of them never comes from outside: nobody's own words may choose a row. */
  readonly cause: RegExp
  readonly cure: string
  /** Whether only the upstream can have brought it about; else anybody can who has a browser. */
  readonly isProved: boolean
}
