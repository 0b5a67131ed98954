/** Which public keys of others are used, and how they are named. */
import type { KeyObject } from 'node:crypto'
import { KeptKey, spkiOf } from './kept-key.ts'
import type { Warn } from './metadata-fault.ts'
import { curves } from './public-key.ts'
import type { VerificationKey } from './service-provider.ts'

/** RSA keys below are broken in practice, so a signature by one proves nothing; below the second they are weak. */
const smallestKey = 1024
export const soundKey = 2048
/**
 * Above the first a signature takes milliseconds to verify, and with a greater exponent even longer: nobody has such
 * keys.
 */
export const largestKey = 8192
const largestExponent = 2n ** 32n

/** Whether we can encrypt to it. */
export const isRsa = ({ curve }: VerificationKey): boolean => curve === undefined

/**
 * The key, if we verify with such: RSA and not too short, or on one of three curves; else none, and a warning.
 * @param where it stands, for the warning
 * @param notAfter end of its certificate, ms since 1970
 */
export function usable(
  read: () => KeyObject,
  where: string,
  warn: Warn,
  notAfter?: number,
): readonly VerificationKey[] {
  const key = keyOrNone(read)
  const { namedCurve = '' } = key?.asymmetricKeyDetails ?? {}
  if (key?.asymmetricKeyType === 'ec' && curves.has(namedCurve)) return [kept(key, notAfter, namedCurve)]
  if (key?.asymmetricKeyType !== 'rsa') {
    const type = `${key?.asymmetricKeyType ?? 'unknown'}${namedCurve && ` (${namedCurve})`}`
    const warning = `the key of ${where} is ${type}, neither RSA nor on the curves P-256, P-384 and P-521, and is left out`
    warn(warning, { code: 'key-type', values: { where, type } })
    return []
  }
  const { modulusLength: bits = 0, publicExponent = 0n } = key.asymmetricKeyDetails ?? {}
  if (bits > largestKey || publicExponent > largestExponent) {
    const warning = `the RSA key of ${where} is too costly to verify with (${bits} bits, exponent ${publicExponent}): left out`
    warn(warning, { code: 'key-costly', values: { where, bits: String(bits), exponent: String(publicExponent) } })
    return []
  }
  if (bits < soundKey) {
    const isTooWeak = bits < smallestKey
    const code = isTooWeak ? 'key-too-weak' : 'key-weak'
    warn(`the RSA key of ${where} has only ${bits} bits${isTooWeak ? ': left out' : ''}`, {
      code,
      values: { where, bits: String(bits) },
    })
  }
  return bits < smallestKey ? [] : [kept(key, notAfter)]
}

function keyOrNone(read: () => KeyObject): KeyObject | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

function kept(key: KeyObject, notAfter?: number, curve?: string): VerificationKey {
  const beside = { ...(notAfter !== undefined && { notAfter }), ...(curve !== undefined && { curve }) }
  return new KeptKey({ spki: spkiOf(key), ...beside })
}
