import { expect } from 'chai'
import type { JsonObject } from '../../../src/core/identifiers.ts'
import { Rig } from './gate.ts'

describe('header login: what an app is told', () => {
  /** The header X made by this expression of these claims, as octets; or what the refusal names. */
  async function told(value: string, claims: JsonObject, headerEncoding: 'utf-8' | 'percent' = 'utf-8') {
    const rig = new Rig({
      site: { headers: [{ name: 'X', value }], headerEncoding },
      claims: { sub: 'alice', ...claims },
    })
    await rig.signIn()
    const { status, headers, refused } = await rig.asked()
    return status === 200 ? headers?.X : `${refused} ${status}`
  }
  const unmet = 'subject_policy_unmet 403'

  it('is every kind of plain value', async () => {
    const claims = { text: 'a, b', yes: true, no: false, count: 3, share: 0.5, empty: '', list: ['a', '', 'b'] }
    const expected = { text: 'a, b', yes: 'true', no: 'false', count: '3', share: '0.5', empty: '', list: 'a,b' }
    for (const [name, value] of Object.entries(expected))
      expect(await told(`claims.${name}`, claims), name).to.equal(value)
    expect(await told('claims.list.size()', claims)).to.equal('3')
  })

  it('is nothing for what is no plain value', async () => {
    const claims = { nested: { a: 'b' }, lists: [['admins'], { admins: true }, null], nothing: null }
    for (const name of Object.keys(claims)) expect(await told(`claims.${name}`, claims), name).to.equal('')
  })

  it('is written in UTF-8, one character for each octet', async () => {
    expect(await told('claims.name', { name: 'Zoë 😀' })).to.equal(Buffer.from('Zoë 😀').toString('latin1'))
  })

  it('has no character that ends a line or a header for somebody', async () => {
    for (const bad of [
      '\r',
      '\n',
      '\0',
      '\t',
      '\v',
      '\f',
      '\x1b',
      '\x7f',
      '\x85',
      '\x9f',
      '\u2028',
      '\u2029',
      '\ud800',
      'a\udc00',
    ])
      expect(await told('claims.name', { name: `x${bad}y` }), JSON.stringify(bad)).to.equal(unmet)
  })

  it('neither begins nor ends with a blank, in a list neither', async () => {
    for (const bad of [' a', 'a ', '\u00a0a', 'a\u3000', ' ']) {
      expect(await told('claims.name', { name: bad }), JSON.stringify(bad)).to.equal(unmet)
      expect(await told('claims.list', { list: ['x', bad] }), JSON.stringify(bad)).to.equal(unmet)
    }
  })

  it('has a comma between the items of a list alone', async () => {
    expect(await told('claims.list', { list: ['a', 'b,admins'] })).to.equal(unmet)
    expect(await told('claims.name', { name: 'Doe, Jane' })).to.equal('Doe, Jane')
  })

  it('has at most 3000 characters, and is not cut', async () => {
    expect(await told('claims.name', { name: 'a'.repeat(3000) })).to.have.length(3000)
    expect(await told('claims.name', { name: 'a'.repeat(3001) })).to.equal(unmet)
    expect(await told('claims.name', { name: 'ö'.repeat(501) }, 'percent')).to.equal(unmet)
  })

  it('in percent codes is one value of ASCII, which is read back as it was', async () => {
    const name = ' \t\r\n\0\x01~\x7f%2C,ö😀\u2028 '
    const written = await told('claims.name', { name }, 'percent')
    expect(written).to.equal('%20%09%0D%0A%00%01~%7F%252C,%C3%B6%F0%9F%98%80%E2%80%A8%20')
    expect(decodeURIComponent(written ?? '')).to.equal(name)
    expect(await told('claims.list', { list: ['a,b', 'c'] }, 'percent')).to.equal('a%2Cb,c')
  })

  it('names the header that could not be made, and no value', async () => {
    const rig = new Rig({ claims: { groups: [] } })
    await rig.signIn()
    expect(await rig.asked()).to.deep.equal({ refused: 'subject_policy_unmet', status: 403 })
  })

  it('is an empty header for a page that is public, where the person cannot be told about', async () => {
    const rig = new Rig({ site: { rules: [{ when: 'true', public: true }] }, claims: { groups: ['staff'] } })
    await rig.signIn()
    const { status, headers } = await rig.asked()
    expect({ status, headers }).to.deep.equal({ status: 200, headers: { 'Remote-User': '', 'Remote-Groups': '' } })
  })
})
