import { expect } from 'chai'
import { received, refusal } from '../saml/gate.ts'
import { posted, requestXml, saml, signed } from '../saml/request.ts'

const subject = (name: string) => `<saml:Subject xmlns:saml="${saml}"><saml:NameID>${name}</saml:NameID></saml:Subject>`
const genuine = signed(requestXml({ content: subject('a\nb &lt;c&gt; &amp;amp;') }))

describe('attack 10: texts that two parsers read differently', () => {
  it('reads the control as it was signed', () => {
    expect(received(posted(genuine)).subject).to.deep.equal({ value: 'a\nb <c> &amp;' })
  })

  it('reads CDATA in a signed message as the text that was signed', () => {
    const cdata = genuine.replace('a\nb &lt;c&gt; &amp;amp;', '<![CDATA[a\nb <c> &amp;]]>')
    expect(cdata).not.to.equal(genuine)
    expect(received(posted(cdata)).subject).to.deep.equal({ value: 'a\nb <c> &amp;' })
  })

  it('reads other spellings of the same text as the text that was signed', () => {
    const spelled = genuine
      .replace('a\nb &lt;c', '&#97;\r\n&#x62; &#60;c')
      .replaceAll('"', "'")
      .replace('<samlp:AuthnRequest ', '<samlp:AuthnRequest\n\t ')
    expect(received(posted(spelled)).subject).to.deep.equal({ value: 'a\nb <c> &amp;' })
  })

  it('refuses line ends that xmldom rewrites and XML 1.0 does not', () => {
    for (const other of ['\u2028', '\u0085', '\r\u0085']) {
      refusal(() => received(posted(genuine.replace('a\nb', `a${other}b`))), 'signature_refused')
    }
  })

  it('refuses attributes that canonicalisation drops', () => {
    for (const attribute of ['xmlnsx="evil"', 'xmlns-ForceAuthn="true"', 'xmlnsFoo=""']) {
      refusal(() => received(posted(genuine.replace(' ID=', ` ${attribute} ID=`))), 'signature_refused')
    }
  })

  it('refuses names and namespaces that parsers take apart differently', () => {
    for (const [from, to] of [
      ['<samlp:AuthnRequest ', '<samlp:AuthnRequest xmlns:x=" urn:x " '],
      ['<samlp:AuthnRequest ', '<samlp:AuthnRequest xmlns:xml="urn:x" '],
      ['<samlp:AuthnRequest ', '<samlp:AuthnRequest xmlns:xmlns="urn:x" '],
      ['<samlp:AuthnRequest ', '<samlp:AuthnRequest xmlns:x="" '],
      ['<samlp:AuthnRequest ', '<samlp:AuthnRequest a:b:c="" '],
      ['<samlp:AuthnRequest ', '<samlp:AuthnRequest :a="" '],
      ['<samlp:AuthnRequest ', '<samlp:AuthnRequest a="1" a="2" '],
      ['<samlp:AuthnRequest ', `<samlp:AuthnRequest xmlns:x="u:x" xmlns:y="u:x" x:a="1" y:a="2" `],
      ['<samlp:AuthnRequest ', '<samlp:AuthnRequest a=b '],
      ['<samlp:AuthnRequest ', '<samlp:AuthnRequest a '],
      ['<saml:Subject', '<:Subject'],
      ['&lt;c', '<c'],
      ['&amp;amp;', '& '],
      [' &amp;', ' ]]> &amp;'],
    ] as const) {
      expect(genuine).to.contain(from)
      refusal(() => received(posted(genuine.replace(from, to))), 'malformed_request')
    }
  })
})
