/**
 * What was signed beside what was read (src/saml/canonical-match.ts), with saxes and libxml2 for second opinions: what
 * says the same by ours, says the same by them.
 */
import { expect } from 'chai'
import { XmlDocument } from 'libxml2-wasm'
import { canonicalMessage } from '../../../src/saml/canonical.ts'
import { saysTheSame } from '../../../src/saml/canonical-match.ts'
import { withoutSignature } from '../../../src/saml/enveloped.ts'
import { answerLimits, parseMessage, parseXml } from '../../../src/saml/xml.ts'
import type { XmlElement } from '../../../src/saml/xml-element.ts'
import { fc } from '../../fixtures/seeded.ts'
import { soundXml } from '../../saml/answer-gate.ts'
import { mutant, mutations, spellings } from '../../saml/mutants.ts'

const busy =
  '<a xmlns="urn:d" xmlns:p="urn:p" xmlns:q="urn:q"><p:b q:x="1" p:y="2" z="&#9;&#10;&#13;&lt;&amp;&quot;\'>">a&#13;b&lt;&gt;&amp;"</p:b>' +
  '<c xmlns=""><d xml:lang="en" xmlns:p="urn:r"><p:e/></d></c><p:f/>\u2028\u{1f600}</a>'
const bases = [busy, soundXml(), soundXml({}, { what: 'both' })]

interface Read {
  readonly root: XmlElement
  readonly text: string
}

/** The tree of a document, and its canonical text; undefined where our gate refuses it. */
function readOf(xml: string): Read | undefined {
  try {
    const { root, events } = parseMessage(xml, answerLimits)
    return { root: withoutSignature(root), text: canonicalMessage(events, ['xs'], answerLimits.length) }
  } catch {
    return undefined
  }
}

const refused = <T>(read: () => T): T | undefined => {
  try {
    return read()
  } catch {
    return undefined
  }
}
const matches = (text: string, root: XmlElement): boolean => refused(() => saysTheSame(text, root)) ?? false

/** Undefined where it dislikes a namespace's name: our gate takes any absolute one (RFC 3986 is not asked). */
function byLibxml2(xml: string): string | undefined {
  try {
    const document = XmlDocument.fromString(xml)
    const text = document.canonicalizeToString({ mode: 1 })
    document.dispose()
    return text
  } catch (error) {
    if (error instanceof Error && /is not a valid URI/.test(error.message)) return undefined
    throw error
  }
}

const pieces = [
  '<',
  '>',
  '&',
  '"',
  "'",
  '=',
  '/',
  ':',
  ' ',
  '\t',
  '\n',
  '\r',
  '\0',
  ']]>',
  '<!--x-->',
  '<?x?>',
  '&#xD;',
]
const morePieces = [
  '&#13;',
  '&gt;',
  '&quot;',
  'xmlns:u="urn:u"',
  ' xmlns="urn:d"',
  ' a="1"',
  '<a></a>',
  '<a/>',
  'x',
  '\ud800',
  '',
]
const piece = fc.constantFrom(...pieces, ...morePieces)
const cuts = fc.array(fc.tuple(fc.nat(10_000), fc.nat(3), piece), { minLength: 1, maxLength: 3 })

/** A text with pieces put into it, in place of some characters. */
const cut = (text: string, places: readonly (readonly [number, number, string])[]): string =>
  places.reduce((known, [place, length, put]) => {
    const at = place % known.length
    return known.slice(0, at) + put + known.slice(at + length)
  }, text)

