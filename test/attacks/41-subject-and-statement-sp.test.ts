/** Attack 41: nobody is named, or nothing says that they logged in. */
import { expect } from 'chai'
import { persistent } from '../saml/answer.ts'
import { expectRefused, identityProvider, proved, reasonOf, soundXml } from '../saml/answer-gate.ts'

const transient = '<saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient">_t1</saml:NameID>'

describe('attack 41: no subject, or no statement of a login', () => {
  it('is refused', () => {
    expectRefused({
      'no Subject': soundXml({ subject: '' }),
      'an empty Subject': soundXml({ subject: '<saml:Subject></saml:Subject>' }),
      'no NameID': soundXml({ nameId: '' }),
      'an empty NameID': soundXml({ nameId: `<saml:NameID Format="${persistent}"></saml:NameID>` }),
      'two of them': soundXml({
        nameId: `<saml:NameID Format="${persistent}">a</saml:NameID><saml:NameID Format="${persistent}">b</saml:NameID>`,
      }),
      'an encrypted one': soundXml({ nameId: '<saml:EncryptedID></saml:EncryptedID>' }),
      'a comment in it': soundXml({ nameId: `<saml:NameID Format="${persistent}">p-1234<!-- -->x</saml:NameID>` }),
      'no AuthnStatement': soundXml({ statement: '' }),
      'a transient name': soundXml({ nameId: transient }),
    })
    expect(reasonOf(soundXml({ nameId: transient }))).to.include('upstreams.corp.subjectFrom')
  })

  it('a transient name is taken where an attribute identifies the person, and is not the subject', () => {
    const gate = { config: { subjectSource: 'uid' }, idp: identityProvider() }
    expect(proved(soundXml({ nameId: transient }), gate).subject).to.equal('alice')
    expect(reasonOf(soundXml({ attributes: { mail: ['a@example.org'] } }), gate)).to.include('no attribute uid')
    expect(reasonOf(soundXml({ attributes: { uid: ['a', 'b'] } }), gate)).to.include('several values')
  })
})
