/**
 * Keycloak as a SAML service provider: its identity brokering, told of us by our metadata, and registered here by the
 * address of its own. People sign in through it, sign out, and a key that it begins to use waits for an administrator.
 * It is at `localhost`, another site than ours.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import type { Browser, Page as Tab } from 'playwright-core'
import { tokenFor } from '../fixtures/admin-token.ts'
import { askApi } from '../fixtures/ask-api.ts'
import { type BrowserSession, formOf, hasForm, type Page } from '../fixtures/browser-session.ts'
import { keepScreenshot, launchChromium, viewports } from '../fixtures/chromium.ts'
import { startGateway, type TestGateway } from '../fixtures/gateway.ts'
import { addBroker } from './keycloak/broker.ts'
import { isLoginPage } from './keycloak/login.ts'
import { type Keycloak, startKeycloak } from './keycloak/server.ts'

const alias = 'isthmus'
const callback = 'http://127.0.0.1:1/callback'

describe('Keycloak as a SAML service provider', function () {
  this.timeout(60_000)
  let keycloak: Keycloak
  let gateway: TestGateway
  let token: string
  let address: string

  before(async function () {
    this.timeout(180_000)
    ;[keycloak, gateway] = await Promise.all([
      startKeycloak({ redirectUris: [], host: 'localhost' }),
      startGateway({ yaml: 'admin: { allow: "true" }\nclockSkew: { outgoing: 5s }' }),
    ])
    token = await tokenFor(gateway.directory, 'apps')
    address = `${keycloak.issuer}/broker/${alias}/endpoint/descriptor`
    await keycloak.addClient({
      clientId: 'shop',
      publicClient: true,
      redirectUris: [callback],
      attributes: { 'post.logout.redirect.uris': callback },
    })
    await addBroker(keycloak, `${gateway.url}/saml/metadata`, { alias, displayName: 'Isthmus' })
  })
  after(async () => {
    await gateway?.close()
    await keycloak?.close()
  })

  const api = (method: string, path: string, json?: object, headers?: object) =>
    askApi({ url: gateway.url, token }, method, path, json, headers)

  /** From the shop to the end of the login there, by the link to us on Keycloak's page. */
  async function logIn(browser: BrowserSession): Promise<URLSearchParams> {
    const wish = { client_id: 'shop', response_type: 'code', scope: 'openid', redirect_uri: callback }
    const isBack = (next: string) => next.startsWith(callback)
    let page = await browser.follow(
      `${keycloak.issuer}/protocol/openid-connect/auth?${new URLSearchParams(wish)}`,
      isBack,
    )
    expect(isLoginPage(page), page.body).to.equal(true)
    const [link = ''] = new RegExp(`/realms/isthmus/broker/${alias}/login[^"]*`).exec(page.body) ?? []
    page = await browser.follow(new URL(link.replaceAll('&amp;', '&'), keycloak.issuer).href, isBack)
    page = await carried(browser, page, isBack)
    const location = String(page.headers.location ?? '')
    expect(location, `${page.url} ${wordsOf(page)}`).to.contain(callback)
    return new URL(location).searchParams
  }

  /** What Keycloak knows of the person, by the code of a login. */
  async function claimsOf(
    code: string | null,
    { client = 'shop', redirectUri = callback } = {},
  ): Promise<Record<string, unknown>> {
    const answer = await fetch(`${keycloak.issuer}/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: client,
        code: code ?? '',
        redirect_uri: redirectUri,
      }),
    })
    const tokens = (await answer.json()) as { id_token?: string }
    const [, claims = ''] = tokens.id_token?.split('.') ?? []
    return { ...JSON.parse(Buffer.from(claims, 'base64url').toString()), id_token: tokens.id_token }
  }

  it('is registered by the address of its metadata, and shown for what it is', async () => {
    const attributes = {
      username: '"by-isthmus-" + claims.preferred_username',
      email: '"by-isthmus@home.internal"',
      firstName: 'claims.given_name',
      // Keycloak takes no name with the characters that the tests' person has.
      lastName: '"Example"',
    }
    const settings = { metadata: address, encryptAssertions: true, attributes }
    const dry = await api('PUT', '/apps/keycloak?dryRun', { settings })
    expect(dry.body.problems.filter(({ severity }: { severity: string }) => severity === 'error')).to.deep.equal([])
    expect(dry.body.described.identifier).to.equal(keycloak.issuer)
    const facts = JSON.stringify(dry.body.described.facts)
    expect(facts).to.contain(`${keycloak.issuer}/broker/${alias}/endpoint`).and.to.contain('the assertion, with')
    expect((await api('PUT', '/apps/keycloak', { settings })).status).to.equal(201)
    const shown = await within(
      () => api('GET', '/apps/keycloak'),
      ({ body }) => body.state === 'in-force',
    )
    expect(shown.body).to.include({ identifier: keycloak.issuer, protocol: 'saml' })
  })

  it('signs a person in with requests that it signs, and finds the same one again', async () => {
    const browser = gateway.browser()
    const { id_token: _, ...claims } = await claimsOf((await logIn(browser)).get('code'))
    expect(claims).to.include({ preferred_username: 'by-isthmus-alice', email: 'by-isthmus@home.internal' })
    expect(claims.given_name).to.match(/^Alice/)
    const other = gateway.browser()
    const again = await claimsOf((await logIn(other)).get('code'))
    expect(again.sub).to.equal(claims.sub)
    const [user] = (await keycloak.administer('GET', 'users?username=by-isthmus-alice')) as [{ id: string }]
    const [identity] = (await keycloak.administer('GET', `users/${user.id}/federated-identity`)) as [{ userId: string }]
    expect(identity.userId, 'our pseudonym').to.match(/^[a-z2-7]{52}$/)
  })

  it('ends our session when the person signs out there', async () => {
    const browser = gateway.browser()
    const { id_token: hint } = await claimsOf((await logIn(browser)).get('code'))
    const wish = { id_token_hint: String(hint), post_logout_redirect_uri: callback }
    const isBack = (next: string) => next.startsWith(callback)
    const from = `${keycloak.issuer}/protocol/openid-connect/logout?${new URLSearchParams(wish)}`
    const page = await carried(browser, await browser.follow(from, isBack), isBack)
    expect(String(page.headers.location), `${page.url} ${wordsOf(page)}`).to.contain(callback)
    expect(gateway.log.findLast(({ event }) => event === 'logout')).to.include({ by: 'app', app: keycloak.issuer })
  })

  it('keeps its key in force until somebody has looked at another, and signs people in with that', async () => {
    await keycloak.rotateKey()
    const { addresses } = (await api('GET', '/addresses')).body
    expect(addresses[0]).to.include({ address, state: 'good' })
    const read = await api('POST', `/addresses/${addresses[0].name}/read`)
    expect([read.status, read.body.laidAside]).to.deep.equal([200, 'waiting'])
    const [waiting] = (await api('GET', '/quarantine')).body.quarantine
    expect(waiting.name).to.equal('keycloak')
    expect(waiting.differences.join()).to.contain('has a new signing key')
    const approve = () => api('POST', '/quarantine/keycloak/approve', undefined, { 'if-match': `"${waiting.digest}"` })
    expect((await approve()).status).to.equal(204)
    await within(
      () => api('GET', '/apps/keycloak'),
      ({ body }) => body.quarantined === false,
    )
    const browser = gateway.browser()
    let claims: Record<string, unknown> = {}
    // It is in force a moment after it was approved.
    for (let tries = 0; tries < 20 && claims.preferred_username === undefined; tries++) {
      claims = await logIn(browser).then(
        (answer) => claimsOf(answer.get('code')),
        () => ({}),
      )
    }
    expect(claims.preferred_username).to.equal('by-isthmus-alice')
  })

  describe('in Chromium', () => {
    const second = 'second'
    const entityId = 'https://broker.home.internal/second'
    const shop = createServer((_, response) => response.end('arrived at the shop'))
    let chromium: Browser
    let page: Tab
    let arrival: string
    before(async () => {
      await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve))
      arrival = `http://127.0.0.1:${(shop.address() as AddressInfo).port}/arrival`
      await keycloak.addClient({
        clientId: 'chromium-shop',
        publicClient: true,
        redirectUris: [arrival],
        attributes: { 'post.logout.redirect.uris': arrival },
      })
      await addBroker(keycloak, `${gateway.url}/saml/metadata`, { alias: second, displayName: 'The gateway', entityId })
      chromium = await launchChromium()
    })
    beforeEach(async () => {
      page = await chromium.newPage({ viewport: viewports.desktop })
      page.setDefaultTimeout(30_000)
    })
    afterEach(() => page.close())
    after(async () => {
      await chromium?.close()
      shop.close()
    })

    const press = (button: string) => page.getByRole('button', { name: button, exact: true }).click()

    /** From the shop to Keycloak's page, by its button to us and our OP, and back at the shop: what Keycloak says there. */
    async function comeIn(): Promise<Record<string, unknown>> {
      const wish = { client_id: 'chromium-shop', response_type: 'code', scope: 'openid', redirect_uri: arrival }
      await page.goto(`${keycloak.issuer}/protocol/openid-connect/auth?${new URLSearchParams(wish)}`)
      await page.getByRole('link', { name: 'The gateway', exact: true }).click()
      await page.getByText('arrived at the shop').waitFor()
      return claimsOf(new URL(page.url()).searchParams.get('code'), { client: 'chromium-shop', redirectUri: arrival })
    }

    it('is registered in the console by the address of its metadata, and told what the administrator writes there', async () => {
      await page.goto(`${gateway.url}/admin/add`)
      const published = `${keycloak.issuer}/broker/${second}/endpoint/descriptor`
      await page.getByLabel('Or the address where the app publishes it').fill(published)
      await press('Check it')
      await page.getByRole('heading', { name: 'What the metadata says' }).waitFor()
      await page.getByText(entityId).first().waitFor()
      await page.getByText(`${keycloak.issuer}/broker/${second}/endpoint`).first().waitFor()
      expect(await page.locator('.findings .error').allTextContents()).to.deep.equal([])
      await page.getByLabel('Name', { exact: true }).fill('second-keycloak')
      await press('Register the app')
      await page.getByText('The app is registered and in force.').waitFor()
      await page.getByRole('link', { name: 'Settings', exact: true }).click()
      const attributes = [
        'username: \'"in-chromium-" + claims.preferred_username\'',
        'email: \'"in-chromium@home.internal"\'',
        'firstName: claims.given_name',
        'lastName: \'"Example"\'',
      ]
      await page.getByLabel('What the app is told (attributes)').fill(attributes.join('\n'))
      await page.getByLabel('Encrypt what the app is told').check()
      await press('Save')
      await page.getByText('Saved and in force.').waitFor()
      await keepScreenshot(page, 'console-keycloak')
      await page.goto(`${gateway.url}/admin/addresses`)
      await page.getByText(published).first().waitFor()
    })

    it('signs a person in by the button on its page, across the two sites, and out again', async () => {
      const claims = await comeIn()
      expect(claims).to.include({ preferred_username: 'in-chromium-alice', email: 'in-chromium@home.internal' })
      const wish = { id_token_hint: String(claims.id_token), post_logout_redirect_uri: arrival }
      await page.goto(`${keycloak.issuer}/protocol/openid-connect/logout?${new URLSearchParams(wish)}`)
      await page.getByText('arrived at the shop').waitFor()
      expect(gateway.log.findLast(({ event }) => event === 'logout')).to.include({ by: 'app', app: entityId })
      const asked = gateway.op.count('authorize')
      expect((await comeIn()).sub, 'the same person').to.equal(claims.sub)
      expect(gateway.op.count('authorize'), 'our session was over').to.be.greaterThan(asked)
    })
  })
})

/** Of a page that was not expected. */
const wordsOf = ({ body }: Page): string =>
  body
    .replace(/<(?:style|script).*?<\/(?:style|script)>|<[^>]*>/gs, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 600)

/** Where a page carries a message in a form, a browser submits it: from one site to the other. */
async function carried(browser: BrowserSession, from: Page, isBack: (next: string) => boolean): Promise<Page> {
  let page = from
  for (let steps = 0; steps < 8; steps++) {
    if (!hasForm(page) || !/name="SAML(?:Request|Response)"/i.test(page.body)) return page
    const { action } = formOf(page)
    const crossSite = new URL(action).origin !== new URL(page.url).origin
    page = await browser.follow(await browser.submit(page, {}, { crossSite }), isBack)
  }
  return page
}

async function within<T>(ask: () => Promise<T>, isSo: (value: T) => boolean): Promise<T> {
  const end = Date.now() + 20_000
  let value = await ask()
  while (!isSo(value) && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    value = await ask()
  }
  expect(isSo(value), JSON.stringify(value)).to.equal(true)
  return value
}
