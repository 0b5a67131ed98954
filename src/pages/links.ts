/** Text and addresses that come from elsewhere, made fit to be shown or followed. */
import { visible } from '../core/visible-text.ts'

const longest = 400

/**
 * An address that a page may link to: http or https, or a path of ours. Everything else (`javascript:`, `data:`,
 * `//elsewhere`) is undefined, and the page shows no link (attack 100).
 */
export function safeLink(address: string | undefined): string | undefined {
  if (address === undefined) return undefined
  if (/^\/(?![/\\])/.test(address)) return address
  return /^https?:\/\//i.test(address) && URL.canParse(address) ? address : undefined
}

/**
 * Text from a message or from metadata, to be read by a person: characters that can't be seen or that turn the
 * direction of text are shown as escapes, and what is too long is cut.
 */
export function readable(text: string): string {
  return visible(text, longest)
}
