import { expect } from 'chai'
import { isSignedIn, type LogoutStage, signIn, startLogoutStage, walk } from '../fixtures/logout-stage.ts'

describe('flow: an app signs the person out of all apps', () => {
  let stage: LogoutStage

  before(async () => {
    stage = await startLogoutStage([
      { bindings: ['redirect'] },
      { bindings: ['redirect'], host: 'localhost' },
      { bindings: ['post'], host: 'localhost' },
      { bindings: ['soap', 'redirect'] },
      { bindings: ['redirect'] },
    ])
  })
  after(() => stage.close())

  it('tells one in a frame, two by a visit, one by SOAP, and answers Success', async () => {
    const browser = stage.gateway.browser()
    const [first, second, third, fourth, fifth] = stage.sps
    if (!first || !second || !third || !fourth || !fifth) throw new Error('too few SPs')
    await signIn(browser, ...stage.sps)
    const page = await walk(browser, first.logout)
    expect(page.body).to.equal('logout answered: Success (back)')
    expect(page.url).to.match(new RegExp(`^${first.url}/slo`))
    for (const sp of stage.sps) expect(isSignedIn(browser, sp), sp.url).to.equal(false)
    expect(second.told.map(({ by }) => by)).to.deep.equal(['redirect'])
    expect(third.told.map(({ by }) => by)).to.deep.equal(['post'])
    expect(fourth.told.map(({ by }) => by)).to.deep.equal(['soap'])
    expect(fifth.told.map(({ session }) => session)).to.deep.equal([true])
    expect(first.told).to.deep.equal([])
    expect(browser.cookies(stage.gateway.url).has('isthmus'), 'our cookie is gone').to.equal(false)
  })
})
