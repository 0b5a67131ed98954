/** What counts as a value of an attribute. */
import { expect } from 'chai'
import { proved, soundXml } from '../../../saml/answer-gate.ts'

/** Declared where it is used: the text is in canonical form. */
const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
const readFrom = (attributes: string, text = 'v') => {
  const value = `<saml:AttributeValue${attributes === '' ? '' : ` ${xsi}`}${attributes}>${text}</saml:AttributeValue>`
  const more = `<saml:AttributeStatement><saml:Attribute Name="x">${value}</saml:Attribute></saml:AttributeStatement>`
  return (proved(soundXml({ more })).claims.attributes as Record<string, unknown>).x
}

describe('a value of an attribute', () => {
  it('is none where xsi:nil is true or nothing stands in it, and counts where it is false', () => {
    expect(readFrom(' xsi:nil="true"', '')).to.deep.equal([])
    expect(readFrom(' xsi:nil="1"', '')).to.deep.equal([])
    expect(readFrom(' xsi:nil="false"')).to.deep.equal(['v'])
    expect(readFrom(' xsi:nil="0"')).to.deep.equal(['v'])
    expect(readFrom(' xsi:type="urn:x"')).to.deep.equal(['v'])
    expect(readFrom(' xsi:type="urn:x"', ' ')).to.deep.equal([])
  })

  it('is not lost because another attribute has no name', () => {
    const attribute = (name: string, value: string) =>
      `<saml:Attribute${name}><saml:AttributeValue>${value}</saml:AttributeValue></saml:Attribute>`
    const all = [attribute(' FriendlyName="mail"', 'no'), attribute(' Name=""', 'no'), attribute(' Name="x"', 'v')]
    const more = `<saml:AttributeStatement>${all.join('')}</saml:AttributeStatement>`
    expect(proved(soundXml({ more, attributes: {} })).claims.attributes).to.deep.equal({ x: ['v'] })
  })

  it('is one of all that repeated attributes have, in their order (Keycloak sends a role in each)', () => {
    const attribute = (name: string, ...values: string[]) =>
      `<saml:Attribute Name="${name}">${values.map((one) => `<saml:AttributeValue>${one}</saml:AttributeValue>`).join('')}</saml:Attribute>`
    const all = [attribute('Role', 'b'), attribute('x', 'v'), attribute('Role', 'c', 'a'), attribute('Role', 'b')]
    const more = [all.slice(0, 2), all.slice(2)].map(
      (some) => `<saml:AttributeStatement>${some.join('')}</saml:AttributeStatement>`,
    )
    const { claims } = proved(soundXml({ more: more.join(''), attributes: {} }))
    expect(claims.attributes).to.deep.equal({ Role: ['b', 'c', 'a', 'b'], x: ['v'] })
    expect(claims.groups, 'each once').to.deep.equal(['b', 'c', 'a'])
  })

  it('may be a NameID, with its qualifiers; a transient one, or other XML, is none', () => {
    const named = (attributes: string) => readFrom('', `<saml:NameID${attributes}>p-1</saml:NameID>`)
    expect(named(' NameQualifier="https://idp.test" SPNameQualifier="https://sp.test"')).to.deep.equal([
      'https://idp.test!https://sp.test!p-1',
    ])
    expect(named('')).to.deep.equal(['p-1'])
    expect(named(' Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient"')).to.deep.equal([])
    expect(readFrom('', '<saml:Issuer>p-1</saml:Issuer>')).to.deep.equal([])
  })
})
