/** Attack 50: an unsigned request of an app whose metadata, or whose operator, says that it signs. */
import { generateKeyPairSync } from 'node:crypto'
import { expectLogin, expectRefusal, requestUrl } from '../fixtures/authn-request.ts'
import { spKey, startGatewayWithSp } from '../fixtures/gateway.ts'

const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' })

describe('attack 50: unsigned where a signature is required', () => {
  it('AuthnRequestsSigned in the metadata', async () => {
    const { gateway, sp, browser } = await startGatewayWithSp({}, { signed: true })
    try {
      expectRefusal(await browser.get(requestUrl(gateway, sp)), gateway, 'signature_refused')
      const forged = requestUrl(gateway, sp, { signWith: foreign.toString() })
      expectRefusal(await browser.get(forged), gateway, 'signature_refused')
      await expectLogin(browser, requestUrl(gateway, sp, { signWith: spKey().privateKey }))
    } finally {
      await gateway.close()
    }
  })

  it('requireSignedRequests of the app, though its metadata says nothing of it', async () => {
    const yaml = 'apps:\n  wiki: { metadata: metadata/wiki.xml, requireSignedRequests: true }'
    const { gateway, sp, browser } = await startGatewayWithSp({ yaml }, { signed: true, saysSigned: false })
    try {
      expectRefusal(await browser.get(requestUrl(gateway, sp)), gateway, 'signature_refused')
      await expectLogin(browser, requestUrl(gateway, sp, { signWith: spKey().privateKey }))
    } finally {
      await gateway.close()
    }
  })

  it('a signature that is there must verify, even where none is required', async () => {
    const { gateway, sp, browser } = await startGatewayWithSp({}, { signed: true, saysSigned: false })
    try {
      await expectLogin(browser, requestUrl(gateway, sp))
      const forged = requestUrl(gateway, sp, { signWith: foreign.toString() })
      expectRefusal(await browser.get(forged), gateway, 'signature_refused')
      await expectLogin(browser, requestUrl(gateway, sp, { signWith: spKey().privateKey }))
    } finally {
      await gateway.close()
    }
  })
})
