/** Our metadata as a service provider (Metadata 2.4.4). The same keys and addresses give the same text. */
import { createHash } from 'node:crypto'
import type { EntityId } from '../core/identifiers.ts'
import { binding, digestAlgorithm, encryption, ns } from './constants.ts'
import { buildAlgorithms, buildKeyDescriptor } from './idp-metadata.ts'
import { canonicalXml, element, encodeXml, type XmlNode } from './xml-builder.ts'
import { signXml, type XmlSigningKey } from './xml-sign.ts'

export interface SpMetadataInput {
  readonly entityId: EntityId
  /** AssertionConsumerService for HTTP-POST. */
  readonly acs: string
  /** Whether it takes artifacts too. */
  readonly byArtifact: boolean
  /** Address of SingleLogoutService, for Redirect, POST and SOAP; none is published where absent. */
  readonly singleLogoutUrl?: string
  /** Signing certificates, DER in base64: the current one first. */
  readonly certificates: readonly string[]
  readonly encryption?: { readonly certificate: string; readonly withCbc: boolean }
  readonly signsRequests: boolean
  readonly wantAssertionsSigned: boolean
  readonly nameIdFormats: readonly string[]
}

/** The EntityDescriptor as XML text, signed where a key is given. */
export function buildSpMetadata(input: SpMetadataInput, key?: XmlSigningKey): string {
  const withoutId = encodeXml(canonicalXml(buildEntityDescriptor(input, undefined)))
  const id = `_${createHash('sha256').update(withoutId).digest('hex').slice(0, 40)}`
  const xml = canonicalXml(buildEntityDescriptor(input, id))
  return encodeXml(key === undefined ? xml : signXml(xml, id, key, 'first'))
}

function buildEntityDescriptor(input: SpMetadataInput, id: string | undefined): XmlNode {
  const { certificates, encryption: forUs, nameIdFormats, signsRequests, wantAssertionsSigned } = input
  const attributes = {
    AuthnRequestsSigned: String(signsRequests),
    WantAssertionsSigned: String(wantAssertionsSigned),
    protocolSupportEnumeration: ns.samlp,
  }
  return element('md:EntityDescriptor', { ID: id, entityID: input.entityId }, [
    buildAlgorithms(),
    element('md:SPSSODescriptor', attributes, [
      ...certificates.map((certificate) => buildKeyDescriptor(certificate)),
      forUs && buildKeyDescriptor(forUs.certificate, encryptionMethods(forUs.withCbc)),
      ...logoutServices(input),
      ...nameIdFormats.map((format) => element('md:NameIDFormat', {}, [format])),
      ...consumers(input),
    ]),
  ])
}

/** Metadata 2.4.1.1, best first. */
function encryptionMethods(withCbc: boolean): readonly XmlNode[] {
  const ciphers = [
    encryption.aes256Gcm,
    encryption.aes128Gcm,
    ...(withCbc ? [encryption.aes256Cbc, encryption.aes128Cbc] : []),
  ]
  const digest = element('ds:DigestMethod', { Algorithm: digestAlgorithm.sha1 })
  return [
    ...ciphers.map((algorithm) => element('md:EncryptionMethod', { Algorithm: algorithm })),
    element('md:EncryptionMethod', { Algorithm: encryption.rsaOaepMgf1p }, [digest]),
  ]
}

/** SOAP last: some take it whenever it is listed. */
function logoutServices({ singleLogoutUrl: location }: SpMetadataInput): readonly XmlNode[] {
  if (location === undefined) return []
  const bindings = [binding.redirect, binding.post, binding.soap]
  return bindings.map((one) => element('md:SingleLogoutService', { Binding: one, Location: location }))
}

function consumers({ acs, byArtifact }: SpMetadataInput): readonly XmlNode[] {
  const service = (by: string, index: number) => {
    const isDefault = index === 0 ? 'true' : undefined
    const attributes = { Binding: by, Location: acs, index: String(index), isDefault }
    return element('md:AssertionConsumerService', attributes)
  }
  return [service(binding.post, 0), ...(byArtifact ? [service(binding.artifact, 1)] : [])]
}
