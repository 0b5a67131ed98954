/** What differs between two copies, in English sentences, and by a code each for other languages. */
import { visible } from '../core/visible-text.ts'
import type { TrustChange } from './trust.ts'

/** One sentence. */
export interface ChangeInWords {
  readonly message: string
  readonly code: ChangeSentence
  /** What stands in it. */
  readonly values: Readonly<Record<string, string>>
}

export type ChangeSentence =
  | 'change-now-called'
  | 'change-signing-key-gone'
  | 'change-signing-key-added'
  | 'change-signing-key-replaced'
  | 'change-encryption-key-gone'
  | 'change-encryption-key-new'
  | 'change-encryption-key-replaced'
  | 'change-reply-host'
  | 'change-sign-in-host'
  | 'change-logout-host'
  | 'change-names'
  | 'change-unsigned-requests'
  | 'change-unsigned-assertions'

/** One sentence for each change: for the log, `check` and the command line. */
export const changesInWords = (changes: readonly TrustChange[]): readonly string[] =>
  changes.map((change) => changeInWords(change).message)

/** Texts of the metadata are made visible (attack 98). */
export function changeInWords({ kind, entityId, gone, came, count }: TrustChange): ChangeInWords {
  const entity = visible(entityId, 200)
  const say = (code: ChangeSentence, sentence: string, values: Readonly<Record<string, string>> = {}) => ({
    message: `${entity} ${sentence}`,
    code,
    values: { entity, ...values },
  })
  const to = listed(came)
  const keys = { came: shortened(came), gone: shortened(gone) }
  switch (kind) {
    case 'entity-id':
      return say('change-now-called', `is now called ${to}`, { came: to })
    case 'signing-key':
      if (came.length === 0) {
        return say('change-signing-key-gone', 'no longer has a key that its signatures could be verified with')
      }
      return gone.length === 0
        ? say('change-signing-key-added', `has a new signing key, ${keys.came} beside the old one`, keys)
        : say('change-signing-key-replaced', `has a new signing key, ${keys.came} instead of ${keys.gone}`, keys)
    case 'encryption-key':
      if (came.length === 0) return say('change-encryption-key-gone', 'no longer has a key to encrypt to')
      return gone.length === 0
        ? say('change-encryption-key-new', `has another key to encrypt to, ${keys.came}`, keys)
        : say(
            'change-encryption-key-replaced',
            `has another key to encrypt to, ${keys.came} instead of ${keys.gone}`,
            keys,
          )
    case 'reply-host':
      return say('change-reply-host', `wants answers sent to ${to}`, { came: to })
    case 'sign-in-host':
      return say('change-sign-in-host', `wants people sent to ${to} to sign in`, { came: to })
    case 'logout-host':
      return say('change-logout-host', `wants to hear of logouts at ${to}`, { came: to })
    case 'names': {
      const [now, was] = [formats(came), formats(gone)]
      const [people, of] = [String(count?.people), String(count?.of)]
      const sentence = `names people by ${now} instead of ${was}: ${people} of ${of} people seen lately would become new accounts there`
      return say('change-names', sentence, { came: formats(came, '–'), gone: formats(gone, '–'), people, of })
    }
    case 'unsigned-requests':
      return say('change-unsigned-requests', 'no longer says that requests must be signed')
    case 'unsigned-assertions':
      return say('change-unsigned-assertions', 'no longer says that it wants assertions signed')
  }
}

const listed = (texts: readonly string[]): string => texts.map((text) => visible(text, 200)).join(', ')

/** The end of a format says it all; none: whatever is usual. @param none what says so; `–` in every language */
const formats = (all: readonly string[], none = 'no NameID format'): string =>
  all.length === 0 ? none : listed(all.map((one) => one.replace(/^urn:.*:nameid-format:/, '')))

const shortened = (keys: readonly string[]): string => keys.map((key) => key.slice(0, 16)).join(', ')
