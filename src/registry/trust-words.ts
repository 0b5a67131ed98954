/** What differs between two copies, in English sentences: for the log, `check` and the command line. */
import { visible } from '../core/visible-text.ts'
import type { TrustChange } from './trust.ts'

/** One sentence for each change. Texts of the metadata are made visible (attack 98). */
export const changesInWords = (changes: readonly TrustChange[]): readonly string[] => changes.map(inWords)

function inWords({ kind, entityId, gone, came, count }: TrustChange): string {
  const name = visible(entityId, 200)
  switch (kind) {
    case 'entity-id':
      return `${name} is now called ${listed(came)}`
    case 'signing-key':
      return came.length === 0
        ? `${name} no longer has a key that its signatures could be verified with`
        : `${name} has a new signing key, ${shortened(came)}${gone.length === 0 ? ' beside the old one' : ` instead of ${shortened(gone)}`}`
    case 'encryption-key':
      return came.length === 0
        ? `${name} no longer has a key to encrypt to`
        : `${name} has another key to encrypt to, ${shortened(came)}${gone.length === 0 ? '' : ` instead of ${shortened(gone)}`}`
    case 'reply-host':
      return `${name} wants answers sent to ${listed(came)}`
    case 'sign-in-host':
      return `${name} wants people sent to ${listed(came)} to sign in`
    case 'logout-host':
      return `${name} wants to hear of logouts at ${listed(came)}`
    case 'names':
      return `${name} names people by ${formats(came)} instead of ${formats(gone)}: ${count?.people} of ${count?.of} people seen lately would become new accounts there`
    case 'unsigned-requests':
      return `${name} no longer says that requests must be signed`
    case 'unsigned-assertions':
      return `${name} no longer says that it wants assertions signed`
  }
}

const listed = (texts: readonly string[]): string => texts.map((text) => visible(text, 200)).join(', ')

/** The end of a format says it all; none: whatever is usual. */
const formats = (all: readonly string[]): string =>
  all.length === 0 ? 'no NameID format' : listed(all.map((one) => one.replace(/^urn:.*:nameid-format:/, '')))

const shortened = (keys: readonly string[]): string => keys.map((key) => key.slice(0, 16)).join(', ')
