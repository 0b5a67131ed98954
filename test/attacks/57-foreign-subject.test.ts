/** Attack 57: the request names a subject; someone else must not be asserted as that subject. */
import { expect } from 'chai'
import { expectLogin, requestUrl, useGateway } from '../fixtures/authn-request.ts'
import { loginForm, responseXml, statusOf } from '../fixtures/gateway.ts'

const subject = (nameId: string) => ({ content: `<saml:Subject>${nameId}</saml:Subject>` })

describe('attack 57: a foreign subject', () => {
  const at = useGateway()

  it('someone else: UnknownPrincipal', async () => {
    const form = await loginForm(
      at.browser,
      requestUrl(at.gateway, at.sp, subject('<saml:NameID>mallory</saml:NameID>')),
    )
    expect(statusOf(form)).to.deep.equal(['Responder', 'UnknownPrincipal'])
  })

  it('a subject that can not be read: UnknownPrincipal', async () => {
    const content = '<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"/>'
    const form = await loginForm(at.browser, requestUrl(at.gateway, at.sp, subject(content)))
    expect(statusOf(form)).to.deep.equal(['Responder', 'UnknownPrincipal'])
  })

  it('the person who is signed in: success', async () => {
    const own = /<saml:NameID[^>]*>([^<]*)</.exec(
      responseXml(await expectLogin(at.browser, requestUrl(at.gateway, at.sp))),
    )?.[1]
    await expectLogin(at.browser, requestUrl(at.gateway, at.sp, subject(`<saml:NameID>${own}</saml:NameID>`)))
  })
})
