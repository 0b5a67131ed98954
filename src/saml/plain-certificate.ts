/**
 * The RSA key of an X.509 certificate (RFC 5280, 4.1) without OpenSSL, which takes a quarter of a millisecond for each: ten
 * thousand apps have as many certificates, of which most are never used before the next restart. Only what is wholly
 * ordinary is read here. Anything else is left to OpenSSL, and what that makes of it counts.
 */
import { isUtf8 } from 'node:buffer'
import { childrenOf, type DerElement, demand, elementAt, NotPlain, tag, wellFormed } from './der.ts'

export interface PlainCertificate {
  /** ms since 1970 */
  readonly notAfter: number
  /** Of the modulus. */
  readonly bits: number
  /** The subjectPublicKeyInfo, as OpenSSL would write it. */
  readonly publicKey: Buffer
}

/** AlgorithmIdentifier of rsaEncryption, with its NULL. */
const rsaEncryption = Buffer.from('300d06092a864886f70d0101010500', 'hex')
/** 65537, which nearly every RSA key has. */
const usualExponent = Buffer.from('0203010001', 'hex')

/** From the serial number to the subjectPublicKeyInfo. */
const usualTags = [tag.integer, tag.sequence, tag.sequence, tag.sequence, tag.sequence, tag.sequence]
/** What the texts of a name may be: UTF8String, PrintableString, TeletexString, IA5String, BMPString. */
const textTags: ReadonlySet<number> = new Set([tag.utf8, 0x13, 0x14, 0x16, tag.bmp])

/** @returns undefined where it is not an ordinary one with an RSA key, or not whole */
export function readPlainCertificate(der: Buffer): PlainCertificate | undefined {
  try {
    return read(der)
  } catch (error) {
    if (error instanceof NotPlain) return undefined
    throw error
  }
}

function read(der: Buffer): PlainCertificate {
  const whole = elementAt(der, 0, der.length, tag.sequence)
  demand(whole.end === der.length)
  wellFormed(der, whole, 0)
  const [signed, algorithm, signature, ...others] = childrenOf(der, whole)
  demand(signed?.tag === tag.sequence && signature?.tag === tag.bitString && others.length === 0)
  demand(der[signature.content] === 0)
  isAlgorithm(der, algorithm)
  const fields = childrenOf(der, signed)
  const [version] = fields
  if (version?.tag === tag.version) isVersion(der, version)
  const fromSerial = version?.tag === tag.version ? fields.slice(1) : fields
  const [serial, inner, issuer, validity, subject, publicKey, extensions, ...more] = fromSerial
  demand(usualTags.every((one, at) => fromSerial[at]?.tag === one) && more.length === 0)
  demand(issuer !== undefined && subject !== undefined && validity !== undefined && publicKey !== undefined)
  isInteger(der, serial)
  isAlgorithm(der, inner)
  isName(der, issuer)
  isName(der, subject)
  if (extensions !== undefined) areExtensions(der, extensions)
  return {
    notAfter: endOf(der, validity),
    bits: bitsOf(der, publicKey),
    publicKey: der.subarray(publicKey.start, publicKey.end),
  }
}

/** RFC 5280, 4.1.2.1: 0 to 2. */
function isVersion(der: Buffer, version: DerElement): void {
  const [number, ...others] = childrenOf(der, version)
  demand(number?.tag === tag.integer && number.end - number.content === 1 && others.length === 0)
  demand((der[number.content] ?? 3) <= 2)
}

/** X.690, 8.3.2: in as few octets as possible. */
function isInteger(der: Buffer, element: DerElement | undefined): void {
  demand(element?.tag === tag.integer && element.end > element.content)
  const [first, second] = [der[element.content] ?? 0, der[element.content + 1] ?? 0]
  const isLong = element.end - element.content > 1
  demand(!isLong || (first !== 0 && first !== 0xff) || first >= 0x80 !== second >= 0x80)
}

/** X.690, 8.19: each number in as few octets as possible, the last one whole. */
function isObjectIdentifier(der: Buffer, element: DerElement | undefined): void {
  demand(element?.tag === tag.oid && element.end > element.content)
  let isNext = true
  for (let at = element.content; at < element.end; at += 1) {
    const octet = der[at] ?? 0
    demand(!isNext || octet !== 0x80)
    isNext = octet < 0x80
  }
  demand(isNext)
}

/** RFC 5280, 4.1.1.2, without parameters. */
function isAlgorithm(der: Buffer, algorithm: DerElement | undefined): void {
  demand(algorithm?.tag === tag.sequence)
  const [type, parameters, ...others] = childrenOf(der, algorithm)
  isObjectIdentifier(der, type)
  const isEmpty = parameters === undefined || (parameters.tag === tag.null && parameters.content === parameters.end)
  demand(isEmpty && others.length === 0)
}

