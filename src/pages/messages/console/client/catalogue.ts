/** Texts of adding an app that speaks OpenID Connect. Types only. */

export interface ClientTexts {
  /** On the page that begins. */
  readonly choose: {
    readonly saml: string
    readonly title: string
    readonly text: string
    readonly other: string
  }
  readonly form: {
    readonly title: (product: string) => string
    readonly otherTitle: string
    readonly text: string
    readonly addresses: string
    readonly noAddress: string
    readonly nameHint: string
    readonly displayNameHint: (product: string) => string
    readonly redirectUris: string
    readonly redirectUrisHint: string
    readonly postLogoutRedirectUris: string
    readonly authentication: string
    readonly authentications: Readonly<Record<string, string>>
    readonly noPkce: string
    /** The gateway has no keys for it yet. */
    readonly noKeys: string
  }
  readonly done: {
    readonly title: (app: string) => string
    readonly newSecret: (app: string) => string
    readonly once: string
    readonly values: string
    readonly clientId: string
    readonly secret: string
    readonly discovery: string
    readonly there: (product: string) => string
    readonly toApp: string
    readonly tryOut: string
  }
  /** A new secret for an app that has one. */
  readonly renew: { readonly label: string; readonly hint: string }
}
