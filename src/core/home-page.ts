/** What the page at publicUrl itself is given. Types only. */

/** `withdrawn`: an app is no longer allowed to know who they are · `forgotten`: the upstream chosen before. */
export type HomeDeed = 'withdrawn' | 'forgotten'

export interface HomePageParams {
  /** Who is signed in: one entry for each session of the browser. */
  readonly people: readonly {
    /** The name that the person knows themselves by; absent where the upstream gave none. */
    readonly name?: string
    readonly upstream: string
  }[]
  /** The ones that at least one of them may open. */
  readonly apps: readonly { readonly name: string; readonly url: string }[]
  /** Apps that the person allowed to know who they are; `app` is posted back with the token. */
  readonly allowed?: readonly { readonly name: string; readonly app: string; readonly token: string }[]
  /** The upstream chosen before in this browser, with the address that forgets it. */
  readonly remembered?: { readonly name: string; readonly token: string }
  /** What the person has just done here. */
  readonly done?: HomeDeed
}
