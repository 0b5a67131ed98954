import { expect } from 'chai'
import { otherUpstream, Rig } from './gate.ts'

describe('header login: who the cookie of a site stands for', () => {
  const status = async (rig: Rig) => (await rig.asked()).status

  it('is the person of a live session, and nobody without one', async () => {
    const rig = new Rig()
    expect(await status(rig)).to.equal(401)
    await rig.signIn()
    expect(await status(rig)).to.equal(200)
    expect((await rig.asked({}, '')).status).to.equal(401)
  })

  it('is nobody once the session has ended, although its record is still there', async () => {
    const rig = new Rig()
    await rig.signIn({ end: rig.world.now + 1000 })
    expect(await status(rig)).to.equal(200)
    rig.world.now += 1000
    expect(await status(rig)).to.equal(401)
  })

  it('is nobody at a site that does not take this upstream', async () => {
    const rig = new Rig({ site: { upstreams: [otherUpstream] } })
    rig.world.upstreams.set(rig.second.name, rig.second)
    await rig.signIn()
    expect(await status(rig)).to.equal(401)
    await rig.signIn({ authentication: rig.world.authentication('other') })
    expect(await status(rig)).to.equal(200)
  })

  it('is nobody once the upstream is no longer set up', async () => {
    const rig = new Rig()
    await rig.signIn()
    rig.world.upstreams.delete(rig.world.op.name)
    expect(await status(rig)).to.equal(401)
  })

  it('is nobody after maxAuthnAge, counted from when the person authenticated', async () => {
    const rig = new Rig({ site: { maxAuthnAge: 60_000 } })
    rig.world.authTime = rig.world.now / 1000 - 50
    await rig.signIn()
    expect(await status(rig)).to.equal(200)
    rig.world.now += 10_000
    expect(await status(rig)).to.equal(200)
    rig.world.now += 1000
    expect(await status(rig)).to.equal(401)
  })

  it('is nobody after askUpstreamAfter, until the upstream has vouched again', async () => {
    const rig = new Rig({ site: { askUpstreamAfter: 60_000 } })
    await rig.signIn()
    rig.world.now += 60_000
    expect(await status(rig)).to.equal(200)
    rig.world.now += 1
    expect(await status(rig)).to.equal(401)
    await rig.signIn()
    expect(await status(rig)).to.equal(200)
  })

  describe('over a network', () => {
    const forget = async ({ world: { driver } }: Rig) => driver.delete(...(await driver.keys('')))

    it('is remembered for as long as it is told, and no longer', async () => {
      const rig = new Rig({ keptFor: 1000 })
      await rig.signIn()
      expect(await status(rig)).to.equal(200)
      await forget(rig)
      rig.world.now += 999
      expect(await status(rig)).to.equal(200)
      rig.world.now += 1
      expect(await status(rig)).to.equal(401)
      rig.world.now -= 500
      expect(await status(rig), 'one who is gone is forgotten').to.equal(401)
    })

    it('is somebody with new claims as soon as they are read', async () => {
      const rig = new Rig({ keptFor: 1000, site: { allow: '"staff" in groups' } })
      await rig.signIn()
      expect(await status(rig)).to.equal(200)
      rig.world.now += 1000
      const authentication = { ...rig.world.authentication('op'), claims: { sub: 'alice', groups: [] } }
      await rig.signIn({ authentication })
      rig.world.now += 1
      const { refused } = await rig.asked()
      expect(refused).to.equal('access_denied')
    })

    it('is remembered for each site by itself', async () => {
      const rig = new Rig({ keptFor: 1000 })
      await rig.signIn()
      expect(await status(rig)).to.equal(200)
      const [site] = rig.gate.sites.policies.startable()
      const wiki = rig.gate.sites.site('wiki.test')
      if (site === undefined || wiki === undefined) throw new Error('no site')
      const other = { ...wiki, config: { ...wiki.config, host: 'other.test' } }
      expect(await rig.gate.people.of(other, rig.cookie)).to.equal(undefined)
      expect(await rig.gate.people.of(wiki, rig.cookie)).to.include({ subject: 'alice' })
    })
  })
})
