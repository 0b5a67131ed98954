/**
 * Several texts as one octet string that no other texts give: each in UTF-8, after its length in octets as four
 * octets, big-endian. What is hashed or HMACed over several parts is joined so (`a`,`bc` is not `ab`,`c`).
 */
export function lengthPrefixed(parts: readonly string[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const octets = Buffer.from(part, 'utf8')
      const length = Buffer.alloc(4)
      length.writeUInt32BE(octets.length)
      return [length, octets]
    }),
  )
}
