/** Persistent NameIDs (contract). Nothing in this file can change once a user has logged in anywhere. */
import { createHmac } from 'node:crypto'
import { lengthPrefixed } from '../core/bytes.ts'
import { GatewayError } from '../core/errors.ts'
import type { Pairwise } from '../core/ports/hub.ts'
import type { KeySet } from './keys.ts'

/**
 * Lower-case base32 (RFC 4648 6, no padding; 52 characters) of HMAC-SHA256(pairwise key, the parts in UTF-8, each
 * after its length as four bytes, big-endian). Parts are taken byte by byte: no case or Unicode folding.
 * Throws upstream_invalid for text with lone surrogates: in UTF-8 all of them become one and the same character, so
 * two people would get one NameID.
 */
export function pairwise(keys: Pick<KeySet, 'pairwise'>): Pairwise {
  return {
    derive(parts) {
      if (parts.some((part) => /\p{Surrogate}/u.test(part)))
        throw new GatewayError('upstream_invalid', 'The identifier of the person is not well-formed text.')
      return base32(createHmac('sha256', keys.pairwise).update(lengthPrefixed(parts)).digest())
    },
  }
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

function base32(octets: Buffer): string {
  let text = ''
  let bits = 0
  let pending = 0
  for (const octet of octets) {
    pending = ((pending << 8) | octet) & 0xfff
    bits += 8
    for (; bits >= 5; bits -= 5) text += alphabet[(pending >> (bits - 5)) & 31]
  }
  return bits === 0 ? text : text + alphabet[(pending << (5 - bits)) & 31]
}
