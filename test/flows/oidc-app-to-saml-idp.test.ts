/** An app that speaks OpenID Connect, an upstream that is a SAML identity provider: from the click to userinfo. */
import { expect } from 'chai'
import { appSecret, type OidcTestApp, oidcAppYaml, openIdApp } from '../fixtures/oidc-app.ts'
import { type SamlUpstreamStage, startSamlUpstreamStage } from '../fixtures/saml-idp-stage.ts'
import { type Answer, answerXml, at, passwordClass, responseXml } from '../saml/answer.ts'

const mfa = 'https://refeds.org/profile/mfa'
const urn = 'urn:oasis:names:tc:SAML:2.0:status'

describe('flow: an OpenID Connect app logs in through a SAML identity provider', () => {
  let stage: SamlUpstreamStage
  let app: OidcTestApp
  before(async () => {
    stage = await startSamlUpstreamStage({
      corp: ['domains: [corp.test]', 'loginHint: login_hint'],
      yaml: `apps:\n${oidcAppYaml(['grants: [authorization_code, refresh_token]', 'upstream: [op, corp]'])}`,
      files: { 'portal-secret': appSecret },
    })
    app = await openIdApp(stage.gateway.url)
  })
  after(() => stage?.close())

  /** From the app to the identity provider, and what then brings its answer to the app. */
  async function begin(parameters: Record<string, string> = { idp: 'corp' }, browser = stage.gateway.browser()) {
    const { url, checks } = await app.begin(parameters)
    const begun = await stage.beginAt(url, browser)
    const answered = async (xml: string) =>
      browser.follow(await begun.post(xml), (next) => next.startsWith(app.redirectUri))
    return {
      ...begun,
      checks,
      answered,
      reply: (changes: Partial<Answer> = {}) => answered(answerXml({ ...begun.sound, ...changes })),
    }
  }

  async function login(changes: Partial<Answer> = {}, browser = stage.gateway.browser()) {
    const { checks, reply } = await begin({ idp: 'corp' }, browser)
    return app.redeem(await reply(changes), checks)
  }

  it('gets a code, tokens and userinfo, with what the identity provider sent', async () => {
    const { tokens, claims } = await login()
    expect(claims).to.include({ iss: stage.gateway.url, aud: 'portal', acr: passwordClass })
    expect(claims.sub).to.match(/^[a-z2-7]{52}$/)
    expect(claims.auth_time).to.be.a('number')
    expect(await app.userinfo({ tokens, claims })).to.deep.include({
      sub: claims.sub,
      preferred_username: 'alice',
      email: 'alice@example.org',
      groups: ['staff', 'wiki'],
    })
  })

  it('is led there by `idp` or by the domain of the person, past a session of another upstream', async () => {
    const browser = stage.gateway.browser()
    await app.login(browser, { idp: 'op' })
    for (const hint of [{ idp: 'corp' }, { login_hint: 'anna@corp.test' }]) {
      const { address } = await begin(hint, browser)
      expect(address.origin).to.equal('https://idp.example.org')
    }
    const { address } = await begin({ login_hint: 'Anna@CORP.test' })
    expect(address.searchParams.get('login_hint')).to.equal('Anna@CORP.test')
  })

  it('what the app asks for is asked there: a new login, a silent one, a stronger one', async () => {
    const asked = async (parameters: Record<string, string>) => (await begin({ idp: 'corp', ...parameters })).request
    expect(await asked({})).not.to.match(/ForceAuthn|IsPassive|RequestedAuthnContext/)
    expect(await asked({ prompt: 'login' })).to.include(' ForceAuthn="true"')
    expect(await asked({ max_age: '0' })).to.include(' ForceAuthn="true"')
    expect(await asked({ prompt: 'none' })).to.include(' IsPassive="true"')
    expect(await asked({ acr_values: mfa }), 'a wish is no demand').not.to.include('RequestedAuthnContext')
    const claims = JSON.stringify({ id_token: { acr: { essential: true, values: [mfa] } } })
    expect(await asked({ claims }))
      .to.include('Comparison="exact"')
      .and.include(`>${mfa}<`)
  })

  const errors: readonly (readonly [error: string, ...status: string[]])[] = [
    ['login_required', 'Responder', 'NoPassive'],
    ['unmet_authentication_requirements', 'Responder', 'NoAuthnContext'],
    ['access_denied', 'Responder', 'AuthnFailed'],
    ['access_denied', 'Responder', 'RequestDenied'],
    ['temporarily_unavailable', 'Responder', 'NoAvailableIDP'],
    ['server_error', 'Requester', 'InvalidNameIDPolicy'],
  ]
  for (const [error, ...status] of errors) {
    it(`its status ${status.join(' ')} reaches the app as ${error}, and the log has it`, async () => {
      // It is an answer to a silent request alone.
      const silent: Record<string, string> = status.includes('NoPassive') ? { prompt: 'none' } : {}
      const { answered, sound, checks } = await begin({ idp: 'corp', ...silent })
      const codes = status.map((code) => `${urn}:${code}`)
      const page = await answered(responseXml({ ...sound, status: codes.join(' ') }, ''))
      const told = new URL(String(page.headers.location)).searchParams
      expect(told.get('error')).to.equal(error)
      expect(told.get('state')).to.equal(checks.expectedState)
      expect(told.get('iss')).to.equal(stage.gateway.url)
      const [, id = ''] = /\(error ([\w-]+)\)/.exec(told.get('error_description') ?? '') ?? []
      const line = stage.gateway.lines.filter((one) => one.includes(id)).join('\n')
      expect(line).to.include(codes.join(', '))
    })
  }

  it('an answer that is not believed reaches the app too, without a word of why', async () => {
    const { reply } = await begin()
    const told = new URL(String((await reply({ audience: 'https://else.test' })).headers.location)).searchParams
    expect(told.get('error')).to.equal('server_error')
    expect(told.get('error_description')).to.include('The answer of Corp was refused.').and.not.include('Audience')
  })

  it('SessionNotOnOrAfter is the end of the tokens too', async () => {
    const end = Math.floor(Date.now() / 1000) + 30
    const statement = `<saml:AuthnStatement AuthnInstant="${at(Date.now())}" SessionIndex="_s" SessionNotOnOrAfter="${at(end * 1000)}"><saml:AuthnContext><saml:AuthnContextClassRef>${passwordClass}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>`
    const { tokens } = await login({ statement })
    expect(tokens.expires_in).to.be.within(1, 30)
  })
})
