import { expect } from 'chai'
import { type BrowserSession, nextAddress } from '../fixtures/browser-session.ts'
import type { LogoutSp, LogoutSpOptions } from '../fixtures/logout-sp.ts'
import { isSignedIn, type LogoutStage, signIn, startLogoutStage, walk } from '../fixtures/logout-stage.ts'

const elsewhere = 'localhost'

describe('flow: an app signs the person out of all apps', () => {
  let stage: LogoutStage | undefined
  let browser: BrowserSession

  async function begin(...options: readonly LogoutSpOptions[]): Promise<readonly LogoutSp[]> {
    stage = await startLogoutStage(options)
    browser = stage.gateway.browser()
    await signIn(browser, ...stage.sps)
    return stage.sps
  }
  afterEach(() => stage?.close())

  it('tells two by a visit, one by SOAP, one in a frame, and answers Success', async () => {
    const sps = await begin(
      { bindings: ['redirect'] },
      { bindings: ['redirect'], host: elsewhere },
      { bindings: ['post'], host: elsewhere },
      { bindings: ['soap', 'redirect'] },
      { bindings: ['redirect'] },
    )
    const page = await walk(browser, sps[0]?.logout ?? '')
    expect(page.body).to.equal('logout answered: Success (back)')
    expect(page.url).to.match(new RegExp(`^${sps[0]?.url}/slo`))
    for (const sp of sps) expect(isSignedIn(browser, sp), sp.url).to.equal(false)
    const told = sps.map((sp) => sp.told.map(({ by, session }) => `${by} ${session}`))
    expect(told).to.deep.equal([[], ['redirect true'], ['post true'], ['soap true'], ['redirect true']])
    expect(browser.cookies(stage?.gateway.url ?? '').has('isthmus'), 'our cookie is gone').to.equal(false)
  })

  it('says PartialLogout where one has no way to be told', async () => {
    const sps = await begin({ bindings: ['redirect'] }, { bindings: [] })
    expect((await walk(browser, sps[0]?.logout ?? '')).body).to.equal('logout answered: Success PartialLogout (back)')
  })

  it('says PartialLogout where one refuses, and tells those behind it all the same', async () => {
    const host = elsewhere
    const sps = await begin({ bindings: ['redirect'] }, { host, answers: 'refusal' }, { host })
    expect((await walk(browser, sps[0]?.logout ?? '')).body).to.equal('logout answered: Success PartialLogout (back)')
    expect(isSignedIn(browser, sps[2] as LogoutSp)).to.equal(false)
  })

  it('goes on by the browser where SOAP is broken', async () => {
    const sps = await begin({ bindings: ['redirect'] }, { bindings: ['soap', 'redirect'], host: elsewhere })
    const [first, second] = sps as [LogoutSp, LogoutSp]
    second.answers = 'rubbish'
    const order: string[] = []
    const page = await walk(browser, first.logout, order)
    // The second one breaks in the browser too: the person stands there, and the way on is `/logout`.
    expect(page.body).to.equal('broken')
    expect(second.told.map(({ by }) => by)).to.deep.equal(['soap', 'redirect'])
    second.answers = 'success'
    const resumed = await walk(browser, `${stage?.gateway.url}/logout`)
    expect(resumed.body).to.equal('logout answered: Success PartialLogout (back)')
  })

  it('never makes more redirects in a row than a browser follows, however many apps there are', async () => {
    const sps = await begin(
      { bindings: ['redirect'] },
      ...Array.from({ length: 8 }, () => ({ host: elsewhere }) as const),
    )
    let page = await browser.get(sps[0]?.logout ?? '')
    let [row, longest] = [0, 0]
    for (let next = nextAddress(page); next !== undefined; next = nextAddress(page)) {
      row = page.status === 200 ? 0 : row + 1
      longest = Math.max(longest, row)
      page = await browser.get(next)
    }
    expect(page.body).to.equal('logout answered: Success (back)')
    // Chromium follows 20.
    expect(longest).to.be.lessThan(6)
  })

  it('is not held up by one where nobody listens', async () => {
    const sps = await begin({ bindings: ['redirect'] }, { host: elsewhere }, { host: elsewhere })
    const [first, second, third] = sps as [LogoutSp, LogoutSp, LogoutSp]
    await second.close()
    const page = await walk(browser, first.logout)
    expect(page.body).to.equal('logout answered: Success PartialLogout (back)')
    expect(isSignedIn(browser, third)).to.equal(false)
  })

  it('answers by POST where that is how the app asks and listens', async () => {
    const [first] = (await begin({ bindings: ['post'] })) as [LogoutSp]
    expect((await walk(browser, first.logout)).body).to.equal('logout answered: Success (back)')
  })

  it('says Success to one whose session is gone already, and ends nothing', async () => {
    const sps = await begin({ bindings: ['redirect'] }, { host: elsewhere })
    const [first, second] = sps as [LogoutSp, LogoutSp]
    const other = stage?.gateway.browser() as BrowserSession
    await walk(browser, first.logout)
    const profile = second.told[0]?.profile
    expect(profile).to.not.equal(undefined)
    await signIn(other, first)
    const stale = await second.saml.getLogoutUrlAsync(profile as NonNullable<typeof profile>, 'late', {})
    expect((await walk(other, stale)).body).to.equal('logout answered: Success (late)')
    const noted = stage?.gateway.log.filter(({ event }) => event === 'logout.nothing')
    expect(noted?.map(({ app }) => app)).to.deep.equal([second.entityId])
    expect(isSignedIn(other, first)).to.equal(true)
    expect((await walk(other, second.login)).body).to.match(/^signed in/)
    // Where it is in the session of this browser, that one would live on behind a Success: the person is asked.
    const again = await second.saml.getLogoutUrlAsync(profile as NonNullable<typeof profile>, 'late', {})
    expect((await walk(other, again)).body).to.include('wants to sign you out')
  })
})

