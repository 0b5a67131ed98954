/**
 * pysaml2 as the identity provider: signed answers of a foreign implementation, and a logout each way. Not encrypted:
 * that of Debian knows only Triple DES with RSA 1.5, which nobody should read.
 */
import { expect } from 'chai'
import type { BrowserSession } from '../fixtures/browser-session.ts'
import { responseForm, statusOf } from '../fixtures/gateway.ts'
import { type PythonIdentityProvider, startPythonIdp } from './identity-provider.ts'

describe('pysaml2 as the identity provider', function () {
  this.timeout(60_000)
  let stage: PythonIdentityProvider
  before(async () => {
    stage = await startPythonIdp('pysaml2/idp.py', '/metadata')
  })
  after(() => stage?.close())

  const login = async (browser: BrowserSession) =>
    responseForm(await stage.carried(browser, await browser.follow(await stage.sp.loginUrl())))

  it('logs a person in, with name and groups', async () => {
    const browser = stage.gateway.browser()
    const form = await login(browser)
    expect(statusOf(form)).to.deep.equal(['Success'])
    const profile = await stage.sp.validate(form)
    expect(profile).to.deep.include({ name: 'Alice Liddell', groups: ['staff', 'wiki editors'] })
    browser.close()
  })

  it('hears of a logout that begins here, under the name that it gave', async () => {
    const browser = stage.gateway.browser()
    await login(browser)
    const asked = await browser.submit(await browser.get(`${stage.gateway.url}/logout`))
    const page = await stage.carried(browser, await browser.follow(asked))
    expect(new URL(page.url).origin, page.body).to.equal(stage.gateway.url)
    const told = (await (await fetch(`${stage.origin}/told`)).json()) as { name: string; indexes: string[] }
    expect(told.name).to.not.equal('')
    expect(told.indexes).to.have.length(1)
    browser.close()
  })

  it('is answered when it begins one', async () => {
    const browser = stage.gateway.browser()
    await login(browser)
    const page = await stage.carried(browser, await browser.follow(`${stage.origin}/logout`))
    expect(page.body).to.equal('signed out: True')
    expect(stage.gateway.log.findLast(({ event }) => event === 'logout')).to.include({ by: 'upstream' })
    browser.close()
  })
})
