/** Attack 93: two logins of one browser mix: each must end at its own app with its own RelayState. */
import { expect } from 'chai'
import { requestUrl } from '../fixtures/authn-request.ts'
import { nextAddress } from '../fixtures/browser-session.ts'
import { responseForm, startGatewayWithSp } from '../fixtures/gateway.ts'

describe('attack 93: parallel tabs', () => {
  it('each login ends where it began, in any order', async () => {
    const { gateway, sp, browser } = await startGatewayWithSp()
    try {
      const tabs = ['one', 'two', 'three', 'four']
      const callbacks: string[] = []
      for (const relayState of tabs) {
        const sent = await browser.get(requestUrl(gateway, sp, { relayState }))
        callbacks.push(nextAddress(await browser.get(nextAddress(sent) ?? '')) ?? '')
      }
      for (const tab of [2, 0, 3, 1]) {
        const form = responseForm(await browser.get(callbacks[tab] ?? ''))
        expect(form.fields.RelayState).to.equal(tabs[tab])
        expect(
          await sp.saml
            .validatePostResponseAsync({ SAMLResponse: form.fields.SAMLResponse ?? '' })
            .catch((error: Error) => error.message),
          'of its own request',
        ).to.satisfy((result: unknown) => typeof result === 'object' || String(result).includes('InResponseTo'))
      }
    } finally {
      await gateway.close()
    }
  })
})
