/** A certificate, as metadata and files have it: until when, and whose key it is. */
import { X509Certificate } from 'node:crypto'
import { fingerprint } from '../saml/kept-key.ts'
import { type Known, readKnown } from './inspect-keys.ts'
import { type Inspected, momentInWords } from './inspected.ts'
import { Plain } from './output.ts'

/** @param octets DER, or PEM @throws Plain where it is none */
export async function inspectCertificate(octets: Buffer, config: string, now: number): Promise<Inspected> {
  const certificate = read(octets)
  const { subject, issuer, validFrom, validTo, fingerprint256, publicKey } = certificate
  const id = fingerprint(publicKey)
  const owners = ownersOf(id, await readKnown(config))
  const { modulusLength, namedCurve } = publicKey.asymmetricKeyDetails ?? {}
  const facts = {
    what: 'a certificate: a public key, with a name and an end',
    subject: oneLine(subject),
    ...(issuer !== subject && { issuer: oneLine(issuer) }),
    key: `${publicKey.asymmetricKeyType} ${modulusLength ?? namedCurve ?? ''}, which messages of ours call ${id}`,
    whose: owners.length > 0 ? owners.join(', ') : `no app’s, upstream’s or key of ours in ${config}`,
    'valid from': momentInWords(Date.parse(validFrom), now, validFrom),
    'valid until': momentInWords(Date.parse(validTo), now, validTo),
    'SHA-256': fingerprint256,
  }
  const problems = [
    ...(Date.parse(validTo) <= now ? ['It is not valid any more.'] : []),
    ...(Date.parse(validFrom) > now ? ['It is not valid yet.'] : []),
    ...(modulusLength !== undefined && modulusLength < 2048 ? ['Its key is too short: 2048 bits are the least.'] : []),
  ]
  return { kind: 'certificate', facts, problems, text: certificate.toString().trim() }
}

const oneLine = (name: string): string => name.split('\n').join(', ')

function read(octets: Buffer): X509Certificate {
  try {
    return new X509Certificate(octets)
  } catch {
    throw new Plain('This is no whole certificate.\n→ Paste all of it, with the lines BEGIN and END.')
  }
}

function ownersOf(id: string, known: Known | undefined): readonly string[] {
  if (known === undefined) return []
  const { keys, registry } = known
  const ours = [
    ['our signing key', keys?.signing],
    ['our next signing key', keys?.nextSigning],
    ['our decryption key', keys?.decryption],
    ['our next decryption key', keys?.nextDecryption],
  ] as const
  const own = ours.filter(([, key]) => key !== undefined && fingerprint(key.certificate.publicKey) === id)
  const apps = registry
    .samlApps()
    .filter(({ serviceProvider }) => serviceProvider.signingKeys.some((key) => key.id === id))
  const upstreams = [...registry.identityProviders].filter(([, { idp }]) =>
    idp.signingKeys.some((key) => key.id === id),
  )
  return [
    ...own.map(([what]) => what),
    ...apps.map(({ source }) => `signs for ${source}`),
    ...upstreams.map(([name]) => `signs for upstreams.${name}`),
  ]
}
