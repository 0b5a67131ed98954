/** The Status of what we answer (Core 3.2.2.1). */
import { element, replaceForbidden, type XmlNode } from './xml-builder.ts'

/** Core 3.2.2.1 */
export interface Status {
  readonly code: string
  readonly subCode?: string
  readonly message?: string
}

/** Core 3.2.2.1, in all our answers. */
export function buildStatus({ code, subCode, message }: Status): XmlNode {
  const second = subCode === undefined ? undefined : element('samlp:StatusCode', { Value: subCode })
  return element('samlp:Status', {}, [
    element('samlp:StatusCode', { Value: code }, [second]),
    message === undefined ? undefined : element('samlp:StatusMessage', {}, [replaceForbidden(message)]),
  ])
}
