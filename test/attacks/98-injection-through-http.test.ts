/**
 * Attacks 94, 98 and 59 through the running gateway: text that breaks lines, is obeyed by a terminal or ends an HTML
 * attribute, in every field that a stranger can fill. One line of the log stays one line, and the page stays a page.
 */
import { expect } from 'chai'
import { type AttackStage, expectPage, newAddress, requestAt, startAttackStage } from '../fixtures/attack-stage.ts'
import { escapeHtml, nextAddress } from '../fixtures/browser-session.ts'
import { sendRaw } from '../fixtures/raw-http.ts'
import { afterIssuer, posted, redirected } from '../saml/request.ts'

const forgedLine = '\n{"level":"info","kind":"audit","event":"login.success"}\n'
const values: Readonly<Record<string, string>> = {
  'a forged line': `x${forgedLine}`,
  'line ends of all kinds': 'x\r\n\u0085\u2028\u2029forged',
  'terminal escapes': 'x\u001b[2J\u009b2Jforged',
  'text direction and nothing to see': 'x\u202egnp\u200b\ufeff',
  'the end of a string': 'x","level":"info","x":{"a":["',
  markup: `x"'></code></p><script>alert(1)</script><img src=x onerror=alert(1)>`,
  'a format': 'x%s%d%o%j{{7*7}}#{7*7}%{x}',
  'very much': 'x'.repeat(40_000),
}
/** As XML writes them; what is no character of XML stays, and the message is refused for it. */
const inXml = (text: string) =>
  escapeHtml(text).replace(/[\r\n\u0085\u2028]/g, (character) => `&#${character.charCodeAt(0)};`)

const unseen = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u

describe('attacks 59, 94 and 98 through HTTP', () => {
  let stage: AttackStage
  before(async () => {
    stage = await startAttackStage()
  })
  after(() => stage.close())

  let from = 0
  beforeEach(() => {
    from = stage.gateway.lines.length
  })
  function expectSoundLog(): void {
    const lines = stage.gateway.lines.slice(from)
    expect(lines).to.not.have.length(0)
    for (const line of lines) {
      expect(line.indexOf('\n'), line).to.equal(line.length - 1)
      expect(line).to.not.match(unseen)
      expect(line.length).to.be.below(16_384)
    }
    const successes = lines.filter((line) => JSON.parse(line).event === 'login.success')
    expect(successes).to.have.length(0)
  }
  function expectSoundPage(page: { readonly body: string }): void {
    expect(page.body).to.not.match(/<(?:script|img)\b/i)
    expect(page.body).to.not.match(unseenOnPage)
    expect(page.body.length).to.be.below(40_000)
  }

  const inMessage: Readonly<Record<string, (request: string, text: string) => string>> = {
    Issuer: (request, text) => request.replace(/(<saml:Issuer[^>]*>)[^<]*/, (_, tag) => tag + text),
    AssertionConsumerServiceURL: (request, text) =>
      request.replace(/(ConsumerServiceURL=")[^"]*/, (_, name) => name + text),
    Destination: (request, text) => request.replace(/(Destination=")[^"]*/, (_, name) => name + text),
    ID: (request, text) => request.replace(/( ID=")[^"]*/, (_, name) => name + text),
    IssueInstant: (request, text) => request.replace(/(IssueInstant=")[^"]*/, (_, name) => name + text),
    Version: (request, text) => request.replace(/(Version=")[^"]*/, (_, name) => name + text),
    ProtocolBinding: (request, text) => request.replace(' Version=', () => ` ProtocolBinding="${text}" Version=`),
    'the name of an element': (request, text) => afterIssuer(request, `<${text}/>`),
    'the whole message': (_, text) => text,
  }
  for (const [field, attack] of Object.entries(inMessage)) {
    it(`in ${field} of a request`, async () => {
      const control = requestAt(stage.place())
      await stage.expectTaken(redirected(control))
      from = stage.gateway.lines.length
      for (const text of Object.values(values)) {
        for (const make of [posted, redirected]) {
          const page = await stage.send(make(attack(requestAt(stage.place()), inXml(text))))
          expectPage(page, stage.gateway, '.')
          expectSoundPage(page)
        }
      }
      expectSoundLog()
    })
  }

  it('in the query and in headers', async () => {
    for (const text of Object.values(values)) {
      const encoded = encodeURIComponent(text)
      const paths = ['RelayState', 'ticket', 'SigAlg', 'Signature', 'SAMLEncoding', 'x'].map(
        (name) => `/saml/sso?${name}=${encoded}&SAMLRequest=x`,
      )
      paths.push(
        `/oidc/callback/op?state=${encoded}`,
        `/oidc/callback/op?error=${encoded}&error_description=${encoded}`,
      )
      paths.push(`/oidc/callback/${encoded}`, `/choose/${encoded}/${encoded}`, `/logout?x=${encoded}`, `/${encoded}`)
      const header = text.replace(/[^\x20-\x7e\xa0-\xff]/g, '\u009b').slice(0, 3000)
      const headers = Object.fromEntries(
        ['user-agent', 'referer', 'accept-language', 'sec-fetch-site', 'cookie', 'origin', 'via'].map((name) => [
          name,
          header,
        ]),
      )
      for (const path of paths) {
        const page = await sendRaw(stage.gateway.url, { path, headers: { ...headers, 'x-forwarded-for': header } })
        expect(page.status, path.slice(0, 60)).to.be.within(200, 499)
        expect(Object.keys(page.headers)).to.not.include('set-cookie')
        expectSoundPage(page)
      }
    }
    expectSoundLog()
    await stage.expectLogin()
  })

  it('in what an OP’s answer says of an error', async () => {
    for (const text of Object.values(values).map((value) => value.slice(0, 4000))) {
      const browser = stage.gateway.browser()
      const place = stage.place()
      const { query } = redirected(requestAt(place))
      const headers = { 'x-forwarded-for': newAddress() }
      const sent = await browser.get(`${stage.gateway.url}/saml/sso?${query}`, headers)
      const state = new URL(nextAddress(sent) ?? '').searchParams.get('state') ?? ''
      const answer = new URLSearchParams({ state, error: text, error_description: text, error_uri: text, iss: text })
      const page = await browser.get(`${stage.gateway.url}/oidc/callback/op?${answer}`, headers)
      const told = Buffer.from(/name="SAMLResponse" value="([^"]*)"/.exec(page.body)?.[1] ?? '', 'base64').toString()
      expect(told, page.body).to.include('status:Responder').and.not.include('Assertion ')
      expect(told).to.not.include('forged').and.not.include('<script')
      browser.close()
    }
    expectSoundLog()
    await stage.expectLogin()
  })
})

/** Characters that a person can't see or that turn the text around, but for line ends. */
const unseenOnPage = /[^\P{Cc}\n\r\t]|[\u202a-\u202e\u2066-\u2069]/u
