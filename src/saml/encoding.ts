/** Strict decoders of bytes: base64, UTF-8, and the white space that XML allows around values. */

const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Decodes base64 (RFC 4648, 4): nothing outside the alphabet, no bits that would be lost (attack 11). The padding may
 * be left out, as some SPs do, but must not be wrong.
 *
 * @returns the bytes, or undefined where it is not base64
 */
export function decodeBase64(text: string): Buffer | undefined {
  const digits = text.replace(/={1,2}$/, '')
  if (digits.length !== text.length && text.length % 4 !== 0) return undefined
  const octets = Buffer.from(digits, 'base64')
  // Node skips what it does not know. What it writes again has nothing of that, and no bits that were lost.
  return octets.toString('base64').replace(/={1,2}$/, '') === digits ? octets : undefined
}

/**
 * Decodes base64 in lines (RFC 2045, 6.8), as forms, queries, signatures and certificates have it, whatever the binding
 * says about line ends: a signature covers the bytes as they came. Blanks are skipped at line ends only. One inside a
 * line is refused, since it may be a `+` that was not percent-encoded.
 */
export function decodeBase64Lines(text: string): Buffer | undefined {
  if (!text.includes('\n') && !text.includes('\r')) return decodeBase64(trimSpace(text))
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
