import { expect } from 'chai'
import { expectLogin, requestUrl } from '../fixtures/authn-request.ts'
import { certificateOf, createSp, loginForm, startGateway, statusOf } from '../fixtures/gateway.ts'

describe('flow: the upstream is away', () => {
  it('the gateway starts, is ready and serves metadata; the app hears NoAvailableIDP; it recovers by itself', async () => {
    const gateway = await startGateway()
    try {
      gateway.op.hooks.intercept = (_endpoint, _request, response) => {
        response.writeHead(503).end()
        return true
      }
      const sp = createSp(gateway.url, await certificateOf(gateway))
      await gateway.write('metadata/wiki.xml', sp.metadata)
      await gateway.write('secret', `${gateway.op.clientSecret}\n`)
      await gateway.running.reload()
      expect((await fetch(`${gateway.url}/readyz`)).status).to.equal(200)
      expect((await fetch(`${gateway.url}/saml/metadata`)).status).to.equal(200)
      delete gateway.op.hooks.intercept
      await expectLogin(gateway.browser(), requestUrl(gateway, sp))
      gateway.op.hooks.intercept = (endpoint, _request, response) => {
        if (endpoint !== 'token') return false
        response.writeHead(500).end()
        return true
      }
      const form = await loginForm(gateway.browser(), requestUrl(gateway, sp))
      expect(statusOf(form)).to.deep.equal(['Responder', 'NoAvailableIDP'])
      delete gateway.op.hooks.intercept
      await expectLogin(gateway.browser(), requestUrl(gateway, sp))
      const kinds = gateway.log.map(({ kind }) => kind)
      expect(kinds, 'every line says what it is').not.to.include(undefined)
      expect(kinds).to.include.members(['start', 'upstream', 'audit', 'refusal', 'trace', 'request', 'config'])
    } finally {
      await gateway.close()
    }
  })
})
