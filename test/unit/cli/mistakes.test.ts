import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { printClientSecret } from '../../../src/cli/app.ts'
import { importApps } from '../../../src/cli/app-archive.ts'
import { exportFromServer } from '../../../src/cli/app-archive-server.ts'
import { actCommand, type Command, listCommand, runAppCommand } from '../../../src/cli/app-commands.ts'
import { backUp } from '../../../src/cli/backup.ts'
import { initKeys } from '../../../src/cli/keys.ts'
import { explain } from '../../../src/cli/output.ts'
import { decideCommand } from '../../../src/cli/quarantine-commands.ts'
import { restore } from '../../../src/cli/restore.ts'
import { runSession } from '../../../src/cli/session.ts'
import { runTokenCreate } from '../../../src/cli/token.ts'
import { makeTestCa } from '../../fixtures/test-ca.ts'

const cli = fileURLToPath(new URL('../../../src/cli.js', import.meta.url))

describe('isthmus: mistakes at the command line', () => {
  let directory: string
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'isthmus-mistakes-'))
    await writeFile(join(directory, 'secret'), 'x'.repeat(32), { mode: 0o600 })
    await writeFile(
      join(directory, 'isthmus.yaml'),
      'publicUrl: https://sso.home.lan\nupstreams: { op: { issuer: https://op.home.lan, clientId: i, clientSecretFile: secret } }\n',
    )
    await initKeys(join(directory, 'certs'), { commonName: 'sso.home.lan', print: () => {} })
  })
  after(() => rm(directory, { recursive: true }))

  interface Ran {
    readonly code: number | null
    readonly out: string
    readonly err: string
  }

  /** @param stdout a descriptor, where it is not read */
  async function isthmus(args: readonly string[], stdout: number | 'pipe' = 'pipe'): Promise<Ran> {
    const child = spawn(process.execPath, [cli, ...args], { cwd: directory, stdio: ['ignore', stdout, 'pipe'] })
    const said = { out: '', err: '' }
    child.stdout?.on('data', (part) => {
      said.out += part
    })
    child.stderr?.on('data', (part) => {
      said.err += part
    })
    const [code] = (await once(child, 'close')) as [number | null]
    return { code, ...said }
  }

  const stack = /\n\s+at /

  for (const [args, expected] of [
    [['check', 'extra'], /too many arguments.*\n→ With --help/],
    [['health', '-c', 'none.yaml'], /^none\.yaml does not exist\.\n→ /],
    [['app', 'add', 'none.xml'], /^none\.xml does not exist\.\n→ /],
    [['app', 'secret', 'a b'], /^"a b" can't be a key under `apps`\.\n→ /],
    [['app', 'disable', 'wiki', '--until', 'tomorrow'], /^tomorrow is no time: write it with its zone/],
    [['doctor', '--new-secret'], /--new-secret goes with --client/],
    [['doctor', '--in-place-of', '127.0.0.1:1'], /--in-place-of goes with --site/],
    [['doctor', '--upstream', 'op'], /--upstream goes with --client or --claims/],
    [['doctor', '--site', 'wiki.home.lan'], /^No site is wiki\.home\.lan\. There is none: `forwardAuth\.sites`/],
  ] as const)
    it(`${args.join(' ')}: says what is wrong and what to do`, async () => {
      const { code, out, err } = await isthmus(args)
      expect(err).to.match(expected).and.not.match(stack)
      expect([code, out]).to.deep.equal([1, ''])
      expect(existsSync(join(directory, 'new.yaml'))).to.equal(false)
    })

  it('says so of files, names and times, too, where they are read later', async () => {
    const config = join(directory, 'isthmus.yaml')
    const there = (name: string) => join(directory, name)
    const run = (command: Command) => runAppCommand({ config, print: () => {} }, command)
    const mistakes: readonly (readonly [() => unknown, RegExp])[] = [
      [() => restore(there('new.yaml'), there('none')), /none does not exist\.\n→ /],
      [() => restore(there('new.yaml'), directory), / is a folder\.\n→ Name a file/],
      [() => restore(there('new.yaml'), config), / is not an archive of the form isthmus-backup/],
      [() => backUp(config, there('no/b')), /no\/b can't be there: the folder .*\/no does not exist\.\n→ Make it/],
      [() => importApps(config, there('none'), { replace: false }), /none does not exist\.\n→ /],
      [() => run(decideCommand('wiki', 'approve')), /^Nothing waits for wiki\.\n→ `isthmus app quarantine`/],
      [() => run(actCommand('wiki', 'undo', { to: 'x' })), /^x is no revision: `isthmus app history wiki`/],
      [() => runTokenCreate({ config, scope: ['read'], expires: '0d' }), /^0d is no duration/],
      [() => printClientSecret('', () => {}), /^"" can't be a key/],
    ]
    for (const [make, expected] of mistakes)
      expect(
        await Promise.resolve()
          .then(make)
          .then(() => 'done', explain),
      ).to.match(expected)
    expect(existsSync(there('new.yaml'))).to.equal(false)
  })

  it('says of a Redis that is not there what to do, whichever command asks it', async () => {
    const config = join(directory, 'redis.yaml')
    const own = await readFile(join(directory, 'isthmus.yaml'), 'utf8')
    await writeFile(config, `${own}storage: redis+unix://${directory}/none.sock\nappStore: redis\n`)
    for (const run of [
      () => runAppCommand({ config, print: () => {} }, listCommand({})),
      () => runTokenCreate({ config, scope: ['read'], expires: '1d' }),
      () => backUp(config, join(directory, 'b')),
    ])
      expect(await run().catch(explain)).to.match(/none\.sock\n→ See that it runs/)
    expect(existsSync(join(directory, 'b'))).to.equal(false)
  })

  it('goes on to the end where the one who reads has gone', async () => {
    // `true` has ended long before.
    const child = spawn('sh', ['-c', `"$0" "$@" | true`, process.execPath, cli, 'schema'], { cwd: directory })
    let err = ''
    child.stderr.on('data', (part) => {
      err += part
    })
    await once(child, 'close')
    expect(err).to.equal('')
  })

  it('fails where what it found can’t be written', async function () {
    if (!existsSync('/dev/full')) return this.skip()
    const full = openSync('/dev/full', 'w')
    try {
      const { code, err } = await isthmus(['schema'], full)
      expect(err)
        .to.match(/^What was found can't be written: .*ENOSPC/)
        .and.not.match(stack)
      expect(code).to.equal(1)
    } finally {
      closeSync(full)
    }
  })

  it('ends no session for an empty or short option', async () => {
    for (const wish of [{ person: '' }, { app: '' }, { key: '' }, { key: 'abc' }, { person: 'anna', key: '' }])
      expect(await runSession('end', join(directory, 'isthmus.yaml'), wish).catch(explain)).to.match(
        /names nobody|needs 8 characters/,
      )
  })

  describe('with --server', () => {
    let server: Server
    const close = () => server?.close().closeAllConnections()
    afterEach(close)
    const portOf = (one: { address(): unknown }) => (one.address() as AddressInfo).port

    async function asked(listener: RequestListener, token = 'isthmus_id_secret', path = ''): Promise<string> {
      close()
      server = createServer(listener).listen(0, '127.0.0.1')
      await once(server, 'listening')
      return list(`http://127.0.0.1:${portOf(server)}${path}`, token)
    }
    const list = (address: string, token = 'isthmus_id_secret') =>
      runAppCommand({ config: '', server: address, token, print: () => {} }, listCommand({})).then(
        (code) => `ended with ${code}`,
        (error) => `${error.name}: ${explain(error)}`,
      )

    it('a page is no answer, and no half archive is left of one', async () => {
      const page: RequestListener = (_, response) => response.setHeader('Content-Type', 'text/html').end('<p>Sign in')
      expect(await asked(page)).to.match(/^Plain: What answers there is no Isthmus\.\n→ /)
      const address = `http://127.0.0.1:${portOf(server)}`
      const archive = join(directory, 'apps.jsonl')
      const refused = await exportFromServer({ config: '', server: address, token: 't' }, archive).catch(explain)
      expect(refused).to.match(/no Isthmus/)
      expect(existsSync(archive)).to.equal(false)
    })

    it('says of every other kind of no answer what to do', async () => {
      expect(await asked((_, response) => response.writeHead(302, { location: 'https://x.test/' }).end())).to.match(
        /does not answer: it sends us elsewhere\.\n→ Name the address/,
      )
      expect(await asked((_, response) => response.destroy())).to.match(/does not answer: .*\n→ Look at the address/)
      const cut: RequestListener = (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '9' })
        response.write('{"a"')
        setTimeout(() => response.destroy(), 20)
      }
      expect(await asked(cut)).to.match(/^Plain: .*does not answer: .*\n→ /)
      const port = portOf(server)
      expect(await list(`https://127.0.0.1:${port}`)).to.match(/it speaks no TLS there\.\n→ Look at the port/)
    })

    it('a certificate of an authority at home is not trusted unless it is named', async () => {
      const { key, cert } = await (await makeTestCa()).issue('localhost')
      const tls = createTlsServer({ key, cert }, (_, response) => response.end()).listen(0)
      await once(tls, 'listening')
      const said = await list(`https://localhost:${portOf(tls)}`)
      tls.close()
      expect(said).to.match(/\n→ Name the authority that signed its certificate: NODE_EXTRA_CA_CERTS=/)
    })

    it('shows neither a token nor a password', async () => {
      for (const token of ['isthmus_top\nsecret', 'isthmus_top secret', 'isthmus_top_secrét']) {
        const said = await asked((_, response) => response.end(), token)
        expect(said)
          .to.match(/^Plain: What ISTHMUS_TOKEN holds is no token/)
          .and.not.match(/isthmus_top/)
      }
      expect(await list('https://anna:hunter2@sso.home.lan'))
        .to.match(/takes the address alone/)
        .and.not.match(/hunter2/)
    })
  })
})
