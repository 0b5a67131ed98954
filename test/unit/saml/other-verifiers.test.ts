/**
 * Our verifier beside two that others wrote: whatever ours takes, xml-crypto takes too, and the octets that were signed
 * are the same for ours, xml-crypto and libxml2 (docs/decisions/0010-own-verifier.md). xmlsec1 itself is asked in
 * test/interop/xmlsec1-requests.test.ts.
 */
import { DOMParser } from '@xmldom/xmldom'
import { expect } from 'chai'
import { XmlDocument, XmlElement } from 'libxml2-wasm'
import { SignedXml } from 'xml-crypto'
import { canonicalMessage, eventsOfChild } from '../../../src/saml/canonical.ts'
import { ns } from '../../../src/saml/constants.ts'
import { authenticateResponse } from '../../../src/saml/signed-response.ts'
import { answerLimits, parseMessage } from '../../../src/saml/xml.ts'
import { fc } from '../../fixtures/seeded.ts'
import { idpKey } from '../../saml/answer.ts'
import { soundXml } from '../../saml/answer-gate.ts'
import { mutant, mutations, spaceInEndTag } from '../../saml/mutants.ts'
import { exclusive, soundTransforms } from '../../saml/request.ts'

const pem = idpKey.publicKey.export({ type: 'spki', format: 'pem' }).toString()
const inclusive = (list: string) =>
  soundTransforms.replace(
    `"${exclusive}"></ds:Transform>`,
    `"${exclusive}"><ec:InclusiveNamespaces xmlns:ec="${exclusive}" PrefixList="${list}"></ec:InclusiveNamespaces></ds:Transform>`,
  )
const attributes = {
  uid: ['alice &amp; &lt;b&gt;', 'é😀 "x"', ''],
  mail: ['a\nb', '<saml:NameID Format="urn:x">t</saml:NameID>'],
}
const bases = (['assertion', 'response', 'both'] as const).flatMap((what) => [
  soundXml({ attributes }, { what }),
  soundXml({ attributes }, { what, transforms: inclusive('saml xs #default') }),
])

/** The text that each of our verifications hashed, by the name of what was signed; undefined where it is refused. */
function taken(xml: string): ReadonlyMap<string, string> | undefined {
  let message: ReturnType<typeof parseMessage>
  try {
    message = parseMessage(xml, answerLimits)
    const whole = { ...message, xml, binding: 'post', parameter: 'SAMLResponse' } as const
    authenticateResponse(whole, { keys: [{ ...idpKey.verification }], allowSha1: false })
  } catch {
    return undefined
  }
  const { root, events } = message
  const signed = new Map<string, string>()
  const isSigned = (element: typeof root) => element.children.find(({ localName }) => localName === 'Signature')
  const own = isSigned(root)
  if (own !== undefined) signed.set('Response', canonicalMessage(events, prefixesOf(own), 1e6))
  const at = root.children.findIndex(({ localName }) => localName === 'Assertion')
  const inner = root.children[at] && isSigned(root.children[at])
  if (inner !== undefined) signed.set('Assertion', canonicalMessage(eventsOfChild(events, at), prefixesOf(inner), 1e6))
  return signed
}

type Element = ReturnType<typeof parseMessage>['root']
const all = (element: Element): readonly Element[] => [element, ...element.children.flatMap(all)]
const prefixesOf = (signature: Element): readonly string[] =>
  (
    all(signature)
      .find(({ localName }) => localName === 'InclusiveNamespaces')
      ?.attributes.get('PrefixList') ?? ''
  )
    .split(/\s+/)
    .filter((prefix) => prefix !== '')

/** What xml-crypto says was signed by the Signature directly in this element; undefined where it refuses. */
function byXmlCrypto(xml: string, name: string): string | undefined {
  const document = new DOMParser().parseFromString(xml, 'text/xml')
  const parent = document.getElementsByTagNameNS('*', name)[0]
  const signature = Array.from(parent?.childNodes ?? []).find(
    (node) => (node as unknown as globalThis.Element).localName === 'Signature',
  )
  const verifier = new SignedXml({ publicCert: pem, getCertFromKeyInfo: () => null })
  verifier.loadSignature(signature as unknown as Node)
  return verifier.checkSignature(xml) ? verifier.getSignedReferences()[0] : undefined
}

/** Exclusive canonical XML by libxml2 of an element without the Signature in it. */
function byLibxml2(xml: string, name: string): string {
  const document = XmlDocument.fromString(xml)
  try {
    const [element] = document.find(`//${name === 'Response' ? 'samlp' : 'saml'}:${name}`, ns)
    if (!(element instanceof XmlElement)) throw new Error(`no ${name}`)
    const list = document
      .find(`//${name === 'Response' ? 'samlp' : 'saml'}:${name}/ds:Signature//ec:InclusiveNamespaces/@PrefixList`, ns)
      .flatMap((node) => (node as unknown as { value: string }).value.split(' '))
    for (const signature of element.find('ds:Signature', ns)) (signature as XmlElement).remove()
    return element.canonicalizeToString({ mode: 1, inclusiveNamespacePrefixes: list })
  } finally {
    document.dispose()
  }
}

describe('our verifier beside those of others', () => {
  it('takes nothing that xml-crypto refuses, and reads the same octets as it and libxml2', () => {
    for (const base of bases) expect(taken(base)?.size, base).to.be.greaterThan(0)
    let takenAltogether = 0
    let refused = 0
    const edits = fc.array(fc.tuple(fc.constantFrom(...mutations), fc.nat(10_000)), { maxLength: 5 })
    fc.assert(
      fc.property(fc.constantFrom(...bases), edits, (base, changes) => {
        const xml = mutant(base, changes)
        const signed = taken(xml)
        if (signed === undefined) {
          refused += 1
          return
        }
        takenAltogether += 1
        expect(signed.size).to.be.greaterThan(0)
        for (const [name, text] of signed) {
          expect(byXmlCrypto(xml, name), `xml-crypto, ${name} of ${xml}`).to.equal(text)
          expect(byLibxml2(xml, name), `libxml2, ${name} of ${xml}`).to.equal(text)
        }
      }),
      { numRuns: 700 },
    )
    // Both kinds were tried, or nothing was shown.
    expect(takenAltogether).to.be.greaterThan(100)
    expect(refused).to.be.greaterThan(100)
  }).timeout(120_000)

  it('reads white space in any end tag as libxml2 does', () => {
    for (const base of bases) {
      for (let place = 0; place < (base.match(/<\//g)?.length ?? 0); place += 1) {
        const xml = mutant(base, [[spaceInEndTag, place]])
        for (const [name, text] of taken(xml) ?? [['refused', xml] as const])
          expect(byLibxml2(xml, name)).to.equal(text)
      }
    }
  })
})
