import { expect } from 'chai'
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
import { logoutStatus, logoutTests, sessionLives, signIn, walk } from '../fixtures/logout-stage.ts'

describe('attack 64: an app signs out someone whom it did not sign in', () => {
  const on = logoutTests([{}, { host: 'localhost' }], { yaml: 'logout: { soap: true }' }, (sps) => sps.slice(0, 1))

  const wiki = () => on.stage.sps[0] as LogoutSp
  const evil = () => on.stage.sps[1] as LogoutSp
  const victim = () => [...wiki().sessions.values()].at(-1)
  const persistent = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'

  async function ends(sender: LogoutSp, options: LogoutRequestOptions): Promise<boolean> {
    const xml = () => logoutRequestXml(on.stage.gateway, sender, victim(), options)
    const page = await walk(on.browser, redirectUrl(on.stage.gateway, xml(), { signWith: spKey().privateKey }))
    if (!(await sessionLives(on.stage, on.browser))) return true
    // Where the app took part in this browser's session the person is asked; else there is nothing to do, and nothing told.
    if (sender === wiki()) expect(page.body).to.include('wants to sign you out').and.not.include('carries no proof')
    else expect(logoutStatus(page)).to.deep.equal(['Success'])
    const { body } = await postSoap(on.stage.gateway, envelope(signedXml(xml())))
    expect(body).to.match(/status:Requester"><samlp:StatusCode Value="[^"]*:UnknownPrincipal"|status:Success/)
    return !(await sessionLives(on.stage, on.browser))
  }

  const attempts: Readonly<Record<string, () => readonly [LogoutSp, LogoutRequestOptions]>> = {
    'another app, by the name and SessionIndex of the first': () => [evil(), {}],
    'another app, by the SessionIndex alone': () => [evil(), { nameId: '<saml:NameID>x</saml:NameID>' }],
    'the app itself, by another name': () => [
      wiki(),
      { nameId: `<saml:NameID Format="${persistent}">someone</saml:NameID>` },
    ],
    'by the name in another Format': () => [
      wiki(),
      { nameId: nameIdXml(victim(), { Format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress' }) },
    ],
    'by the name of another IdP': () => [
      wiki(),
      { nameId: nameIdXml(victim(), { NameQualifier: 'https://idp.evil.test' }) },
    ],
    'by the name at another SP': () => [wiki(), { nameId: nameIdXml(victim(), { SPNameQualifier: 'https://x.test' }) }],
    'by the name with its case changed': () => [
      wiki(),
      { nameId: nameIdXml(victim()).replace(/>(\w+)</, (_, name: string) => `>${name.toUpperCase()}<`) },
    ],
    'by a SessionIndex that is not of it': () => [wiki(), { sessionIndex: '_other' }],
  }
  for (const [name, attempt] of Object.entries(attempts)) {
    it(`${name}: ends nothing`, async () => {
      expect(await ends(...attempt())).to.equal(false)
    })
  }

  const controls: Readonly<Record<string, () => LogoutRequestOptions>> = {
    'the name whole': () => ({}),
    'the name whole, without SessionIndex': () => ({ sessionIndex: null }),
    'the name alone, from an app that keeps no Format': () => ({
      nameId: `<saml:NameID>${victim()?.nameID}</saml:NameID>`,
    }),
    'the name and Format, without qualifiers (their defaults, Core 8.3.7)': () => ({
      nameId: nameIdXml(victim(), { NameQualifier: '', SPNameQualifier: '' }),
    }),
  }
  for (const [name, options] of Object.entries(controls)) {
    it(`control: ${name}: ends it`, async () => {
      expect(await ends(wiki(), options())).to.equal(true)
    })
  }

  it('a person who is signed in at another device stays so, without a SessionIndex too', async () => {
    const other = on.stage.gateway.browser()
    await signIn(other, wiki())
    const xml = logoutRequestXml(on.stage.gateway, wiki(), victim(), { sessionIndex: null })
    await walk(on.browser, redirectUrl(on.stage.gateway, xml, { signWith: spKey().privateKey }))
    expect(await sessionLives(on.stage, on.browser)).to.equal(false)
    expect(await sessionLives(on.stage, other)).to.equal(true)
  })

  it('an encrypted name is refused in plain words', async () => {
    const nameId = '<saml:EncryptedID><x xmlns="urn:x"/></saml:EncryptedID>'
    const xml = logoutRequestXml(on.stage.gateway, wiki(), victim(), { nameId })
    const page = await walk(on.browser, redirectUrl(on.stage.gateway, xml, { signWith: spKey().privateKey }))
    expect(logoutStatus(page)).to.deep.equal(['Requester'])
    expect(JSON.stringify(on.stage.gateway.log.filter(({ kind }) => kind === 'refusal').at(-1))).to.include(
      'EncryptedID',
    )
  })
})
