/** A start that fails ends, with exit code 1 and the reason, whatever was opened before; and a gateway outlives its log. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { endProcess } from '../fixtures/end-process.ts'
import { freePort } from '../fixtures/free-port.ts'

const cli = fileURLToPath(new URL('../../src/cli.js', import.meta.url))

describe('flow: a start that fails, and a log that fails', () => {
  let directory: string
  let child: ChildProcess | undefined
  let taken: Server | undefined
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'isthmus-start-'))
  })
  afterEach(async () => {
    if (child !== undefined && child.exitCode === null) child.kill('SIGKILL')
    child = undefined
    taken?.close()
    taken = undefined
    rmSync(directory, { recursive: true, force: true })
  })

  const begin = (yaml: string, stdout: 'pipe' | number = 'pipe'): ChildProcess => {
    const upstream = 'upstreams: { a: { issuer: "https://127.0.0.1:1", clientId: isthmus } }'
    writeFileSync(
      join(directory, 'isthmus.yaml'),
      `publicUrl: http://localhost:8080\ntrustedProxies: []\n${upstream}\n${yaml}\n`,
    )
    child = spawn(process.execPath, [cli, 'start', '--config', join(directory, 'isthmus.yaml')], {
      cwd: directory,
      stdio: ['ignore', stdout, 'pipe'],
      env: { ...process.env, ISTHMUS_UPSTREAMS_A_CLIENTSECRET: 'of-a-test' },
    })
    return child
  }
  const ending = async (yaml: string): Promise<string> => {
    const started = begin(yaml)
    let said = ''
    started.stderr?.on('data', (chunk: Buffer) => {
      said += chunk
    })
    started.stdout?.resume()
    const [code] = await once(started, 'exit')
    expect(code, said).to.equal(1)
    return said
  }
  const takePort = async (): Promise<number> => {
    const server = createServer()
    taken = server
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  }

  it('a port that is taken', async () => {
    const port = await takePort()
    expect(await ending(`listen: 127.0.0.1:${port}`)).to.match(
      /^listen EADDRINUSE.*: something else is already listening there\.\n$/,
    )
  })

  it('a port for metrics that is taken, when the other listens already', async () => {
    const port = await takePort()
    const free = await freePort()
    expect(await ending(`listen: 127.0.0.1:${free}\nmetrics: { listen: "127.0.0.1:${port}" }`)).to.match(
      /EADDRINUSE.*\n$/,
    )
  })

  it('a socket in no folder', async () => {
    expect(await ending('listen: /nowhere/isthmus.sock')).to.match(
      /^listen (ENOENT|EACCES).*\/nowhere\/isthmus\.sock\n$/,
    )
  })

  it('an app store that is no folder', async () => {
    writeFileSync(join(directory, 'a-file'), '')
    expect(await ending('appStore: a-file')).to.match(/a-file can't hold apps.*\n→ .*appStore/)
  })

  it('keys that can not be read, and a config that is not there', async () => {
    mkdirSync(join(directory, 'certs'))
    writeFileSync(join(directory, 'certs', 'pairwise.key'), 'no key')
    chmodSync(join(directory, 'certs', 'pairwise.key'), 0o600)
    expect(await ending(`listen: 127.0.0.1:${await freePort()}`)).to.match(/certs/)
    rmSync(join(directory, 'certs'), { recursive: true })
    expect(await ending('nonsense: true')).to.match(/nonsense/)
  })

  it('no keys, where others may have theirs on the same storage', async () => {
    expect(await ending('storage: redis://127.0.0.1:1')).to.match(/There are no keys/)
  })

  describe('the log', () => {
    /** Refused requests, each of which writes two lines: a page all the same, and the process lives. */
    const serves = async (port: number, requests: number): Promise<Record<string, unknown>> => {
      const url = `http://127.0.0.1:${port}`
      for (let tries = 0; tries < 100; tries++) {
        if (
          await fetch(`${url}/healthz`).then(
            ({ ok }) => ok,
            () => false,
          )
        )
          break
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      const host = { headers: { connection: 'close' } }
      for (let count = 0; count < requests; count++) {
        const response = await fetch(`${url}/saml/sso?SAMLRequest=${'A'.repeat(50)}`, host)
        expect(response.status).to.equal(400)
        expect(await response.text()).to.include('<html')
      }
      const response = await fetch(`${url}/readyz`)
      expect(response.status).to.equal(200)
      expect(child?.exitCode).to.equal(null)
      return (await response.json()) as Record<string, unknown>
    }

    it('on a full device', async () => {
      const port = await freePort()
      const started = begin(`listen: 127.0.0.1:${port}`, openSync('/dev/full', 'w'))
      let said = ''
      started.stderr?.on('data', (chunk: Buffer) => {
        said += chunk
      })
      expect(await serves(port, 5)).to.include({ ready: true, log: 'failing' })
      expect(said.match(/The log can't be written \(ENOSPC\)/g)).to.have.length(1)
      expect(await endProcess(started, 10_000)).to.equal(0)
    })

    it('whose reader has ended', async () => {
      const port = await freePort()
      const started = begin(`listen: 127.0.0.1:${port}`)
      started.stdout?.destroy()
      started.stderr?.destroy()
      expect(await serves(port, 5)).to.include({ ready: true })
      expect(await endProcess(started, 10_000)).to.equal(0)
    })

    it('that nobody reads', async () => {
      const port = await freePort()
      const started = begin(`listen: 127.0.0.1:${port}\nlog: { level: debug }`)
      started.stderr?.resume()
      expect(await serves(port, 300)).to.include({ ready: true })
      expect(await endProcess(started, 10_000)).to.equal(0)
    }).timeout(60_000)
  })
})
