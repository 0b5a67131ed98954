/**
 * Flags and numbers in metadata: whatever is written there, no app is kept out because of one (xs:boolean,
 * xs:unsignedShort).
 */
import type { Warn } from './metadata-fault.ts'
import { attempt } from './metadata-fault.ts'
import { quoted } from './refusal.ts'
import type { XmlElement } from './xml-element.ts'
import { indexOf } from './xml-values.ts'

/**
 * A flag, whatever its case (`True` of Python and .NET); undefined where it is absent. Anything odd about it is
 * reported.
 */
export function flagOf(element: XmlElement, name: string, warn: Warn): boolean | 'unreadable' | undefined {
  const written = element.attributes.get(name)
  if (written === undefined) return undefined
  const text = written.trim()
  const lower = text.toLowerCase()
  if (!/^(?:true|false|0|1)$/.test(lower)) {
    const values = { name, element: element.localName, value: quoted(written) }
    const warning = `${name} of ${element.localName} is ${quoted(written)}, neither true nor false`
    warn(warning, { at: element, code: 'flag-odd', values })
    return 'unreadable'
  }
  if (lower !== text) {
    const values = { name, element: element.localName, value: quoted(text), read: lower }
    const warning = `${name} of ${element.localName} is written ${quoted(text)}, and read as ${lower}`
    warn(warning, { at: element, code: 'flag-case', values })
  }
  return lower === 'true' || lower === '1'
}

/** An index; undefined where it is absent or not a number (which is reported). */
export function readIndex(element: XmlElement, warn: Warn): number | undefined {
  return attempt(
    () => indexOf(element, 'index'),
    ({ message }) => {
      const values = { element: element.localName, value: quoted(element.attributes.get('index') ?? '') }
      warn(`${message.replace(/\.$/, '')}: it counts as absent`, { at: element, code: 'index-odd', values })
    },
  )
}
