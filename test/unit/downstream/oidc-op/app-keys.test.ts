import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { createAppKeys } from '../../../../src/downstream/oidc-op/provider/app-keys.ts'
import { direct } from '../../../fixtures/outbound.ts'

describe('keys that an app publishes', () => {
  let server: http.Server
  let address: string
  let published: unknown
  let fetched: number
  let now: number
  beforeEach(async () => {
    published = { keys: [] }
    fetched = 0
    now = 1_800_000_000_000
    server = http.createServer((_request, response) => {
      fetched += 1
      response.writeHead(published === undefined ? 500 : 200).end(JSON.stringify(published))
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`
  })
  afterEach(() => server.close())

  const key = (kid: string, more: object = {}) => ({ kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid, ...more })
  const create = () => {
    const keys = createAppKeys(direct, () => now)
    return async (kid?: string) => (await keys.at(address, kid)).map((one) => one.kid)
  }

  it('are fetched once while they hold the key that is named, and at once where they do not', async () => {
    const at = create()
    published = { keys: [key('one')] }
    expect(await at('one')).to.deep.equal(['one'])
    expect(await at('one')).to.deep.equal(['one'])
    expect(fetched).to.equal(1)
    published = { keys: [key('two')] }
    now += 5_000
    expect(await at('two'), 'the app has changed its key').to.deep.equal(['two'])
    expect(fetched).to.equal(2)
  })

  it('whoever names keys at random makes no more than one call in 5 s', async () => {
    const at = create()
    published = { keys: [key('one')] }
    const all = await Promise.all(Array.from({ length: 20 }, (_, index) => at(`made up ${index}`)))
    expect(all.flat()).to.deep.equal(Array.from({ length: 20 }, () => 'one'))
    expect(await at()).to.deep.equal(['one'])
    expect(fetched).to.equal(1)
  })

  it('a withdrawn one is believed for ten minutes at most; while they can not be had, the others too', async () => {
    const at = create()
    published = { keys: [key('one')] }
    await at('one')
    published = { keys: [key('two')] }
    now += 599_999
    expect(await at('one')).to.deep.equal(['one'])
    now += 1
    expect(await at('one')).to.deep.equal(['two'])
    published = undefined
    now += 599_999
    expect(await at('gone')).to.deep.equal(['two'])
    now += 5_000
    expect(await at('two')).to.deep.equal([])
  })

  it('one that others can read is none: symmetric or private', async () => {
    const at = create()
    published = { keys: [key('public'), key('private', { d: 'd' }), { kty: 'oct', k: 'AA', kid: 'shared' }] }
    expect(await at('public')).to.deep.equal(['public'])
    published = 'not a key set'
    now += 700_000
    expect(await at('public')).to.deep.equal([])
  })

  it('an assertion that names none has them fetched again, though one of them has no name either', async () => {
    const at = create()
    published = { keys: [{ kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }] }
    await at()
    now += 5_000
    await at()
    expect(fetched).to.equal(2)
  })

  it('a set that nests so deeply that nobody should copy it is none', async () => {
    const at = create()
    published = { keys: [key('deep', { x5c: JSON.parse(`${'['.repeat(90)}${']'.repeat(90)}`) })] }
    expect(await at('deep'), 'control').to.deep.equal(['deep'])
    published = { keys: [key('deeper', { x5c: JSON.parse(`${'['.repeat(300)}${']'.repeat(300)}`) })] }
    now += 700_000
    expect(await at('deeper')).to.deep.equal([])
  })
})
