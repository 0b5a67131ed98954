/** Attack 57: the request names a subject; someone else must not be asserted as that subject. */
import { expect } from 'chai'
import { expectLogin, requestUrl } from '../fixtures/authn-request.ts'
import type { BrowserSession } from '../fixtures/browser-session.ts'
import {
  loginForm,
  responseXml,
  startGatewayWithSp,
  statusOf,
  type TestGateway,
  type TestSp,
} from '../fixtures/gateway.ts'

const subject = (nameId: string) => ({ content: `<saml:Subject>${nameId}</saml:Subject>` })

describe('attack 57: a foreign subject', () => {
  let gateway: TestGateway
  let sp: TestSp
  let browser: BrowserSession
  before(async () => {
    ;({ gateway, sp, browser } = await startGatewayWithSp())
  })
  after(() => gateway.close())
  afterEach(() => expectLogin(browser, requestUrl(gateway, sp)))

  it('someone else: UnknownPrincipal', async () => {
    const form = await loginForm(browser, requestUrl(gateway, sp, subject('<saml:NameID>mallory</saml:NameID>')))
    expect(statusOf(form)).to.deep.equal(['Responder', 'UnknownPrincipal'])
  })

  it('a subject that can not be read: UnknownPrincipal', async () => {
    const content = '<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"/>'
    const form = await loginForm(browser, requestUrl(gateway, sp, subject(content)))
    expect(statusOf(form)).to.deep.equal(['Responder', 'UnknownPrincipal'])
  })

  it('the person who is signed in: success', async () => {
    const own = /<saml:NameID[^>]*>([^<]*)</.exec(responseXml(await expectLogin(browser, requestUrl(gateway, sp))))?.[1]
    await expectLogin(browser, requestUrl(gateway, sp, subject(`<saml:NameID>${own}</saml:NameID>`)))
  })
})
