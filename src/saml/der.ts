/** Elements of DER (X.690), as plain-certificate.ts reads them: strictly, and no further than they reach. */

/** Of those that an ordinary certificate has. */
export const tag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  utf8: 0x0c,
  bmp: 0x1e,
  utcTime: 0x17,
  generalizedTime: 0x18,
  oid: 0x06,
  sequence: 0x30,
  set: 0x31,
  version: 0xa0,
  extensions: 0xa3,
} as const

const mostDepth = 16

/** Something that is not read here. */
export class NotPlain extends Error {}

/** @throws NotPlain */
export function demand(condition: boolean): asserts condition {
  if (!condition) throw new NotPlain()
}

export interface DerElement {
  readonly tag: number
  /** Where it begins, its content begins, and both end. */
  readonly start: number
  readonly content: number
  readonly end: number
}

/** @throws NotPlain where its length is not written in as few octets as possible, or goes beyond what is around it */
export function elementAt(der: Buffer, start: number, limit: number, expected?: number): DerElement {
  const found = der[start] ?? 0
  const short = der[start + 1] ?? 0xff
  if (start + 2 > limit || (found & 0x1f) === 0x1f || (expected !== undefined && found !== expected))
    throw new NotPlain()
  if (short < 0x80) return within({ tag: found, start, content: start + 2, end: start + 2 + short }, limit)
  const octets = short - 0x80
  if (octets < 1 || octets > 3 || start + 2 + octets > limit) throw new NotPlain()
  const length = der.readUIntBE(start + 2, octets)
  if (length < 0x80 || length < 256 ** (octets - 1)) throw new NotPlain()
  return within({ tag: found, start, content: start + 2 + octets, end: start + 2 + octets + length }, limit)
}

function within(element: DerElement, limit: number): DerElement {
  if (element.end > limit) throw new NotPlain()
  return element
}

export function childrenOf(der: Buffer, { content, end }: DerElement): readonly DerElement[] {
  const found: DerElement[] = []
  for (let at = content; at < end; ) {
    const child = elementAt(der, at, end)
    found.push(child)
    at = child.end
  }
  return found
}

/** Every constructed element, however deep, is made of whole ones. */
export function wellFormed(der: Buffer, element: DerElement, depth: number): void {
  if (depth > mostDepth) throw new NotPlain()
  for (let at = element.content; at < element.end; ) {
    const child = elementAt(der, at, element.end)
    if ((child.tag & 0x20) !== 0) wellFormed(der, child, depth + 1)
    at = child.end
  }
}
