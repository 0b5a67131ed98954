/**
 * SATOSA as the identity provider, from its package: answers of a proxy that is itself between others and us. Not
 * encrypted: it does that by pysaml2, with Triple DES and RSA 1.5. It has no logout.
 */
import { expect } from 'chai'
import { responseForm, statusOf } from '../fixtures/gateway.ts'
import { satosa } from '../run/built.ts'
import { type PythonIdentityProvider, startPythonIdp } from './identity-provider.ts'

describe('SATOSA as the identity provider', function () {
  this.timeout(60_000)
  let stage: PythonIdentityProvider
  before(async () => {
    const env = { PYTHONPATH: satosa, PYTHONWARNINGS: 'ignore' }
    stage = await startPythonIdp('satosa/idp.py', '/Saml2IDP/proxy.xml', env)
  })
  after(() => stage?.close())

  const login = async () => {
    const { gateway, sp, carried } = stage
    const browser = gateway.browser()
    const form = responseForm(await carried(browser, await browser.follow(await sp.loginUrl())))
    browser.close()
    return form
  }

  it('logs a person in, with name, address and groups', async () => {
    const form = await login()
    expect(statusOf(form)).to.deep.equal(['Success'])
    const told = { name: 'Alice Liddell', email: 'alice@example.org', groups: ['staff', 'wiki editors'] }
    expect(await stage.sp.validate(form)).to.deep.include(told)
  })

  it('names the same person each time', async () => {
    const names = [await login(), await login()].map(async (form) => (await stage.sp.validate(form))?.nameID)
    const [first, second] = await Promise.all(names)
    expect(second).to.equal(first).and.be.a('string')
  })
})
