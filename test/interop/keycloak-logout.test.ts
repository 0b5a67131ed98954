/**
 * Logout between Isthmus and a real Keycloak: whoever ends it first, the other hears of it. Here a live session of ours
 * answers logins for five minutes without Keycloak, so what is asked tells whose session is left.
 */
import { expect } from 'chai'
import { BrowserSession, formOf, hasForm, type Page } from '../fixtures/browser-session.ts'
import { LogoutSp } from '../fixtures/logout-sp.ts'
import { isSignedIn, signIn } from '../fixtures/logout-stage.ts'
import { travel } from './journey.ts'
import { type Person, people } from './keycloak/login.ts'
import { nodeScript, startScript } from './service-provider.ts'
import { type Stage, setStage } from './stage.ts'

describe('logout between Isthmus and Keycloak', function () {
  this.timeout(30_000)
  let stage: Stage
  let browser: BrowserSession
  before(async function () {
    this.timeout(180_000)
    const startSp = (url: string) => startScript('node-saml', nodeScript('node-saml/sp.js'), url)
    // An entry says who may use its app: apps whose metadata is only dropped wait for the defaults to say it too.
    const defaults = { allow: 'groups.exists(g, g == "staff")' }
    stage = await setStage(startSp, { log: { level: 'debug' }, defaults })
    await stage.keycloak.connectLogout({
      backChannel: `${stage.gateway.publicUrl}/oidc/backchannel-logout/keycloak`,
      postLogout: `${stage.gateway.publicUrl}/oidc/post-logout/keycloak`,
    })
  })
  after(async () => {
    await stage?.keycloak.disconnectLogout()
    await stage?.close()
  })
  beforeEach(() => {
    browser = new BrowserSession()
  })
  afterEach(async () => {
    browser.close()
    for (const { username } of Object.values(people)) await stage.keycloak.logOut(username)
  })

  const go = async (by: BrowserSession = browser, person: Person = people.alice) => {
    const { asked, landing } = await travel(
      by,
      stage.sp,
      { signed: true, encrypted: false, binding: 'redirect' },
      person,
    )
    expect(landing.kind).to.equal('signed-in')
    return asked
  }
  /** A new login is told from the one that was ended by its auth_time, in seconds: no person is so quick. */
  const goAgain = async (by?: BrowserSession, person?: Person) => {
    await new Promise((resolve) => setTimeout(resolve, 1100))
    return go(by, person)
  }
  /** A person presses the button of our sign-out page, and goes wherever that leads. */
  const logOutHere = async (): Promise<Page> => {
    const page = await browser.get(`${stage.gateway.publicUrl}/logout`)
    return browser.follow(await browser.submit(page))
  }
  /** The gateway looks at its folder itself, within a second; a busy machine may take longer. */
  const registered = async (login: string): Promise<void> => {
    for (let looks = 0; looks < 100; looks++) {
      const looking = new BrowserSession()
      const { body } = await looking.follow(login)
      looking.close()
      if (!body.includes('unknown_app')) return
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error(`${login} leads nowhere`)
  }
  /** A person signs out at Keycloak itself, which asks first. */
  const logOutThere = async (): Promise<Page> => {
    const asking = await browser.follow(`${stage.keycloak.issuer}/protocol/openid-connect/logout`)
    expect(hasForm(asking), asking.body).to.equal(true)
    const { action, fields } = formOf(asking)
    return browser.follow(await browser.post(action, { ...fields, confirmLogout: 'Logout' }))
  }
  /** Status of every answer to a logout token so far. */
  const tokenAnswers = () => {
    const lines = stage.gateway
      .output()
      .split('\n')
      .filter((line) => line.includes('"route":"/oidc/backchannel-logout/'))
    return lines.map((line) => (JSON.parse(line) as { status: number }).status)
  }

  it('control: until somebody signs out, our session answers', async () => {
    expect(await go()).to.deep.equal(['password'])
    expect(await go()).to.deep.equal([])
  })

  it('ours ends Keycloak’s session and comes back, while Keycloak’s token of the same logout reaches us', async () => {
    await go()
    const before = tokenAnswers().length
    const page = await logOutHere()
    expect(page.status).to.equal(200)
    expect(page.url).to.match(new RegExp(`^${stage.gateway.publicUrl}/logout`))
    expect(await stage.keycloak.sessions('alice')).to.deep.equal([])
    expect(await goAgain()).to.deep.equal(['password'])
    expect(tokenAnswers().slice(before)).to.deep.equal([200])
  })

  it('an administrator ends one session there: that one ends here, the person’s other one does not', async () => {
    const other = new BrowserSession()
    await go()
    const [first = ''] = await stage.keycloak.sessions('alice')
    await go(other)
    expect(await stage.keycloak.sessions('alice')).to.have.length(2)
    await stage.keycloak.endSession(first)
    expect(await go(other)).to.deep.equal([])
    expect(await goAgain()).to.deep.equal(['password'])
    other.close()
  })

  it('an administrator signs a person out everywhere there: all of that person end here, others do not', async () => {
    const [second, bobs] = [new BrowserSession(), new BrowserSession()]
    await go()
    await go(second)
    await go(bobs, people.bob)
    await stage.keycloak.logOut('alice')
    expect(await goAgain()).to.deep.equal(['password'])
    expect(await goAgain(second)).to.deep.equal(['password'])
    expect(await go(bobs, people.bob)).to.deep.equal([])
    second.close()
    bobs.close()
  })

  it('the person signs out at Keycloak: our session ends', async () => {
    await go()
    const page = await logOutThere()
    expect(page.body).to.match(/logged out/i)
    expect(await goAgain()).to.deep.equal(['password'])
  })

  it('an administrator ends the session there: an app with SOAP hears at once, the other when the browser passes', async () => {
    const certificate = /<ds:X509Certificate>([^<]*)</.exec(await stage.gateway.metadata())?.[1] ?? ''
    const at = { url: stage.gateway.publicUrl }
    const bySoap = await LogoutSp.start(at, certificate, { bindings: ['soap'] })
    const byVisit = await LogoutSp.start(at, certificate, { bindings: ['redirect'], host: 'localhost' })
    try {
      await stage.gateway.write('metadata/soap.xml', bySoap.metadata)
      await stage.gateway.write('metadata/visit.xml', byVisit.metadata)
      for (const { login } of [bySoap, byVisit]) await registered(login)
      await go()
      await signIn(browser, bySoap, byVisit)
      await stage.keycloak.logOut('alice')
      expect([isSignedIn(browser, bySoap), isSignedIn(browser, byVisit)]).to.deep.equal([false, true])
      expect(await goAgain()).to.deep.equal(['password'])
      expect(isSignedIn(browser, byVisit)).to.equal(false)
    } finally {
      await Promise.all([bySoap.close(), byVisit.close()])
    }
  })

  it('both at once: each is answered, and nobody is signed in after it', async () => {
    await go()
    const [page] = await Promise.all([logOutHere(), stage.keycloak.logOut('alice')])
    expect(page.status).to.equal(200)
    expect(page.url).to.match(new RegExp(`^${stage.gateway.publicUrl}/logout`))
    expect(await goAgain()).to.deep.equal(['password'])
  })

  it('an address to come back to that Keycloak does not know: it is not visited, and ours says what is left', async () => {
    await go()
    await stage.keycloak.connectLogout({
      backChannel: `${stage.gateway.publicUrl}/oidc/backchannel-logout/keycloak`,
      postLogout: 'https://other.example/back',
    })
    const page = await logOutHere()
    expect(page.url).to.match(new RegExp(`^${stage.gateway.publicUrl}/logout`))
    expect(await stage.keycloak.sessions('alice')).to.have.length(1)
  })
})
