/** Texts of the list of apps, and of adding one. Types only. */

export interface AppsTexts {
  readonly list: {
    readonly title: string
    readonly emptyTitle: string
    readonly emptyText: string
    readonly add: string
    readonly search: string
    readonly troubled: string
    readonly show: string
    readonly showAll: string
    /** @param shown the count as the language writes it */
    readonly found: (count: number, shown: string) => string
    readonly app: string
    readonly state: string
    readonly lastLogin: string
    readonly never: string
    readonly failures: string
    readonly certificate: string
    readonly states: Readonly<Record<'in-force' | 'broken' | 'unread' | 'waiting' | 'disabled', string>>
    readonly origins: Readonly<Record<'config' | 'store' | 'file' | 'address' | 'federation', string>>
    readonly quarantined: string
    readonly errors: (count: number) => string
    readonly warnings: (count: number) => string
    readonly pages: string
    readonly pageOf: (at: number, pages: number) => string
    readonly previous: string
    readonly next: string
  }
  readonly add: {
    readonly title: string
    readonly text: string
    readonly steps: readonly [metadata: string, says: string, name: string]
    readonly file: string
    readonly fileHint: string
    readonly paste: string
    readonly address: string
    readonly addressHint: string
    readonly check: string
    readonly nothing: string
    readonly saysTitle: string
    readonly startAgain: string
    readonly nameTitle: string
    readonly name: string
    readonly nameHint: string
    readonly displayName: string
    readonly displayNameHint: string
    readonly allow: string
    readonly allowHint: string
    readonly create: string
    readonly cancel: string
  }
}
