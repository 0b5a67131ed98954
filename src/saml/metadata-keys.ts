/**
 * Keys of a role descriptor (Metadata 2.4.1.1): from certificates, which are mere containers here and not a chain of
 * trust, or bare RSA keys. The operator vouches for the file, so dates only cause warnings. Keys on elliptic curves
 * verify signatures; we encrypt to RSA keys only.
 */
import { createPublicKey, X509Certificate } from 'node:crypto'
import { ns } from './constants.ts'
import { decodeBase64 } from './encoding.ts'
import { KeptKey } from './kept-key.ts'
import { asLeftOut, attempt, coded, MetadataFault, placed, strayFault, type Warn } from './metadata-fault.ts'
import { withOwnTexts } from './own-text.ts'
import { readPlainCertificate } from './plain-certificate.ts'
import { mostKeys } from './public-key.ts'
import { malformed, quoted } from './refusal.ts'
import type { ServiceProvider, VerificationKey } from './service-provider.ts'
import { isRsa, largestKey, soundKey, usable } from './usable-key.ts'
import type { XmlElement } from './xml-element.ts'
import { attributeOf, childOf, childrenOf, textOf } from './xml-values.ts'

export type Keys = Pick<ServiceProvider, 'signingKeys' | 'encryption'>

/** KeyDescriptors of one role, and certificates of one KeyInfo, that are looked at: real ones have one to four. */
const mostDescriptors = 20
const mostCertificates = 10

/**
 * A key that can't be read is left out where another one to verify with remains. Where none does, the app must stay
 * out: a typo would otherwise let its signatures pass as unverifiable.
 *
 * @param now ms since 1970, for warnings of certificates past their end
 * @throws GatewayError `malformed_request` where no listed key to verify with can be read
 */
export function readKeys(role: XmlElement, now: number, warn: Warn): Keys {
  const signing: VerificationKey[] = []
  const unreadable: Error[] = []
  let encryption: ServiceProvider['encryption']
  const descriptors = childrenOf(role, ns.md, 'KeyDescriptor')
  for (const descriptor of first(mostDescriptors, descriptors, 'KeyDescriptors', warn)) {
    const place = { at: descriptor, topic: 'key' } as const
    const use = attributeOf(descriptor, 'use')
    if (use !== undefined && use !== 'signing' && use !== 'encryption') {
      const warning = `KeyDescriptor has the unknown use ${quoted(use)} and is left out`
      warn(warning, { ...place, code: 'key-use', values: { use: quoted(use) } })
      continue
    }
    const leaveOut = (fault: Error) => {
      if (use !== 'encryption') unreadable.push(placed(fault, place))
      warn(`${fault.message}: left out`, { ...place, ...asLeftOut(fault) })
    }
    const warnHere: Warn = (warning, more) => warn(warning, { at: descriptor, topic: 'certificate', ...more })
    const telling = { now, warn: warnHere, leaveOut }
    const keys = attempt(() => keysOf(descriptor, use ?? 'any', telling), leaveOut, place) ?? []
    if (use !== 'encryption') signing.push(...keys)
    const main = keys.find(isRsa)
    if (use !== 'signing' && main !== undefined) encryption ??= { key: main, methods: methodsOf(descriptor) }
    if (use === 'encryption' && main === undefined && keys.length > 0) {
      warnHere('the key of KeyDescriptor (encryption) is ec, not RSA, and is left out', { code: 'key-elliptic' })
    }
  }
  const [fault] = unreadable
  if (signing.length === 0 && fault !== undefined) throw fault
  const signingKeys = first(mostKeys, withoutTwins(signing), 'keys to verify with', warn)
  return { signingKeys, ...(encryption && { encryption }) }
}

/** The first of them, and a warning where there are more. */
function first<T>(most: number, all: readonly T[], what: string, warn: Warn): readonly T[] {
  if (all.length <= most) return all
  const values = { count: String(all.length), what, most: String(most) }
  warn(`there are ${all.length} ${what}; only the first ${most} are used`, { code: 'key-many', values })
  return all.slice(0, most)
}

const withoutTwins = (keys: readonly VerificationKey[]): readonly VerificationKey[] =>
  keys.length < 2 ? keys : [...new Map(keys.map((key) => [key.id, key])).values()]

/**
 * Keys of certificates as an operator pastes them: PEM, several one after another, or bare base64.
 * @throws GatewayError `malformed_request` where one can't be read
 */
export function keysOfCertificates(text: string, now: number, warn: Warn): readonly VerificationKey[] {
  return certificatesIn(text).flatMap((certificate) => keyOfCertificate(certificate, 'certificate', now, warn))
}

function methodsOf(descriptor: XmlElement): readonly string[] {
  const methods = childrenOf(descriptor, ns.md, 'EncryptionMethod')
  return withOwnTexts(methods.flatMap((method) => attributeOf(method, 'Algorithm') ?? []))
}

interface Telling {
  readonly now: number
  readonly warn: Warn
  readonly leaveOut: (fault: Error) => void
}

