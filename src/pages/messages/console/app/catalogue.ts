/** Texts of one app and of its pages, and of setup links. Types only. */

export interface AppTexts {
  readonly tabs: Readonly<Record<'overview' | 'settings' | 'document' | 'metadata' | 'preview' | 'history', string>>
  /** It is an operator's file that says it. @param place file and line */
  readonly inFile: (place: string) => string
  readonly known: string
  readonly enter: {
    readonly oidcText: string
    /** Of an app that has one. */
    readonly oidcSecret: string
    readonly title: string
    readonly text: string
    readonly metadata: string
    readonly entityId: string
    readonly singleSignOn: string
    readonly singleLogout: string
    readonly issuer: string
    readonly fingerprint: string
    readonly certificate: string
    readonly nextCertificate: string
    readonly download: string
  }
  readonly acts: {
    readonly title: string
    readonly takeOver: string
    readonly takeOverHint: string
    readonly enable: string
    readonly enableHint: string
    readonly disable: string
    readonly disableHint: string
    readonly howLong: string
    /** @param hours empty: until it is switched on again */
    readonly hours: (hours: string) => string
    readonly remove: string
    readonly removeHint: string
  }
  readonly settings: {
    /** By the key in the document. */
    readonly labels: Readonly<Record<string, string>>
    readonly hints: Readonly<Record<string, string>>
    /** Beside a value that can be chosen, by the key and the value. */
    readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>
    readonly byDefault: string
    readonly more: string
    readonly save: string
    readonly tryOut: string
    readonly document: string
    readonly documentHint: string
  }
  readonly metadata: {
    readonly asIs: string
    readonly fromAddress: string
    readonly replace: string
    readonly replaceText: string
    readonly put: string
  }
  /** Somebody else changed it since the form was shown. */
  readonly meanwhile: { readonly title: (author: string) => string; readonly text: string; readonly discard: string }
  readonly history: {
    readonly none: string
    readonly more: string
    readonly revision: (number: string) => string
    readonly current: string
    readonly removed: string
    readonly bringBack: string
  }
  readonly preview: {
    readonly text: string
    readonly person: string
    readonly personHint: string
    readonly byClaims: string
    readonly claims: string
    readonly claimsHint: string
    readonly upstream: string
    readonly expression: string
    readonly expressionHint: string
    readonly show: string
    readonly result: (person: string, upstream: string) => string
    readonly allowed: string
    readonly refused: string
    readonly noAllow: string
    /** Of one rule: `true`, `false` or `failed`. */
    readonly results: Readonly<Record<string, string>>
    readonly tried: string
    readonly name: string
    /** What the name is, by the kind of it in the settings. */
    readonly kinds: Readonly<Record<string, string>>
    readonly attributes: string
    readonly noAttributes: string
    readonly leftOut: string
    readonly message: string
  }
  readonly setup: {
    readonly text: string
    readonly app: string
    readonly note: string
    readonly howLong: string
    readonly days: (days: number) => string
    readonly make: string
    readonly madeTitle: string
    readonly madeText: (app: string) => string
    readonly until: string
  }
  /** What an app's owner sees. */
  readonly owner: {
    readonly title: (app: string) => string
    readonly text: string
    readonly send: string
    readonly submitted: string
    readonly approved: string
    readonly overTitle: string
    readonly overText: string
  }
}
