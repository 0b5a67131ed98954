/**
 * Our metadata as an IdP (Metadata 2.4.3). The same keys and addresses give the same text, so that it can be cached.
 *
 * It is not signed: the only key at hand is the one it publishes, so a signature would prove no more than the TLS
 * connection it came over, and anyone who pins our certificate does not need it. A federation that wants it signed
 * signs it with its own key; the ID is there for that purpose.
 */
import { createHash } from 'node:crypto'
import type { EntityId } from '../core/identifiers.ts'
import { binding, digestAlgorithm, ns, signatureAlgorithm } from './constants.ts'
import { canonicalXml, element, encodeXml, type XmlNode } from './xml-builder.ts'

export interface IdpMetadataInput {
  readonly entityId: EntityId
  /** Address of SingleSignOnService, for Redirect and POST. */
  readonly singleSignOnUrl: string
  /** Address of SingleLogoutService, for Redirect and POST; none is published where absent. */
  readonly singleLogoutUrl?: string
  /** Whether it also takes SOAP. Listed last: pysaml2 uses it for logout whenever it is listed. */
  readonly singleLogoutBySoap?: boolean
  /** Signing certificates, DER in base64: the current one first (some SPs take only the first), then the next. */
  readonly certificates: readonly string[]
  /** In order of preference. */
  readonly nameIdFormats: readonly string[]
}

/** The EntityDescriptor as XML text. */
export function buildIdpMetadata(input: IdpMetadataInput): string {
  const withoutId = encodeXml(canonicalXml(buildEntityDescriptor(input, undefined)))
  const id = `_${createHash('sha256').update(withoutId).digest('hex').slice(0, 40)}`
  return encodeXml(canonicalXml(buildEntityDescriptor(input, id)))
}

function buildEntityDescriptor(input: IdpMetadataInput, id: string | undefined): XmlNode {
  return element('md:EntityDescriptor', { ID: id, entityID: input.entityId }, [
    buildAlgorithms(),
    element('md:IDPSSODescriptor', { WantAuthnRequestsSigned: 'false', protocolSupportEnumeration: ns.samlp }, [
      ...input.certificates.map((certificate) => buildKeyDescriptor(certificate)),
      ...logoutEndpoints(input),
      ...input.nameIdFormats.map((format) => element('md:NameIDFormat', {}, [format])),
      ...endpoints('md:SingleSignOnService', input.singleSignOnUrl),
    ]),
  ])
}

/**
 * Algorithm support (saml-metadata-algsupport 2.3, 2.4), best first: Shibboleth's SP signs with rsa-sha1 unless
 * an IdP's metadata names something better.
 */
export function buildAlgorithms(): XmlNode {
  const digests = [digestAlgorithm.sha256, digestAlgorithm.sha384, digestAlgorithm.sha512]
  const { rsaSha256, rsaSha384, rsaSha512, ecdsaSha256, ecdsaSha384, ecdsaSha512 } = signatureAlgorithm
  const signatures = [rsaSha256, rsaSha384, rsaSha512, ecdsaSha256, ecdsaSha384, ecdsaSha512]
  return element('md:Extensions', {}, [
    ...digests.map((algorithm) => element('alg:DigestMethod', { Algorithm: algorithm })),
    ...signatures.map((algorithm) => element('alg:SigningMethod', { Algorithm: algorithm })),
  ])
}

/** Metadata 2.4.1.1. One certificate each, bare: SPs choke on chains and on PEM's header lines. */
export function buildKeyDescriptor(certificate: string, encryptionMethods?: readonly XmlNode[]): XmlNode {
  const use = encryptionMethods === undefined ? 'signing' : 'encryption'
  return element('md:KeyDescriptor', { use }, [
    element('ds:KeyInfo', {}, [element('ds:X509Data', {}, [element('ds:X509Certificate', {}, [certificate])])]),
    ...(encryptionMethods ?? []),
  ])
}

function logoutEndpoints({ singleLogoutUrl, singleLogoutBySoap }: IdpMetadataInput): XmlNode[] {
  if (singleLogoutUrl === undefined) return []
  const bySoap = element('md:SingleLogoutService', { Binding: binding.soap, Location: singleLogoutUrl })
  return [...endpoints('md:SingleLogoutService', singleLogoutUrl), ...(singleLogoutBySoap ? [bySoap] : [])]
}

/** Redirect first. */
function endpoints(name: 'md:SingleLogoutService' | 'md:SingleSignOnService', location: string): XmlNode[] {
  return [binding.redirect, binding.post].map((value) => element(name, { Binding: value, Location: location }))
}
