/** `ui_locales` (OpenID Connect Core 3.1.2.1; RP-Initiated Logout 1.0, 2): our pages speak as the app wants. */
import { expect } from 'chai'
import type { BrowserSession, Page } from '../fixtures/browser-session.ts'
import { freePort } from '../fixtures/free-port.ts'
import { type OidcStage, startOidcStage } from '../fixtures/oidc-stage.ts'

const more = [
  ...['  closed:', '    protocol: oidc', '    clientAuthentication: none', `    allow: 'false'`, '    onDenied: page'],
  '    redirectUris: [https://closed.test/callback]',
  ...['  asks:', '    protocol: oidc', '    clientAuthentication: none', '    consent: ask'],
  '    redirectUris: [https://asks.test/callback]',
  '  tv:\n    protocol: oidc\n    clientAuthentication: none\n    grants: [device_code]\n',
].join('\n')

describe('flow: ui_locales', () => {
  let stage: OidcStage
  before(async () => {
    const port = await freePort()
    const postLogoutRedirectUris = [`http://127.0.0.1:${port}/oidc/post-logout/op`]
    stage = await startOidcStage(more, { port, op: { postLogoutRedirectUris } })
  })
  after(() => stage?.close())

  const languageOf = ({ body, headers }: Page) => {
    const [, language] = /<html lang="(\w+)"/.exec(body) ?? []
    expect(headers['content-language']).to.equal(language)
    return language
  }
  const of = (app: string) => ({ client_id: app, redirect_uri: `https://${app}.test/callback` })
  /** As a browser whose person speaks Spanish. */
  const authorize = (browser: BrowserSession, parameters: Record<string, string>) => {
    const asked = { response_type: 'code', scope: 'openid', state: 's', code_challenge_method: 'S256', ...parameters }
    const challenged = { code_challenge: 'x'.repeat(43), ...asked }
    const url = `${stage.gateway.url}/oidc/authorize?${new URLSearchParams(challenged)}`
    return browser.get(url, { 'accept-language': 'es' })
  }

  it('is announced, and goes on to the upstream as it came', async () => {
    const discovery = await fetch(`${stage.gateway.url}/.well-known/openid-configuration`)
    expect(await discovery.json()).to.have.deep.property('ui_locales_supported', ['en', 'de', 'fr', 'es', 'nl'])
    const sent = async (locales: string) => {
      const { headers } = await authorize(stage.gateway.browser(), { ...of('portal'), ui_locales: locales })
      return new URL(headers.location ?? '').searchParams.get('ui_locales')
    }
    expect(await sent('gsw-CH de-CH fr')).to.equal('gsw-CH de-CH fr')
    expect(await sent('<script> * "'), 'what is no language tag').to.equal(null)
  })

  it('a page of a login speaks the first of them that we have, else as the browser wants', async () => {
    const denied = async (locales: string) => {
      const browser = stage.gateway.browser()
      const first = await authorize(browser, { ...of('closed'), ui_locales: locales })
      return languageOf(await browser.follow(first))
    }
    expect(await denied('pt-BR de-CH fr')).to.equal('de')
    expect(await denied('NL')).to.equal('nl')
    expect(await denied('pt eo'), 'the fixture browser names no language').to.equal('en')
    const refused = await authorize(stage.gateway.browser(), { ...of('portal'), redirect_uri: 'https://x.test/' })
    expect(languageOf(refused), 'control: no ui_locales').to.equal('es')
  })

  it('errors speak so too, whether the request is valid or not, and what is left of a login', async () => {
    const wrong = { ...of('portal'), redirect_uri: 'https://x.test/', ui_locales: 'de' }
    expect(languageOf(await authorize(stage.gateway.browser(), wrong))).to.equal('de')
    const browser = stage.gateway.browser()
    const first = await authorize(browser, { ...of('portal'), ui_locales: 'fr' })
    const upstream = first.headers.location ?? ''
    const back = new URL(new URL(upstream).searchParams.get('redirect_uri') ?? '')
    back.search = String(new URLSearchParams({ state: new URL(upstream).searchParams.get('state') ?? '', code: 'x' }))
    const elsewhere = await stage.gateway.browser().get(back.href)
    expect([elsewhere.status, languageOf(elsewhere)]).to.deep.equal([400, 'fr'])
  })

  it('what a posted request and consent show', async () => {
    const browser = stage.gateway.browser()
    const posted = await browser.post(`${stage.gateway.url}/oidc/authorize`, { ...of('asks'), ui_locales: 'de' })
    expect(languageOf(posted)).to.equal('de')
    const page = await browser.follow(await authorize(browser, { ...of('asks'), ui_locales: 'nl' }))
    expect(page.url).to.contain('/consent/')
    expect(languageOf(page)).to.equal('nl')
  })

  it('a device that asks in a language is signed in in that language', async () => {
    const { body } = await stage.post('/oidc/device', { client_id: 'tv', scope: 'openid', ui_locales: 'fr-CA' }, 'spa')
    expect(body.error, JSON.stringify(body)).to.equal(undefined)
    const browser = stage.gateway.browser()
    const page = await browser.get(String(body.verification_uri_complete))
    expect(languageOf(page)).to.equal('fr')
    expect(languageOf(await browser.follow(await browser.submit(page, { answer: 'go' })))).to.equal('fr')
  })

  it('at a sign-out the upstream gets them as they came, whether the person was asked or the app proved it', async () => {
    const { log } = stage.gateway.op
    const atUpstream = async (end: () => Promise<unknown>) => {
      const before = log.length
      await end()
      const visits = log.slice(before).filter(({ url }) => url.includes('id_token_hint'))
      return visits.map(({ url }) => new URL(url, 'http://op.test').searchParams.get('ui_locales'))
    }
    const leave = (browser: BrowserSession, parameters: Record<string, string>) =>
      browser.follow(`${stage.gateway.url}/oidc/logout?${new URLSearchParams(parameters)}`)
    const asked = async (parameters: Record<string, string>) => {
      const browser = stage.gateway.browser()
      await stage.code(browser)
      return atUpstream(async () => browser.follow(await browser.submit(await leave(browser, parameters))))
    }
    expect(await asked({ client_id: 'portal', ui_locales: 'gsw-CH de' })).to.deep.equal(['gsw-CH de'])
    expect(await asked({ ui_locales: 'fr x_y' }), 'of no known app').to.deep.equal(['fr'])
    expect(await asked({ client_id: 'portal' }), 'control: none').to.deep.equal([null])
    const browser = stage.gateway.browser()
    const { body } = await stage.redeem(await stage.code(browser))
    const proved = { id_token_hint: String(body.id_token), ui_locales: 'nl' }
    expect(await atUpstream(() => leave(browser, proved))).to.deep.equal(['nl'])
  })

  it('sign-out: what asks, what says that it is done, and what goes wrong', async () => {
    const browser = stage.gateway.browser()
    const end = (parameters: Record<string, string>) =>
      browser.follow(`${stage.gateway.url}/oidc/logout?${new URLSearchParams(parameters)}`)
    await stage.code(browser)
    const nobody = await end({ ui_locales: 'de' })
    expect([languageOf(nobody), nobody.url.includes('/logout')]).to.deep.equal(['de', true])
    const asked = await end({ client_id: 'portal', ui_locales: 'fr' })
    expect(languageOf(asked)).to.equal('fr')
    expect(languageOf(await browser.follow(await browser.submit(asked)))).to.equal('fr')
    await stage.code(browser)
    const own = await end({ ui_locales: 'nl' })
    expect(languageOf(await browser.follow(await browser.submit(own)))).to.equal('nl')
    const nothing = await end({ client_id: 'portal', ui_locales: 'de' })
    expect(languageOf(nothing), 'nobody is signed in').to.equal('de')
    const wrong = await end({ client_id: 'portal', post_logout_redirect_uri: 'https://x.test/', ui_locales: 'es' })
    expect([wrong.status, languageOf(wrong)]).to.deep.equal([400, 'es'])
  })
})
