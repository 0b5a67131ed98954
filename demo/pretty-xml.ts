/** Breaks XML into lines for a person to read. */

/** One line, and how deep it is nested. */
export interface XmlLine {
  readonly depth: number
  readonly text: string
}

/**
 * For display only: an element that holds nothing but text stays on one line, white space between elements goes,
 * and what comes out no longer verifies.
 */
export function prettyXml(xml: string): readonly XmlLine[] {
  const lines: XmlLine[] = []
  let depth = 0
  let open = '' // a start tag whose content is not known yet
  let content = ''
  const line = (text: string) => lines.push({ depth, text })
  const flush = () => {
    if (open !== '') line(open)
    if (open !== '') depth += 1
    if (content.trim() !== '') line(content.trim())
    open = ''
    content = ''
  }
  for (const token of xml.match(/<[^>]*>|[^<]+/g) ?? []) {
    if (!token.startsWith('<')) content += token
    else if (token.startsWith('</') && open !== '') {
      line(open + content + token)
      open = ''
      content = ''
    } else {
      flush()
      if (token.startsWith('</')) depth -= 1
      if (/^<[?!/]|\/>$/.test(token)) line(token)
      else open = token
    }
  }
  flush()
  return lines
}
