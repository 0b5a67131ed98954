/** Attack 102: a flood of AuthnRequests that nobody completes fills the storage. */
import { expect } from 'chai'
import { newAddress, requestAt, startAttackStage } from '../fixtures/attack-stage.ts'
import { expectLogin, requestUrl } from '../fixtures/authn-request.ts'
import { startGatewayWithSp } from '../fixtures/gateway.ts'
import { posted } from '../saml/request.ts'

describe('attack 102: a flood of AuthnRequests', () => {
  it('is refused per client, while others and whoever completes keep logging in', async () => {
    const { gateway, sp } = await startGatewayWithSp({ yaml: 'trustedProxies: [127.0.0.1]' })
    try {
      const from = (address: string) => ({ 'x-forwarded-for': address })
      const flooder = gateway.browser()
      let refused = 0
      for (let count = 0; count < 1020; count += 1) {
        const page = await flooder.get(requestUrl(gateway, sp), from('192.0.2.66'))
        if (page.status === 429) refused += 1
      }
      expect(refused).to.equal(20)
      const page = await flooder.get(requestUrl(gateway, sp), from('192.0.2.66'))
      expect(page.status).to.equal(429)
      expect(Number(page.headers['retry-after'])).to.be.within(1, 60)
      await expectLogin(gateway.browser(), requestUrl(gateway, sp))
    } finally {
      await gateway.close()
    }
  }).timeout(30_000)

  it('of posted messages that are as large as may be is refused per client, before the storage is full', async () => {
    const stage = await startAttackStage()
    try {
      const flooder = newAddress()
      const large = () => {
        const padding = ' '.repeat(60_000 - 600)
        return posted(requestAt(stage.place()).replace('</samlp:AuthnRequest>', `${padding}</samlp:AuthnRequest>`))
      }
      const statuses: number[] = []
      for (let count = 0; count < 200 && statuses.at(-1) !== 429; count += 1) {
        statuses.push((await stage.send(large(), flooder)).status)
      }
      expect(statuses.at(-1)).to.equal(429)
      // By what is kept, or by what reading took, where the machine is slow: either is before 12 MiB are full.
      expect(statuses.length).to.be.within(20, 199)
      expect(statuses.slice(0, -1).every((status) => status === 200)).to.equal(true)
      await stage.expectTaken(large())
      await stage.expectLogin()
      await stage.expectLogin(flooder)
    } finally {
      await stage.close()
    }
  }).timeout(30_000)

  it('a RelayState over 8 KiB is refused, one of 8 KiB comes back', async () => {
    const { gateway, sp, browser } = await startGatewayWithSp()
    try {
      const page = await browser.get(requestUrl(gateway, sp, { relayState: 'x'.repeat(8 * 1024 + 1) }))
      expect(page.status).to.be.within(400, 499)
      const relayState = 'y'.repeat(8 * 1024)
      expect((await expectLogin(browser, requestUrl(gateway, sp, { relayState }))).fields.RelayState).to.equal(
        relayState,
      )
    } finally {
      await gateway.close()
    }
  })
})
