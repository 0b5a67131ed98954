/** Text from elsewhere, made safe for a log line, a page or a terminal (attack 98). */

/** Characters that can't be seen, end a line, change the direction of text, or are half a character. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/** The text with every character that can't be seen replaced. @param mark makes what stands in its place */
export function replaceUnseen(text: string, mark: (character: string) => string): string {
  return text.replace(unseen, mark)
}

/**
 * One line in which everything is visible: what can't be seen is written as `\u{202e}`, and what is too long is cut.
 * @param longest in characters, before any are replaced
 */
export function visible(text: string, longest = Number.POSITIVE_INFINITY): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text
  return replaceUnseen(cut, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`)
}

/**
 * The same JSON, in which everything is visible: JSON leaves DEL, the C1 controls (a terminal obeys U+009B), line
 * separators and the characters that change the direction of text as they are. They occur only inside strings, so each can
 * become its escape; the newlines between are kept.
 */
export function visibleJson(json: string): string {
  return replaceUnseen(json, (character) =>
    character === '\n' ? character : character.split('').map(jsonEscape).join(''),
  )
}

const jsonEscape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`

/** Besides those above: blanks that pass for a space, and what Unicode tells programs not to show. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/gu

/** The invisible characters of a name or address, each once, as `U+200B`. A plain space counts at either end. */
export function unseenIn(text: string): readonly string[] {
  const shown = text.replace(/(?<=\S) +(?=\S)/g, '')
  const names = [...shown.matchAll(hidden)].map(([character]) => character.codePointAt(0)?.toString(16).toUpperCase())
  return [...new Set(names.map((name) => `U+${name?.padStart(4, '0')}`))]
}
