/** What the doctor found. Types only. */

export interface Finding {
  readonly outcome: 'good' | 'bad' | 'unknown'
  readonly what: string
  readonly cure?: string
}
