/** A person's browser is made to sign in a device of the attacker's, or the attacker guesses the code of theirs. */
import { expect } from 'chai'
import { formOf } from '../fixtures/browser-session.ts'
import { startGateway, type TestGateway } from '../fixtures/gateway.ts'

const apps = `apps:
  tv:
    protocol: oidc
    clientAuthentication: none
    grants: [device_code]
`

interface Device {
  readonly verification_uri_complete: string
}

describe('attack 43: a device is not signed in for somebody else (RFC 8628, 5.1, 5.4)', () => {
  let gateway: TestGateway
  before(async () => {
    gateway = await startGateway({ yaml: apps })
  })
  after(() => gateway?.close())

  async function asked(): Promise<Device> {
    const body = new URLSearchParams({ client_id: 'tv', scope: 'openid' })
    return (await (await fetch(`${gateway.url}/oidc/device`, { method: 'POST', body })).json()) as Device
  }

  it('not by a form of another site, which has a page of its own but not this browser’s cookie', async () => {
    const device = await asked()
    const attacker = gateway.browser()
    const { fields } = formOf(await attacker.get(device.verification_uri_complete))
    const person = gateway.browser()
    await person.get(`${gateway.url}/device`)
    const forged = await person.post(`${gateway.url}/device`, { ...fields, answer: 'go' })
    expect(forged.status).to.equal(400)
    const control = await person.submit(await person.get(device.verification_uri_complete), { answer: 'go' })
    expect(control.status).to.be.oneOf([200, 302, 303])
  })

  it('nor is a code looked at for a form that is not this browser’s', async () => {
    const { verification_uri_complete: complete } = await asked()
    const code = new URL(complete).searchParams.get('user_code') ?? ''
    const [attacker, person] = [gateway.browser(), gateway.browser()]
    const { fields } = formOf(await attacker.get(`${gateway.url}/device`))
    const page = await person.get(`${gateway.url}/device`)
    const forged = await person.post(`${gateway.url}/device`, { ...fields, user_code: code })
    expect([forged.status, forged.body.includes(code)]).to.deep.equal([400, false])
    expect((await person.submit(page, { user_code: code })).body, 'control').to.contain(code)
  })

  it('not by guessing: ten wrong codes, then none is looked at for a while', async () => {
    const device = await asked()
    const browser = gateway.browser()
    for (let guess = 0; guess < 10; guess += 1) {
      const page = await browser.get(`${gateway.url}/device?user_code=BBBB-BBB${'BCDFGHJKLM'[guess]}`)
      expect(page.status).to.equal(400)
    }
    expect((await browser.get(device.verification_uri_complete)).status).to.equal(429)
  })
})
