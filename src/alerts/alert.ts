/** What somebody is told at once. Types only. */
export interface Alert {
  /** A closed list, for whoever sorts them. */
  readonly event: 'metadata.waits' | 'metadata.fails' | 'names.changed'
  /** One line. */
  readonly title: string
  /** Sentences, each on a line of its own; what comes from elsewhere has been made visible. */
  readonly lines: readonly string[]
  /** For a program. */
  readonly facts: Readonly<Record<string, string | number | boolean>>
}
