/** The blocks of docs/reverse-proxies.md, as they stand there, in the real nginx and the real Caddy. */
import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { endProcess } from '../fixtures/end-process.ts'
import { freePort } from '../fixtures/free-port.ts'
import { startGateway, type TestGateway } from '../fixtures/gateway.ts'

const page = readFileSync(fileURLToPath(new URL('../../../docs/reverse-proxies.md', import.meta.url)), 'utf8')

const block = (language: string): string => {
  const found = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1]
  if (found === undefined) throw new Error(`docs/reverse-proxies.md has no ${language} block`)
  return found
}

interface Proxy {
  readonly name: string
  /** Writes its config into the folder; resolves to the command. */
  command(directory: string, port: number, gateway: number): Promise<readonly [string, ...string[]]>
}

const nginx: Proxy = {
  name: 'nginx',
  async command(directory, port, gateway) {
    const server = block('nginx')
      .replace('listen 443 ssl;', `listen 127.0.0.1:${port};`)
      .replace(/^ {2}ssl_.*\n/gm, '')
      .replace('127.0.0.1:8080', `127.0.0.1:${gateway}`)
    const text = `daemon off;\npid ${directory}/pid;\nerror_log stderr;\nevents {}\nhttp {\naccess_log off;\n${server}}\n`
    await writeFile(join(directory, 'nginx.conf'), text)
    return ['/usr/sbin/nginx', '-c', join(directory, 'nginx.conf'), '-e', 'stderr']
  },
}

const caddy: Proxy = {
  name: 'Caddy',
  async command(directory, port, gateway) {
    const site = block('caddyfile')
      .replace('sso.home.internal', `http://127.0.0.1:${port}`)
      .replace('127.0.0.1:8080', `127.0.0.1:${gateway}`)
    await writeFile(join(directory, 'Caddyfile'), `{\n\tadmin off\n}\n${site}`)
    return ['/usr/bin/caddy', 'run', '--adapter', 'caddyfile', '--config', join(directory, 'Caddyfile')]
  },
}

for (const proxy of [nginx, caddy]) {
  describe(`behind ${proxy.name}, set up as the documents say`, () => {
    let gateway: TestGateway
    let directory: string
    let child: ChildProcess
    let address: string

    before(async function () {
      this.timeout(30_000)
      const [inner, outer] = [await freePort(), await freePort()]
      gateway = await startGateway({ port: inner, yaml: 'trustedProxies: [127.0.0.1]' })
      directory = await mkdtemp(join(tmpdir(), 'proxy-'))
      const [command, ...args] = await proxy.command(directory, outer, inner)
      child = spawn(command, args, { stdio: 'ignore', env: { HOME: directory, PATH: '/usr/bin:/bin' } })
      address = `http://127.0.0.1:${outer}`
      await untilServed(`${address}/saml/metadata`)
    })
    after(async () => {
      await endProcess(child, 5_000)
      await gateway.close()
      await rm(directory, { recursive: true, force: true })
    })

    it('serves what Isthmus publishes', async () => {
      const answer = await read(`${address}/saml/metadata`)
      expect(answer.body).to.include(`entityID="${gateway.url}/saml/metadata"`)
    })

    it('passes a request by redirect of 30 KiB', async () => {
      const { status, body } = await read(`${address}/saml/sso?SAMLRequest=x&RelayState=${'a'.repeat(30_000)}`)
      expect(status).to.equal(400)
      expect(body).to.include('Isthmus')
    })

    it('says who the visitor is', async () => {
      await read(`${address}/saml/sso?SAMLRequest=x`, '127.0.0.77')
      expect(gateway.log.map(({ address: seen }) => seen)).to.include('127.0.0.77')
    })
  })
}

/** One GET, from a loopback address of the caller's choice. */
function read(url: string, localAddress = '127.0.0.1'): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve, reject) => {
    get(url, { localAddress }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        body += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
    }).on('error', reject)
  })
}

async function untilServed(url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const answer = await read(url).catch(() => undefined)
    if (answer?.status === 200) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`nothing is served at ${url}`)
}
