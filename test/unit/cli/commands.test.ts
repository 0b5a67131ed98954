import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { folderStore } from '../../../src/app-store/folder.ts'
import { runCheck } from '../../../src/cli/check.ts'
import { initKeys } from '../../../src/cli/keys.ts'
import { appId, issuer, upstreamName } from '../../../src/core/identifiers.ts'
import { copyName, keepCopy } from '../../../src/registry/fetched-copy.ts'
import { SeenNames } from '../../../src/registry/names/seen.ts'
import { metadata, Places } from '../registry/places.ts'

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

const cli = fileURLToPath(new URL('../../../src/cli.js', import.meta.url))

/** Runs the built command line in a folder of its own. */
function isthmus(directory: string, ...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], { cwd: directory }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr })
    })
  })
}

const config = `publicUrl: https://sso.home.lan
upstreams:
  authelia: { kind: authelia, issuer: https://auth.home.lan, clientId: isthmus, clientSecretFile: secrets/authelia }
apps:
  wiki: { metadata: metadata/wiki.xml, allowSha1Requests: true }
`

/** The command in this process, which is faster. */
async function check(directory: string, { file = 'isthmus.yaml', json = false } = {}): Promise<Omit<Ended, 'stderr'>> {
  const printed: string[] = []
  const code = await runCheck(join(directory, file), { json, print: (text) => void printed.push(text) })
  const stdout = `${printed.join('\n')}\n`
  return { code, stdout: stdout.replaceAll(`${directory}/`, '') }
}

