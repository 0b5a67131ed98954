/** What an operator registers us with at an upstream. Types only. */

export interface Registration {
  readonly publicUrl: string
  readonly redirectUri: string
  readonly secret: string
  /** It is the one already in use; a fresh one has to be written down. */
  readonly inUse?: boolean
}
