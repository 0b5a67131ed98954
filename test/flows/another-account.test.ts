/** "Use another account" at an Authelia: by way of its portal's logout, which then goes on to its own authorization endpoint. */
import { expect } from 'chai'
import { startAutheliaShapedOp } from '../fixtures/authelia-shaped-op.ts'
import { BrowserSession, nextAddress } from '../fixtures/browser-session.ts'
import { freePort } from '../fixtures/free-port.ts'
import { startGatewayWithSp } from '../fixtures/gateway.ts'

const portal = 'https://auth.home.internal/logout'
const yaml = 'defaults: { onDenied: page, allow: "false" }'

/** Where the button leads, for an upstream with these lines. */
async function another(upstream: readonly string[]) {
  const { gateway, sp, browser } = await startGatewayWithSp({ upstream, yaml })
  try {
    const page = await browser.follow(await sp.loginUrl())
    const unasked = await gateway.browser().post(`${page.url}/another`, {})
    const onward = await browser.post(`${page.url}/another`, {})
    return { unasked, next: new URL(nextAddress(onward) ?? ''), issuer: gateway.op.issuer }
  } finally {
    await gateway.close()
  }
}

describe('flow: another account', () => {
  it('at an Authelia with logoutUrl leads to that, and from there to the login', async () => {
    const port = await freePort()
    const op = await startAutheliaShapedOp({ redirectUris: [`http://127.0.0.1:${port}/oidc/callback/op`] })
    const upstream = ['kind: authelia', 'caFile: ca.pem', 'connectTo: 127.0.0.1', `logoutUrl: ${portal}`]
    const { gateway, sp } = await startGatewayWithSp({ port, otherOp: op, upstream, yaml, files: { 'ca.pem': op.ca } })
    const browser = new BrowserSession({ ca: op.ca, hosts: { [op.hostname]: op.port } })
    try {
      const page = await browser.loginAt(await sp.loginUrl(), 'alice')
      expect(page.url).to.match(/\/denied\/[\w-]+$/)
      expect(page.status).to.equal(403)
      const next = new URL(nextAddress(await browser.post(`${page.url}/another`, {})) ?? '')
      expect(`${next.origin}${next.pathname}`).to.equal(portal)
      const rd = new URL(next.searchParams.get('rd') ?? '')
      expect(rd.origin).to.equal(new URL(op.issuer).origin)
      expect(rd.searchParams.get('prompt')).to.equal('login')
      expect(rd.searchParams.get('redirect_uri')).to.equal(`${gateway.url}/oidc/callback/op`)
    } finally {
      browser.close()
      await gateway.close()
      await op.close()
    }
  }).timeout(20_000)

  it('elsewhere leads to the login at once, whatever logoutUrl is', async () => {
    const { next, issuer } = await another([`logoutUrl: ${portal}`])
    expect(`${next.origin}${next.pathname}`).to.equal(`${issuer}/authorize`)
    expect(next.searchParams.get('prompt')).to.equal('login')
  })

  it('is nothing that a browser without the cookie of the refusal can do', async () => {
    const { unasked, next, issuer } = await another([])
    expect(unasked.status).to.equal(400)
    expect(unasked.body).to.contain('transaction_lost')
    expect(next.origin, 'the control').to.equal(issuer)
  })
})
