/** Texts of the pages beside the apps. Types only. */

export interface WatchTexts {
  readonly quarantine: {
    readonly title: string
    readonly text: string
    readonly none: string
    readonly address: string
    readonly since: string
    readonly deadline: string
    /** That time has come. */
    readonly atOnce: string
    readonly differences: string
    readonly approve: string
    readonly reject: string
    /** It came by a setup link. */
    readonly byLink: string
    readonly links: string
    readonly until: string
    readonly takeBack: string
  }
  readonly sessions: {
    readonly title: string
    readonly search: string
    readonly show: string
    /** @param shown the count as the language writes it */
    readonly found: (count: number, shown: string) => string
    readonly person: string
    readonly since: string
    readonly end: string
    readonly apps: string
    readonly act: string
    readonly endIt: string
    /** Leads to what the person has agreed that apps are told. */
    readonly consents: string
  }
  readonly consents: {
    readonly title: (person: string) => string
    readonly text: string
    readonly none: string
    readonly told: string
    readonly allowed: string
    readonly forget: string
  }
  readonly upstreams: { readonly title: string; readonly check: string }
  readonly keys: {
    readonly title: string
    readonly text: string
    readonly states: Readonly<Record<'current' | 'next', string>>
    /** What keys are for, by what it is called in English; what is missing is called that everywhere. */
    readonly uses: Readonly<Record<string, string>>
    readonly fingerprint: string
    readonly since: string
    readonly end: string
    readonly certificate: string
    readonly readers: string
    readonly readersText: string
    readonly noReaders: string
  }
  readonly audit: {
    readonly title: string
    readonly none: string
    readonly lines: string
    readonly act: string
    readonly on: string
    readonly who: string
    readonly when: string
    readonly failed: string
    readonly older: string
  }
}
