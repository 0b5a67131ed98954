/** Attack 78: an e-mail address that nobody verified is used as a name, or released. */
import { expect } from 'chai'
import { requestUrl } from '../fixtures/authn-request.ts'
import { loginForm, responseXml, startGatewayWithSp, statusOf } from '../fixtures/gateway.ts'

const email = '<samlp:NameIDPolicy Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"/>'

async function asUser(verified: boolean | undefined, upstream: readonly string[] = []) {
  const claims = { email: 'ceo@corp.test', ...(verified === undefined ? {} : { email_verified: verified }) }
  const op = { users: [{ username: 'mallory', claims }], autoLogin: 'mallory' }
  const { gateway, sp, browser } = await startGatewayWithSp({ op, upstream })
  try {
    const plain = await loginForm(browser, requestUrl(gateway, sp))
    const named = await loginForm(browser, requestUrl(gateway, sp, { content: email }))
    return { released: responseXml(plain).includes('ceo@corp.test'), named: statusOf(named) }
  } finally {
    await gateway.close()
  }
}

describe('attack 78: an unverified e-mail', () => {
  for (const verified of [false, undefined]) {
    it(`email_verified ${verified}: neither released nor a name`, async () => {
      const { released, named } = await asUser(verified)
      expect(released).to.equal(false)
      expect(named).to.deep.equal(['Requester', 'InvalidNameIDPolicy'])
    })
  }
  it('verified: both', async () => {
    expect(await asUser(true)).to.deep.equal({ released: true, named: ['Success'] })
  })
  it('unverified at an upstream that the operator trusts: both', async () => {
    expect(await asUser(undefined, ['trustEmail: true'])).to.deep.equal({ released: true, named: ['Success'] })
  })
})
