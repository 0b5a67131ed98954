/**
 * Several texts as one octet string that no other texts give: each in UTF-8, after its length in octets as four
 * octets, big-endian. What is hashed or HMACed over several parts is joined so (`a`,`bc` is not `ab`,`c`).
 */
export function lengthPrefixed(parts: readonly string[]): Buffer {
  let size = 0
  for (const part of parts) size += 4 + Buffer.byteLength(part)
  const joined = Buffer.allocUnsafe(size)
  let at = 0
  for (const part of parts) {
    const length = joined.write(part, at + 4)
    joined.writeUInt32BE(length, at)
    at += 4 + length
  }
  return joined
}