function keysOf(descriptor: XmlElement, use: string, telling: Telling): readonly VerificationKey[] {
  const { now, warn, leaveOut } = telling
  const where = `KeyDescriptor (${use})`
  const keyInfo = childOf(descriptor, ns.ds, 'KeyInfo')
  if (keyInfo === undefined) {
    const missing = () => coded(malformed(`${where} has no KeyInfo`), 'key-info-missing', { where })
    throw strayFault(descriptor, ns.ds, 'KeyInfo') ?? missing()
  }
  const some = (name: string) => first(mostCertificates, childrenOf(keyInfo, ns.ds, name), `${name} in ${where}`, warn)
  let readable = true
  const broken = (fault: Error) => {
    readable = false
    leaveOut(fault)
  }
  const read = <T>(name: string, each: (element: XmlElement) => readonly T[]): readonly T[] =>
    some(name).flatMap((element) => attempt(() => each(element), broken, { at: element, topic: 'key' }) ?? [])
  const certificates = read('X509Data', (element) => {
    const plain = plainKey(element, now)
    if (plain !== undefined) return [[plain]]
    return leafCertificates(element, where, warn).map((leaf) => keyOfCertificate(leaf, where, now, warn))
  })
  const bare = read('KeyValue', (element) => bareKey(element, where, warn))
  if (readable && certificates.length === 0 && bare.length === 0)
    warn(`${where} holds neither a certificate nor an RSA key`, { code: 'key-empty', values: { where } })
  return [...certificates.flat(), ...bare]
}

/** Of a single certificate about which there is nothing to say. */
function plainKey(x509Data: XmlElement, now: number): VerificationKey | undefined {
  const [only, ...others] = childrenOf(x509Data, ns.ds, 'X509Certificate')
  if (only === undefined || only.children.length > 0 || others.length > 0) return undefined
  const der = decodeBase64(withoutSpace(textOf(only)))
  const plain = der && readPlainCertificate(der)
  if (plain === undefined || plain.notAfter < now || plain.bits < soundKey || plain.bits > largestKey) return undefined
  return new KeptKey({ spki: plain.publicKey.toString('latin1'), notAfter: plain.notAfter })
}

/** A chain in one X509Data stands for its leaf (XML Signature 4.5.4): its CA must not verify anything for us. */
function leafCertificates(x509Data: XmlElement, where: string, warn: Warn): readonly X509Certificate[] {
  const all = childrenOf(x509Data, ns.ds, 'X509Certificate')
  const elements = first(mostCertificates, all, `certificates in one X509Data of ${where}`, warn)
  // One that can't be read takes the others with it: without the leaf, its CA would stand in for it.
  const certificates = elements.flatMap((element) => {
    try {
      const text = textOf(element)
      if (text.includes('-----'))
        warn(`the X509Certificate of ${where} contains PEM header lines, which don’t belong there`, {
          code: 'pem-lines',
          values: { where },
        })
      return certificatesIn(text)
    } catch (cause) {
      const cure = 'Copy the whole certificate from the app again: base64 between BEGIN and END CERTIFICATE.'
      const fault = new MetadataFault(`the X509Certificate of ${where} can’t be read as a certificate`, cure, cause)
      throw coded(fault, 'certificate-unreadable', { where })
    }
  })
  const leaves = certificates.filter(
    (certificate) => !certificates.some((other) => other !== certificate && other.checkIssued(certificate)),
  )
  if (leaves.length === 0) return certificates.slice(0, 1)
  if (leaves.length < certificates.length) {
    const said = { code: 'certificate-chain', values: { where } } as const
    warn(`${where} has a certificate chain; only its last link is used`, said)
  }
  return leaves
}

/** Bare base64 or PEM, with any white space: editors, forms and consoles wrap and indent it. */
export function certificatesIn(text: string): readonly X509Certificate[] {
  const blocks = text.split(/-----(?:BEGIN|END) (?:TRUSTED |X509 )?CERTIFICATE-----/)
  return blocks
    .map(withoutSpace)
    .filter((block) => block !== '')
    .map((block) => {
      const der = decodeBase64(block)
      if (der === undefined) throw malformed(`a certificate is not base64: ${quoted(block.slice(0, 40))}`)
      try {
        return new X509Certificate(der)
      } catch (cause) {
        throw malformed(`a certificate can’t be read: ${quoted(block.slice(0, 40))}`, { cause })
      }
    })
}

function keyOfCertificate(
  certificate: X509Certificate,
  where: string,
  now: number,
  warn: Warn,
): readonly VerificationKey[] {
  const notAfter = Date.parse(certificate.validTo)
  const subject = quoted((certificate.subject ?? '').replaceAll('\n', ', '))
  if (notAfter < now) {
    const date = new Date(notAfter).toISOString()
    const said = { code: 'certificate-expired', values: { where, subject, date } } as const
    warn(`the certificate ${subject} of ${where} expired on ${date}`, said)
  }
  return usable(() => certificate.publicKey, `${where}, ${subject},`, warn, notAfter)
}

/** XML Signature 4.5.2: an RSA key without a certificate. @throws MetadataFault, GatewayError where it is none */
export function bareKey(keyValue: XmlElement, where: string, warn: Warn): readonly VerificationKey[] {
  const rsa = childOf(keyValue, ns.ds, 'RSAKeyValue')
  if (rsa === undefined) {
    const said = { code: 'key-value-other', values: { where } } as const
    warn(`the KeyValue of ${where} is not an RSA key and is left out`, said)
    return []
  }
  const [n, e] = [cryptoBinary(rsa, 'Modulus', where), cryptoBinary(rsa, 'Exponent', where)]
  return usable(() => createPublicKey({ format: 'jwk', key: { kty: 'RSA', n, e } }), where, warn)
}

/** ds:CryptoBinary as base64url. */
function cryptoBinary(rsa: XmlElement, name: string, where: string): string {
  const element = childOf(rsa, ns.ds, name)
  const number = decodeBase64(element === undefined ? '' : withoutSpace(textOf(element)))
  if (number === undefined || number.length === 0) {
    throw coded(malformed(`the RSAKeyValue of ${where} has no ${name}`), 'key-value-incomplete', { where, name })
  }
  return number.toString('base64url')
}

function withoutSpace(text: string): string {
  return text.replace(/[ \t\r\n]+/g, '')
}
