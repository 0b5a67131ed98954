/**
 * Keycloak as the upstream, looked at closely. Here every login goes upstream, so that what is seen is what Keycloak
 * said and not our own session.
 */
import { expect } from 'chai'
import { BrowserSession } from '../fixtures/browser-session.ts'
import { contextClasses } from './battery.ts'
import { arrive, travel } from './journey.ts'
import { enterPassword, isLoginPage, type Person, people } from './keycloak/login.ts'
import { nodeScript, startScript, type Wish } from './service-provider.ts'
import { type Stage, setStage } from './stage.ts'

const success = ['urn:oasis:names:tc:SAML:2.0:status:Success']
const noPassive = ['urn:oasis:names:tc:SAML:2.0:status:Responder', 'urn:oasis:names:tc:SAML:2.0:status:NoPassive']

describe('Keycloak as the upstream', function () {
  this.timeout(30_000)
  let stage: Stage
  let browser: BrowserSession
  before(async function () {
    this.timeout(180_000)
    const startSp = (gatewayUrl: string) => startScript('node-saml', nodeScript('node-saml/sp.js'), gatewayUrl)
    stage = await setStage(startSp, { session: { askUpstreamAfter: '0s' } })
  })
  after(() => stage?.close())
  beforeEach(() => {
    browser = new BrowserSession()
  })
  afterEach(() => browser.close())

  const plain: Wish = { signed: true, encrypted: false, binding: 'redirect' }
  const go = (wish: Partial<Wish> = {}, person: Person = people.alice) =>
    travel(browser, stage.sp, { ...plain, ...wish }, person)

  it('logs a person in, and again from its own session without a question', async () => {
    const first = await go()
    expect(first.asked).to.deep.equal(['password'])
    const second = await go()
    expect(second.asked).to.deep.equal([])
    expect(second.response.status).to.deep.equal(success)
    expect(nameIdOf(second)).to.equal(nameIdOf(first))
  })

  it('lets nobody in with a wrong password, and the same person with the right one after it', async () => {
    const entrance = await arrive(browser, stage.sp, plain)
    const refused = await enterPassword(browser, entrance, { username: 'alice', password: 'wrong' })
    expect(isLoginPage(refused)).to.equal(true)
    expect(refused.body).to.include('Invalid username or password')
    const page = await enterPassword(browser, refused, people.alice)
    const landed = await browser.follow(await browser.submit(page, {}, { crossSite: true }))
    expect(stage.sp.landing(landed)).to.include({ kind: 'signed-in' })
  })

  it('tells the groups by its mapper, without the slash of their paths', async () => {
    expect(attributesOf(await go()).groups).to.have.members(['staff', 'admins', 'wiki editors'])
    const other = new BrowserSession()
    expect(attributesOf(await travel(other, stage.sp, plain, people.bob)).groups).to.deep.equal(['staff'])
    other.close()
  })

  it('tells its level as acr: a password is not two factors, a code beside it is', async () => {
    const once = await go()
    expect(classOf(once)).to.equal(contextClasses.password)
    const stepUp = await go({ context: contextClasses.twoFactors })
    expect(stepUp.asked).to.deep.equal(['code'])
    expect(classOf(stepUp)).to.equal(contextClasses.twoFactors)
    const again = await go({ context: contextClasses.twoFactors })
    expect(again.asked).to.deep.equal([])
    expect(classOf(again)).to.equal(contextClasses.twoFactors)
  })

  it('shows its login page again on ForceAuthn, however live its session, and the login is then a new one', async () => {
    const first = await go()
    await new Promise((resolve) => setTimeout(resolve, 1100))
    const silent = await go()
    expect(silent.asked).to.deep.equal([])
    expect(authnInstantOf(silent)).to.equal(authnInstantOf(first))
    const forced = await go({ forceAuthn: true })
    expect(forced.asked).to.deep.equal(['password'])
    expect(authnInstantOf(forced)).to.be.greaterThan(authnInstantOf(first))
    expect(nameIdOf(forced)).to.equal(nameIdOf(first))
  })

  it('keeps somebody out of a forced login who does not know the password', async () => {
    await go()
    const entrance = await arrive(browser, stage.sp, { ...plain, forceAuthn: true })
    const refused = await enterPassword(browser, entrance, { username: 'alice', password: 'wrong' })
    expect(isLoginPage(refused)).to.equal(true)
  })

  describe('asked passively', () => {
    it('answers from its session', async () => {
      await go()
      const { asked, response, landing } = await go({ isPassive: true })
      expect(asked).to.deep.equal([])
      expect(response.status).to.deep.equal(success)
      expect(landing.kind).to.equal('signed-in')
    })

    it('answers NoPassive where it has none, and shows no page', async () => {
      const { asked, response } = await go({ isPassive: true })
      expect(asked).to.deep.equal([])
      expect(response.status).to.deep.equal(noPassive)
    })

    it('answers NoPassive after its administrator ended the session, though ours is still there', async () => {
      await go({}, people.bob)
      await stage.keycloak.logOut('bob')
      expect((await go({ isPassive: true }, people.bob)).response.status).to.deep.equal(noPassive)
    })

    it('answers NoPassive where a second factor would be needed', async () => {
      await go()
      const { asked, response } = await go({ isPassive: true, context: contextClasses.twoFactors })
      expect(asked).to.deep.equal([])
      expect(response.status).to.deep.equal(noPassive)
    })
  })

  it('signs with a new key, and nobody notices', async () => {
    await go()
    // The keys are fetched at most once in 5 s (attack 77); they were, at the first login of all.
    await new Promise((resolve) => setTimeout(resolve, 5100))
    await stage.keycloak.rotateKey()
    const { response, landing } = await go()
    expect(response.status).to.deep.equal(success)
    expect(landing.kind).to.equal('signed-in')
  })
})

type Journey = Awaited<ReturnType<typeof travel>>

function signedIn({ landing }: Journey) {
  if (landing.kind !== 'signed-in') throw new Error(`refused by the service provider: ${landing.text}`)
  return landing
}

const nameIdOf = (journey: Journey) => signedIn(journey).nameId
const attributesOf = (journey: Journey) => signedIn(journey).attributes
const classOf = (journey: Journey) => signedIn(journey).contextClass
const authnInstantOf = ({ response }: Journey) => Date.parse(/AuthnInstant="([^"]*)"/.exec(response.xml)?.[1] ?? '')
