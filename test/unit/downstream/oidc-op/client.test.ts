import { createHash } from 'node:crypto'
import { expect } from 'chai'
import { isOwnOrigin, isRedirectUri, matchesSecret } from '../../../../src/downstream/oidc-op/provider/client.ts'
import type { OidcApp } from '../../../../src/registry/app.ts'

const app = (settings: Partial<OidcApp['settings']>): OidcApp =>
  ({ settings: { clientAuthentication: 'client_secret_basic', redirectUris: [], ...settings } }) as unknown as OidcApp

describe('oidc-op: what the library asks of a client, and we judge', () => {
  it('a redirect URI is one byte for byte, and never a urn', () => {
    const one = app({ redirectUris: ['https://app.test/cb', 'urn:ietf:wg:oauth:2.0:oob', 'vscode://x/cb'] })
    for (const good of ['https://app.test/cb', 'vscode://x/cb']) expect(isRedirectUri(one, good), good).to.equal(true)
    for (const bad of [
      ...['https://app.test/cb/', 'https://app.test/cb?x', 'https://app.test/CB', 'https://app.test:443/cb'],
      ...['https://app.test:8443/cb', 'http://app.test/cb', 'urn:ietf:wg:oauth:2.0:oob', ''],
    ])
      expect(isRedirectUri(one, bad), bad).to.equal(false)
  })

  it('on a loopback address any port counts, and nothing else may differ', () => {
    const native = app({ redirectUris: ['http://127.0.0.1/cb', 'http://[::1]:1/cb', 'https://127.0.0.1/tls'] })
    for (const good of ['http://127.0.0.1:4711/cb', 'http://127.0.0.1/cb', 'http://[::1]:65535/cb'])
      expect(isRedirectUri(native, good), good).to.equal(true)
    for (const bad of [
      ...['http://127.0.0.1:4711/cb2', 'http://127.0.0.1:99999/cb', 'http://127.0.0.1:4711@evil.test/cb'],
      ...['http://127.0.0.1.evil.test:1/cb', 'https://127.0.0.1:4711/tls', 'http://x@127.0.0.1:1/cb'],
    ])
      expect(isRedirectUri(native, bad), bad).to.equal(false)
    expect(isRedirectUri(app({ redirectUris: ['http://app.test/cb'] }), 'http://app.test:81/cb')).to.equal(false)
  })

  it('scripts of public clients alone may call, from their own origins', () => {
    const spa = {
      clientAuthentication: 'none',
      redirectUris: ['https://spa.test/cb', 'myapp:/cb', 'http://localhost/'],
    }
    const may = (origin: string) => isOwnOrigin(app(spa as never), origin)
    expect([may('https://spa.test'), may('http://localhost:5173')]).to.deep.equal([true, true])
    for (const bad of ['https://spa.test:444', 'http://spa.test', 'null', 'https://evil.test', 'myapp:'])
      expect(may(bad), bad).to.equal(false)
    expect(isOwnOrigin(app({ redirectUris: ['https://spa.test/cb'] }), 'https://spa.test'), 'with a secret').to.equal(
      false,
    )
  })

  it('a secret is compared with its hash; where there is none, nothing fits', () => {
    const secretHash = createHash('sha256').update('right').digest('base64url')
    expect(matchesSecret(app({ secretHash }), 'right')).to.equal(true)
    for (const wrong of ['wrong', '', secretHash]) expect(matchesSecret(app({ secretHash }), wrong)).to.equal(false)
    expect(matchesSecret(app({}), '')).to.equal(false)
    expect(matchesSecret(app({ secretHash: secretHash.slice(0, 20) }), 'right')).to.equal(false)
  })
})
