/**
 * Keycloak as a SAML identity provider: its metadata fetched from its address, our requests signed, its answers signed
 * and encrypted (RSA-OAEP with MGF1-SHA256), a new login, and a logout from either end. A Proxmox realm
 * signs people in there too, though it speaks OpenID Connect alone.
 */
import { expect } from 'chai'
import { type BrowserSession, formOf, type Page } from '../fixtures/browser-session.ts'
import {
  certificateOf,
  createSp,
  responseForm,
  startGateway,
  statusOf,
  type TestGateway,
  type TestSp,
} from '../fixtures/gateway.ts'
import { isLoginPage, logIn, people } from './keycloak/login.ts'
import { type Keycloak, startKeycloak } from './keycloak/server.ts'
import { createRealm, isNode, realmEntry, realmFiles } from './proxmox/realm.ts'

describe('Keycloak as a SAML identity provider', function () {
  this.timeout(60_000)
  let keycloak: Keycloak
  let gateway: TestGateway
  let sp: TestSp
  let base: string
  before(async function () {
    this.timeout(180_000)
    keycloak = await startKeycloak({ redirectUris: [] })
    gateway = await startGateway({
      upstreams: [
        'corp:',
        '  kind: saml',
        '  displayName: Keycloak',
        `  metadata: ${keycloak.issuer}/protocol/saml/descriptor`,
        '  encryptionKey: true',
        '  wantAssertionsSigned: true',
      ],
      yaml: [
        'defaults: { upstream: corp, attributes: { groups: groups, email: claims.email } }',
        'apps:',
        ...realmEntry,
        // As the preset has it: groups that can't be groups there are left out.
        '    claims: { groups: \'groups.filter(g, !g.contains(" "))\' }',
      ].join('\n'),
      files: realmFiles,
    })
    sp = createSp(gateway.url, await certificateOf(gateway))
    await gateway.write('metadata/wiki.xml', sp.metadata)
    base = `${gateway.url}/saml/sp/corp`
    await keycloak.addClient(clientOf(base, await (await fetch(`${base}/metadata`)).text()))
    for (let waited = 0; waited < 100 && !gateway.lines.some((line) => line.includes('is in force')); waited++)
      await new Promise((resolve) => setTimeout(resolve, 100))
    await gateway.running.reload()
  })
  after(async () => {
    await gateway?.close()
    await keycloak?.close()
  })

  // Times are in whole seconds: a login in the second of one that was ended can't be told from it, and is asked again.
  beforeEach(() => new Promise((resolve) => setTimeout(resolve, 1100)))

  /** A login at the app, to the page that posts to it. */
  const login = async (browser: BrowserSession, config: object = {}) => {
    const made = createSp(gateway.url, await certificateOf(gateway), { config })
    const { page, asked } = await logIn(browser, await made.loginUrl(), people.bob)
    return { form: responseForm(await throughAcs(browser, page)), asked, made }
  }
  /** Keycloak's page posts to our ACS, as a page of another site does. */
  const throughAcs = async (browser: BrowserSession, page: Page) => {
    expect(formOf(page).action, page.body).to.equal(`${base}/acs`)
    return browser.follow(await browser.submit(page, {}, { crossSite: true }))
  }

  it('logs a person in, with the answer encrypted, the groups and the address', async () => {
    const browser = gateway.browser()
    const { form, asked, made } = await login(browser)
    expect(asked).to.deep.equal(['password'])
    expect(statusOf(form)).to.deep.equal(['Success'])
    expect(await made.validate(form)).to.deep.include({ groups: 'staff' })
    browser.close()
  })

  it('logs a person in to Proxmox VE, which speaks OpenID Connect alone: name, e-mail and groups arrive', async () => {
    const browser = gateway.browser()
    const realm = await createRealm(gateway.url)
    try {
      const visit = await realm.visit(async (url) => {
        const { page } = await logIn(browser, url, people.alice)
        return browser.follow(await browser.submit(page, {}, { crossSite: true }), isNode)
      })
      const claims = await realm.login(visit)
      expect(claims).to.deep.include({
        iss: gateway.url,
        aud: ['proxmox'],
        preferred_username: 'alice',
        email: 'alice@example.org',
      })
      expect(claims.groups, 'without `wiki editors`').to.have.members(['staff', 'admins'])
      expect(claims.sub).to.match(/^[a-z2-7]{52}$/)
    } finally {
      await realm.close()
      browser.close()
    }
  })

  it('asks for the password again where an app wants a new login', async () => {
    const browser = gateway.browser()
    await login(browser)
    const again = await login(browser, { forceAuthn: true })
    expect(again.asked).to.deep.equal(['password'])
    expect(statusOf(again.form)).to.deep.equal(['Success'])
    browser.close()
  })

  it('answers a passive login without a session with NoPassive', async () => {
    const browser = gateway.browser()
    const { form, asked } = await login(browser, { passive: true })
    expect(asked).to.deep.equal([])
    expect(statusOf(form)).to.deep.equal(['Responder', 'NoPassive'])
    browser.close()
  })

  it('ends its session when a person signs out here', async () => {
    const browser = gateway.browser()
    await login(browser)
    const page = await browser.follow(await browser.submit(await browser.get(`${gateway.url}/logout`)))
    const landed = await carried(browser, page)
    expect(landed.status, landed.body).to.equal(200)
    expect(landed.url).to.include(gateway.url)
    const next = await browser.follow(await sp.loginUrl())
    expect(isLoginPage(next)).to.equal(true)
    browser.close()
  })

  it('ends ours when a person signs out there', async () => {
    const browser = gateway.browser()
    await login(browser)
    const asked = await browser.follow(`${keycloak.issuer}/protocol/openid-connect/logout`)
    const page = await browser.follow(await browser.submit(asked))
    await carried(browser, page)
    const audited = gateway.log.findLast(({ event }) => event === 'logout')
    expect(audited).to.include({ by: 'upstream', upstream: 'corp' })
    browser.close()
  })

  /** Where a page carries a message in a form, a browser submits it. */
  async function carried(browser: BrowserSession, from: Page): Promise<Page> {
    let page = from
    for (let steps = 0; steps < 6 && /name="SAML(?:Request|Response)"/i.test(page.body); steps++) {
      page = await browser.follow(await browser.submit(page, {}, { crossSite: true }))
    }
    return page
  }
})

