/**
 * What the schemas of the standards say about metadata (libxml2, in this process). It builds a document of its own and
 * loads all schemas: for a thread of its own, never in a login.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { XmlDocument, XmlInputProvider } from 'libxml2-wasm'

export interface SchemaFault {
  /** From 1. */
  readonly line: number
  readonly message: string
}

/** A larger document is not compared: it is an aggregate, and its publisher's tools have done that. */
export const largestCompared = 2 * 1_048_576

/** The first of each document: one slip is often repeated for every entity. */
const mostFaults = 20

const folder = new URL('./schemas/', import.meta.url)

/** In this order: a schema whose namespace is known already is not looked for again where a later one says it lies. */
const schemas = [
  ['http://www.w3.org/XML/1998/namespace', 'xml.xsd'],
  ['http://www.w3.org/2000/09/xmldsig#', 'xmldsig-core-schema.xsd'],
  ['http://www.w3.org/2009/xmldsig11#', 'xmldsig11-schema.xsd'],
  ['http://www.w3.org/2001/04/xmlenc#', 'xenc-schema.xsd'],
  ['http://www.w3.org/2009/xmlenc11#', 'xenc11-schema.xsd'],
  ['urn:oasis:names:tc:SAML:2.0:assertion', 'saml-schema-assertion-2.0.xsd'],
  ['urn:oasis:names:tc:SAML:2.0:metadata', 'saml-schema-metadata-2.0.xsd'],
  ['urn:oasis:names:tc:SAML:metadata:algsupport', 'sstc-saml-metadata-algsupport-v1.0.xsd'],
  ['urn:oasis:names:tc:SAML:metadata:ui', 'sstc-saml-metadata-ui-v1.0.xsd'],
  ['urn:oasis:names:tc:SAML:metadata:attribute', 'sstc-metadata-attr.xsd'],
  ['urn:oasis:names:tc:SAML:metadata:rpi', 'saml-metadata-rpi-v1.0.xsd'],
  ['urn:oasis:names:tc:SAML:profiles:SSO:idp-discovery-protocol', 'sstc-saml-idp-discovery.xsd'],
  ['urn:oasis:names:tc:SAML:profiles:SSO:request-init', 'sstc-request-initiation.xsd'],
] as const

const combined = `<schema xmlns="http://www.w3.org/2001/XMLSchema">${schemas
  .map(([namespace, file]) => `<import namespace="${namespace}" schemaLocation="${file}"/>`)
  .join('')}</schema>`

/**
 * Every fault that the schemas find, in document order; the first of them where there are many.
 * @param text well-formed, and without a DOCTYPE: our own parser has read it
 */
export async function schemaFaults(text: string): Promise<readonly SchemaFault[]> {
  const xml = await import('libxml2-wasm')
  const files = new Map(readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder))]))
  // Whatever address a schema gives for another: it is the file here, or nothing.
  const provider: XmlInputProvider = {
    match: () => true,
    open: (name) => {
      const file = files.get(basename(name))
      return file && xml.openBuffer(file)
    },
    read: xml.readBuffer,
    close: (descriptor) => {
      xml.closeBuffer(descriptor)
      return true
    },
  }
  xml.xmlRegisterInputProvider(provider)
  const schema = xml.XmlDocument.fromString(combined)
  const validator = xml.XsdValidator.fromDoc(schema)
  let document: XmlDocument | undefined
  try {
    document = xml.XmlDocument.fromString(text, { option: xml.ParseOption.XML_PARSE_NONET })
    validator.validate(document)
    return []
  } catch (error) {
    if (!(error instanceof xml.XmlLibError)) throw error
    return error.details.slice(0, mostFaults).map(({ line, message }) => ({ line, message: inWords(message) }))
  } finally {
    document?.dispose()
    validator.dispose()
    schema.dispose()
  }
}

const prefixes = new Map<string, string>([
  ['urn:oasis:names:tc:SAML:2.0:metadata', 'md'],
  ['urn:oasis:names:tc:SAML:2.0:assertion', 'saml'],
  ['http://www.w3.org/2000/09/xmldsig#', 'ds'],
  ['urn:oasis:names:tc:SAML:metadata:ui', 'mdui'],
  ['urn:oasis:names:tc:SAML:metadata:attribute', 'mdattr'],
  ['urn:oasis:names:tc:SAML:metadata:rpi', 'mdrpi'],
])

/** `{urn:oasis:names:tc:SAML:2.0:metadata}X` is md:X to everyone who reads metadata. */
function inWords(message: string): string {
  return message
    .trim()
    .replace(/\{([^{}]*)\}/g, (whole, namespace: string) =>
      prefixes.has(namespace) ? `${prefixes.get(namespace)}:` : whole,
    )
    .slice(0, 400)
}
