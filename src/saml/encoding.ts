/** Strict decoders of bytes: base64, UTF-8, and the white space that XML allows around values. */

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const base64 = /^[A-Za-z0-9+/]*={0,2}$/
const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Decodes base64 (RFC 4648, 4): nothing outside the alphabet, no bits that would be lost (attack 11). The padding may
 * be left out, as some SPs do, but must not be wrong.
 *
 * @returns the bytes, or undefined where it is not base64
 */
export function decodeBase64(text: string): Buffer | undefined {
  if (!base64.test(text)) return undefined
  const digits = text.replace(/={1,2}$/, '')
  const rest = digits.length % 4
  if (rest === 1 || (digits.length !== text.length && text.length % 4 !== 0)) return undefined
  const lost = rest === 2 ? 0b1111 : rest === 3 ? 0b11 : 0
  if ((alphabet.indexOf(digits.charAt(digits.length - 1)) & lost) !== 0) return undefined
  return Buffer.from(digits, 'base64')
}

/**
 * Decodes base64 in lines (RFC 2045, 6.8), as forms, queries, signatures and certificates have it, whatever the binding
 * says about line ends: a signature covers the bytes as they came. Blanks are skipped at line ends only. One inside a
 * line is refused, since it may be a `+` that was not percent-encoded.
 */
export function decodeBase64Lines(text: string): Buffer | undefined {
  return decodeBase64(
    text
      .split(/[\r\n]/)
      .map(trimSpace)
      .join(''),
  )
}

/** Decodes UTF-8 strictly (attack 9); one byte order mark is skipped. Undefined where it is not UTF-8. */
export function decodeUtf8(octets: Uint8Array): string | undefined {
  try {
    return utf8.decode(octets)
  } catch {
    return undefined
  }
}

/** Drops XML white space (space, tab, CR, LF) from both ends, in linear time; other blanks are part of a value. */
export function trimSpace(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isSpace(text.charCodeAt(start))) start += 1
  while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1
  return text.slice(start, end)
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d
}
