import { expect } from 'chai'
import { spKey } from '../fixtures/gateway.ts'
import {
  envelope,
  type LogoutRequestOptions,
  logoutRequestXml,
  postSoap,
  redirectUrl,
  signedXml,
} from '../fixtures/logout-request.ts'
import type { LogoutSp } from '../fixtures/logout-sp.ts'
import { logoutStatus, logoutTests, sessionLives, signIn, walk } from '../fixtures/logout-stage.ts'

describe('attack 63: a LogoutRequest that is too old, for someone else, or was used', () => {
  const on = logoutTests([{}], { yaml: 'logout: { soap: true }' }, (sps) => sps.slice(0, 1))

  const sp = () => on.stage.sps[0] as LogoutSp
  const xml = (options: LogoutRequestOptions) =>
    logoutRequestXml(on.stage.gateway, sp(), [...sp().sessions.values()].at(-1), options)
  const signed = (options: LogoutRequestOptions) =>
    redirectUrl(on.stage.gateway, xml(options), { signWith: spKey().privateKey })
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

  const refused: Readonly<Record<string, () => LogoutRequestOptions>> = {
    'its NotOnOrAfter has passed': () => ({ issueInstant: ago(20), notOnOrAfter: ago(10) }),
    'it was issued long ago': () => ({ issueInstant: ago(120) }),
    'it is from the future': () => ({ issueInstant: ago(-20) }),
    'it was made for another IdP': () => ({ destination: 'https://idp.evil.test/slo' }),
    'its Destination is empty': () => ({ destination: '' }),
    'its Destination only begins like ours': () => ({ destination: 'https://sso.test/saml/slo/' }),
  }
  for (const [name, options] of Object.entries(refused)) {
    it(`${name}: refused, and ends nothing`, async () => {
      const page = await walk(on.browser, signed(options()))
      expect(logoutStatus(page)[0]).to.equal('Requester')
      expect(await sessionLives(on.stage, on.browser)).to.equal(true)
      expect((await postSoap(on.stage.gateway, envelope(signedXml(xml(options()))))).body).to.include(
        'status:Requester',
      )
      expect(await sessionLives(on.stage, on.browser)).to.equal(true)
    })
  }

  it('control: within the time that clocks may differ, and without Destination, it is taken', async () => {
    const page = await walk(on.browser, signed({ issueInstant: ago(2), notOnOrAfter: ago(1), destination: undefined }))
    expect(logoutStatus(page)).to.deep.equal(['Success'])
    expect(await sessionLives(on.stage, on.browser)).to.equal(false)
  })

  it('a request that was used is refused in a later session and in another browser', async () => {
    const url = signed({ sessionIndex: null })
    expect(logoutStatus(await walk(on.browser, url))).to.deep.equal(['Success'])
    await signIn(on.browser, sp())
    const other = on.stage.gateway.browser()
    await signIn(other, sp())
    for (const victim of [on.browser, other]) {
      expect(logoutStatus(await walk(victim, url))).to.deep.equal(['Requester', 'RequestDenied'])
      expect(await sessionLives(on.stage, victim)).to.equal(true)
    }
  })

  it('by SOAP too', async () => {
    const body = envelope(signedXml(xml({})))
    expect((await postSoap(on.stage.gateway, body)).body).to.include('status:Success')
    await signIn(on.browser, sp())
    expect((await postSoap(on.stage.gateway, body)).body).to.include('status:RequestDenied')
    expect(await sessionLives(on.stage, on.browser)).to.equal(true)
  })
})
