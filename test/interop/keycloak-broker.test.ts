/**
 * Keycloak as a SAML service provider: its identity brokering, told of us by our metadata, and registered here by the
 * address of its own. People sign in through it, sign out, and a key that it begins to use waits for an administrator.
 */
import { expect } from 'chai'
import { tokenFor } from '../fixtures/admin-token.ts'
import { type BrowserSession, formOf, hasForm, type Page } from '../fixtures/browser-session.ts'
import { startGateway, type TestGateway } from '../fixtures/gateway.ts'
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
      startKeycloak({ redirectUris: [] }),
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
    await broker(keycloak, `${gateway.url}/saml/metadata`)
  })
  after(async () => {
    await gateway?.close()
    await keycloak?.close()
  })

  async function api(method: string, path: string, json?: object, headers: object = {}) {
    const answer = await fetch(`${gateway.url}/admin/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(json !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
    })
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) }
  }

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
  async function claimsOf(code: string | null): Promise<Record<string, unknown>> {
    const answer = await fetch(`${keycloak.issuer}/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: 'shop',
        code: code ?? '',
        redirect_uri: callback,
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

/** We as an identity provider of the realm, as its administrator imports us from our address. */
async function broker(keycloak: Keycloak, metadata: string): Promise<void> {
  const wish = { providerId: 'saml', fromUrl: metadata }
  const imported = (await keycloak.administer('POST', 'identity-provider/import-config', wish)) as object
  await keycloak.administer('POST', 'identity-provider/instances', {
    alias,
    providerId: 'saml',
    enabled: true,
    trustEmail: true,
    firstBrokerLoginFlowAlias: 'first broker login',
    config: {
      ...imported,
      syncMode: 'IMPORT',
      principalType: 'SUBJECT',
      nameIDPolicyFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
      wantAuthnRequestsSigned: 'true',
      wantAssertionsSigned: 'true',
      wantAssertionsEncrypted: 'true',
      validateSignature: 'true',
      signatureAlgorithm: 'RSA_SHA256',
      postBindingAuthnRequest: 'true',
      postBindingResponse: 'true',
      postBindingLogout: 'true',
    },
  })
  for (const [attribute, user] of [
    ['username', 'username'],
    ['email', 'email'],
    ['firstName', 'firstName'],
    ['lastName', 'lastName'],
  ]) {
    await keycloak.administer('POST', `identity-provider/instances/${alias}/mappers`, {
      name: attribute,
      identityProviderAlias: alias,
      identityProviderMapper: 'saml-user-attribute-idp-mapper',
      config: { syncMode: 'INHERIT', 'attribute.name': attribute, 'user.attribute': user },
    })
  }
}
