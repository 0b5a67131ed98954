/** SP metadata written by hand, one part of it at a time. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const certificates = new URL('../../../test/fixtures/saml/certificates/', import.meta.url)
const metadataNamespace = 'urn:oasis:names:tc:SAML:2.0:metadata'
export const post = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST'

/** A certificate as PEM: ca, leaf (issued by ca), ec, dsa, ed25519, rsa-pss, rsa1024, rsa512. */
export function certificatePem(name: string): string {
  return readFileSync(fileURLToPath(new URL(`${name}.pem`, certificates)), 'utf8')
}

/** The same as it stands in metadata. */
export function certificateBase64(name: string): string {
  return certificatePem(name).replace(/-----.*-----|\n/g, '')
}

export function keyDescriptor(content: string, use?: string): string {
  const attribute = use === undefined ? '' : ` use="${use}"`
  return `<md:KeyDescriptor${attribute}><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">${content}</ds:KeyInfo></md:KeyDescriptor>`
}

export const x509Data = (...texts: readonly string[]) =>
  `<ds:X509Data>${texts.map((text) => `<ds:X509Certificate>${text}</ds:X509Certificate>`).join('')}</ds:X509Data>`

export const acsXml = `<md:AssertionConsumerService Binding="${post}" Location="https://wiki.example.org/acs" index="0"/>`

export interface EntityParts {
  readonly entityId?: string
  /** Attributes of SPSSODescriptor. */
  readonly attributes?: string
  /** Children of SPSSODescriptor before the AssertionConsumerServices. */
  readonly role?: string
  readonly acs?: string
  /** Children of EntityDescriptor after it. */
  readonly after?: string
}

export function entity(parts: EntityParts = {}): string {
  const { entityId = 'https://wiki.example.org', attributes = '', role = '', acs = acsXml, after = '' } = parts
  return (
    `<md:EntityDescriptor xmlns:md="${metadataNamespace}" entityID="${entityId}">` +
    `<md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol" ${attributes}>` +
    `${role}${acs}</md:SPSSODescriptor>${after}</md:EntityDescriptor>`
  )
}

export const entities = (...content: readonly string[]) =>
  `<md:EntitiesDescriptor xmlns:md="${metadataNamespace}">${content.join('\n')}</md:EntitiesDescriptor>`
