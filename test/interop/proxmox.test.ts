/**
 * A Proxmox realm logs in through our OpenID Provider, with the settings that Authelia documents for it; with an
 * Authelia behind us, and with Keycloak as a SAML identity provider in keycloak-saml.test.ts.
 */
import { expect } from 'chai'
import { startAutheliaShapedOp } from '../fixtures/authelia-shaped-op.ts'
import { BrowserSession } from '../fixtures/browser-session.ts'
import { freePort } from '../fixtures/free-port.ts'
import { type GatewayOptions, startGateway, type TestGateway } from '../fixtures/gateway.ts'
import { createRealm, isNode, node, type Realm, realmEntry, realmFiles } from './proxmox/realm.ts'

const yaml = ['apps:', ...realmEntry, '    allow: \'"admins" in groups\'', ''].join('\n')

describe('Proxmox VE as an app of our OpenID Provider', function () {
  this.timeout(30_000)
  let gateway: TestGateway
  const realms: Realm[] = []
  before(async () => {
    gateway = await startGateway({ yaml, files: realmFiles })
  })
  after(async () => {
    await gateway?.close()
    await Promise.all(realms.map((realm) => realm.close()))
  })

  async function realmAt(at: TestGateway, changes: Record<string, unknown> = {}): Promise<Realm> {
    const realm = await createRealm(at.url, changes)
    realms.push(realm)
    return realm
  }
  const visit = (realm: Realm, at = gateway) => realm.visit((url) => at.browser().follow(url, isNode))
  async function withGateway(options: GatewayOptions, use: (at: TestGateway) => Promise<void>): Promise<void> {
    const at = await startGateway({ yaml, files: realmFiles, ...options })
    await use(at).finally(() => at.close())
  }

  it('gets a person with name, e-mail and groups; its state comes back octet for octet to a bare origin', async () => {
    const realm = await realmAt(gateway, { acr_values: ['urn:mace:incommon:iap:silver'] })
    const visited = await visit(realm)
    const { asked, back } = visited
    expect(asked.searchParams.get('redirect_uri')).to.equal(node)
    expect(asked.searchParams.get('display')).to.equal('page')
    expect(back.href.startsWith(`${node}/?`) && back.origin).to.equal(node)
    expect(back.searchParams.get('state')).to.equal(asked.searchParams.get('state'))
    expect(JSON.parse(back.searchParams.get('state') ?? '')).to.include({ realm: 'isthmus' })
    expect(back.searchParams.get('code')?.length).to.be.lessThan(2048)
    const claims = await realm.login(visited)
    expect(claims).to.deep.include({
      iss: gateway.url,
      aud: ['proxmox'],
      preferred_username: 'alice',
      groups: ['staff', 'admins'],
    })
    expect(claims.email).to.be.a('string')
    expect(claims.sub).to.match(/^[a-z2-7]{52}$/)
  })

  it('may ask for a new login', async () => {
    const realm = await realmAt(gateway, { prompt: 'login' })
    expect(await realm.login(await visit(realm))).to.include({ preferred_username: 'alice' })
  })

  it('works unchanged with an Authelia behind us: its claims, from userinfo alone, arrive', async () => {
    const port = await freePort()
    const op = await startAutheliaShapedOp({ redirectUris: [`http://127.0.0.1:${port}/oidc/callback/op`] })
    const upstream = ['kind: authelia', 'caFile: ca.pem', 'connectTo: 127.0.0.1']
    const files = { ...realmFiles, 'ca.pem': op.ca }
    const browser = new BrowserSession({ ca: op.ca, hosts: { [op.hostname]: op.port } })
    try {
      await withGateway({ port, otherOp: op, upstream, files }, async (at) => {
        const realm = await realmAt(at)
        const claims = await realm.login(await realm.visit((url) => browser.loginAt(url, 'alice', isNode)))
        expect(claims).to.deep.include({
          iss: at.url,
          aud: ['proxmox'],
          preferred_username: 'alice',
          name: "Alice Ö'Example & <Co>",
          email: 'alice@example.org',
          email_verified: true,
          groups: ['staff', 'admins'],
        })
        const denied = await realm.visit((url) =>
          new BrowserSession({ ca: op.ca, hosts: { [op.hostname]: op.port } }).loginAt(url, 'carol', isNode),
        )
        expect(denied.back.searchParams.get('error'), 'not an admin').to.equal('access_denied')
      })
    } finally {
      browser.close()
      await op.close()
    }
  })

  it('tells somebody of another group apart: the realm hears access_denied', () =>
    withGateway({ op: { autoLogin: 'bob' } }, async (at) => {
      const { back, asked } = await visit(await realmAt(at), at)
      expect(back.searchParams.get('error')).to.equal('access_denied')
      expect(back.searchParams.get('state')).to.equal(asked.searchParams.get('state'))
    }))

  it('says “authentication failure” for a wrong key, and our log says which app and why', async () => {
    const wrong = await realmAt(gateway, { client_key: 'wrong' })
    const refused = await wrong.login(await visit(wrong)).catch((error: { stderr?: string }) => error.stderr)
    expect(refused).to.contain('invalid_client')
    const told = gateway.lines.filter((line) => line.includes('invalid_client'))
    expect(told.join('\n')).to.contain('proxmox')
  })
})
