/**
 * Settings of an app in their most ordinary form, one `key: value` on each line: thousands of documents are read at
 * start, and nearly all are so. What is in any way different is left to the parser (yaml.ts;
 * docs/decisions/0017-plain-settings.md).
 */

export interface PlainSettings {
  readonly raw: Readonly<Record<string, string | boolean>>
  /** The line of each key; the first is 1. */
  readonly lines: ReadonlyMap<string, number>
}

/** Longer ones are not ordinary. */
const longest = 4096

/**
 * A line: a key; then, in single quotes, in double quotes without a backslash, or as it is, printable ASCII. What is as
 * it is begins with a letter, and has nothing that could mean something else: no `#`, no colon before a space.
 */
const line =
  /([A-Za-z][A-Za-z0-9]{0,63}): (?:'((?:[\x20-\x26\x28-\x7e]|'')*)'|"([\x20\x21\x23-\x5b\x5d-\x7e]*)"|([A-Za-z](?:[A-Za-z0-9./_+=?&%@~,()'-]|:(?=[A-Za-z0-9/])| +(?=[A-Za-z0-9(]))*))(?:\n|$)/y

/** Written as it is, it means no text. */
const meaning: ReadonlyMap<string, boolean | undefined> = new Map<string, boolean | undefined>([
  ...(['null', 'Null', 'NULL', 'True', 'TRUE', 'False', 'FALSE'] as const).map((word) => [word, undefined] as const),
  ['true', true],
  ['false', false],
])

/** The settings that a text holds; undefined where the parser is to say. */
export function readPlainSettings(text: string): PlainSettings | undefined {
  if (text === '' || text.length > longest) return undefined
  const raw: Record<string, string | boolean> = {}
  const lines = new Map<string, number>()
  line.lastIndex = 0
  for (let at = 0; at < text.length; at = line.lastIndex) {
    const [, key = '', single, double, asItIs = ''] = line.exec(text) ?? []
    const value = single?.replaceAll("''", "'") ?? double ?? (meaning.has(asItIs) ? meaning.get(asItIs) : asItIs)
    if (key === '' || value === undefined || meaning.has(key) || lines.has(key)) return undefined
    raw[key] = value
    lines.set(key, lines.size + 1)
  }
  return { raw, lines }
}
