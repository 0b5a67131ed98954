import { expect } from 'chai'
import { createReplays, Replayed, replayed } from '../../src/downstream/oidc-op/provider/replays.ts'
import { memoryDriver } from '../../src/storage/memory.ts'
import { isAlive, type OidcStage, startOidcStage } from '../fixtures/oidc-stage.ts'

describe('attack 85: a refresh token that is used again', () => {
  let stage: OidcStage
  /** What is kept for half a minute: answers to a first use. */
  const answers: string[] = []
  const driver = memoryDriver()
  before(async () => {
    const { put } = driver
    driver.put = (key, value, ttl) => {
      if (ttl === 30_000) answers.push(key)
      return put.call(driver, key, value, ttl)
    }
    stage = await startOidcStage('', { driver })
  })
  after(() => stage?.close())

  const refresh = (token: unknown, app = 'portal') =>
    stage.post('/oidc/token', { grant_type: 'refresh_token', refresh_token: String(token) }, app)

  it('control: the same answer again at once, for an app that lost the first one', async () => {
    const { body } = await stage.redeem(await stage.code())
    const first = await refresh(body.refresh_token)
    const second = await refresh(body.refresh_token)
    expect(second.body).to.deep.equal(first.body)
    expect((await refresh(first.body.refresh_token)).status).to.equal(200)
  })

  it('the same answer is for the app itself, at the token endpoint: nobody else hears it, and they end nothing', async () => {
    const { body } = await stage.redeem(await stage.code())
    const first = await refresh(body.refresh_token)
    const token = String(body.refresh_token)
    for (const app of ['other', 'spa']) {
      expect((await refresh(token, app)).body, app)
        .to.include({ error: 'invalid_grant' })
        .and.not.have.key('access_token')
      expect((await stage.post('/oidc/introspect', { token }, app)).body, app).to.deep.equal({ active: false })
      const revoked = await stage.post('/oidc/revoke', { token }, app)
      expect([revoked.status, revoked.body], app).to.deep.equal([200, {}])
    }
    expect((await stage.post('/oidc/introspect', { token })).body).to.deep.equal({ active: false })
    expect((await refresh(token)).body, 'the control').to.deep.equal(first.body)
    expect(await isAlive(stage, first.body.access_token)).to.equal(true)
  })

  it('nor is it heard once the login is over', async () => {
    const browser = stage.gateway.browser()
    const { body } = await stage.redeem(await stage.code(browser))
    expect((await refresh(body.refresh_token)).status).to.equal(200)
    await browser.follow(await browser.submit(await browser.get(`${stage.gateway.url}/logout`)))
    expect((await refresh(body.refresh_token)).body.error).to.equal('invalid_grant')
  })

  it('after half a minute it is a theft: all that came of it is over', async () => {
    const { body } = await stage.redeem(await stage.code())
    const first = await refresh(body.refresh_token)
    expect(await isAlive(stage, first.body.access_token)).to.equal(true)
    await driver.delete(...answers)
    expect((await refresh(body.refresh_token)).body.error).to.equal('invalid_grant')
    expect((await refresh(first.body.refresh_token)).body.error).to.equal('invalid_grant')
    expect(await isAlive(stage, first.body.access_token)).to.equal(false)
  })

  it('the answer of one token is not found by another', async () => {
    const kept = new Map<string, unknown>()
    let now = 0
    const replays = createReplays(
      {
        put: async (kind, secret, value) => void kept.set(`${kind} ${secret}`, value),
        get: async (kind, secret) => kept.get(`${kind} ${secret}`) as never,
        replace: async () => false,
        delete: async () => {},
        use: async () => true,
        usedAt: async () => undefined,
      },
      () => now,
    )
    await replays.keep('one', { access_token: 'x' })
    const thrown = await replayed(replays, 'one', 0).catch((error: unknown) => error)
    expect(thrown).to.be.instanceOf(Replayed)
    now = 30_001
    expect(await replayed(replays, 'one', 0)).to.equal(undefined)
    expect(await replayed(replays, 'two', 0)).to.equal(undefined)
  })
})
