/** What the commands of administrators write to which stream: a script keeps one and a person reads the other. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { initKeys } from '../../../src/cli/keys.ts'
import { metadata, Places } from '../registry/places.ts'

const cli = fileURLToPath(new URL('../../../src/cli.js', import.meta.url))

async function isthmus(directory: string, args: readonly string[], input = '') {
  const child = spawn(process.execPath, [cli, ...args], { cwd: directory })
  const [stdout, stderr]: [string[], string[]] = [[], []]
  child.stdout.setEncoding('utf8').on('data', (text: string) => stdout.push(text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => stderr.push(text))
  child.stdin.on('error', () => {}).end(input)
  const [code] = await once(child, 'close')
  return { code, stdout: stdout.join(''), stderr: stderr.join('') }
}

const config = `publicUrl: https://sso.home.lan
upstreams:
  authelia: { kind: authelia, issuer: https://auth.home.lan, clientId: isthmus, clientSecretFile: secret }
`

describe('isthmus in a pipe', function () {
  this.timeout(60_000)
  let places: Places
  beforeEach(async () => {
    places = new Places()
    places.write('isthmus.yaml', config)
    places.write('secret', 'a-secret')
    places.write('wiki.xml', metadata('https://wiki.home.lan'))
    await initKeys(join(places.directory, 'certs'), { commonName: 'sso.home.lan', print: () => {} })
  })
  afterEach(() => places.remove())
  const run = (args: readonly string[], input?: string) => isthmus(places.directory, args, input)

  it('says on standard error what was refused, and in JSON on standard output', async () => {
    const missing = await run(['app', 'show', 'nope'])
    expect(missing).to.deep.equal({
      code: 1,
      stdout: '',
      stderr: 'There is no app nope.\n→ List the apps for the names that there are.\n',
    })
    const faulty = await run(['app', 'add', 'isthmus.yaml', '--name', 'wiki'])
    expect([faulty.code, faulty.stdout]).to.deep.equal([1, ''])
    expect(faulty.stderr).to.match(/^error {2}metadata/)
    const json = await run(['app', 'show', 'nope', '--json'])
    expect([json.code, JSON.parse(json.stdout).status, json.stderr]).to.deep.equal([1, 404, ''])
  })

  it('exports to standard output, and imports from standard input', async () => {
    expect((await run(['app', 'add', 'wiki.xml'])).code).to.equal(0)
    const exported = await run(['app', 'export', '-'])
    expect([exported.code, existsSync(join(places.directory, '-'))]).to.deep.equal([0, false])
    const lines = exported.stdout.trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line)).at(-1)).to.deep.equal({ end: true })
    expect(exported.stderr).to.contain('1 app, each with its history')
    const back = await run(['app', 'import', '-'], exported.stdout)
    expect(back).to.deep.include({ code: 0, stdout: 'wiki  is there already, and says the same\n' })
    const broken = await run(['app', 'import', '-'], lines.slice(0, -1).join('\n'))
    expect(broken.code).to.equal(1)
    expect(broken.stderr).to.contain('ends too early')
  })

  it('backs up to standard output, and restores from standard input, and keeps no copy of the keys', async () => {
    const left = () => readdirSync(tmpdir()).filter((name) => /^isthmus-[A-Za-z0-9]{6}$/.test(name))
    const before = left()
    const backup = await run(['backup', '-'])
    expect(backup.code).to.equal(0)
    expect(backup.stderr).to.contain('It holds the keys')
    expect(backup.stdout).not.to.contain('It holds the keys')
    const restored = await run(['restore', '-', '-c', 'other/isthmus.yaml'], backup.stdout)
    expect(restored.code, restored.stderr).to.equal(0)
    expect(existsSync(join(places.directory, 'other/certs/pairwise.key'))).to.equal(true)
    expect(left().filter((name) => !before.includes(name))).to.deep.equal([])
  })
})