describe('isthmus', () => {
  let places: Places
  beforeEach(() => {
    places = new Places()
    places.write('isthmus.yaml', config)
    places.write('secrets/authelia', 'a-secret')
    places.write('metadata/wiki.xml', metadata('https://wiki.home.lan'))
  })
  afterEach(() => places.remove())

  it('check tells what is in force, and warnings do not fail it', async () => {
    places.write('metadata/shop.xml', metadata('https://shop.home.lan'))
    const { code, stdout } = await check(places.directory)
    expect(stdout)
      .to.match(
        /^warning {2}isthmus\.yaml:5 {2}apps\.wiki\.allowSha1Requests\n {7}Requests signed with SHA-1.*\n {7}→ Make the app sign/,
      )
      .and.contain('2 apps\n  wiki  https://wiki.home.lan  (apps.wiki)\n  shop  https://shop.home.lan')
      .and.contain('1 upstream\n  authelia  authelia  https://auth.home.lan')
      .and.contain('the key of every persistent NameID')
      .and.match(/0 errors, 1 warning\n$/)
    expect(code).to.equal(0)
  })

  it('check says that a proxy seems to stand before us and is not named', async () => {
    expect((await check(places.directory)).stdout).to.match(
      /note {2}There seems to be a proxy .*\n {6}→ Write trustedProxies: \[/,
    )
    const { stdout } = await check(places.directory, { json: true })
    expect((JSON.parse(stdout) as { notes: unknown[] }).notes).to.have.length(1)
    for (const line of ['trustedProxies: [127.0.0.1]', 'trustedProxies: []', 'listen: /run/isthmus/socket']) {
      places.write('isthmus.yaml', `${config}${line}\n`)
      expect((await check(places.directory)).stdout, line).to.not.contain('note')
    }
    places.write('isthmus.yaml', config.replace(/publicUrl: .*/, 'publicUrl: http://localhost:8080'))
    expect((await check(places.directory)).stdout).to.not.contain('note')
  })

  it('doctor says it too', async () => {
    const near = config
      .replace('https://auth.home.lan', 'https://localhost:1')
      .replace('kind: authelia', 'kind: generic')
    places.write('isthmus.yaml', near)
    expect((await isthmus(places.directory, 'doctor')).stdout).to.match(
      /^note {2}There seems to be a proxy .*\n {6}→ Write trusted/,
    )
    places.write('isthmus.yaml', `${near}trustedProxies: [127.0.0.1]\n`)
    expect((await isthmus(places.directory, 'doctor')).stdout).to.match(/^authelia/)
  })

  it('check fails with every error, of config and metadata', async () => {
    places.write('metadata/wiki.xml', 'x')
    const broken = await check(places.directory)
    expect(broken.code).to.equal(1)
    expect(broken.stdout).to.match(/error {2}isthmus\.yaml:5 {2}apps\.wiki\.metadata/)
    places.write('other.yaml', `${config}listen: 80\nsesion: {}\n`)
    const { code, stdout } = await check(places.directory, { json: true, file: 'other.yaml' })
    expect(code).to.equal(1)
    const { problems } = JSON.parse(stdout) as { problems: { kind: string; line: number }[] }
    expect(Object.keys(problems[1] ?? {})).to.have.members([
      ...['kind', 'severity', 'file', 'line', 'path', 'message', 'cure'],
    ])
    expect(problems.map(({ kind, line }) => `${kind} ${line}`)).to.deep.equal([
      'weak 5',
      'value 6',
      'unknown_key 7',
      'metadata 5',
    ])
  })

  it('check finds what is wrong with the keys, and makes none', async () => {
    places.write('certs/pairwise.key', 'x')
    const { code, stdout } = await check(places.directory)
    expect(code).to.equal(1)
    expect(stdout).to.match(/error {2}certs\/saml-signing\.key\n.*missing/)
    expect((await check(places.directory)).stdout).to.equal(stdout)
  })

  it('check shows what is wrong with metadata beside what is wrong with the config', async () => {
    places.write('isthmus.yaml', config.replace('secrets/authelia', 'secrets/none').replace('wiki.xml', 'none.xml'))
    const { code, stdout } = await check(places.directory)
    expect(code).to.equal(1)
    expect(stdout)
      .to.match(/secrets\/none can't be read: it does not exist/)
      .and.match(/metadata\/none\.xml: The file does not exist/)
      .and.contain('2 errors')
    // What could be read of it is not in force.
    expect(stdout).not.to.contain('1 upstream')
  })

  it('check compares with what is in force: names that would change, and files that an entry kept closed', async () => {
    const upstreams = { authelia: { subjectNamespace: 'authelia', subjectFrom: 'uid', trustEmail: 'absent' } }
    places.write('metadata/shop.xml', metadata('https://shop.home.lan'))
    expect((await check(places.directory)).code).to.equal(0)
    places.write('certs/names-in-force.json', JSON.stringify({ v: 1, upstreams, restricted: true }))
    const { code, stdout } = await check(places.directory)
    expect(code).to.equal(1)
    expect(stdout)
      .to.match(/warning {2}isthmus\.yaml {2}upstreams\.authelia\.subjectFrom\n.*Every persistent NameID changes/)
      .and.match(/error {2}isthmus\.yaml {2}defaults\.allow\n.*shop\.xml/)
  })

  it('check shows what of an address waits, by the copy that is in force, and writes nothing', async () => {
    let served = metadata('https://blog.home.lan')
    const server = createServer((_, response) => void response.end(served))
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metadata`
    places.write('isthmus.yaml', `${config}  blog: { metadata: "${address}" }\n`)
    const store = folderStore(join(places.directory, 'apps'))
    const record = { v: 1, address, readAt: 0 } as const
    await keepCopy(store, 'fetched', copyName(address, address), { record, xml: served })
    expect((await check(places.directory)).stdout).not.to.contain('waits')
    served = served.replace('https://blog.home.lan/acs', 'https://evil.home.lan/acs')
    const before = readdirSync(places.directory, { recursive: true })
    const { code, stdout } = await check(places.directory)
    expect(code).to.equal(0)
    expect(stdout).to.match(
      /apps\.blog\.metadata\n.*waits for somebody's look since .*: https:\/\/blog\.home\.lan wants answers sent to https:\/\/evil\.home\.lan/,
    )
    expect(stdout).to.contain('  blog  https://blog.home.lan  (apps.blog)')
    const { waiting } = JSON.parse((await check(places.directory, { json: true })).stdout)
    expect(waiting[0].differences).to.deep.equal(['https://blog.home.lan wants answers sent to https://evil.home.lan'])
    server.close()
    server.closeAllConnections()
    const down = await check(places.directory)
    expect(down.stdout)
      .to.match(/Its last good version stays in force/)
      .and.contain('blog  https://blog.home.lan')
    expect(readdirSync(places.directory, { recursive: true })).to.deep.equal(before)
    await store.close()
  })

  it('check shows what waits of an app of the store, and whom its settings would rename', async () => {
    const address = 'https://blog.invalid/metadata'
    const store = folderStore(join(places.directory, 'apps'))
    const settings = `metadata: ${address}\nnameId: email\n`
    await store.put('app', 'blog', { settings }, { author: 'anna', replaces: undefined })
    const xml = metadata('https://blog.home.lan')
    await keepCopy(store, 'fetched', copyName(address, address), { record: { v: 1, address, readAt: 0 }, xml })
    const names = new SeenNames({ store, digest: (text) => text.padEnd(16), now: Date.now })
    const digestOf = { upstream: upstreamName('authelia'), issuer: issuer('https://auth.home.lan'), subject: 'anna' }
    const context = { amr: [], issuedAt: 0, authenticatingAuthority: '' }
    names.saw({
      app: appId('saml', 'https://blog.home.lan'),
      authentication: { ...digestOf, claims: { email: 'anna@home.lan' }, context },
      subject: { kind: 'persistent', value: 'abc' },
      pairwiseSector: ['https://blog.home.lan'],
      subjectNamespace: 'authelia',
      subjectFrom: 'sub',
    })
    await names.flush()
    const { stdout } = await check(places.directory)
    expect(stdout).to.contain('1 of 1 people seen in the last 30 days would become new accounts in blog.')
    expect(stdout)
      .to.match(/Its last good version stays in force/)
      .and.contain('(store:blog)')
    await store.put(
      'app',
      'blog',
      { settings: `metadata: ${address}\n` },
      { author: 'anna', replaces: (await store.get('app', 'blog'))?.revision },
    )
    expect((await check(places.directory)).stdout).not.to.contain('new accounts')
    await store.close()
  })

  it('check says that the keys of a first start can not be written', async () => {
    places.write('certs', 'not a folder')
    const { code, stdout } = await check(places.directory)
    expect(code).to.equal(1)
    expect(stdout).to.match(/error {2}certs.*\n.*folder of the keys, certs, cannot be used \(ENOTDIR\)/)
  })

  it('check tells that a shared storage needs keys', async () => {
    places.write('isthmus.yaml', `${config}storage: redis://127.0.0.1:1/0\n`)
    const { code, stdout } = await check(places.directory)
    expect(code).to.equal(1)
    expect(stdout).to.contain('isthmus keys init')
  })

  it('keys init makes keys that check takes', async () => {
    const printed: string[] = []
    await initKeys(join(places.directory, 'certs'), {
      commonName: 'sso.home.lan',
      print: (line) => void printed.push(line),
    })
    expect(printed.join()).to.contain('pairwise.key')
    expect((await check(places.directory)).stdout).to.match(/0 errors, 1 warning\n$/)
    const again = await isthmus(places.directory, 'keys', 'init')
    expect(again.code).to.equal(1)
    expect(again.stderr).not.to.match(/^\s+at /m)
  })

  it('schema prints a JSON Schema that knows every section', async () => {
    const { stdout } = await isthmus(places.directory, 'schema')
    const schema = JSON.parse(stdout)
    expect(schema.$schema).to.contain('2020-12')
    expect(Object.keys(schema.properties)).to.include.members(['publicUrl', 'upstreams', 'apps', 'defaults', 'storage'])
    expect(schema.required).to.deep.equal(['publicUrl', 'upstreams'])
    expect(schema.additionalProperties).to.equal(false)
  })

  it('says in words what it was not told', async () => {
    const missing = await isthmus(places.directory, 'check', '--config', 'none.yaml')
    expect(missing.code).to.equal(1)
    expect(missing.stdout).to.match(/none\.yaml\n.*does not exist/)
    const misspelt = await isthmus(places.directory, 'chek')
    expect(misspelt.code).to.equal(1)
    expect(misspelt.stderr).to.contain('Did you mean check?')
  })
})
