/** Reading and verifying what we emit, by libraries that nobody here wrote: libxml2, xml-crypto, xmldom. */

import { DOMParser } from '@xmldom/xmldom'
import { XmlDocument, XmlElement } from 'libxml2-wasm'
import { SignedXml } from 'xml-crypto'
import { ns } from '../../../../../src/saml/constants.ts'
import { keys } from './material.ts'

/** What `pick` makes of each node that the XPath finds; prefixes as in constants.ts. */
function find<T>(xml: string, xpath: string, pick: (node: XmlElement) => T): T[] {
  const document = XmlDocument.fromString(xml)
  try {
    return document
      .find(xpath, ns)
      .filter((node) => node instanceof XmlElement)
      .map(pick)
  } finally {
    document.dispose()
  }
}

/** The text of each element found. */
export function texts(xml: string, xpath: string): string[] {
  return find(xml, xpath, (node) => node.content)
}

/** The value of an attribute on each element found. */
export function attributes(xml: string, xpath: string, name: string): (string | undefined)[] {
  return find(xml, xpath, (node) => node.attr(name)?.value)
}

/** The local names of the children of the one element found. */
export function childNames(xml: string, xpath: string): string[] {
  return find(xml, `${xpath}/*`, (node) => node.name)
}

/** Whether the document has anything at this XPath. */
export function has(xml: string, xpath: string): boolean {
  return texts(xml, xpath).length > 0
}

/** Exclusive canonical XML by libxml2. */
export function canonicalised(xml: string, inclusiveNamespacePrefixes: string[]): string {
  const document = XmlDocument.fromString(xml)
  try {
    return document.canonicalizeToString({ mode: 1, inclusiveNamespacePrefixes })
  } finally {
    document.dispose()
  }
}

/** The texts that the signatures in a document cover, verified by xml-crypto with our certificate. Throws if one fails. */
export function signedTexts(xml: string, certificate = keys.signing.certificate.toString()): string[] {
  return find(xml, '//ds:Signature', (node) => node.toString({ format: false })).flatMap((signature) => {
    const signed = new SignedXml({ publicCert: certificate, getCertFromKeyInfo: () => null })
    signed.loadSignature(signature)
    if (!signed.checkSignature(xml)) throw new Error('a signature does not verify')
    return signed.getSignedReferences()
  })
}

/** The values of an attribute as an SP on xmldom reads them. */
export function valuesByXmldom(xml: string): string[] {
  const found = new DOMParser().parseFromString(xml, 'text/xml').getElementsByTagNameNS(ns.saml, 'AttributeValue')
  return Array.from(found, (value) => value.textContent ?? '')
}

/** The elements of a document in their order, each with the names of its attributes. */
export function structure(xml: string): string[] {
  return find(xml, '//*', (node) => [node.name, ...node.attrs.map(({ name }) => name)].join(' '))
}
