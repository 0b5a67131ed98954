import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { parse } from 'yaml'
import { runAppCommand } from '../../../src/cli/app-commands.ts'
import { addPresetCommand, presetClient, printPreset } from '../../../src/cli/app-preset.ts'
import { appPresets } from '../../../src/config/app-presets.ts'
import { createKeys } from '../../../src/keys/create.ts'
import { lines, Scratch } from '../config/scratch.ts'

const base = `publicUrl: https://sso.home.test
trustedProxies: []
upstreams:
  authelia: { kind: authelia, issuer: https://auth.home.test, clientId: isthmus, clientSecretFile: secrets/a }
`

describe('app preset', () => {
  let scratch: Scratch
  beforeEach(() => {
    scratch = new Scratch()
    scratch.write('secrets/a', 'x'.repeat(72))
  })
  afterEach(() => scratch.remove())

  async function printed(preset: string | undefined, addresses: readonly string[], name?: string): Promise<string> {
    const out: string[] = []
    const config = scratch.write('isthmus.yaml', base)
    const code = await printPreset(preset, addresses, {
      config,
      print: (text) => out.push(text),
      ...(name !== undefined && { name }),
    })
    expect(code).to.equal(0)
    return out.join('\n')
  }

  for (const [name, { withoutAddress }] of Object.entries(appPresets)) {
    it(`prints an entry that the config takes: ${name}`, async () => {
      const text = await printed(
        name,
        withoutAddress === true ? [] : ['https://app1.home.test:8006', 'https://app2.home.test'],
      )
      const entry = /^Under [^\n]*\n\n([\s\S]*?)\nAt /.exec(text)?.[1] ?? ''
      const loaded = await scratch.load(`${base}apps:\n${entry}`)
      expect(lines(loaded).filter((line) => line.includes(' error '))).to.deep.equal([])
      expect(loaded.config?.apps.map((app) => app.name)).to.deep.equal([name])
      expect(text).to.include('https://sso.home.test')
      const [, digest] = /clientSecretHash: sha256:([0-9a-f]{64})/.exec(entry) ?? []
      expect(digest === undefined).to.equal(entry.includes('clientAuthentication: none'))
      // It is kept nowhere: who is not shown it here never is.
      const shown = [...text.matchAll(/[\w-]{43}/g)].map(([one]) => createHash('sha256').update(one).digest('hex'))
      if (digest !== undefined) expect(shown).to.include(digest)
    })
  }

  it('takes a name, and of an address only its origin', async () => {
    const text = await printed('grafana', ['https://grafana.home.test/some/path?x'], 'charts')
    const { charts } = parse(/^Under [^\n]*\n\n([\s\S]*?)\nAt /.exec(text)?.[1] ?? '')
    expect(charts.redirectUris).to.deep.equal(['https://grafana.home.test/login/generic_oauth'])
    expect(text).to.include('client_id = charts')
  })

  it('registers an app in the store, and shows the secret once', async () => {
    await createKeys(join(scratch.directory, 'certs'), { commonName: 'sso.home.test', now: Date.now })
    const config = scratch.write('isthmus.yaml', base)
    const add = async (wish: { readonly dryRun?: true }) => {
      const out: string[] = []
      const command = addPresetCommand('proxmox', ['https://pve1.test:8006'], {
        issuer: 'https://sso.home.test',
        ...wish,
      })
      const code = await runAppCommand({ config, print: (text) => out.push(text) }, command)
      return { code, text: out.join('\n') }
    }
    expect((await add({ dryRun: true })).text).to.not.include('--client-key')
    const { code, text } = await add({})
    expect(code).to.equal(0)
    const secret = /--client-key ([\w-]{43})/.exec(text)?.[1] ?? ''
    const stored = await readFile(join(scratch.directory, 'apps/proxmox.yaml'), 'utf8')
    expect(stored).to.include(createHash('sha256').update(secret).digest('hex')).and.not.include(secret)
    expect((await add({})).code, 'it is there already').to.equal(1)
  })

  it('says the issuer that apps know and the addresses where we are, where publicUrl has moved', () => {
    const side = { issuer: 'https://old.test', publicUrl: 'https://sso.test' }
    const linesOf = (name: string) => presetClient(name, ['https://app.test'], side).client.theirs.join('\n')
    expect(linesOf('proxmox')).to.contain('--issuer-url https://old.test ')
    const portainer = linesOf('portainer')
    expect(portainer).to.contain('https://sso.test/oidc/token').and.not.to.contain('https://old.test')
    expect(linesOf('gitea')).to.contain('https://sso.test/.well-known/openid-configuration')
  })

  it('says what else an app needs to let people in and out', async () => {
    const cloud = await printed('nextcloud-oidc-login', ['https://cloud.home.test'])
    expect(cloud).to.contain(`'oidc_login_disable_registration' => false,`)
    const [, back] = /'oidc_login_logout_url' => '([^']*)'/.exec(cloud) ?? []
    expect(cloud).to.match(new RegExp(`postLogoutRedirectUris:\\s+- ${back}\\n`))
    expect(await printed('portainer', ['https://p.home.test'])).to.contain('Automatic user provisioning: on')
    const proxy = await printed('oauth2-proxy', ['https://app.home.test'])
    expect(proxy).to.contain('OAUTH2_PROXY_COOKIE_SECRET=').and.contain(`--email-domain='*'`)
    const cluster = await printed('kubernetes', [])
    expect(cluster).to.contain('--oidc-groups-prefix=oidc:').and.contain('--oidc-username-prefix=oidc:')
    const module = JSON.parse(/^ {2}\{[\s\S]*?^ {2}\}/m.exec(await printed('pam', []))?.[0] ?? '')
    expect(module).to.include({ client_id: 'pam', scopes: 'openid profile groups' })
    expect(module.oauth_token_introspect_url).to.equal('https://sso.home.test/oidc/introspect')
  })

  it('lists what there is', async () => {
    const text = await printed(undefined, [])
    for (const name of Object.keys(appPresets)) expect(text).to.include(name)
  })

  it('says what is wrong', () => {
    const issuer = 'https://sso.home.test'
    expect(() => presetClient('proxmux', ['https://a.test'], { issuer })).to.throw('Did you mean proxmox?')
    expect(() => presetClient('proxmox', [], { issuer })).to.throw('Give the address')
    expect(() => presetClient('proxmox', ['pve1'], { issuer })).to.throw('not a web address')
    // The config would refuse it.
    expect(() => presetClient('proxmox', ['http://pve1.home:8006'], { issuer })).to.throw('Write https://')
    expect(presetClient('gitea', ['http://localhost:3000'], { issuer }).client.secret).to.be.a('string')
  })
})
