/**
 * SimpleSAMLphp as the identity provider: its answer signed, or only its assertion, or both and encrypted; a person whom it
 * keeps out; and a logout from either end, by HTTP-Redirect.
 */
import { expect } from 'chai'
import { type BrowserSession, formOf, hasForm } from '../fixtures/browser-session.ts'
import {
  certificateOf,
  createSp,
  responseForm,
  responseXml,
  startGateway,
  statusOf,
  type TestGateway,
  type TestSp,
} from '../fixtures/gateway.ts'
import { type SimpleSamlPhp, startSimpleSamlPhp } from './simplesamlphp/start.ts'

const upstreams = ['corp', 'assertion', 'sealed'] as const
type Upstream = (typeof upstreams)[number]

describe('SimpleSAMLphp as the identity provider', function () {
  this.timeout(60_000)
  let idp: SimpleSamlPhp
  let gateway: TestGateway
  let certificate: string
  before(async () => {
    idp = await startSimpleSamlPhp()
    gateway = await startGateway({ upstreams: upstreams.flatMap((name) => upstreamOf(name, idp.metadata)), yaml })
    certificate = await certificateOf(gateway)
    for (const name of upstreams) {
      await idp.register(name, await (await fetch(`${gateway.url}/saml/sp/${name}/metadata`)).text())
      await gateway.write(`metadata/${name}.xml`, appAt(gateway.url, name, certificate).metadata)
    }
    await gateway.running.reload()
  })
  after(async () => {
    await gateway?.close()
    await idp?.close()
  })

  /** A login at an app: what the identity provider answered us, as XML, and what the app gets. */
  const login = async (
    browser: BrowserSession,
    { name = 'corp', username = 'alice', config = {} }: { name?: Upstream; username?: string; config?: object } = {},
  ) => {
    const sp = appAt(gateway.url, name, certificate, config)
    const page = await browser.loginAt(await sp.loginUrl(), username)
    expect(formOf(page).action, `${page.body}\n${await idp.log()}`).to.equal(`${gateway.url}/saml/sp/${name}/acs`)
    const form = responseForm(await browser.follow(await browser.submit(page, {}, { crossSite: true })))
    return { sp, answer: responseXml(formOf(page)), form }
  }
  /** The elements that a signature stands in, and what is encrypted. */
  const protectionOf = (answer: string) => ({
    signed: [
      ...answer.matchAll(/<samlp?:(Response|Assertion)\b[^>]*><saml:Issuer>[^<]*<\/saml:Issuer><ds:Signature/g),
    ].map(([, element]) => element),
    encrypted: answer.includes('<saml:EncryptedAssertion'),
  })
  const alice = { name: 'Alice Liddell', email: 'alice@example.org', groups: ['staff', 'wiki editors'] }

  it('logs a person in by an answer that is signed as a whole, with name, address and groups', async () => {
    const { answer, form, sp } = await login(gateway.browser())
    expect(protectionOf(answer)).to.deep.equal({ signed: ['Response'], encrypted: false })
    expect(await sp.validate(form)).to.deep.include(alice)
  })

  it('logs a person in where the assertion alone is signed', async () => {
    const { answer, form, sp } = await login(gateway.browser(), { name: 'assertion' })
    expect(protectionOf(answer)).to.deep.equal({ signed: ['Assertion'], encrypted: false })
    expect(await sp.validate(form)).to.deep.include(alice)
  })

  it('reads its encrypted assertion, and attributes under their OIDs', async () => {
    const { answer, form, sp } = await login(gateway.browser(), { name: 'sealed' })
    expect(protectionOf(answer)).to.deep.equal({ signed: ['Response'], encrypted: true })
    expect(await sp.validate(form)).to.deep.include(alice)
  })

  it('knows a person again', async () => {
    const names = []
    for (let times = 0; times < 2; times++) {
      const { form, sp } = await login(gateway.browser())
      names.push((await sp.validate(form))?.nameID)
    }
    expect(names[0]).to.match(/\S/)
    expect(names[1]).to.equal(names[0])
  })

  it('tells the app of a person whom it keeps out, and the log why', async () => {
    const { form } = await login(gateway.browser(), { username: 'mallory' })
    expect(statusOf(form)).to.deep.equal(['Responder', 'AuthnFailed'])
    expect(gateway.lines.some((line) => line.includes('not for this person'))).to.equal(true)
  })

  it('passes on that an app wants no question, and that nobody is signed in', async () => {
    const { form } = await login(gateway.browser(), { config: { passive: true } })
    expect(statusOf(form)).to.deep.equal(['Responder', 'NoPassive'])
  })

  it('asks for the password again where an app wants a new login', async () => {
    const browser = gateway.browser()
    await login(browser)
    expect(await asksForPassword(browser)).to.equal(false)
    expect(await asksForPassword(browser, { forceAuthn: true })).to.equal(true)
  })

  it('ends its session when a person signs out here', async () => {
    const browser = gateway.browser()
    await login(browser)
    const page = await browser.follow(await browser.submit(await browser.get(`${gateway.url}/logout`)))
    expect(new URL(page.url).origin, page.body).to.equal(gateway.url)
    expect(page.status, page.body).to.equal(200)
    expect(await asksForPassword(browser)).to.equal(true)
  })

  // Others than in the test before: times are in whole seconds, and a login in that of its logout would be asked again.
  for (const [name, username] of [
    ['corp', 'bob'],
    ['sealed', 'carol'],
  ] as const) {
    it(`ends ours when a person signs out there${name === 'sealed' ? ', whose name is encrypted' : ''}`, async () => {
      const browser = gateway.browser()
      await login(browser, { name, username })
      const afterwards = `${idp.origin}/logout.php`
      const begun = `${idp.origin}/saml2/idp/initSLO.php?RelayState=${encodeURIComponent(afterwards)}`
      const page = await browser.follow(begun)
      expect(page.url, page.body).to.equal(afterwards)
      expect(gateway.log.findLast(({ event }) => event === 'logout')).to.include({ by: 'upstream', upstream: name })
      expect(await asksForPassword(browser)).to.equal(true)
    })
  }

  /** Whether a login at the app comes to the form there. */
  const asksForPassword = async (browser: BrowserSession, config: object = {}) => {
    const page = await browser.follow(await appAt(gateway.url, 'corp', certificate, config).loginUrl())
    return hasForm(page) && 'password' in formOf(page).fields
  }
})

/** An app that signs people in at this upstream. */
const appAt = (gatewayUrl: string, name: Upstream, certificate: string, config: object = {}): TestSp =>
  createSp(gatewayUrl, certificate, {
    entityId: `https://${name}.test/metadata`,
    acs: `https://${name}.test/acs`,
    config,
  })

/** The three differ in how their answers are protected: `simplesamlphp/config/metadata/saml20-sp-remote.php`. */
const upstreamOf = (name: Upstream, metadata: string) => [
  `${name}:`,
  '  kind: saml',
  `  metadata: ${metadata}`,
  // Its version 1.19 encrypts with AES-CBC and nothing else.
  ...(name === 'sealed' ? ['  encryptionKey: true', '  allowCbc: true'] : []),
]

const yaml = [
  'defaults: { attributes: { groups: groups, name: claims.name, email: claims.email } }',
  'apps:',
  ...upstreams.map((name) => `  ${name}: { metadata: metadata/${name}.xml, upstream: ${name} }`),
].join('\n')
