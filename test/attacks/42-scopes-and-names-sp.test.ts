/** Attack 42: a name, or a scope, that belongs to another identity provider. */
import { expect } from 'chai'
import { idpEntityId, persistent } from '../saml/answer.ts'
import { audience, identityProvider, proved, reasonOf, soundXml } from '../saml/answer-gate.ts'

const eppn = 'urn:oid:1.3.6.1.4.1.5923.1.1.1.6'
const subjectId = 'urn:oasis:names:tc:SAML:attribute:subject-id'
const scoped = identityProvider(
  '<md:Extensions><shibmd:Scope>example.org</shibmd:Scope><shibmd:Scope regexp="true">^.*$</shibmd:Scope></md:Extensions>',
)
const named = (attributes: string, value = 'p-1') =>
  soundXml({ nameId: `<saml:NameID${attributes}>${value}</saml:NameID>` })

describe('attack 42: names and scopes of others', () => {
  it('scopes that its metadata does not list are left out', () => {
    const answer = soundXml({
      attributes: { [eppn]: ['eve@other.org', 'eve@sub.example.org', 'alice@EXAMPLE.org', 'x'] },
    })
    expect(proved(answer, { idp: scoped }).claims.attributes).to.deep.equal({ [eppn]: ['alice@EXAMPLE.org'] })
    expect(proved(answer).claims.attributes).to.deep.equal({
      [eppn]: ['eve@other.org', 'eve@sub.example.org', 'alice@EXAMPLE.org', 'x'],
    })
  })

  it('a scope that can’t be read, a regular expression, accepts nothing', () => {
    const byPattern = (scope: string) => identityProvider(`<md:Extensions>${scope}</md:Extensions>`)
    const answer = soundXml({ attributes: { [eppn]: ['eve@other.org'], uid: ['eve@other.org'] } })
    for (const scope of [
      '<shibmd:Scope regexp="true">^.*[.]example[.]org$</shibmd:Scope>',
      '<shibmd:Scope></shibmd:Scope>',
    ])
      expect(proved(answer, { idp: byPattern(scope) }).claims.attributes).to.deep.equal({
        [eppn]: [],
        uid: ['eve@other.org'],
      })
    const named = { idp: byPattern('<shibmd:Scope regexp="1">.*</shibmd:Scope>'), config: { scopes: ['other.org'] } }
    expect(proved(answer, named).claims.attributes).to.have.property(eppn).that.deep.equals(['eve@other.org'])
  })

  it('the operator’s scopes go before those of the metadata', () => {
    const answer = soundXml({ attributes: { [subjectId]: ['eve@other.org', 'alice@example.org'] } })
    const gate = { idp: scoped, config: { scopes: ['other.org'] } }
    expect(proved(answer, gate).claims.attributes).to.deep.equal({ [subjectId]: ['eve@other.org'] })
  })

  it('one of another scope identifies nobody', () => {
    const gate = { idp: scoped, config: { subjectSource: subjectId } }
    expect(reasonOf(soundXml({ attributes: { [subjectId]: ['eve@other.org'] } }), gate)).to.include('no attribute')
    expect(proved(soundXml({ attributes: { [subjectId]: ['alice@example.org'] } }), gate).subject).to.equal(
      'alice@example.org',
    )
  })

  it('qualifiers are part of a name, and those that are left out mean what the standard says', () => {
    const of = (xml: string) => proved(xml).subject
    const format = ` Format="${persistent}"`
    const plain = of(named(format))
    expect(of(named(`${format} NameQualifier="${idpEntityId}" SPNameQualifier="${audience}"`))).to.equal(plain)
    expect(of(named(`${format} NameQualifier="https://else.example.org"`))).to.not.equal(plain)
    expect(of(named(`${format} SPNameQualifier="https://else.example.org"`))).to.not.equal(plain)
    expect(of(named(format, `x!${'p-1'}`))).to.not.equal(of(named(`${format} SPNameQualifier="x"`)))
    expect(of(named(''))).to.not.equal(plain)
  })
})
