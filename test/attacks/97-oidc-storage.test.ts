/** 97: the storage goes away and comes back, at the endpoints of the OpenID Provider. */
import { expect } from 'chai'
import { type StorageDriver, StorageUnavailable } from '../../src/storage/driver.ts'
import { memoryDriver } from '../../src/storage/memory.ts'
import { isAlive, type OidcStage, startOidcStage } from '../fixtures/oidc-stage.ts'

describe('attack 97: the OpenID Provider without its storage', () => {
  let stage: OidcStage
  let isAway = false
  before(async () => {
    const driver = new Proxy(memoryDriver(), {
      get(real, name: keyof StorageDriver) {
        const verb = real[name] as (...given: unknown[]) => unknown
        return (...given: unknown[]) =>
          isAway && name !== 'close'
            ? Promise.reject(new StorageUnavailable('nobody answers'))
            : verb.apply(real, given)
      },
    })
    stage = await startOidcStage('', { driver })
  })
  after(() => stage?.close())

  it('apps hear 503 and when to ask again, a person sees a page; then everything goes on, and nothing was used up', async () => {
    const browser = stage.gateway.browser()
    const { body } = await stage.redeem(await stage.code(browser))
    const code = await stage.code(browser)
    const refresh = { grant_type: 'refresh_token', refresh_token: String(body.refresh_token) }
    const token = { token: String(body.access_token) }
    isAway = true
    const answers = [
      await stage.redeem(code),
      await stage.post('/oidc/token', refresh),
      await stage.post('/oidc/introspect', token),
      await stage.post('/oidc/revoke', token),
    ]
    for (const { status, body: said, headers } of answers) {
      expect([status, said.error, headers.get('retry-after')]).to.deep.equal([503, 'temporarily_unavailable', '5'])
    }
    const headers = { authorization: `Bearer ${body.access_token}` }
    expect((await fetch(`${stage.gateway.url}/oidc/userinfo`, { headers })).status).to.equal(503)
    expect((await stage.ask(browser)).status).to.equal(503)
    isAway = false
    expect((await stage.redeem(code)).status).to.equal(200)
    expect((await stage.post('/oidc/token', refresh)).status).to.equal(200)
    expect(await isAlive(stage, body.access_token)).to.equal(true)
  })
})
