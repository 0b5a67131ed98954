/**
 * Attack 6: what a message costs before it is known who sent it. For a forgery that is one parse and one try for each of a
 * few keys: only what a key of the sender has signed is canonicalised and parsed again.
 */
import { expect } from 'chai'
import type { VerificationKey } from '../../src/saml/service-provider.ts'
import { proved, refusalOf, soundXml } from '../saml/answer-gate.ts'
import { authenticated, received, refusal } from '../saml/gate.ts'
import { otherKey, spKey } from '../saml/keys.ts'
import {
  afterIssuer,
  exclusive,
  posted,
  requestXml,
  rsaSha1,
  sha1,
  signatureXml,
  signed,
  signedRedirect,
  soundTransforms,
} from '../saml/request.ts'

const many = (count: number, make: (n: number) => string) => Array.from({ length: count }, (_, n) => make(n)).join('')
const extensions = (content: string) => requestXml({ content: `<samlp:Extensions>${content}</samlp:Extensions>` })
const forged = (xml: string) => afterIssuer(xml, signatureXml(xml, { digested: 'something else' }))
/** A signature that the app once made, on another message than it was made for. */
const grafted = (xml: string) => afterIssuer(xml, signatureXml(requestXml()))
const prefixes = (count: number) =>
  soundTransforms.replace(
    `Algorithm="${exclusive}">`,
    `Algorithm="${exclusive}"><ec:InclusiveNamespaces xmlns:ec="${exclusive}" PrefixList="${many(count, (n) => `p${n} `).trim()}"></ec:InclusiveNamespaces>`,
  )

const declared = many(60, (n) => ` xmlns:n${n}="urn:x:${n}"`)
const costly: Readonly<Record<string, string>> = {
  elements: forged(extensions('<a></a>'.repeat(400))),
  'comments between texts': forged(extensions('<a></a>x<!-- -->y'.repeat(200))),
  namespaces: forged(
    extensions(`<a${declared}>${many(100, (n) => `<a n${n % 60}:b="" n${(n + 1) % 60}:c=""></a>`)}</a>`),
  ),
  'a long text': forged(extensions('x'.repeat(60_000))),
  'a genuine signature grafted onto much': grafted(extensions('<a></a>'.repeat(400))),
}

describe('attack 6: the work that a forgery buys', () => {
  for (const [name, message] of Object.entries(costly)) {
    it(`is one try of a key: ${name}`, () => {
      const ring = keyring(1)
      refusal(() => authenticated(posted(message), { keys: ring.keys }), 'signature_refused')
      expect(ring.tried()).to.be.within(1, 2)
    })
  }

  it('is no more than what was sent: a long namespace is not written again at each element', () => {
    const longest = (namespace: number) =>
      extensions(`<a xmlns:n="urn:x:${'x'.repeat(namespace)}">${'<n:b></n:b>'.repeat(350)}</a>`)
    for (const message of [forged(longest(40_000)), grafted(longest(40_000)), grafted(longest(200))]) {
      const refused = refusal(() => authenticated(posted(message), { keys: [spKey.verification] }), 'malformed_request')
      expect(refused).to.include({ status: 413 })
      expect(refused.message).to.match(/too many namespaces/)
    }
    refusal(() => authenticated(posted(grafted(longest(60))), { keys: [spKey.verification] }), 'signature_refused')
  })

  it('nor in an answer of an identity provider, which may be larger', () => {
    const much = `<x xmlns:n="urn:x:${'x'.repeat(100_000)}">${'<n:b></n:b>'.repeat(7_000)}</x>`
    for (const what of ['assertion', 'response'] as const) {
      const answer = soundXml({}, { what }).replace('</saml:Assertion>', `${much}$&`)
      expect(refusalOf(answer).cause)
        .to.have.property('message')
        .that.matches(/too many namespaces/)
    }
    expect(proved(soundXml()).subject, 'control').to.not.equal('')
  })

  it('control: what the app signed is taken', () => {
    expect(received(posted(signed(extensions('<a></a>'.repeat(350))))).id).to.equal('_request1')
  })

  it('a genuine message that is sent again and again is verified once', () => {
    const { keys, tried } = keyring(1)
    const http = posted(signed(requestXml({ id: '_captured' })))
    const first = received(http, { keys })
    const once = tried()
    for (let again = 0; again < 20; again += 1) expect(received(http, { keys })).to.deep.equal(first)
    expect(tried()).to.equal(once)
    expect(once).to.be.greaterThan(0)
  })

  it('control: not with other keys, not where SHA-1 is refused meanwhile, and not with an octet changed', () => {
    const keys = [spKey.verification]
    const weak = signed(requestXml(), { signatureAlgorithm: rsaSha1, digestAlgorithm: sha1 })
    received(posted(weak), { keys, allowSha1: true })
    refusal(() => received(posted(weak), { keys }), 'weak_algorithm')
    const sound = signed(requestXml())
    received(posted(sound), { keys })
    refusal(() => received(posted(sound), { keys: [otherKey.verification] }), 'signature_refused')
    refusal(() => received(posted(sound.replace('/saml/acs"', '/saml/bcs"')), { keys }), 'signature_refused')
    refusal(
      () => received(posted(sound.replace('</ds:Signature>', '$&<samlp:Extensions/>')), { keys }),
      'signature_refused',
    )
  })

  /** So many keys of one app, and how often one was tried. */
  function keyring(count: number, last?: VerificationKey) {
    let tried = 0
    const other = spKey.verification.key
    const keys = Array.from({ length: count }, (_, n): VerificationKey => {
      const key = n === count - 1 && last !== undefined ? last.key : other
      return {
        id: `k${n}`,
        get key() {
          tried += 1
          return key
        },
      }
    })
    return { keys, tried: () => tried }
  }

  it('tries a few keys, however many there are', () => {
    const xml = requestXml()
    const wrong = signed(xml).replace(/(<ds:SignatureValue>)..../, '$1AAAA')
    const ring = keyring(200)
    refusal(() => authenticated(posted(wrong), { keys: ring.keys }), 'signature_refused')
    expect(ring.tried()).to.be.within(1, 20)
    const detached = signedRedirect(xml)
    const forgedQuery = { ...detached, query: detached.query.replace(/&Signature=..../, '&Signature=AAAA') }
    refusal(() => authenticated(forgedQuery, { keys: ring.keys }), 'signature_refused')
    expect(ring.tried()).to.be.within(1, 40)
  })

  it('takes a PrefixList of twenty and refuses a longer one before anything is computed', () => {
    const xml = requestXml()
    expect(received(posted(signed(xml, { transforms: prefixes(20) }))).id).to.equal('_request1')
    for (const count of [21, 5_000]) {
      const error = refusal(
        () => authenticated(posted(signed(xml, { transforms: prefixes(count) }))),
        'signature_refused',
      )
      expect(error.message).to.contain('PrefixList')
    }
  })

  it('refuses a SignatureValue that no RSA key could have made, and one of another length than the key’s', () => {
    const long = (filler: string) => signed(requestXml()).replace('<ds:SignatureValue>', `$&${filler}`)
    refusal(() => authenticated(posted(long('A'.repeat(40_000)))), 'signature_refused')
    refusal(() => authenticated(posted(long('\n'.repeat(40_000)))), 'signature_refused')
    refusal(() => authenticated(posted(long('AAAA'))), 'signature_refused')
    expect(received(posted(long('\n'))).id, 'control: a line break').to.equal('_request1')
  })
})
