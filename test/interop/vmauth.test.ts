/** VictoriaMetrics' real vmauth lets requests through by ID Tokens of ours, as its draft of single sign-on gets them. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { endProcess } from '../fixtures/end-process.ts'
import { freePort } from '../fixtures/free-port.ts'
import { startGateway, type TestGateway } from '../fixtures/gateway.ts'
import { appSecret } from '../fixtures/oidc-app.ts'
import { vmauth } from '../run/built.ts'

const callback = 'https://metrics.home.arpa/_vmauth/callback'

const apps = `apps:
  vmauth:
    protocol: oidc
    clientSecretFile: secret-of-vmauth
    clientAuthentication: client_secret_post
    pkce: optional
    redirectUris: ['${callback}']
    claims:
      vm_access: '{"metrics_account_id": 7, "metrics_project_id": 3, "metrics_extra_labels": ["team=" + groups[0]]}'
    idToken: { claims: all, lifetime: 1h }
`

describe('vmauth with ID Tokens of our OpenID Provider', function () {
  this.timeout(30_000)
  let gateway: TestGateway
  let behind: Server
  let proxy: ChildProcess
  let folder: string
  let address: string
  const seen: string[] = []

  before(async () => {
    behind = createServer(({ url = '' }, response) => {
      seen.push(url)
      response.end('metrics')
    }).listen(0, '127.0.0.1')
    gateway = await startGateway({ yaml: apps, files: { 'secret-of-vmauth': appSecret } })
    folder = await mkdtemp(join(tmpdir(), 'vmauth-'))
    const port = await freePort()
    address = `http://127.0.0.1:${port}`
    const backend = `http://127.0.0.1:${(behind.address() as AddressInfo).port}`
    await writeFile(
      join(folder, 'auth.yml'),
      `users:
  - name: signed-in
    jwt:
      oidc: { issuer: '${gateway.url}' }
      match_claims: { aud: vmauth, 'vm_access.metrics_account_id': '7' }
    url_prefix: '${backend}/select/{{.MetricsTenant}}/prometheus/?extra_label={{.MetricsExtraLabels}}'
`,
    )
    proxy = spawn(
      vmauth,
      [`-auth.config=${join(folder, 'auth.yml')}`, `-httpListenAddr=127.0.0.1:${port}`, '-logInvalidAuthTokens'],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    )
    for (let waited = 0; !(await fetch(`${address}/-/healthy`).catch(() => undefined)); waited += 100) {
      if (waited > 10_000) throw new Error('vmauth did not start')
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  })
  after(async () => {
    if (proxy !== undefined) await endProcess(proxy, 3000)
    behind?.close()
    await gateway?.close()
    await rm(folder, { recursive: true, force: true })
  })

  /** Its requests: no PKCE, no nonce, the secret in the body. */
  async function idToken(): Promise<string> {
    const query = new URLSearchParams({
      client_id: 'vmauth',
      response_type: 'code',
      redirect_uri: callback,
      scope: 'openid email',
      state: 'eyJ1IjoiL3NlbGVjdC8wIn0.c2lnbmVk',
    })
    const page = await gateway
      .browser()
      .follow(`${gateway.url}/oidc/authorize?${query}`, (next) => next.startsWith(callback))
    const back = new URL(String(page.headers.location))
    expect(back.searchParams.get('state')).to.equal(query.get('state'))
    const answer = await fetch(`${gateway.url}/oidc/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: back.searchParams.get('code') ?? '',
        redirect_uri: callback,
        client_id: 'vmauth',
        client_secret: appSecret,
      }),
    })
    expect(answer.status).to.equal(200)
    return ((await answer.json()) as { id_token: string }).id_token
  }

  const query = (token: string) =>
    fetch(`${address}/api/v1/query?query=up`, { headers: { authorization: `Bearer ${token}` } })

  it('lets a request through to the tenant and with the labels that the token names', async () => {
    const token = await idToken()
    expect(token.length).to.be.lessThan(4096)
    const answer = await query(token)
    expect([answer.status, await answer.text()]).to.deep.equal([200, 'metrics'])
    expect(seen.at(-1)).to.match(/^\/select\/7:3\/prometheus\/api\/v1\/query\?/)
    expect(seen.at(-1)).to.contain('extra_label=team%3Dstaff')
  })

  it('lets nobody through by a changed token, or by one of another tenant', async () => {
    const token = await idToken()
    const [head, body = '', signature] = token.split('.')
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString())
    claims.vm_access.metrics_account_id = 8
    const changed = Buffer.from(JSON.stringify(claims)).toString('base64url')
    const before = seen.length
    expect((await query([head, changed, signature].join('.'))).status).to.equal(401)
    const config = await readFile(join(gateway.directory, 'isthmus.yaml'), 'utf8')
    await gateway.write('isthmus.yaml', config.replace('"metrics_account_id": 7', '"metrics_account_id": 9'))
    await gateway.running.reload()
    expect((await query(await idToken())).status, 'signed by us, for another tenant').to.equal(401)
    expect(seen.length).to.equal(before)
  })
})
