import { generateKeyPairSync } from 'node:crypto'
import { expect } from 'chai'
import { spKey } from '../fixtures/gateway.ts'
import { envelope, logoutRequestXml, postSoap, redirectUrl, signedXml } from '../fixtures/logout-request.ts'
import type { LogoutSp } from '../fixtures/logout-sp.ts'
import { logoutStatus, logoutTests, sessionLives, walk } from '../fixtures/logout-stage.ts'

describe('attack 62: a logout that its app did not sign', () => {
  const on = logoutTests(
    [{}, { host: 'localhost' }, { signed: false }],
    { yaml: 'logout: { soap: true }' },
    (sps) => sps,
  )
  const attacker = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
    type: 'pkcs8',
    format: 'pem',
  })

  const signing = () => on.stage.sps[0] as LogoutSp
  const xml = () => logoutRequestXml(on.stage.gateway, signing(), [...signing().sessions.values()].at(-1), {})
  const others = () => on.stage.sps[1]?.told.length

  it('control: signed by the key of the app, it ends everything', async () => {
    const before = others() ?? 0
    const page = await walk(on.browser, redirectUrl(on.stage.gateway, xml(), { signWith: spKey().privateKey }))
    expect(logoutStatus(page)).to.deep.equal(['Success'])
    expect(await sessionLives(on.stage, on.browser)).to.equal(false)
    expect(others()).to.equal(before + 1)
  })

  const attempts: Readonly<Record<string, () => string>> = {
    'unsigned, of an app that signs its requests': () => redirectUrl(on.stage.gateway, xml()),
    'signed by another key': () => redirectUrl(on.stage.gateway, xml(), { signWith: String(attacker) }),
    'signed, and then another message put in': () => {
      const signed = new URL(redirectUrl(on.stage.gateway, xml(), { signWith: spKey().privateKey }))
      const other = new URL(redirectUrl(on.stage.gateway, xml()))
      return signed.href.replace(
        /SAMLRequest=[^&]*/,
        `SAMLRequest=${encodeURIComponent(other.searchParams.get('SAMLRequest') ?? '')}`,
      )
    },
    'signed, and then a RelayState put in': () =>
      redirectUrl(on.stage.gateway, xml(), { signWith: spKey().privateKey }).replace('&SigAlg', '&RelayState=x&SigAlg'),
    'signed by an XML signature, by Redirect': () => redirectUrl(on.stage.gateway, signedXml(xml())),
  }
  for (const [name, url] of Object.entries(attempts)) {
    it(`${name}: refused with a status, and ends nothing`, async () => {
      const before = others()
      const page = await walk(on.browser, url())
      expect(logoutStatus(page)).to.deep.equal(['Requester', 'RequestDenied'])
      expect(await sessionLives(on.stage, on.browser)).to.equal(true)
      expect(others()).to.equal(before)
    })
  }

  it('in the name of an app that signs nothing: asks the person, and a hidden image or frame ends nothing', async () => {
    const plain = on.stage.sps[2] as LogoutSp
    const unsigned = logoutRequestXml(on.stage.gateway, plain, [...plain.sessions.values()].at(-1), {})
    const page = await walk(on.browser, redirectUrl(on.stage.gateway, unsigned))
    expect(page.body).to.include('wants to sign you out')
    expect(await sessionLives(on.stage, on.browser)).to.equal(true)
  })

  it('by SOAP: neither unsigned nor by another key nor with a signature around another message', async () => {
    const genuine = signedXml(xml())
    const signature = /<Signature[\s\S]*<\/Signature>/.exec(genuine)?.[0] ?? ''
    const wrapped = xml().replace('</saml:Issuer>', `</saml:Issuer>${signature}`)
    for (const body of [xml(), signedXml(xml(), String(attacker)), wrapped]) {
      const answer = await postSoap(on.stage.gateway, envelope(body))
      expect(answer.body).to.include('status:Requester').and.not.include('status:Success')
    }
    expect(await sessionLives(on.stage, on.browser)).to.equal(true)
    expect((await postSoap(on.stage.gateway, envelope(genuine))).body).to.include('status:Success')
    expect(await sessionLives(on.stage, on.browser), 'control').to.equal(false)
  })

  it('by SOAP: two messages, one hidden in a comment or beside the Body, are refused', async () => {
    const genuine = signedXml(xml())
    const forged = xml()
    const bodies = [
      envelope(`${forged}${genuine}`),
      envelope(`<!--${genuine}-->${forged}`),
      envelope(`<x xmlns="urn:x">${genuine}</x>`),
      `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Header>${genuine}</S:Header><S:Body>${forged}</S:Body></S:Envelope>`,
    ]
    for (const body of bodies) {
      const answer = await postSoap(on.stage.gateway, body)
      expect(answer.body).to.not.include('status:Success')
    }
    expect(await sessionLives(on.stage, on.browser)).to.equal(true)
  })
})
