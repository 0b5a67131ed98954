/** The XML schemas of SAML 2.0 as Debian's opensaml-schemas and xmltooling-schemas bring them. */
import { existsSync } from 'node:fs'

const saml = '/usr/share/xml/opensaml'
const w3c = '/usr/share/xml/xmltooling'

// In this order: a schema whose namespace is known already is not fetched again from where a later one says it lies.
const locations = [
  ['http://www.w3.org/XML/1998/namespace', `${w3c}/xml.xsd`],
  ['http://www.w3.org/2000/09/xmldsig#', `${w3c}/xmldsig-core-schema.xsd`],
  ['http://www.w3.org/2001/04/xmlenc#', `${w3c}/xenc-schema.xsd`],
  ['http://www.w3.org/2009/xmlenc11#', `${w3c}/xenc11-schema.xsd`],
  ['urn:oasis:names:tc:SAML:2.0:assertion', `${saml}/saml-schema-assertion-2.0.xsd`],
  ['urn:oasis:names:tc:SAML:2.0:protocol', `${saml}/saml-schema-protocol-2.0.xsd`],
  ['urn:oasis:names:tc:SAML:2.0:metadata', `${saml}/saml-schema-metadata-2.0.xsd`],
  ['urn:oasis:names:tc:SAML:metadata:algsupport', `${saml}/sstc-saml-metadata-algsupport-v1.0.xsd`],
  ['urn:oasis:names:tc:SAML:metadata:ui', `${saml}/sstc-saml-metadata-ui-v1.0.xsd`],
] as const

export const schemasAreHere = locations.every(([, file]) => existsSync(file))

const imports = locations.map(([namespace, file]) => `<import namespace="${namespace}" schemaLocation="${file}"/>`)

/** One schema that knows all of them. */
export const combinedSchema = `<schema xmlns="http://www.w3.org/2001/XMLSchema">${imports.join('')}</schema>`
