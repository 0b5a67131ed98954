/** Texts of one app. Types only. */

export interface AppTexts {
  /** It is an operator's file that says it. @param place file and line */
  readonly inFile: (place: string) => string
  readonly known: string
  readonly enter: {
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
}
