/** The real oauth2-proxy as an app of our OpenID Provider, with the entry and the options of its preset. */
import { type ChildProcess, spawn } from 'node:child_process'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { stringify } from 'yaml'
import { presetEntry } from '../../src/cli/app-preset.ts'
import { endProcess } from '../fixtures/end-process.ts'
import { freePort } from '../fixtures/free-port.ts'
import { startGateway, type TestGateway } from '../fixtures/gateway.ts'
import { appSecret } from '../fixtures/oidc-app.ts'
import { oauth2Proxy } from '../run/built.ts'

describe('oauth2-proxy', function () {
  this.timeout(30_000)
  let gateway: TestGateway
  let app: http.Server
  let proxy: ChildProcess
  let url: string
  const reached: http.IncomingHttpHeaders[] = []

  before(async () => {
    url = `http://127.0.0.1:${await freePort()}`
    app = http.createServer(({ headers }, response) => {
      reached.push(headers)
      response.end('the app')
    })
    await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve))
    const { entry } = presetEntry('oauth2-proxy', [url])
    const known = { protocol: 'oidc', clientSecretFile: 'app-secret', allow: '"staff" in groups', ...entry }
    gateway = await startGateway({
      yaml: stringify({ apps: { 'oauth2-proxy': known } }),
      files: { 'app-secret': appSecret },
      op: { autoLogin: '' },
    })
    proxy = spawn(oauth2Proxy, optionsOf((app.address() as AddressInfo).port), { stdio: 'ignore' })
    for (let waited = 0; !(await fetch(`${url}/ping`).catch(() => undefined)); waited += 50) {
      if (waited > 20_000) throw new Error('oauth2-proxy did not start')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })
  after(async () => {
    if (proxy !== undefined) await endProcess(proxy, 5000)
    await gateway?.close()
    app.closeAllConnections()
    app.close()
  })

  const optionsOf = (port: number): readonly string[] => [
    '--provider=oidc',
    `--oidc-issuer-url=${gateway.url}`,
    '--client-id=oauth2-proxy',
    `--client-secret=${appSecret}`,
    `--redirect-url=${url}/oauth2/callback`,
    '--code-challenge-method=S256',
    '--scope=openid email profile groups',
    '--email-domain=*',
    '--oidc-groups-claim=groups',
    // What is not of the preset: where it listens, and what stands behind it.
    `--http-address=${new URL(url).host}`,
    `--upstream=http://127.0.0.1:${port}`,
    `--cookie-secret=${'c'.repeat(32)}`,
    '--cookie-secure=false',
    '--skip-provider-button=true',
  ]

  it('lets a person through to the app, with name, address and groups', async () => {
    const page = await gateway.browser().loginAt(`${url}/x?y=1`, 'alice')
    expect(page).to.include({ url: `${url}/x?y=1`, status: 200, body: 'the app' })
    expect(reached.at(-1)).to.include({
      'x-forwarded-email': 'alice@example.org',
      'x-forwarded-groups': 'staff,admins',
      'x-forwarded-preferred-username': 'alice',
    })
  })

  it('is told of a person who may not use it', async () => {
    const before = reached.length
    const page = await gateway.browser().loginAt(`${url}/x`, 'carol')
    expect(page.status).to.equal(403)
    expect(new URL(page.url).searchParams.get('error')).to.equal('access_denied')
    expect(reached.length).to.equal(before)
  })
})
