import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { requestUrl } from '../fixtures/authn-request.ts'
import { nextAddress, type Page } from '../fixtures/browser-session.ts'
import { createSp, loginForm, startGateway, type TestGateway, type TestSp } from '../fixtures/gateway.ts'
import { walk } from '../fixtures/logout-stage.ts'
import { waited } from '../fixtures/waited.ts'

/** Apps that answer by SOAP at once or never, on sockets of their own; what they cost is nothing beside the gateway. */
class CheapApp {
  readonly told: string[] = []
  readonly sp: TestSp
  readonly #server: http.Server

  constructor(gateway: TestGateway, server: http.Server, hangs: boolean) {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const soap = `<md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:SOAP" Location="${url}/slo"/>`
    this.#server = server
    this.sp = createSp(gateway.url, 'unused', { entityId: `${url}/metadata`, acs: `${url}/acs`, metadata: soap })
    server.on('request', (request, response) => {
      let body = ''
      request.on('data', (part: Buffer) => {
        body += part.toString()
      })
      request.on('end', () => {
        const id = / ID="([^"]*)"/.exec(body)?.[1] ?? ''
        this.told.push(id)
        if (!hangs) response.setHeader('content-type', 'text/xml').end(answer(this.sp.entityId, id))
      })
    })
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}

function answer(entityId: string, inResponseTo: string): string {
  return `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><samlp:LogoutResponse xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_${Math.random()}" Version="2.0" IssueInstant="${new Date().toISOString()}" InResponseTo="${inResponseTo}"><saml:Issuer>${entityId}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status></samlp:LogoutResponse></S:Body></S:Envelope>`
}

describe('flow: a logout of 50 apps of which 10 hang', function () {
  this.timeout(60_000)
  let gateway: TestGateway
  let apps: readonly CheapApp[]

  before(async () => {
    gateway = await startGateway()
    const servers = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const server = http.createServer()
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
        return server
      }),
    )
    apps = servers.map((server, index) => new CheapApp(gateway, server, index % 5 === 4))
    for (const [index, { sp }] of apps.entries()) await gateway.write(`metadata/app${index}.xml`, sp.metadata)
    await gateway.running.reload()
  })
  after(async () => {
    await gateway.close()
    for (const app of apps) app.close()
  })

  it('takes 2 s at most, and 40 are told', async () => {
    const browser = gateway.browser()
    for (const { sp } of apps) await loginForm(browser, requestUrl(gateway, sp))
    const pressed = await browser.submit(await browser.get(`${gateway.url}/logout`))
    let page: Page | undefined
    const took = await waited(async () => {
      page = await walk(browser, nextAddress(pressed) ?? '')
    })
    expect([...(page?.body ?? '').matchAll(/: Signed out</g)]).to.have.length(40)
    expect([...(page?.body ?? '').matchAll(/: It could not be reached/g)]).to.have.length(10)
    expect(apps.filter(({ told }) => told.length === 1)).to.have.length(50)
    expect(took, 'ms').to.be.lessThan(2000)
  })
})