/** RFC 5280, 4.2: what each of them says is not looked at. */
function areExtensions(der: Buffer, extensions: DerElement): void {
  demand(extensions.tag === tag.extensions)
  const [list, ...beside] = childrenOf(der, extensions)
  demand(list?.tag === tag.sequence && beside.length === 0)
  for (const extension of childrenOf(der, list)) {
    demand(extension.tag === tag.sequence)
    const [type, ...rest] = childrenOf(der, extension)
    isObjectIdentifier(der, type)
    const [value, ...others] = rest[0]?.tag === tag.boolean ? rest.slice(1) : rest
    const flag = rest[0]
    demand(flag?.tag !== tag.boolean || flag.end - flag.content === 1)
    demand(value?.tag === tag.octetString && others.length === 0)
  }
}

/** RFC 5280, 4.1.2.4. */
function isName(der: Buffer, name: DerElement): void {
  for (const set of childrenOf(der, name)) {
    demand(set.tag === tag.set)
    for (const attribute of childrenOf(der, set)) {
      const [type, value, ...others] = childrenOf(der, attribute)
      demand(attribute.tag === tag.sequence && value !== undefined && textTags.has(value.tag) && others.length === 0)
      isObjectIdentifier(der, type)
      demand(value.tag !== tag.utf8 || isText(der, value))
      demand(value.tag !== tag.bmp || (value.end - value.content) % 2 === 0)
    }
  }
}

function isText(der: Buffer, { content, end }: DerElement): boolean {
  for (let at = content; at < end; at += 1) if ((der[at] ?? 0) >= 0x80) return isUtf8(der.subarray(content, end))
  return true
}

/** RFC 5280, 4.1.2.5: YYMMDDHHMMSSZ until 2049, YYYYMMDDHHMMSSZ from then on. */
function endOf(der: Buffer, validity: DerElement): number {
  const [from, until, ...others] = childrenOf(der, validity)
  if (from === undefined || until === undefined || others.length > 0) throw new NotPlain()
  timeOf(der, from)
  return timeOf(der, until)
}

function timeOf(der: Buffer, { tag: kind, content, end }: DerElement): number {
  if (kind !== tag.utcTime && kind !== tag.generalizedTime) throw new NotPlain()
  const digits = end - content - 1
  demand(digits === (kind === tag.utcTime ? 12 : 14) && der[content + digits] === Z)
  const two = (from: number) => numberOf(der[content + digits - from], der[content + digits - from + 1])
  const short = two(12)
  const century = kind === tag.utcTime ? (short < 50 ? 20 : 19) : numberOf(der[content], der[content + 1])
  const [year, month, day] = [century * 100 + short, two(10), two(8)]
  const [hour, minute, second] = [two(6), two(4), two(2)]
  demand(month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month))
  demand(hour < 24 && minute < 60 && second < 60)
  // Date.UTC takes the years before 100 for those of the last century.
  demand(year >= 100)
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

const Z = 0x5a

function numberOf(tens: number | undefined, ones: number | undefined): number {
  const [first, second] = [(tens ?? 0) - 0x30, (ones ?? 0) - 0x30]
  demand(first >= 0 && first <= 9 && second >= 0 && second <= 9)
  return first * 10 + second
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** RFC 8017, A.1.1: two positive numbers, each in as few octets as possible. */
function bitsOf(der: Buffer, publicKey: DerElement): number {
  const [algorithm, bitString, ...others] = childrenOf(der, publicKey)
  if (algorithm === undefined || bitString?.tag !== tag.bitString || others.length > 0) throw new NotPlain()
  if (!rsaEncryption.equals(der.subarray(algorithm.start, algorithm.end))) throw new NotPlain()
  // No bit of the last octet is unused.
  if (der[bitString.content] !== 0) throw new NotPlain()
  const key = elementAt(der, bitString.content + 1, bitString.end, tag.sequence)
  const [modulus, exponent, ...more] = childrenOf(der, key)
  if (modulus?.tag !== tag.integer || exponent === undefined || more.length > 0 || key.end !== bitString.end)
    throw new NotPlain()
  if (!usualExponent.equals(der.subarray(exponent.start, exponent.end))) throw new NotPlain()
  const isPadded = der[modulus.content] === 0
  const first = der[modulus.content + (isPadded ? 1 : 0)] ?? 0
  const isEven = ((der[modulus.end - 1] ?? 0) & 1) === 0
  if (isPadded !== first >= 0x80 || first === 0 || isEven) throw new NotPlain()
  const octets = modulus.end - modulus.content - (isPadded ? 1 : 0)
  return octets * 8 - Math.clz32(first) + 24
}
