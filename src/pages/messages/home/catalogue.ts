/** The texts of the page that says who is signed in, by language. Types only. */

export interface HomeTexts {
  /** Signed in under a name, at an upstream. */
  readonly as: (name: string, upstream: string) => string
  readonly at: (upstream: string) => string
  readonly apps: string
  readonly signedIn: string
  readonly signedInText: string
  readonly signedOut: string
  readonly signedOutText: string
  readonly remembered: (upstream: string) => string
  readonly forget: string
  /** Once that has been done. */
  readonly forgotten: string
}
