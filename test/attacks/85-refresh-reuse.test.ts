import { createSecretKey, randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { createReplays } from '../../src/downstream/oidc-op/provider/replays.ts'
import { memoryDriver } from '../../src/storage/memory.ts'
import { createStores } from '../../src/storage/stores.ts'
import { isAlive, type OidcStage, startOidcStage } from '../fixtures/oidc-stage.ts'

describe('attack 85: a refresh token that is used again', () => {
  let stage: OidcStage
  /** What is kept for half a minute: answers to a first use. */
  const answers: string[] = []
  const driver = memoryDriver()
  before(async () => {
    const { claim } = driver
    driver.claim = (key, value, ttl) => {
      if (ttl === 30_000) answers.push(key)
      return claim.call(driver, key, value, ttl)
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

  it('also where a storage that was full gave up that it was used', async () => {
    const { body } = await stage.redeem(await stage.code())
    const first = await refresh(body.refresh_token)
    const marks = await driver.keys('used:')
    expect(marks).to.not.deep.equal([])
    await driver.delete(...answers, ...marks)
    expect((await refresh(body.refresh_token)).body.error).to.equal('invalid_grant')
    expect(await isAlive(stage, first.body.access_token)).to.equal(false)
  })

  it('of two at once one is answered first, and both get that answer; nothing else that was made is left', async () => {
    const { body } = await stage.redeem(await stage.code())
    const made: string[] = []
    const { put, claim } = driver
    driver.put = (key, value, ttl) => {
      if (key.startsWith('issued:')) made.push(key)
      return put.call(driver, key, value, ttl)
    }
    // Each has made its tokens before any of them has an answer.
    let open = () => {}
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    let waiting = 0
    driver.claim = async (key, value, ttl) => {
      if (ttl === 30_000) {
        waiting += 1
        if (waiting === 3) open()
        await gate
      }
      return claim.call(driver, key, value, ttl)
    }
    const all = await Promise.all([1, 2, 3].map(() => refresh(body.refresh_token)))
    Object.assign(driver, { put, claim })
    expect(waiting).to.equal(3)
    expect(new Set(all.map((one) => one.body.refresh_token)).size).to.equal(1)
    const left = await Promise.all(made.map((key) => driver.get(key)))
    expect(left.filter((one) => one !== undefined)).to.have.length(2)
    expect((await refresh(all[2]?.body.refresh_token)).status).to.equal(200)
  })

  it('nor is anything left to whoever took so long that it was used, and its answer forgotten, meanwhile', async () => {
    const { body } = await stage.redeem(await stage.code())
    expect(await isAlive(stage, body.access_token), 'control').to.equal(true)
    const { claim } = driver
    driver.claim = async (key, value, ttl) => {
      if (!key.startsWith('used:')) return claim.call(driver, key, value, ttl)
      await claim.call(driver, key, String(Date.now() - 60_000), ttl)
      return false
    }
    const late = await refresh(body.refresh_token)
    driver.claim = claim
    expect([late.status, late.body.error, late.body.access_token]).to.deep.equal([400, 'invalid_grant', undefined])
    expect(await isAlive(stage, body.access_token)).to.equal(false)
  })

  it('the answer of one token is not found by another, nor for longer than half a minute', async () => {
    let now = 0
    const { issued } = createStores(memoryDriver(), { sealing: createSecretKey(randomBytes(32)), now: () => now })
    const replays = createReplays(issued, () => now)
    expect(await replays.settle('one', 1e6, { access_token: 'x' })).to.deep.equal({ access_token: 'x' })
    expect(await replays.find('one')).to.deep.equal({ access_token: 'x' })
    expect(await replays.find('two')).to.equal(undefined)
    expect(await replays.settle('one', 1e6, { access_token: 'y' }), 'at once').to.deep.equal({ access_token: 'x' })
    now = 30_001
    expect(await replays.find('one')).to.equal(undefined)
  })

  it('whoever held up its answer for longer than that gets none, where another was given', async () => {
    let now = Date.now()
    const driver = memoryDriver()
    const { issued } = createStores(driver, { sealing: createSecretKey(randomBytes(32)), now: () => now })
    const replays = createReplays(issued, () => now)
    const kept: string[] = []
    const { claim } = driver
    driver.claim = (key, ...rest) => {
      kept.push(key)
      return claim.call(driver, key, ...rest)
    }
    await replays.settle('one', Date.now() + 1e6, { access_token: 'x' })
    await driver.delete(String(kept[0]))
    now += 31_000
    expect(await replays.settle('one', Date.now() + 1e6, { access_token: 'y' })).to.equal(undefined)
  })
})
