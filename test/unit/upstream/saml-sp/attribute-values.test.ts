/** What counts as a value of an attribute. */
import { expect } from 'chai'
import { proved, soundXml } from '../../../saml/answer-gate.ts'

const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
const readFrom = (attributes: string, text = 'v') => {
  const value = `<saml:AttributeValue ${xsi}${attributes}>${text}</saml:AttributeValue>`
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
})
