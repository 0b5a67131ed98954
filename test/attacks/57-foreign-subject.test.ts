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

  it('an address or a login name is passed on as login_hint; a name of ours is not', async () => {
    const hintFor = async (nameId: string) => {
      const page = await at.gateway.browser().get(requestUrl(at.gateway, at.sp, subject(nameId)))
      return new URL(page.headers.location ?? '').searchParams.get('login_hint')
    }
    expect(await hintFor('<saml:NameID>alice@home.test</saml:NameID>')).to.equal('alice@home.test')
    const email = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'
    expect(await hintFor(`<saml:NameID Format="${email}">a+b@home.test</saml:NameID>`)).to.equal('a+b@home.test')
    const nearly = email.replace('1.1', '2.0')
    expect(await hintFor(`<saml:NameID Format="${nearly}">a@home.test</saml:NameID>`)).to.equal('a@home.test')
    expect(await hintFor('<saml:NameID>mzxw6ytboi</saml:NameID>')).to.equal(null)
    const persistent = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'
    expect(await hintFor(`<saml:NameID Format="${persistent}">x@y</saml:NameID>`)).to.equal(null)
  })

  it('a person named by address: given under that Format, whatever its case, and to nobody else', async () => {
    const email = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'
    const named = (address: string) => subject(`<saml:NameID Format="${email}">${address}</saml:NameID>`)
    const own = responseXml(await expectLogin(at.browser, requestUrl(at.gateway, at.sp, named('Alice@Example.org'))))
    expect(own).to.include(`Format="${email}">alice@example.org<`)
    const other = await loginForm(at.browser, requestUrl(at.gateway, at.sp, named('mallory@example.org')))
    expect(statusOf(other)).to.deep.equal(['Responder', 'UnknownPrincipal'])
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
