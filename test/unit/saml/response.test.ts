import { expect } from 'chai'
import { assertionXml, idpKey, responseXml, signedBy } from '../../saml/answer.ts'
import { proved, reasonOf, sound, soundXml } from '../../saml/answer-gate.ts'

const status = /<samlp:Status>.*<\/samlp:Status>/

/** What is not signed of an answer can be written by anybody. */
const responses: Readonly<Record<string, (xml: string) => string>> = {
  'The Version of the Response is not 2.0.': (xml) => xml.replace(' Version="2.0"', ' Version="1.1"'),
  'The Response has no valid ID.': (xml) => xml.replace(' ID="_response1"', ' ID="1 2"'),
  'The Response has no valid ID. (none)': (xml) => xml.replace(' ID="_response1"', ''),
  'The Response has no IssueInstant.': (xml) => xml.replace(/ IssueInstant="[^"]*"/, ''),
  'The Response has no Status.': (xml) => xml.replace(status, ''),
  'The Response has more than one Status.': (xml) => xml.replace(status, '$&$&'),
  'The Status has no StatusCode.': (xml) => xml.replace(status, '<samlp:Status></samlp:Status>'),
  'The Response has an element that does not belong there: “Asked”': (xml) =>
    xml.replace(status, '$&<samlp:Asked></samlp:Asked>'),
  'The Response has an element that does not belong there: “Status”': (xml) =>
    xml.replace(status, '$&<x:Status xmlns:x="urn:x"></x:Status>'),
  'The Response has more than one Issuer.': (xml) => xml.replace(/<saml:Issuer.*?<\/saml:Issuer>/, '$&$&'),
}

const assertions: Readonly<Record<string, (xml: string) => string>> = {
  'The Version of the Assertion is not 2.0.': (xml) => xml.replace(' Version="2.0"', ' Version="1.1"'),
  'The Assertion has no IssueInstant.': (xml) => xml.replace(/ IssueInstant="[^"]*"/, ''),
  'The Assertion has no valid Issuer.': (xml) => xml.replace(/(<saml:Issuer>)[^<]*/, '$1'),
  'The Issuer of the Assertion has the Format “urn:x”; only “entity” may be.': (xml) =>
    xml.replace('<saml:Issuer>', '<saml:Issuer Format="urn:x">'),
}

describe('saml: an answer that is no Response', () => {
  for (const [why, spoil] of Object.entries(responses)) {
    it(`is refused: ${why}`, () => {
      const xml = soundXml()
      expect(spoil(xml)).to.not.equal(xml)
      expect(reasonOf(spoil(xml))).to.equal(why.replace(' (none)', ''))
    })
  }

  for (const [why, spoil] of Object.entries(assertions)) {
    it(`is refused, however it is signed: ${why}`, () => {
      const xml = assertionXml(sound)
      expect(spoil(xml)).to.not.equal(xml)
      expect(reasonOf(responseXml(sound, signedBy(spoil(xml), { key: idpKey.privateKey })))).to.equal(why)
    })
  }

  it('control: the same without the fault is taken', () => {
    expect(proved(soundXml()).sid).to.equal('_session1')
    expect(proved(responseXml(sound, signedBy(assertionXml(sound), { key: idpKey.privateKey }))).sid).to.equal(
      '_session1',
    )
  })
})
