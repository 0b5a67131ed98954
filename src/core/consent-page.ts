/** What the page that asks for consent is given. Types only. */

/** What an app would be told of the person, who is asked whether it may be. */
export interface ConsentPageParams {
  readonly app: string
  /** The name that the person knows themselves by. */
  readonly person?: string
  /** The name that people know it by. */
  readonly upstream: string
  /** Kinds of subject and claims by their names, else what the app calls an attribute. */
  readonly told: readonly string[]
  /** What the app may do besides, in its protocol's words. */
  readonly allowed: readonly string[]
  /** A yes is remembered. */
  readonly remembered: boolean
  /** Addresses of ours, posted to. */
  readonly allow: string
  readonly deny: string
}
