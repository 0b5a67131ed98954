import { expect } from 'chai'
import type { Finding } from '../../../src/cli/doctor-finding.ts'
import { siteFindings } from '../../../src/cli/doctor-site.ts'
import { freePort } from '../../fixtures/free-port.ts'
import { startGateway, type TestGateway } from '../../fixtures/gateway.ts'
import { startSite, type TestSite } from '../../fixtures/site-proxy.ts'

describe('doctor --site', () => {
  let gateway: TestGateway
  let proxy: TestSite | undefined
  let port: number
  let app: number

  before(async () => {
    port = await freePort()
    app = await freePort()
    const yaml = `trustedProxies: [127.0.0.1]\nforwardAuth: { sites: { 'localhost:${port}': {} } }`
    gateway = await startGateway({ yaml })
  })
  after(() => gateway.close())
  afterEach(async () => {
    await proxy?.close()
    proxy = undefined
  })

  async function examine(inPlaceOf?: string): Promise<readonly Finding[]> {
    const config = gateway.running.config()
    const [site] = config.sites
    if (site === undefined) throw new Error('no site')
    const found: Finding[] = []
    for await (const finding of siteFindings(config, site, inPlaceOf)) found.push(finding)
    return found
  }
  const bad = (found: readonly Finding[]) => found.filter(({ outcome }) => outcome === 'bad').map(({ what }) => what)
  const start = async (naive: boolean, asks: 'parts' | 'address' = 'parts') => {
    proxy = await startSite({ gateway: gateway.url, asks, port, name: 'localhost', app, naive })
  }

  for (const asks of ['parts', 'address'] as const) {
    it(`finds nothing wrong with a proxy that is set up well (${asks})`, async () => {
      await start(false, asks)
      const found = await examine(`127.0.0.1:${app}`)
      expect(bad(found)).to.deep.equal([])
      expect(found).to.have.length.above(3)
      expect(found.every(({ outcome }) => outcome === 'good')).to.equal(true)
      expect(gateway.lines.join('')).to.not.include('probe.')
    })
  }

  it('names what a careless proxy believes and passes on', async () => {
    await start(true)
    const found = bad(await examine(`127.0.0.1:${app}`)).join('\n')
    for (const what of [
      'X-Forwarded-Uri',
      'X-Forwarded-Host',
      'Remote-User',
      'Remote-Groups',
      'isthmus_site reaches',
    ]) {
      expect(found).to.include(what)
    }
  })

  it('says what it could not see without standing in for the app', async () => {
    await start(false)
    const last = (await examine()).at(-1)
    expect(last?.outcome).to.equal('unknown')
    expect(last?.cure).to.include('--in-place-of')
  })

  it('says that nobody answers', async () => {
    expect(bad(await examine()).join()).to.match(/does not answer: .*ECONNREFUSED/)
  })
})