/** The client that we are, as an administrator would make it from our metadata. */
function clientOf(base: string, metadata: string): object {
  const certificates = [...metadata.matchAll(/<ds:X509Certificate>([^<]*)</g)].map(([, text = '']) => text)
  const [signing = '', encryption = ''] = certificates
  const mapper = (name: string, protocolMapper: string, config: object) => ({
    name,
    protocol: 'saml',
    protocolMapper,
    config: { 'attribute.nameformat': 'Basic', ...config },
  })
  return {
    clientId: `${base}/metadata`,
    protocol: 'saml',
    enabled: true,
    frontchannelLogout: true,
    fullScopeAllowed: false,
    redirectUris: [`${base}/acs`],
    attributes: {
      'saml.assertion.signature': 'true',
      'saml.server.signature': 'true',
      'saml.signature.algorithm': 'RSA_SHA256',
      'saml.client.signature': 'true',
      'saml.signing.certificate': signing,
      'saml.encrypt': 'true',
      'saml.encryption.certificate': encryption,
      'saml.authnstatement': 'true',
      saml_name_id_format: 'persistent',
      saml_assertion_consumer_url_post: `${base}/acs`,
      saml_single_logout_service_url_post: `${base}/slo`,
      saml_single_logout_service_url_redirect: `${base}/slo`,
    },
    protocolMappers: [
      mapper('groups', 'saml-group-membership-mapper', {
        'attribute.name': 'groups',
        single: 'true',
        'full.path': 'false',
      }),
      mapper('email', 'saml-user-property-mapper', { 'attribute.name': 'email', 'user.attribute': 'email' }),
      mapper('username', 'saml-user-property-mapper', { 'attribute.name': 'username', 'user.attribute': 'username' }),
    ],
  }
}
