/** Text of a file that somebody's tools wrote: PowerShell and .NET write UTF-16 where others write UTF-8. */

import { fileKindOf, startOf } from '../saml/file-kinds.ts'

const declaredEncoding = /^(\s*<\?xml\s+version\s*=\s*(?:"[^"]*"|'[^']*'))\s+encoding\s*=\s*(["'])[^"']*\2/

/**
 * UTF-8, or UTF-16 as its byte order mark or its first character shows (XML 1.0, F.1); without the mark. What XML in
 * UTF-16 declares is left out: as it is kept, it is no longer so.
 * @throws TypeError where it is neither
 */
export function markedText(octets: Uint8Array): string {
  const encoding = encodingOf(octets)
  const text = new TextDecoder(encoding, { fatal: true }).decode(octets)
  return encoding === 'utf-8' ? text : text.replace(declaredEncoding, '$1')
}

function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be'
  return 'utf-8'
}

/**
 * What stands for a file that is no text: U+FFFD, and how it begins where that says what it is (a picture, an archive);
 * whoever reads it as metadata is told so.
 */
export function markOf(octets: Uint8Array): { readonly mark: string; readonly isKnown: boolean } {
  const start = startOf(octets)
  const isKnown = fileKindOf(start) !== undefined
  return { mark: isKnown ? `\ufffd${start}` : '\ufffd', isKnown }
}
