import { expect } from 'chai'
import { parseClaimsRequest } from '../../../../src/downstream/oidc-op/authorize/requested-claims.ts'

describe('oidc-op: the parameter `claims`', () => {
  const parse = (request: unknown) => parseClaimsRequest(JSON.stringify(request))

  it('names claims by where they go; who and how are demands of their own', () => {
    const asked = parse({
      id_token: { email: null, sub: { value: 'anna' }, acr: { essential: true, values: ['a', 'b'] } },
      userinfo: { name: null },
    })
    const demands = { sub: 'anna', acrValues: ['a', 'b'], acrEssential: true }
    expect(asked).to.deep.equal({ idToken: ['email'], userinfo: ['name'], ...demands })
    expect(parseClaimsRequest(undefined)).to.deep.equal(parse({}))
  })

  it('a demand that is no text is met by nothing, and is still made', () => {
    expect(parse({ id_token: { sub: { value: { a: 1 } } } }).sub).to.equal('{"a":1}')
    expect(parse({ id_token: { sub: { value: 0 } } }).sub).to.equal('0')
    expect(parse({ id_token: { sub: { value: null } } })).to.not.have.property('sub')
    expect(parse({ id_token: { acr: { value: ['x'] } } }).acrValues).to.deep.equal(['x'])
    expect(parse({ id_token: { acr: { essential: 'true', value: 'x' } } }).acrEssential).to.equal(false)
  })

  it('has no more names than are looked at, nor longer ones', () => {
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`c${index}`, null]))
    expect(parse({ userinfo: many }).userinfo).to.have.length(64)
    expect(parse({ userinfo: { ['x'.repeat(129)]: null, ok: null } }).userinfo).to.deep.equal(['ok'])
    expect(parse({ id_token: { acr: { values: Array(50).fill('a') } } }).acrValues).to.have.length(10)
  })
})
