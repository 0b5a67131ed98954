import { expect } from 'chai'
import type { Json } from '../../../../../src/core/identifiers.ts'
import { toSamlAttributes } from '../../../../../src/downstream/saml-idp/sso/attributes.ts'

describe('attributes in SAML’s form', () => {
  const naming = new Map([['mail', { nameFormat: 'uri', friendlyName: 'Mail' } as const]])
  const told: string[] = []
  const texts = (value: Json) => {
    told.length = 0
    const [made] = toSamlAttributes([{ name: 'mail', value }], naming, (name, reason) =>
      told.push(`${name}: ${reason}`),
    )
    return made?.values
  }

  it('have the name of the app’s settings, else a basic one', () => {
    const released = [
      { name: 'mail', value: 'a@x' },
      { name: 'uid', value: 'a' },
    ]
    expect(toSamlAttributes(released, naming, () => {})).to.deep.equal([
      { name: 'mail', nameFormat: 'uri', friendlyName: 'Mail', values: ['a@x'] },
      { name: 'uid', nameFormat: 'basic', values: ['a'] },
    ])
  })

  it('are texts, one for each value of a list; nothing and empty texts are no values', () => {
    expect(texts(['a', '', 'b', 3, true, null, 1.5])).to.deep.equal(['a', 'b', '3', 'true', '1.5'])
    expect(texts('1152921504606846976')).to.deep.equal(['1152921504606846976'])
    for (const empty of ['', [], [''], [null]]) expect(texts(empty)).to.equal(undefined)
    expect(told).to.deep.equal([])
  })

  it('tell what has no text form, and none of its values', () => {
    expect(texts({ street: 'Main' })).to.equal(undefined)
    expect(told.join()).to.match(/^mail: a map has no text form/)
    expect(texts(['a', ['Main']])).to.deep.equal(['a'])
    expect(told.join()).to.match(/^mail: a list within a list/)
    expect(told.join()).not.to.include('Main')
  })
})
