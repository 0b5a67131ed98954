/** Strings of bytes: joined unambiguously, and drawn at random. */
import { randomFillSync } from 'node:crypto'

/**
 * Several texts as one byte string that no other texts give: each in UTF-8, preceded by its length in bytes as four
 * bytes, big-endian. What is hashed or HMACed over several parts is joined like this (`a`,`bc` is not `ab`,`c`).
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

const pool = Buffer.alloc(4096)
let drawn = pool.length

/**
 * Random bytes from the system's generator, at most 4096. They are drawn for many calls at once, since a draw for each
 * would cost more than what is made of it; each is given out once, and none is kept.
 */
export function randomBytes(count: number): Buffer {
  if (drawn + count > pool.length) {
    randomFillSync(pool)
    drawn = 0
  }
  const octets = Buffer.from(pool.subarray(drawn, drawn + count))
  pool.fill(0, drawn, drawn + count)
  drawn += count
  return octets
}