describe('flow: an app that signs nothing wants the person signed out', () => {
  let stage: LogoutStage
  let browser: BrowserSession
  const sps = () => stage.sps as [LogoutSp, LogoutSp]

  beforeEach(async () => {
    stage = await startLogoutStage([{ signed: false }, { host: elsewhere }])
    browser = stage.gateway.browser()
    await signIn(browser, ...stage.sps)
  })
  afterEach(() => stage.close())

  it('asks the person, and does it when the button is pressed', async () => {
    const [first, second] = sps()
    const page = await walk(browser, first.logout)
    expect(page.body).to.include('wants to sign you out').and.include('method="post"')
    expect(isSignedIn(browser, second)).to.equal(true)
    const pressed = await browser.submit(page)
    const end = await walk(browser, nextAddress(pressed) ?? '')
    expect(end.body).to.equal('logout answered: Success (back)')
    expect(isSignedIn(browser, second)).to.equal(false)
  })

  it('does nothing when the form comes with another request, or without a token', async () => {
    const [first, second] = sps()
    const page = await walk(browser, first.logout)
    const changed = await browser.submit(page, { request: Buffer.from('{}').toString('base64url') })
    expect(changed.status).to.equal(400)
    expect((await browser.submit(page, { token: '' })).status).to.equal(400)
    expect((await walk(browser, second.login)).body).to.match(/^signed in/)
    expect(second.told).to.deep.equal([])
  })

  it('asks nobody where the browser has no such session, and says Success', async () => {
    const [first, second] = sps()
    const profile = [...first.sessions.values()][0]
    if (profile === undefined) throw new Error('no session at the SP')
    const url = await first.saml.getLogoutUrlAsync(profile, 'r', {})
    const other = stage.gateway.browser()
    expect((await walk(other, url)).body).to.equal('logout answered: Success (r)')
    expect((await walk(browser, second.login)).body).to.match(/^signed in/)
    expect(second.told).to.deep.equal([])
  })
})
