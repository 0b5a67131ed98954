/** A Proxmox realm (client/: the crate and the order of calls of Proxmox VE) logs in through our OpenID Provider. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect } from 'chai'
import { startGateway, type TestGateway } from '../fixtures/gateway.ts'
import { appSecret } from '../fixtures/oidc-app.ts'
import { proxmoxRealm } from '../run/built.ts'

const run = promisify(execFile)
const node = 'https://pve1.home.arpa:8006'

const apps = `apps:
  proxmox:
    protocol: oidc
    clientSecretFile: secret-of-proxmox
    redirectUris: ['${node}', 'https://pve2.home.arpa:8006']
    allow: '"admins" in groups'
`

describe('Proxmox VE as an app of our OpenID Provider', function () {
  this.timeout(30_000)
  let gateway: TestGateway
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'realm-'))
    gateway = await startGateway({ yaml: apps, files: { 'secret-of-proxmox': appSecret } })
  })
  after(async () => {
    await gateway?.close()
    await rm(folder, { recursive: true, force: true })
  })

  async function realm(at: TestGateway, changes: Record<string, unknown> = {}): Promise<string> {
    const file = join(folder, `${Math.random()}.json`)
    const settings = {
      issuer: at.url,
      client_id: 'proxmox',
      client_key: appSecret,
      redirect: node,
      scopes: ['openid', 'email', 'profile', 'groups'],
      acr_values: ['urn:mace:incommon:iap:silver'],
      ...changes,
    }
    await writeFile(file, JSON.stringify(settings))
    return file
  }

  /** What the person's browser brings back to the node, and what the node kept. */
  async function visit(at: TestGateway, settings: string) {
    const { stdout } = await run(proxmoxRealm, ['authorize', settings])
    const { url, kept } = JSON.parse(stdout) as { url: string; kept: object }
    const page = await at.browser().follow(url, (next) => next.startsWith(node))
    const keptFile = `${settings}.kept`
    await writeFile(keptFile, JSON.stringify(kept))
    const back = new URL(String(page.headers.location))
    return { back, kept: keptFile, asked: new URL(url) }
  }

  const login = async (settings: string, { back, kept }: { back: URL; kept: string }) => {
    const { stdout } = await run(proxmoxRealm, [
      ...['login', settings, kept],
      ...[back.searchParams.get('code') ?? '', back.searchParams.get('state') ?? ''],
    ])
    return JSON.parse(stdout) as Record<string, unknown>
  }

  it('gets a person with name, e-mail and groups; its state comes back octet for octet to a bare origin', async () => {
    const settings = await realm(gateway)
    const visited = await visit(gateway, settings)
    const { asked, back } = visited
    expect(asked.searchParams.get('redirect_uri')).to.equal(node)
    expect(asked.searchParams.get('display')).to.equal('page')
    expect(back.origin).to.equal(node)
    expect(back.searchParams.get('state')).to.equal(asked.searchParams.get('state'))
    expect(JSON.parse(back.searchParams.get('state') ?? '')).to.include({ realm: 'isthmus' })
    expect(back.searchParams.get('code')?.length).to.be.lessThan(2048)
    const claims = await login(settings, visited)
    expect(claims).to.deep.include({
      iss: gateway.url,
      aud: ['proxmox'],
      preferred_username: 'alice',
      groups: ['staff', 'admins'],
    })
    expect(claims.email).to.be.a('string')
    expect(claims.sub).to.match(/^[a-z2-7]{52}$/)
  })

  it('may ask for a new login', async () => {
    const settings = await realm(gateway, { prompt: 'login' })
    expect(await login(settings, await visit(gateway, settings))).to.include({ preferred_username: 'alice' })
  })

  it('tells somebody of another group apart: the realm hears access_denied', async () => {
    const others = await startGateway({
      yaml: apps,
      files: { 'secret-of-proxmox': appSecret },
      op: { autoLogin: 'bob' },
    })
    try {
      const { back } = await visit(others, await realm(others))
      expect(back.searchParams.get('error')).to.equal('access_denied')
    } finally {
      await others.close()
    }
  })

  it('says “authentication failure” for a wrong key, and our log says which app and why', async () => {
    const wrong = await realm(gateway, { client_key: 'wrong' })
    const refused = await login(wrong, await visit(gateway, wrong)).catch((error: { stderr?: string }) => error.stderr)
    expect(refused).to.contain('invalid_client')
    const told = gateway.lines.filter((line) => line.includes('invalid_client'))
    expect(told.join('\n')).to.contain('proxmox')
  })
})
