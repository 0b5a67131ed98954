/**
 * Signed LogoutRequests that name nobody, or somebody else: php-saml and python3-saml send our entityID where the app gives
 * them no name. An answer that all is well must never leave the session of this browser open.
 */
import { expect } from 'chai'
import { nextAddress } from '../fixtures/browser-session.ts'
import { spKey } from '../fixtures/gateway.ts'
import {
  envelope,
  type LogoutRequestOptions,
  logoutRequestXml,
  nameIdXml,
  postSoap,
  redirectUrl,
  signedXml,
} from '../fixtures/logout-request.ts'
import type { LogoutSp } from '../fixtures/logout-sp.ts'
import { isSignedIn, logoutStatus, logoutTests, sessionLives, signIn, walk } from '../fixtures/logout-stage.ts'

const entity = 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity'
const email = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'
const host = 'localhost'

describe('flow: whom a signed LogoutRequest means', () => {
  const on = logoutTests(
    [{ host }, { host }, { host, signed: false }],
    { yaml: 'logout: { soap: true }' },
    (sps) => sps,
  )

  const app = () => on.stage.sps[0] as LogoutSp
  const other = () => on.stage.sps[1] as LogoutSp
  const unsigned = () => on.stage.sps[2] as LogoutSp
  const profile = (sp = app()) => [...sp.sessions.values()].at(-1)
  const us = () => `<saml:NameID Format="${entity}">${on.stage.gateway.url}/saml/metadata</saml:NameID>`
  const xml = (options: LogoutRequestOptions, sp = app()) =>
    logoutRequestXml(on.stage.gateway, sp, profile(sp), options)
  const signed = (options: LogoutRequestOptions, sp = app()) =>
    redirectUrl(on.stage.gateway, xml(options, sp), { signWith: spKey().privateKey, relayState: 'back' })
  const bySoap = async (options: LogoutRequestOptions, sp = app()) =>
    (await postSoap(on.stage.gateway, envelope(signedXml(xml(options, sp))))).body

  it('our entityID as the name, without an index or with the right one: this browser’s session, unasked', async () => {
    for (const more of [{ sessionIndex: null }, {}]) {
      const page = await walk(on.browser, signed({ nameId: us(), ...more }))
      expect(page.body).to.match(/^logout answered: Success \(back\)$/)
      expect(await sessionLives(on.stage, on.browser)).to.equal(false)
      expect(isSignedIn(on.browser, other())).to.equal(false)
      await signIn(on.browser, ...on.stage.sps)
    }
  })

  const unclear: Readonly<Record<string, () => LogoutRequestOptions>> = {
    'another name': () => ({ nameId: '<saml:NameID>someone</saml:NameID>' }),
    'its name in another Format': () => ({ nameId: nameIdXml(profile(), { Format: email }) }),
    'its name with a SessionIndex that is not of it': () => ({ sessionIndex: '_other' }),
    'our entityID without the Format of one': () => ({
      nameId: `<saml:NameID>${on.stage.gateway.url}/saml/metadata</saml:NameID>`,
      sessionIndex: null,
    }),
    'our entityID with a SessionIndex that is not of it': () => ({ nameId: us(), sessionIndex: '_other' }),
    'the entityID of another IdP': () => ({
      nameId: `<saml:NameID Format="${entity}">https://idp.other.test/metadata</saml:NameID>`,
      sessionIndex: null,
    }),
  }
  for (const [name, options] of Object.entries(unclear)) {
    it(`${name}: the person is asked, and answered when the button is pressed`, async () => {
      const page = await walk(on.browser, signed(options()))
      expect(page.body).to.include('sp0 wants to sign you out').and.include('not under the name with which')
      expect(await sessionLives(on.stage, on.browser)).to.equal(true)
      const end = await walk(on.browser, nextAddress(await on.browser.submit(page)) ?? '')
      expect(end.body).to.equal('logout answered: Success (back)')
      expect(await sessionLives(on.stage, on.browser)).to.equal(false)
      expect(isSignedIn(on.browser, other())).to.equal(false)
    })
  }

  it('the page that asks bears a reload, and once it is answered it leads to what became of it', async () => {
    const page = await walk(on.browser, signed({ sessionIndex: '_other' }))
    const again = await walk(on.browser, page.url)
    expect(again.body).to.include('sp0 wants to sign you out')
    const stranger = await walk(on.stage.gateway.browser(), page.url)
    expect(stranger.url).to.equal(`${on.stage.gateway.url}/logout`)
    expect(stranger.body).not.to.include('name="token"')
    await walk(on.browser, nextAddress(await on.browser.submit(again)) ?? '')
    expect((await walk(on.browser, page.url)).body)
      .to.include('You are signed out')
      .and.not.include('name="token"')
  })

  it('unsigned and in another name: asked as well, never answered that all is well', async () => {
    const page = await walk(
      on.browser,
      redirectUrl(on.stage.gateway, xml({ nameId: us(), sessionIndex: null }, unsigned())),
    )
    expect(page.body).to.include('sp2 wants to sign you out').and.include('carries no proof')
    expect(await sessionLives(on.stage, on.browser)).to.equal(true)
  })

  it('control: nothing to do is Success: in a browser without a session, where the app has no part, and after a logout', async () => {
    const stranger = on.stage.gateway.browser()
    expect(logoutStatus(await walk(stranger, signed({ sessionIndex: null })))).to.deep.equal(['Success'])
    await signIn(stranger, other())
    expect(logoutStatus(await walk(stranger, signed({ nameId: us(), sessionIndex: null })))).to.deep.equal(['Success'])
    expect(await sessionLives(on.stage, stranger)).to.equal(true)
    const late = signed({})
    await walk(on.browser, signed({}))
    expect(logoutStatus(await walk(on.browser, late))).to.deep.equal(['Success'])
  })

  it('by SOAP a name that the app once got is Success, gone or not; another one is UnknownPrincipal', async () => {
    const gone = xml({})
    expect(await bySoap({})).to.include('status:Success')
    expect(await sessionLives(on.stage, on.browser)).to.equal(false)
    const again = gone.replace(/ ID="[^"]*"/, ` ID="_again${Date.now()}"`)
    expect((await postSoap(on.stage.gateway, envelope(signedXml(again)))).body).to.include('status:Success')
    for (const nameId of [us(), '<saml:NameID>someone</saml:NameID>']) {
      const body = await bySoap({ nameId, sessionIndex: null })
      expect(body).to.include('status:Requester').and.include('status:UnknownPrincipal').and.not.include('Success')
    }
    await signIn(on.browser, app())
    const wrong = await bySoap({ nameId: nameIdXml(profile(), { Format: email }), sessionIndex: null })
    expect(wrong, 'the session of that name lives, and its Format is another').to.include('status:UnknownPrincipal')
    expect(await sessionLives(on.stage, on.browser)).to.equal(true)
    expect(await bySoap({}, other()), 'another app never got it').to.include('status:Success')
    const foreign = nameIdXml(profile(app()), { SPNameQualifier: '' })
    expect(await bySoap({ nameId: foreign, sessionIndex: null }, other())).to.include('status:UnknownPrincipal')
  })
})
