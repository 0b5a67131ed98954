/**
 * A self-signed certificate in DER (RFC 5280, 4.1; X.690): it has so few kinds of values that we write them here, as
 * Node only reads certificates.
 */
import { createPublicKey, type KeyObject, sign } from 'node:crypto'

export interface CertificateInput {
  /** An RSA private key: its public half is what is certified. */
  readonly key: KeyObject
  /** Subject and issuer. */
  readonly commonName: string
  /** Positive, 20 bytes at most (RFC 5280, 4.1.2.2). */
  readonly serial: Uint8Array
  readonly notBefore: Date
  readonly notAfter: Date
}

/** Signed with RSA-SHA256, version 3 without extensions. PEM with a newline at its end. */
export function selfSignedCertificate({ key, commonName, serial, notBefore, notAfter }: CertificateInput): string {
  const name = sequence(set(sequence(objectId.commonName, value(0x0c, Buffer.from(commonName)))))
  const algorithm = sequence(objectId.sha256WithRsa, value(0x05))
  const version = value(0xa0, integer(Buffer.from([2])))
  const validity = sequence(time(notBefore), time(notAfter))
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' })
  const signed = sequence(version, integer(serial), algorithm, name, validity, name, publicKey)
  const signature = value(0x03, Buffer.from([0]), sign('sha256', signed, key))
  return pem(sequence(signed, algorithm, signature))
}

/** One value: its tag, the length of its content, and the content. */
function value(tag: number, ...inside: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(inside)
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content])
}

/** Under 128 one byte, else the number of bytes that follow (X.690, 8.1.3). */
function lengthOf(length: number): readonly number[] {
  if (length < 0x80) return [length]
  const octets: number[] = []
  for (let rest = length; rest > 0; rest >>= 8) octets.unshift(rest & 0xff)
  return [0x80 | octets.length, ...octets]
}

const sequence = (...inside: readonly Uint8Array[]): Buffer => value(0x30, ...inside)
const set = (...inside: readonly Uint8Array[]): Buffer => value(0x31, ...inside)

/** The shortest form, and not negative: where the first bit is one, a zero byte comes before it (X.690, 8.3). */
function integer(octets: Uint8Array): Buffer {
  const first = octets.findIndex((octet) => octet !== 0)
  const significant = first === -1 ? Buffer.from([0]) : octets.subarray(first)
  return value(0x02, ...((significant[0] ?? 0) >= 0x80 ? [Buffer.from([0])] : []), significant)
}

/** UTCTime through 2049, GeneralizedTime from 2050 on, both in whole seconds (RFC 5280, 4.1.2.5). */
function time(date: Date): Buffer {
  const digits = `${date.toISOString().replace(/[-:T]|\..*/g, '')}Z`
  return date.getUTCFullYear() < 2050 ? value(0x17, Buffer.from(digits.slice(2))) : value(0x18, Buffer.from(digits))
}

const objectId = {
  /** 2.5.4.3 */
  commonName: Buffer.from('0603550403', 'hex'),
  /** 1.2.840.113549.1.1.11 */
  sha256WithRsa: Buffer.from('06092a864886f70d01010b', 'hex'),
}

function pem(octets: Buffer): string {
  const lines = octets.toString('base64').replace(/.{64}(?=.)/g, '$&\n')
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`
}
