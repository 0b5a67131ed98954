import { expect } from 'chai'
import { type BrowserSession, nextAddress, type Page } from '../fixtures/browser-session.ts'
import type { LogoutSp, LogoutSpOptions } from '../fixtures/logout-sp.ts'
import { isSignedIn, type LogoutStage, signIn, startLogoutStage, walk } from '../fixtures/logout-stage.ts'

const host = 'localhost'

describe('flow: a person signs out at the gateway', () => {
  let stage: LogoutStage | undefined
  let browser: BrowserSession
  let url: string

  async function begin(...options: readonly LogoutSpOptions[]): Promise<readonly LogoutSp[]> {
    stage = await startLogoutStage(options)
    browser = stage.gateway.browser()
    url = `${stage.gateway.url}/logout`
    await signIn(browser, ...stage.sps)
    return stage.sps
  }
  afterEach(() => stage?.close())

  async function press(): Promise<string> {
    const pressed = await browser.submit(await browser.get(url))
    return nextAddress(pressed) ?? ''
  }

  it('is asked first, and shown which apps are open', async () => {
    const [first] = await begin({ host })
    const page = await walk(browser, url)
    expect(page.body).to.include('<li>sp0</li>')
    expect(isSignedIn(browser, first as LogoutSp)).to.equal(true)
    expect((await walk(browser, first?.login ?? '')).body).to.match(/^signed in/)
  })

  it('is told app by app what ended and what did not', async () => {
    const sps = await begin(
      { host },
      { host, answers: 'refusal' },
      { host, bindings: [] },
      { host },
      { bindings: ['soap'], answers: 'rubbish' },
    )
    await sps[3]?.close()
    const page = await walk(browser, await press())
    const lines = sps.map((_, index) => lineOf(page, `sp${index}`))
    expect(lines[0]).to.match(/: Signed out$/)
    expect(lines[1]).to.match(/: It refused to sign you out\..*Sign out of/)
    expect(lines[2]).to.match(/: It cannot be told/)
    expect(lines[3]).to.match(/: It could not be reached.*Sign out of/)
    expect(lines[4]).to.match(/: It was told, but/)
    expect(page.body).to.include('You may still be signed in at')
  })

  it('can try an app again from the result page', async () => {
    const [first] = (await begin({ host, answers: 'refusal' })) as [LogoutSp]
    const page = await walk(browser, await press())
    first.answers = 'success'
    const again = /href="([^"]*\/again\/[^"]*)"/.exec(page.body)?.[1] ?? ''
    expect(lineOf(await walk(browser, again), 'sp0')).to.match(/: Signed out$/)
    expect(isSignedIn(browser, first)).to.equal(false)
  })

  it('goes on where it stood when the tab was closed in the middle', async () => {
    const sps = (await begin({ host }, { host }, { host })) as [LogoutSp, LogoutSp, LogoutSp]
    const step = await browser.get(await press())
    expect(step.headers.location).to.match(/^http:\/\/localhost/)
    // Closed: nobody follows. Then the person comes back.
    const page = await walk(browser, url)
    const ended = sps.filter((sp) => !isSignedIn(browser, sp))
    expect(ended).to.have.length(2)
    expect(page.body).to.include('Sign out of')
  })

  it('owes word to apps after a closed tab, and pays before the next login goes on', async () => {
    const sps = (await begin({ host }, { host }, { host })) as [LogoutSp, LogoutSp, LogoutSp]
    await browser.get(await press())
    const seen: string[] = []
    const back = await walk(browser, sps[0].login, seen)
    expect(back.body).to.match(/^signed in/)
    for (const sp of sps.slice(1)) expect(isSignedIn(browser, sp), sp.url).to.equal(false)
    expect(seen.some((address) => address.includes('/logout/owed/'))).to.equal(true)
    expect(isSignedIn(browser, sps[0])).to.equal(true)
    for (const sp of sps) expect(sp.told.length, sp.url).to.be.within(0, 1)
  })

  it('is asked again at the next login, though the OP still knows the very same login', async () => {
    const [first] = (await begin({ host })) as [LogoutSp]
    await walk(browser, await press())
    const asked: string[] = []
    await walk(browser, first.login, asked)
    const authorizations = asked.filter((address) => address.startsWith(stage?.gateway.op.issuer ?? '-'))
    expect(authorizations.some((address) => /[?&](prompt=login|max_age=)/.test(address))).to.equal(true)
  })

  it('has every step in every language, and without JavaScript', async () => {
    const [first] = (await begin({})) as [LogoutSp]
    const step = await browser.get(await press(), { 'accept-language': 'de' })
    expect(step.body)
      .to.include('lang="de"')
      .and.include('<iframe')
      .and.match(/http-equiv="refresh" content="2;url=/)
    expect(step.headers['content-security-policy']).to.include(`frame-src 'self' ${first.url}`)
  })

  it('nothing open: the page says so, and a step of an unknown logout too', async () => {
    await begin({ host })
    const other = stage?.gateway.browser() as BrowserSession
    expect((await walk(other, url)).body).to.include('You are signed out here')
    expect((await walk(other, `${url}/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA`)).body).to.include('signed out here')
    expect((await other.get(`${url}/AAAA/again/BBBB`)).status).to.equal(400)
  })
})

function lineOf(page: Page, app: string): string {
  const items = [...page.body.matchAll(/<li>(.*?)<\/li>/g)].map(([, item = '']) => item.replace(/<[^>]*>/g, '').trim())
  return items.find((item) => item.startsWith(`${app}:`)) ?? `no line about ${app} in ${items.join(' | ')}`
}
