/**
 * A logout where the upstream has none, as Authelia: its session goes on, and it would hand the same login back. It
 * counts all the same: the next login asks once more.
 */
import { expect } from 'chai'
import { type AutheliaShapedOp, startAutheliaShapedOp } from '../fixtures/authelia-shaped-op.ts'
import { BrowserSession, formOf, hasForm } from '../fixtures/browser-session.ts'
import { freePort } from '../fixtures/free-port.ts'
import { responseForm, startGatewayWithSp, type TestGateway, type TestSp } from '../fixtures/gateway.ts'

describe('flow: logout with an OP that has none, shaped like Authelia', function () {
  this.timeout(20_000)
  let op: AutheliaShapedOp
  let gateway: TestGateway
  let sp: TestSp
  let browser: BrowserSession
  let portal = ''
  before(async () => {
    const port = await freePort()
    op = await startAutheliaShapedOp({ redirectUris: [`http://127.0.0.1:${port}/oidc/callback/op`] })
    portal = `${op.issuer}/logout`
    const upstream = ['kind: authelia', 'caFile: ca.pem', 'connectTo: 127.0.0.1', `logoutUrl: ${portal}`]
    const yaml = 'session: { askUpstreamAfter: 0s }'
    ;({ gateway, sp } = await startGatewayWithSp({ port, otherOp: op, upstream, yaml, files: { 'ca.pem': op.ca } }))
    browser = new BrowserSession({ ca: op.ca, hosts: { [op.hostname]: op.port } })
  })
  after(async () => {
    browser.close()
    await gateway.close()
    await op.close()
  })

  const atForm = async () => {
    const page = await browser.follow(await sp.loginUrl())
    return hasForm(page) && 'username' in formOf(page).fields
  }
  const login = async () => responseForm(await browser.loginAt(await sp.loginUrl(), 'alice'))

  it('control: until there is one, the OP answers from its session', async () => {
    await login()
    expect(await atForm()).to.equal(false)
  })

  it('says that the person is still signed in there, with a link to its portal', async () => {
    const page = await browser.follow(await browser.submit(await browser.get(`${gateway.url}/logout`)))
    expect(new URL(page.url).origin).to.equal(gateway.url)
    expect(page.body).to.contain(`href="${portal}"`)
  })

  it('the same login handed back is not taken: the person is asked once more, and then it goes on', async () => {
    // Authelia's own login must be older than the max_age=1 with which it is asked again.
    await new Promise((resolve) => setTimeout(resolve, 2100))
    expect(await atForm()).to.equal(true)
    expect((await sp.validate(await login()))?.nameID).to.match(/^[a-z2-7]{52}$/)
    expect(await atForm(), 'only once').to.equal(false)
  })
})
