/** 97: the storage goes away and comes back, at the endpoints of the OpenID Provider. */
import { expect } from 'chai'
import { type StorageDriver, StorageUnavailable } from '../../src/storage/driver.ts'
import { memoryDriver } from '../../src/storage/memory.ts'
import { isAlive, type OidcStage, startOidcStage } from '../fixtures/oidc-stage.ts'

describe('attack 97: the OpenID Provider without its storage', () => {
  let stage: OidcStage
  let isAway = false
  /** It goes away at the first of these writes, and is there again afterwards. */
  let fails: ((verb: string, given: readonly unknown[]) => boolean) | undefined
  before(async () => {
    const driver = new Proxy(memoryDriver(), {
      get(real, name: keyof StorageDriver) {
        const verb = real[name] as (...given: unknown[]) => unknown
        return (...given: unknown[]) => {
          const isBroken = isAway || fails?.(name, given) === true
          return isBroken && name !== 'close'
            ? Promise.reject(new StorageUnavailable('nobody answers'))
            : verb.apply(real, given)
        }
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

  it('a refresh breaks off at whichever of its writes: the token is not lost', async () => {
    const refresh = (token: unknown) =>
      stage.post('/oidc/token', { grant_type: 'refresh_token', refresh_token: String(token) })
    const writes = ['put', 'claim', 'replace']
    const { body } = await stage.redeem(await stage.code())
    let token = body.refresh_token
    for (let broken = 1; ; broken += 1) {
      let count = 0
      fails = (verb) => writes.includes(verb) && ++count === broken
      const { status, body: said } = await refresh(token)
      fails = undefined
      if (count < broken) {
        expect([status, broken > 3], 'it has some writes').to.deep.equal([200, true])
        break
      }
      expect([status, said.error], `write ${broken}`).to.deep.equal([503, 'temporarily_unavailable'])
      const again = await refresh(token)
      expect(again.status, `after write ${broken}`).to.equal(200)
      expect(await isAlive(stage, again.body.access_token)).to.equal(true)
      token = again.body.refresh_token
    }
  })

  it('nor is it lost where the app asked for a wrong resource', async () => {
    const { body } = await stage.redeem(await stage.code())
    const refresh = { grant_type: 'refresh_token', refresh_token: String(body.refresh_token) }
    const wrong = await stage.post('/oidc/token', { ...refresh, resource: 'https://unknown.test' })
    expect(wrong.body.error).to.equal('invalid_target')
    expect((await stage.post('/oidc/token', refresh)).status).to.equal(200)
  })
})
