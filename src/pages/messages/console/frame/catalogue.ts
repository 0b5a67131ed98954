/** Texts around every page of the console, and of the pages that ask once more. Types only. */

export interface FrameTexts {
  readonly skip: string
  readonly menu: string
  readonly sections: Readonly<
    Record<'apps' | 'quarantine' | 'addresses' | 'sessions' | 'upstreams' | 'keys' | 'audit', string>
  >
  /** Beside a person's name. */
  readonly reader: string
  readonly readerText: string
  readonly signOut: string
  readonly emergency: (until: string) => string
  readonly notices: Readonly<
    Record<
      | 'created'
      | 'saved'
      | 'unchanged'
      | 'removed'
      | 'undone'
      | 'disabled'
      | 'enabled'
      | 'takenOver'
      | 'approved'
      | 'rejected'
      | 'ended'
      | 'forgotten'
      | 'read'
      | 'lost',
      string
    >
  >
  readonly severities: Readonly<Record<'error' | 'warning' | 'good' | 'note', string>>
  readonly parts: Readonly<Record<'settings' | 'metadata', string>>
  readonly line: (line: number) => string
  /** The name of a button that stands on a page several times, for those who hear it alone. It begins with what one sees. */
  readonly actOn: (act: string, on: string) => string
  /** After what is wrong. */
  readonly leftOut: string
  /** Above what is wrong with a form. */
  readonly faults: string
  readonly copy: string
  readonly copied: string
  /** A form that was sent when its session was over. */
  readonly again: {
    readonly title: string
    readonly text: string
    readonly send: string
    readonly discard: string
    /** What else a form has besides what is filled in. */
    readonly fields: Readonly<Record<'revision' | 'to' | 'digest' | 'reference' | 'unused', string>>
  }
  readonly confirm: {
    readonly yes: string
    readonly no: string
    readonly acts: Readonly<
      Record<
        'remove' | 'end' | 'approve' | 'reject' | 'takeBack' | 'rename' | 'takeOver' | 'undo' | 'secret' | 'forget',
        { readonly title: (on: string) => string; readonly text: string }
      >
    >
  }
  readonly refused: { readonly missing: string; readonly title: string; readonly back: string }
  /** The one-time address of `isthmus admin link`. */
  readonly link: {
    readonly title: string
    readonly text: string
    readonly enter: string
    readonly overTitle: string
    readonly overText: string
  }
}
