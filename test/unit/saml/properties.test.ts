/** Whatever comes in: a refusal is a GatewayError, and what is accepted as signed is what was signed. */
import { expect } from 'chai'
import { GatewayError } from '../../../src/core/errors.ts'
import type { AuthnRequest } from '../../../src/saml/messages.ts'
import { parseServiceProviders } from '../../../src/saml/metadata.ts'
import { parseXml } from '../../../src/saml/xml.ts'
import type { XmlElement } from '../../../src/saml/xml-element.ts'
import { fc } from '../../fixtures/seeded.ts'
import { fixture, realServiceProviders } from '../../saml/fixtures.ts'
import { received } from '../../saml/gate.ts'
import { form, got, posted, requestXml, saml, signed, signedRedirect } from '../../saml/request.ts'

/** The result, or undefined where it is refused as it should be; any other error fails the test. */
function unlessRefused<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch (error) {
    if (error instanceof GatewayError) return undefined
    throw error
  }
}

const markup = fc.constantFrom(
  ...[
    '<',
    '>',
    '/',
    '="',
    '"',
    "'",
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '&',
    ';',
    '&#',
    '&amp;',
    '<?',
    '?>',
    '<!DOCTYPE',
  ],
  ...[
    ' ',
    '\n',
    ':',
    'xmlns',
    'xmlns:a',
    'ID',
    'Id',
    '\0',
    '\u2028',
    '\u0085',
    '\uFEFF',
    '\ud800',
    '</',
    '=',
    'x',
    '1',
  ],
  ...['samlp:', 'saml:', 'ds:', 'Signature', 'Issuer', 'Extensions', '_request1', '#', 'ds:Object'],
)

/** One change of a text: some of it goes, something comes, or a part of it is put elsewhere. */
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  drop: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(400)),
  insert: fc.oneof(fc.constant(''), markup, fc.string({ maxLength: 6 })),
  copyFrom: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  copyLength: fc.nat(600),
})

type Change = typeof change extends fc.Arbitrary<infer C> ? C : never

function changed(text: string, changes: readonly Change[]): string {
  return changes.reduce((result, { at, drop, insert, copyFrom, copyLength }) => {
    const start = Math.floor(at * result.length)
    const source = copyFrom === null ? 0 : Math.floor(copyFrom * result.length)
    const copied = copyFrom === null ? '' : result.slice(source, source + copyLength)
    return result.slice(0, start) + insert + copied + result.slice(start + drop)
  }, text)
}

const content = `<samlp:NameIDPolicy AllowCreate="true"></samlp:NameIDPolicy><saml:Subject xmlns:saml="${saml}"><saml:NameID>anna</saml:NameID></saml:Subject>`
const genuine = signed(requestXml({ content }))
const expected: AuthnRequest = received(posted(genuine))

describe('properties of the SAML codec', function () {
  this.timeout(120_000)

  it('a changed signed message is refused, or says what was signed', () => {
    let accepted = 0
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const result = unlessRefused(() => received(posted(changed(genuine, changes))))
        if (result === undefined) return
        accepted += 1
        expect(result).to.deep.equal(expected)
      }),
      { numRuns: 3000 },
    )
    // White space, comments between elements, a moved Signature: were there none, the property would prove nothing.
    expect(accepted).to.be.greaterThan(0)
  })

  it('a changed signed query is refused, or says what was signed', () => {
    const { query } = signedRedirect(requestXml({ content }), { relayState: 'a b' })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 2 }), (changes) => {
        const result = unlessRefused(() => received(got(changed(query, changes))))
        if (result !== undefined) expect(result).to.deep.equal(expected)
      }),
      { numRuns: 3000 },
    )
  })

  it('any text, query, body or octets are parsed or refused', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.array(markup).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(text, fc.uint8Array(), (any, octets) => {
        unlessRefused(() => parseXml(any))
        unlessRefused(() => parseXml(`<a>${any}</a>`))
        unlessRefused(() => parseServiceProviders(any))
        unlessRefused(() => received(got(any), { mode: 'optional' }))
        unlessRefused(() => received(got(`SAMLRequest=${any}`), { mode: 'optional' }))
        unlessRefused(() => received(posted(Buffer.from(octets)), { mode: 'optional' }))
        unlessRefused(() =>
          received({ method: 'POST', query: any, body: any, contentType: form }, { mode: 'optional' }),
        )
      }),
      { numRuns: 1000 },
    )
  })

  it('changed metadata is read or refused', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...realServiceProviders),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        (name, changes) => {
          const reading = unlessRefused(() => parseServiceProviders(changed(fixture(`${name}-metadata.xml`), changes)))
          for (const { assertionConsumerServices } of reading?.serviceProviders ?? []) {
            for (const { location } of assertionConsumerServices) expect(location).to.match(/^https?:\/\//i)
          }
        },
      ),
      { numRuns: 500 },
    )
  })

  it('the tree that is read is the tree that was written', () => {
    const name = fc.constantFrom('a', 'b', 'NameID', '_x', 'é')
    const text = fc.string({ unit: fc.constantFrom(...'ab<>&"\' \t\n]é🗝') })
    interface Written {
      readonly name: string
      readonly attributes: Readonly<Record<string, string>>
      readonly text: string
      readonly children: readonly Written[]
    }
    const { tree } = fc.letrec<{ tree: Written }>((tie) => ({
      tree: fc.record({
        name,
        attributes: fc.dictionary(name, text, { maxKeys: 3 }),
        text,
        children: fc.oneof({ maxDepth: 4 }, fc.constant([]), fc.array(tie('tree'), { maxLength: 3 })),
      }),
    }))
    const escaped = (value: string) => value.replace(/[&<>"\t\n]/g, (character) => `&#${character.charCodeAt(0)};`)
    const write = ({ name, attributes, text, children }: Written): string =>
      `<${name}${Object.entries(attributes)
        .map(([key, value]) => ` ${key}="${escaped(value)}"`)
        .join('')}>${escaped(text)}${children.map(write).join('')}</${name}>`
    const asWritten = (element: XmlElement): Written => ({
      name: element.localName,
      attributes: Object.fromEntries(element.attributes),
      text: element.text,
      children: element.children.map(asWritten),
    })
    fc.assert(
      fc.property(tree, (written) => {
        const plain = JSON.parse(JSON.stringify(written))
        expect(asWritten(parseXml(write(written)))).to.deep.equal(plain)
      }),
      { numRuns: 300 },
    )
  })
})
