/** Texts about the addresses of metadata, and federations. Types only. */

export interface AddressesTexts {
  readonly title: string
  readonly text: string
  readonly none: string
  readonly search: string
  /** @param shown the count as the language writes it */
  readonly found: (count: number, shown: string) => string
  readonly states: Readonly<Record<'good' | 'unread' | 'failing' | 'ended', string>>
  /** The same of an app whose metadata comes from there. */
  readonly ofApp: Readonly<Record<'unread' | 'failing' | 'ended', string>>
  readonly waits: string
  readonly rejected: string
  readonly usedBy: string
  readonly readAt: string
  readonly nextAt: string
  readonly failingSince: string
  readonly validUntil: string
  /** The copy does not say. */
  readonly noEnd: string
  readonly readNow: string
  readonly federations: {
    readonly title: string
    readonly text: string
    readonly name: string
    readonly apps: string
    readonly onDemand: string
    readonly validUntil: string
  }
}
