/** What a message that can't be read says of its sender. */
import { deflateRawSync } from 'node:zlib'
import { expect } from 'chai'
import { GatewayError } from '../../../src/core/errors.ts'
import { decodeSamlMessage } from '../../../src/saml/bindings.ts'
import { decodeSoap } from '../../../src/saml/soap.ts'

const issuer = 'https://wiki.test/metadata'
const whole = `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1"><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" Format="x">\n  ${issuer}\n</saml:Issuer></samlp:AuthnRequest>`
const form = 'application/x-www-form-urlencoded'

function claimed(read: () => unknown): unknown {
  try {
    read()
  } catch (error) {
    return error instanceof GatewayError ? error.facts.claimed : error
  }
  return 'nothing thrown'
}

const encoded = (octets: Uint8Array | string) => encodeURIComponent(Buffer.from(octets).toString('base64'))
const byRedirect = (octets: Uint8Array | string) =>
  decodeSamlMessage(
    { method: 'GET', query: `SAMLRequest=${encoded(octets)}`, body: '', contentType: '' },
    'SAMLRequest',
  )
const byPost = (octets: Uint8Array | string) =>
  decodeSamlMessage(
    { method: 'POST', query: '', body: `SAMLRequest=${encoded(octets)}`, contentType: form },
    'SAMLRequest',
  )

describe('saml: the sender of a message that can not be read', () => {
  it('control: a whole message is read', () => {
    expect(claimed(() => byRedirect(deflateRawSync(whole)))).to.equal('nothing thrown')
    expect(claimed(() => byPost(whole))).to.equal('nothing thrown')
  })

  const broken = {
    'cut off': whole.slice(0, -5),
    'with a DOCTYPE': `<!DOCTYPE x>${whole}`,
    'with an entity': whole.replace('ID="_1"', 'ID="&x;"'),
  }
  for (const [how, xml] of Object.entries(broken)) {
    it(`is named as it names itself: ${how}`, () => {
      expect(claimed(() => byRedirect(deflateRawSync(xml)))).to.equal(issuer)
      expect(claimed(() => byPost(xml))).to.equal(issuer)
      expect(claimed(() => byPost(deflateRawSync(xml)))).to.equal(issuer)
      expect(claimed(() => decodeSoap(xml, 'SAMLRequest'))).to.equal(issuer)
    })
  }

  it('is named where the message is not compressed as its binding says, or no UTF-8', () => {
    expect(claimed(() => byRedirect(whole))).to.equal(issuer)
    expect(claimed(() => byPost(Buffer.concat([Buffer.from(whole), Buffer.of(0xff)])))).to.equal(issuer)
  })

  it('is one line of at most 200 characters in which all is seen', () => {
    const long = `${'x'.repeat(900)}`
    const named = claimed(() => byPost(whole.slice(0, -5).replace(issuer, `a\u202eb\n${long}`)))
    expect(named).to.match(/^a\\u\{202e\}b\\u\{a\}x+…$/)
    expect(String(named).length).to.be.below(230)
  })

  it('is nobody where the text names none', () => {
    expect(claimed(() => byPost('<a/'))).to.equal(undefined)
    expect(claimed(() => byPost(whole.replace(issuer, ' ').slice(0, -5)))).to.equal(undefined)
  })
})
