import { createHash } from 'node:crypto'
import { expect } from 'chai'
import { received, refusal } from '../saml/gate.ts'
import { posted, requestXml, signed, spAcs } from '../saml/request.ts'
import { evilAcs } from '../saml/wrapping.ts'

/** SAMLStorm (CVE-2025-29775): the forged digest in a comment, beside the genuine one that was signed. */
describe('attack 19: a comment in DigestValue', () => {
  const genuine = signed(requestXml())
  const forged = createHash('sha256')
    .update(requestXml({ acs: evilAcs }))
    .digest('base64')
  const tag = '<ds:DigestValue>'

  it('takes the genuine message', () => expect(received(posted(genuine)).assertionConsumerServiceUrl).to.equal(spAcs))

  for (const [name, change] of Object.entries<(xml: string) => string>({
    'a comment before': (xml) => xml.replace(tag, `${tag}<!--${forged}-->`),
    'a comment after': (xml) => xml.replace('</ds:DigestValue>', `<!--${forged}--></ds:DigestValue>`),
    'a comment within': (xml) => xml.replace(/(<ds:DigestValue>.{10})/, `$1<!--${forged}-->`),
    'a CDATA section': (xml) => xml.replace(tag, `${tag}<![CDATA[${forged}]]>`),
    'an element': (xml) => xml.replace(tag, `${tag}<x>${forged}</x>`),
    'another DigestValue': (xml) => xml.replace(tag, `${tag}${forged}</ds:DigestValue>${tag}`),
    'an instruction': (xml) => xml.replace(tag, `${tag}<?x ${forged}?>`),
    nothing: (xml) => xml.replace(/(<ds:DigestValue>)[^<]*/, '$1'),
    'the forged digest': (xml) => xml.replace(/(<ds:DigestValue>)[^<]*/, `$1${forged}`),
  })) {
    it(`refuses ${name}`, () => {
      refusal(() => received(posted(change(genuine.replace(spAcs, evilAcs)))))
      refusal(() => received(posted(change(genuine))))
    })
  }

  it('refuses a comment in SignatureValue', () => {
    refusal(
      () => received(posted(genuine.replace('<ds:SignatureValue>', '<ds:SignatureValue><!-- -->'))),
      'malformed_request',
    )
  })
})