describe('a canonical text beside the tree', () => {
  it('says what was read, however it was spelled', () => {
    let sound = 0
    const edits = fc.array(fc.tuple(fc.constantFrom(...spellings), fc.nat(10_000)), { maxLength: 6 })
    fc.assert(
      fc.property(fc.constantFrom(...bases), edits, (base, changes) => {
        const read = readOf(mutant(base, changes))
        if (read === undefined) return
        sound += 1
        expect(saysTheSame(read.text, read.root), read.text).to.equal(true)
      }),
      { numRuns: 2_000 },
    )
    expect(sound).to.be.above(1_000)
  }).timeout(60_000)

  it('says nothing that was not read: another document beside its tree is the same, or refused', () => {
    const others = fc.array(fc.tuple(fc.constantFrom(...mutations), fc.nat(10_000)), { maxLength: 3 })
    const found = { same: 0, other: 0 }
    fc.assert(
      fc.property(fc.constantFrom(...bases), others, (base, changes) => {
        const [was, is] = [readOf(base), readOf(mutant(base, changes))]
        if (was === undefined || is === undefined) return
        const same = refused(() => expect(is.root).to.deep.equal(was.root)) !== undefined
        found[same ? 'same' : 'other'] += 1
        expect(saysTheSame(was.text, is.root), is.text).to.equal(same)
      }),
      { numRuns: 2_000 },
    )
    expect(found.same).to.be.above(200)
    expect(found.other).to.be.above(200)
  }).timeout(60_000)

  it('is what saxes and libxml2 read too, whatever is changed in it', () => {
    let agreed = 0
    fc.assert(
      fc.property(fc.constantFrom(...bases), cuts, (base, places) => {
        const { root, text } = readOf(base) as Read
        const changed = cut(text, places)
        // Beside the tree that it had, and beside its own.
        for (const tree of [root, refused(() => parseXml(changed, answerLimits))]) {
          if (tree === undefined || !matches(changed, tree)) continue
          agreed += 1
          expect(parseXml(changed, answerLimits), changed).to.deep.equal(tree)
          const ours = canonicalMessage(parseMessage(changed, answerLimits).events, [], 1e6)
          expect(byLibxml2(changed) ?? ours, changed).to.equal(ours)
        }
      }),
      { numRuns: 6_000 },
    )
    expect(agreed).to.be.above(200)
  }).timeout(120_000)

  const tree = (xml: string) => parseXml(xml, answerLimits)
  const otherwise: Readonly<Record<string, readonly [text: string, read: string]>> = {
    'an empty element': ['<a/>', '<a></a>'],
    'other quotes': ["<a b='c'></a>", '<a b="c"></a>'],
    'white space in a tag': ['<a ></a>', '<a></a>'],
    'white space in an end tag': ['<a></a >', '<a></a>'],
    'another order': ['<a c="" b=""></a>', '<a b="" c=""></a>'],
    'an attribute twice in place of another': ['<a b="" b=""></a>', '<a b="" c=""></a>'],
    'a comment': ['<a><!-- --></a>', '<a></a>'],
    CDATA: ['<a><![CDATA[b]]></a>', '<a>b</a>'],
    'a character by its number': ['<a>&#98;</a>', '<a>b</a>'],
    'a raw line end': ['<a b="\n"></a>', '<a b="&#10;"></a>'],
    'a raw end of a tag': ['<a>></a>', '<a>&gt;</a>'],
    'something behind': ['<a></a> ', '<a></a>'],
    'something before': [' <a></a>', '<a></a>'],
    'another namespace': ['<a xmlns="urn:b"></a>', '<a xmlns="urn:a"></a>'],
    'another prefix': ['<q:a xmlns:q="urn:a"></q:a>', '<p:a xmlns:p="urn:a"></p:a>'],
    'a namespace of an element before': [
      '<a><b xmlns:p="urn:p"></b><p:c></p:c></a>',
      '<a><b/><p:c xmlns:p="urn:p"/></a>',
    ],
    'a namespace undone': ['<a xmlns:p=""></a>', '<a></a>'],
    'a namespace twice': ['<a xmlns:p="urn:p" xmlns:p="urn:p"></a>', '<a></a>'],
    'the prefix xml': ['<a xmlns:xml="http://www.w3.org/XML/1998/namespace"></a>', '<a></a>'],
    'a text cut short': ['<a>b</a>', '<a>bc</a>'],
    'an element less': ['<a></a>', '<a><b/></a>'],
    'an element more': ['<a><b></b></a>', '<a></a>'],
    'another value': ['<a b="c"></a>', '<a b="d"></a>'],
    'a value less': ['<a></a>', '<a b=""></a>'],
    'no end': ['<a>', '<a></a>'],
    nothing: ['', '<a></a>'],
  }
  for (const [name, [text, read]] of Object.entries(otherwise)) {
    it(`refuses ${name}`, () => expect(matches(text, tree(read))).to.equal(false))
  }
})
