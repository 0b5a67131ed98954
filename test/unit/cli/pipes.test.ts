/** What the commands of administrators write to which stream: a script keeps one and a person reads the other. */
import { existsSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { configuredPlaces, isthmus } from '../../fixtures/command-line.ts'
import { metadata, type Places } from '../registry/places.ts'

describe('isthmus in a pipe', function () {
  this.timeout(60_000)
  let places: Places
  beforeEach(async () => {
    places = await configuredPlaces()
    places.write('wiki.xml', metadata('https://wiki.home.lan'))
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
