import { expect } from 'chai'
import { readCookies, writeCookie } from '../../../src/http/cookies.ts'
import { readSite } from '../../../src/http/site.ts'

const https = readSite('https://sso.home.test')
const http = readSite('http://localhost:3000')

describe('http: cookies', () => {
  it('are host-only, Lax, HttpOnly and Secure with the prefix on https', () => {
    expect(writeCookie({ name: 'session', value: 'abc' }, https)).to.equal(
      '__Host-isthmus=abc; Path=/; HttpOnly; SameSite=Lax; Secure',
    )
    expect(writeCookie({ name: 'tx_T-1', value: 'm1.x', maxAge: 1800 }, https)).to.equal(
      '__Host-isthmus_tx_T-1=m1.x; Max-Age=1800; Path=/; HttpOnly; SameSite=Lax; Secure',
    )
  })

  it('are the same without prefix and Secure on http', () => {
    expect(writeCookie({ name: 'session', value: 'abc' }, http)).to.equal('isthmus=abc; Path=/; HttpOnly; SameSite=Lax')
  })

  it('have Path=/ also where publicUrl has a path', () => {
    expect(writeCookie({ name: 'session', value: 'a' }, readSite('https://home.test/sso'))).to.include('; Path=/;')
  })

  it('are deleted with the same attributes', () => {
    expect(writeCookie({ name: 'upstream', value: undefined }, https)).to.equal(
      '__Host-isthmus_upstream=; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/; HttpOnly; SameSite=Lax; Secure',
    )
  })

  it('are read back as they were written', () => {
    const changes = [
      { name: 'session', value: 'abc' },
      { name: 'upstream', value: 'büro 1;x' },
      { name: 'tx_T-1', value: 'm1.x' },
      { name: 'tx_T_2', value: 'm2.y' },
    ] as const
    for (const site of [https, http]) {
      const header = changes.map((change) => writeCookie(change, site).split(';')[0]).join('; ')
      const read = readCookies(header, site)
      expect(read).to.include({ session: 'abc', upstream: 'büro 1;x' })
      expect([...read.transactions]).to.deep.equal([
        ['T-1', 'm1.x'],
        ['T_2', 'm2.y'],
      ])
    }
  })

  it('of others, of another kind, or that we can not have set are left out', () => {
    const read = readCookies(
      'a=b; isthmus=x; __Host-isthmusx=1; __Host-isthmus="q"; __Host-isthmus_upstream=%zz; __Host-isthmus_tx_a=b c; =; ;',
      https,
    )
    expect(read).to.deep.equal({ transactions: new Map() })
    expect(readCookies(undefined, https)).to.deep.equal({ transactions: new Map() })
  })

  it('count once: the first of two', () => {
    const read = readCookies(
      '__Host-isthmus=first; __Host-isthmus=second; __Host-isthmus_tx_a=1; __Host-isthmus_tx_a=2',
      https,
    )
    expect(read.session).to.equal('first')
    expect(read.transactions.get('a')).to.equal('1')
  })

  it('are bounded in number', () => {
    const many = Array.from({ length: 500 }, (_, at) => `__Host-isthmus_tx_${at}=v`).join('; ')
    expect(readCookies(many, https).transactions.size).to.equal(32)
  })

  it('refuse what would end the header early', () => {
    expect(() => writeCookie({ name: 'session', value: 'a; Domain=home.test' }, https)).to.throw(TypeError)
    expect(() => writeCookie({ name: 'tx_a=b; x', value: 'v' }, https)).to.throw(TypeError)
    expect(() => writeCookie({ name: 'session', value: 'a\r\nX: y' }, https)).to.throw(TypeError)
  })
})
