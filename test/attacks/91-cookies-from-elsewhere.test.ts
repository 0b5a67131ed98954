/** Attack 91: cookies that are read by scripts, sent across sites or in clear, or planted by a neighbour. */
import { expect } from 'chai'
import { page, startGateway, type TestGateway, text } from '../unit/http/gateway.ts'

const set = page('/set', {
  ...text('set'),
  cookies: [
    { name: 'session', value: 'secret' },
    { name: 'upstream', value: 'authelia', maxAge: 60 },
    { name: 'tx_abc', value: 'm1.secret', maxAge: 60 },
    { name: 'tx_old', value: undefined },
  ],
})

describe('attack 91: cookies', () => {
  let gateway: TestGateway
  let local: TestGateway
  before(async () => {
    gateway = await startGateway({ routes: [set, page('/', text('home'))] })
    local = await startGateway({ publicUrl: 'http://localhost:3000', routes: [set, page('/', text('home'))] })
  })
  after(async () => {
    await gateway.close()
    await local.close()
  })

  it('are Secure, HttpOnly, host-only and Lax on https, whatever they say', async () => {
    const cookies = (await gateway.send('/set')).headers['set-cookie'] ?? []
    expect(cookies).to.have.length(4)
    for (const cookie of cookies) {
      expect(cookie).to.match(/^__Host-isthmus(_[\w-]+)?=/)
      for (const attribute of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/']) {
        expect(cookie.split('; ')).to.include(attribute)
      }
      expect(cookie).to.not.match(/Domain=/i)
    }
  })

  it('are the same but for Secure and prefix on http, for loopback hosts', async () => {
    const cookies = (await local.send('/set')).headers['set-cookie'] ?? []
    expect(cookies).to.have.length(4)
    for (const cookie of cookies) {
      expect(cookie).to.match(/^isthmus(_[\w-]+)?=/)
      expect(cookie).to.include('; HttpOnly; SameSite=Lax').and.not.include('Secure')
    }
  })

  it('control: our own is read', async () => {
    await gateway.send('/', { headers: { cookie: '__Host-isthmus=mine; __Host-isthmus_tx_abc=m1.x' } })
    const browser = gateway.seen.at(-1)?.browser
    expect(browser?.session).to.equal('mine')
    expect(browser?.transactions.get('abc')).to.equal('m1.x')
  })

  for (const planted of [
    'isthmus=planted; isthmus_tx_abc=planted',
    '__host-isthmus=planted',
    '__Secure-isthmus=planted',
    '__Host-isthmus="planted"',
    '__Host-isthmus=pla,nted; __Host-isthmus_tx_=planted?',
  ]) {
    it(`one that no browser has from us is not: ${planted}`, async () => {
      await gateway.send('/', { headers: { cookie: planted } })
      const browser = gateway.seen.at(-1)?.browser
      expect(browser?.session).to.equal(undefined)
      expect([...(browser?.transactions.values() ?? [])]).to.deep.equal([])
    })
  }

  it('go with an answer that fails no further: an error sets none', async () => {
    const failing = await startGateway({
      routes: [page('/', { kind: 'redirect', location: 'not a url', cookies: [{ name: 'session', value: 'secret' }] })],
    })
    try {
      const answer = await failing.send('/')
      expect(answer.status).to.equal(500)
      expect(answer.headers['set-cookie']).to.equal(undefined)
    } finally {
      await failing.close()
    }
  })
})
