import { expect } from 'chai'
import { memoryDriver } from '../../src/storage/memory.ts'
import { isAlive, type OidcStage, startOidcStage } from '../fixtures/oidc-stage.ts'

describe('attacks 81 and 82: a code that is used twice, or by another app', () => {
  let stage: OidcStage
  const driver = memoryDriver()
  before(async () => {
    stage = await startOidcStage('', { driver })
  })
  after(() => stage?.close())

  it('81: the second use is refused, and what the first one brought is worth nothing any more', async () => {
    const code = await stage.code()
    const { body } = await stage.redeem(code)
    expect(await isAlive(stage, body.access_token)).to.equal(true)
    expect((await stage.redeem(code)).body.error).to.equal('invalid_grant')
    expect(await isAlive(stage, body.access_token)).to.equal(false)
    const refresh = { grant_type: 'refresh_token', refresh_token: String(body.refresh_token) }
    expect((await stage.post('/oidc/token', refresh)).body.error).to.equal('invalid_grant')
  })

  it('81: nor where a storage that was full gave up that it was used', async () => {
    const code = await stage.code()
    const { body } = await stage.redeem(code)
    const marks = await driver.keys('used:')
    expect(marks).to.not.deep.equal([])
    await driver.delete(...marks)
    expect((await stage.redeem(code)).body.error).to.equal('invalid_grant')
    expect(await isAlive(stage, body.access_token)).to.equal(false)
  })

  it('81: of many at the same time at most one gets tokens', async () => {
    const code = await stage.code()
    const all = await Promise.all(Array.from({ length: 8 }, () => stage.redeem(code)))
    expect(all.filter(({ status }) => status === 200).length).to.be.lessThan(2)
  })

  it('82: another app gets nothing for it, and the app itself still does', async () => {
    const code = await stage.code()
    for (const app of ['other', 'spa']) {
      const refused = await stage.redeem(code, {}, app)
      expect(refused.body.error, app).to.equal('invalid_grant')
    }
    expect((await stage.redeem(code)).status).to.equal(200)
  })

  it('82: another app gets nothing for a refresh token, and ends nothing', async () => {
    const { body } = await stage.redeem(await stage.code())
    const refresh = { grant_type: 'refresh_token', refresh_token: String(body.refresh_token) }
    for (const app of ['other', 'spa'])
      expect((await stage.post('/oidc/token', refresh, app)).body.error, app).to.equal('invalid_grant')
    const revoked = await stage.post('/oidc/revoke', { token: String(body.refresh_token) }, 'other')
    expect(revoked.status).to.equal(200)
    expect((await stage.post('/oidc/token', refresh)).status).to.equal(200)
  })

  it('a made-up code, a wrong secret, an unknown app: an error, and nothing is kept', async () => {
    expect((await stage.redeem('x'.repeat(43))).body.error).to.equal('invalid_grant')
    expect((await stage.redeem('x'.repeat(10_000))).body.error).to.equal('invalid_grant')
    const code = await stage.code()
    const fields = { grant_type: 'authorization_code', code, redirect_uri: stage.portal.redirectUri }
    const wrong = await stage.post('/oidc/token', fields, 'portal', 'wrong')
    expect([wrong.status, wrong.body.error]).to.deep.equal([401, 'invalid_client'])
    expect((await stage.post('/oidc/token', fields, 'nobody')).body.error).to.equal('invalid_client')
    expect((await stage.redeem(code)).status, 'control: the code is still good').to.equal(200)
  })
})
