/** Who takes part in the demo. Types only. */

/** Addresses, without a trailing slash. */
export interface Parties {
  readonly app: string
  readonly gateway: string
  readonly op: string
  readonly portal: string
  readonly idp: string
  /** The app that nobody has registered yet. */
  readonly second: string
}
