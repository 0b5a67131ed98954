import { expect } from 'chai'
import { envelope, logoutRequestXml, postSoap, signedXml } from '../fixtures/logout-request.ts'
import type { LogoutSp } from '../fixtures/logout-sp.ts'
import { isSignedIn, type LogoutStage, signIn, startLogoutStage, walk } from '../fixtures/logout-stage.ts'

describe('flow: logout by SOAP', () => {
  let stage: LogoutStage
  afterEach(() => stage.close())

  it('from an app ends all sessions of that person there, on every device, and tells the others', async () => {
    stage = await startLogoutStage([{ host: 'localhost' }, { bindings: ['soap'] }], { yaml: 'logout: { soap: true }' })
    const [first, second] = stage.sps as [LogoutSp, LogoutSp]
    const devices = [stage.gateway.browser(), stage.gateway.browser()]
    for (const browser of devices) await signIn(browser, first, second)
    const [profile] = [...first.sessions.values()]
    const xml = logoutRequestXml(stage.gateway, first, profile, { sessionIndex: null })
    const answer = await postSoap(stage.gateway, envelope(signedXml(xml)))
    expect(answer.status).to.equal(200)
    expect(answer.body)
      .to.match(/<soap:Body><samlp:LogoutResponse/)
      .and.include('status:Success"></samlp:StatusCode></samlp:Status>')
    expect(answer.body).to.include('<ds:Signature')
    for (const browser of devices) expect(isSignedIn(browser, second)).to.equal(false)
    for (const browser of devices) {
      const asked = stage.gateway.op.count('authorize')
      await walk(browser, first.login)
      expect(stage.gateway.op.count('authorize'), 'the session is gone').to.be.greaterThan(asked)
    }
  })

  it('from an app with a SessionIndex ends that session alone', async () => {
    stage = await startLogoutStage([{ host: 'localhost' }, { bindings: ['soap'] }], { yaml: 'logout: { soap: true }' })
    const [first, second] = stage.sps as [LogoutSp, LogoutSp]
    const devices = [stage.gateway.browser(), stage.gateway.browser()]
    for (const browser of devices) await signIn(browser, first, second)
    const [profile] = [...first.sessions.values()]
    await postSoap(stage.gateway, envelope(signedXml(logoutRequestXml(stage.gateway, first, profile, {}))))
    expect(devices.map((browser) => isSignedIn(browser, second))).to.deep.equal([false, true])
  })

  it('is refused unsigned, and ends nothing', async () => {
    stage = await startLogoutStage([{ host: 'localhost' }], { yaml: 'logout: { soap: true }' })
    const [first] = stage.sps as [LogoutSp]
    const browser = stage.gateway.browser()
    await signIn(browser, first)
    const [profile] = [...first.sessions.values()]
    const answer = await postSoap(stage.gateway, envelope(logoutRequestXml(stage.gateway, first, profile, {})))
    expect(answer.body).to.include('status:RequestDenied').and.not.include('status:Success')
    const asked = stage.gateway.op.count('authorize')
    expect((await walk(browser, first.login)).body).to.match(/^signed in/)
    expect(stage.gateway.op.count('authorize')).to.equal(asked)
  })

  it('of a sender whom nobody knows is answered in SAML’s words, what can not be read in SOAP’s', async () => {
    stage = await startLogoutStage([{ host: 'localhost' }], { yaml: 'logout: { soap: true }' })
    const [first] = stage.sps as [LogoutSp]
    await signIn(stage.gateway.browser(), first)
    const [profile] = [...first.sessions.values()]
    const stranger = { entityId: 'https://nobody.test/<x>' }
    const xml = logoutRequestXml(stage.gateway, stranger, profile, { id: '_known', issuer: 'https://nobody.test' })
    const answer = await postSoap(stage.gateway, envelope(signedXml(xml)))
    expect(answer.status).to.equal(200)
    expect(answer.body)
      .to.match(/^<soap:Envelope[^>]*><soap:Body><samlp:LogoutResponse/)
      .and.include('InResponseTo="_known"')
      .and.include('status:Requester')
      .and.include('status:RequestDenied')
      .and.not.include('<ds:Signature')
    for (const body of ['<', '<a/>', envelope('<a/><b/>'), envelope('<samlp:LogoutRequest xmlns:samlp="x"/>')]) {
      const fault = await postSoap(stage.gateway, body)
      expect(fault.status, body).to.be.oneOf([500, 200])
      expect(fault.body, body).to.match(/<soap:Fault><faultcode>soap:Client<|status:Requester/)
      expect(fault.body).to.not.include('status:Success')
    }
    expect((await postSoap(stage.gateway, '<')).status).to.equal(500)
    const refusals = stage.gateway.log.filter(({ kind }) => kind === 'refusal').map(({ code }) => code)
    expect(refusals).to.include('unknown_app').and.include('malformed_request')
  })

  it('is told in a fault what HTTP itself refuses, with the status of HTTP', async () => {
    stage = await startLogoutStage([], { yaml: 'logout: { soap: true }' })
    const large = await postSoap(stage.gateway, envelope(`<a>${'x'.repeat(200_000)}</a>`))
    expect(large.status).to.equal(413)
    expect(large.body).to.match(/^<soap:Envelope.*<faultcode>soap:Client<.*larger than.*\(error [\w-]+\)/)
    const form = await fetch(`${stage.gateway.url}/saml/slo`, { method: 'PUT', body: '<a/>' })
    expect(form.status).to.equal(405)
    expect(await form.text(), 'somebody with a browser').to.match(/^<!doctype html>/i)
  })

  it('answers a request whose ID could not stand in an answer without one', async () => {
    stage = await startLogoutStage([{ host: 'localhost' }], { yaml: 'logout: { soap: true }' })
    const [first] = stage.sps as [LogoutSp]
    await signIn(stage.gateway.browser(), first)
    const [profile] = [...first.sessions.values()]
    const xml = logoutRequestXml(stage.gateway, first, profile, { id: '1 &amp; 2' })
    const answer = await postSoap(stage.gateway, envelope(signedXml(xml)))
    expect(answer.body).to.include('LogoutResponse').and.not.include('InResponseTo')
    expect(answer.body).not.to.include('status:Success')
  })

  it('is off, and not in our metadata, unless the operator switches it on; then it comes last', async () => {
    const bindings = async () => {
      const metadata = await (await fetch(`${stage.gateway.url}/saml/metadata`)).text()
      return [...metadata.matchAll(/SingleLogoutService Binding="[^"]*:([\w-]+)"/g)].map(([, name]) => name)
    }
    stage = await startLogoutStage([])
    expect(await bindings()).to.deep.equal(['HTTP-Redirect', 'HTTP-POST'])
    expect((await postSoap(stage.gateway, envelope('<a/>'))).status).to.equal(415)
    await stage.close()
    stage = await startLogoutStage([], { yaml: 'logout: { soap: true }' })
    expect(await bindings()).to.deep.equal(['HTTP-Redirect', 'HTTP-POST', 'SOAP'])
  })
})
