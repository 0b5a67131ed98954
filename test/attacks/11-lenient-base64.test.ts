import { expect } from 'chai'
import { received, refusal } from '../saml/gate.ts'
import { form, got, posted, requestXml, signed, signedRedirect } from '../saml/request.ts'

const message = Buffer.from(`${signed(requestXml())}\n`).toString('base64')
const inForm = (value: string) => ({ ...posted(''), body: `SAMLRequest=${encodeURIComponent(value)}` })
const padding = /=+$/

describe('attack 11: base64 that decoders read leniently', () => {
  it('has a message with padding to begin with', () => expect(message).to.match(padding))

  const wrong: Readonly<Record<string, string>> = {
    'a character outside the alphabet': `${message.slice(0, 40)}!${message.slice(40)}`,
    'the URL alphabet': message.replace(padding, '').replace(/.$/, '_'),
    'a blank inside a line': `${message.slice(0, 40)} ${message.slice(40)}`,
    'a no-break space': `${message.slice(0, 40)}\u00a0${message.slice(40)}`,
    'padding in the middle': `${message.slice(0, 40)}=${message.slice(40)}`,
    'too much padding': `${message}=`,
    'more after the padding': `${message}QQ==`,
    'half of its padding': message.replace(padding, (found) => (found.length === 2 ? '=' : '==')),
    'one digit too many': `${message.replace(padding, '')}${'A'.repeat(5 - (message.replace(padding, '').length % 4))}`,
    'percent codes twice': encodeURIComponent(message),
    nothing: '',
    'only blanks': '\r\n \r\n',
  }
  for (const [name, value] of Object.entries(wrong)) {
    it(`refuses ${name}`, () => {
      expect(received(inForm(message)).id).to.equal('_request1')
      refusal(() => received(inForm(value)), 'malformed_request')
    })
  }

  it('refuses bits that decoding would lose', () => {
    const digits = message.replace(padding, '')
    const other = String.fromCharCode(digits.charCodeAt(digits.length - 1) + 1)
    expect(Buffer.from(digits.slice(0, -1) + other, 'base64')).to.deep.equal(Buffer.from(message, 'base64'))
    refusal(() => received(inForm(message.replace(/[^=](=+)$/, `${other}$1`))), 'malformed_request')
  })

  it('takes lines, as RFC 2045 has them, and no padding, in a form', () => {
    const lines = message.match(/.{1,76}/g) ?? []
    for (const text of [
      lines.join('\r\n'),
      lines.join('\n'),
      `\n  ${lines.join('\n  ')}\n`,
      message.replace(padding, ''),
    ]) {
      expect(received(inForm(text)).id).to.equal('_request1')
    }
  })

  it('takes lines in a query too, as released Spring Security and Shibboleth write them, in the Signature as well', () => {
    const { query } = signedRedirect(requestXml())
    expect(received(got(query)).id).to.equal('_request1')
    for (const end of ['%0A', '%0D%0A']) {
      const encode = (text: string) => encodeURIComponent(text.replace(/.{60}(?=.)/g, `$&${decodeURIComponent(end)}`))
      const wrapped = signedRedirect(requestXml(), { encode }).query
      expect(wrapped.split(end).length).to.be.greaterThan(5)
      expect(received(got(wrapped)).id).to.equal('_request1')
      expect(received(got(`${wrapped}${end}`)).id).to.equal('_request1')
    }
    // The signature covers the octets as they came: one more line end is another message.
    refusal(() => received(got(query.replace('&SigAlg', '%0A&SigAlg'))), 'signature_refused')
    for (const more of ['=', '%00', '%C2%A0', '.', '%0AQQ==']) {
      refusal(() => received(got(`${query}${more}`)), 'signature_refused')
      refusal(() => received(got(query.replace('&SigAlg', `${more}&SigAlg`))), 'malformed_request')
    }
    // A blank inside a line may be a plus that was not encoded.
    refusal(() => received(got(query.replace(/(SAMLRequest=.{40})/, '$1+'))), 'malformed_request')
  })

  it('takes a form only, and of it only the name as it is', () => {
    expect(received({ ...inForm(message), contentType: `${form}; charset=UTF-8` }).id).to.equal('_request1')
    for (const contentType of ['', 'text/plain', 'multipart/form-data; boundary=x', 'application/json']) {
      refusal(() => received({ ...inForm(message), contentType }), 'malformed_request')
    }
  })
})
