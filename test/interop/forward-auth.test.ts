/** The blocks of docs/forward-auth.md, as they stand there, in the real nginx, Caddy and HAProxy, with an app behind them. */
import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import http from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import type { Finding } from '../../src/cli/doctor-finding.ts'
import { siteFindings } from '../../src/cli/doctor-site.ts'
import type { BrowserSession } from '../fixtures/browser-session.ts'
import { endProcess } from '../fixtures/end-process.ts'
import { freePort } from '../fixtures/free-port.ts'
import { startGateway, type TestGateway } from '../fixtures/gateway.ts'
import { openingPage } from '../fixtures/protected-site.ts'
import type { ReachedApp } from '../fixtures/site-proxy.ts'

const page = readFileSync(fileURLToPath(new URL('../../../docs/forward-auth.md', import.meta.url)), 'utf8')

const block = (language: string): string => {
  const found = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1]
  if (found === undefined) throw new Error(`docs/forward-auth.md has no ${language} block`)
  return found
}

interface Ports {
  readonly proxy: number
  readonly gateway: number
  readonly app: number
}

interface Proxy {
  readonly name: string
  /** Writes its config into the folder; resolves to the command. */
  command(directory: string, ports: Ports): Promise<readonly [string, ...string[]]>
}

/** On plain http the cookie has no prefix; the ports are free ones. */
const here = (text: string, { gateway, app }: Ports) =>
  text
    .replaceAll('__Host-isthmus_site', 'isthmus_site')
    .replaceAll('127.0.0.1:8080', `127.0.0.1:${gateway}`)
    .replaceAll('127.0.0.1:3000', `127.0.0.1:${app}`)

const nginx: Proxy = {
  name: 'nginx',
  async command(directory, ports) {
    const servers = here(block('nginx'), ports)
      .replace('listen 443 ssl;', `listen 127.0.0.1:${ports.proxy};`)
      .replace(/^ {2}ssl_.*\n/gm, '')
      .replace('server_name wiki.home.internal', 'server_name localhost')
      .replaceAll('$server_name', `$server_name:${ports.proxy}`)
    const text = `daemon off;\npid ${directory}/pid;\nerror_log stderr;\nevents {}\nhttp {\naccess_log off;\n${servers}}\n`
    await writeFile(join(directory, 'nginx.conf'), text)
    return ['/usr/sbin/nginx', '-c', join(directory, 'nginx.conf'), '-e', 'stderr']
  },
}

const caddy: Proxy = {
  name: 'Caddy',
  async command(directory, ports) {
    const site = here(block('caddyfile'), ports).replace('wiki.home.internal', `http://localhost:${ports.proxy}`)
    await writeFile(join(directory, 'Caddyfile'), `{\n\tadmin off\n\tdefault_bind 127.0.0.1\n}\n${site}`)
    return ['/usr/bin/caddy', 'run', '--adapter', 'caddyfile', '--config', join(directory, 'Caddyfile')]
  },
}

const haproxy: Proxy = {
  name: 'HAProxy',
  async command(directory, ports) {
    const script = join(directory, 'isthmus.lua')
    await writeFile(script, here(block('lua'), ports))
    const text = here(block('haproxy'), ports)
      .replace('/etc/haproxy/isthmus.lua', script)
      .replace(/bind :443 .*/, `bind 127.0.0.1:${ports.proxy}`)
    await writeFile(join(directory, 'haproxy.cfg'), text)
    return ['/usr/sbin/haproxy', '-db', '-f', join(directory, 'haproxy.cfg')]
  },
}

/** The example of RFC 6455, 1.3. */
const socketKey = 'dGhlIHNhbXBsZSBub25jZQ=='
const socketAccept = 's3pPLMBiTxaQ9kYGzzhZRbK+xOo='

for (const proxy of [nginx, caddy, haproxy]) {
  describe(`header login behind ${proxy.name}, set up as the documents say`, () => {
    const reached: ReachedApp[] = []
    let gateway: TestGateway
    let app: http.Server
    let directory: string
    let child: ChildProcess
    let url: string
    let port: number
    let appPort: number
    let browser: BrowserSession

    before(async function () {
      this.timeout(30_000)
      const ports: Ports = { proxy: await freePort(), gateway: await freePort(), app: await freePort() }
      port = ports.proxy
      appPort = ports.app
      url = `http://localhost:${port}`
      gateway = await startGateway({ port: ports.gateway, op: { autoLogin: '' }, yaml: yamlFor(port) })
      app = http.createServer((request, response) => {
        reached.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers })
        request.resume().on('end', () => response.end('the app'))
      })
      app.on('upgrade', ({ method = '', url = '', headers }, socket) => {
        reached.push({ method, url, headers })
        const head = ['HTTP/1.1 101 Switching Protocols', 'Connection: Upgrade', 'Upgrade: websocket']
        socket.end([...head, `Sec-WebSocket-Accept: ${socketAccept}`, '', ''].join('\r\n'))
      })
      await new Promise<void>((resolve) => app.listen(ports.app, '127.0.0.1', resolve))
      directory = await mkdtemp(join(tmpdir(), 'proxy-'))
      const [command, ...args] = await proxy.command(directory, ports)
      child = spawn(command, args, { stdio: 'ignore', env: { HOME: directory, PATH: '/usr/bin:/bin' } })
      await untilServed(`${url}/public/`)
    })
    after(async () => {
      await endProcess(child, 5_000)
      app.closeAllConnections()
      app.close()
      await gateway.close()
      await rm(directory, { recursive: true, force: true })
    })
    beforeEach(() => {
      reached.length = 0
      browser = gateway.browser()
    })

    const signIn = async (user: string, path = '/') =>
      browser.loginAt(await browser.get(`${url}${path}`, openingPage), user)

    it('leads to the login and back to the page that was wanted', async () => {
      const path = '/pages/a%20b?q=%C3%B6&to=/x&r=a+b'
      const arrived = await signIn('alice', path)
      expect(arrived).to.include({ url: `${url}${path}`, status: 200, body: 'the app' })
      expect(reached.map((one) => one.url)).to.deep.equal([path])
      const { headers } = reached[0] ?? { headers: {} as http.IncomingHttpHeaders }
      expect(headers).to.include({ 'remote-user': 'alice', 'remote-groups': 'staff,admins' })
      expect(headers['remote-email']).to.equal('alice@example.org')
      expect(Buffer.from(String(headers['remote-name']), 'latin1').toString()).to.equal("Alice Ö'Example & <Co>")
    })

    it('answers a script 401, a form 401, and a person who may not see it 403', async () => {
      expect((await browser.get(`${url}/x.json`, { accept: 'application/json' })).status).to.equal(401)
      expect((await browser.post(`${url}/form`, { a: 'b' }, { headers: openingPage })).status).to.equal(401)
      await signIn('bob')
      const refused = await browser.get(`${url}/admin/x`, openingPage)
      expect(refused.status).to.equal(403)
      expect(refused.headers['strict-transport-security']).to.equal(undefined)
      expect(reached.map((one) => one.url)).to.deep.equal(['/'])
    })

    it('passes forms on, body and all', async () => {
      await signIn('alice')
      expect((await browser.post(`${url}/form?x=1`, { a: 'b'.repeat(20_000) })).status).to.equal(200)
      expect(reached.at(-1)).to.include({ method: 'POST', url: '/form?x=1' })
    })

    it('opens a socket with a session, and answers it 401 without', async () => {
      const open = (cookie: string) =>
        new Promise<number | undefined>((resolve, reject) => {
          const upgrade = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' }
          const headers = {
            ...upgrade,
            'sec-websocket-key': socketKey,
            'sec-fetch-mode': 'websocket',
            cookie,
          }
          const asked = http.get(`${url}/socket`, { headers, agent: false }, (response) => {
            resolve(response.resume().statusCode)
          })
          asked.on('upgrade', ({ statusCode }, socket) => {
            socket.destroy()
            resolve(statusCode)
          })
          asked.on('error', reject)
        })
      expect(await open('isthmus_site=x')).to.equal(401)
      expect(reached).to.be.empty
      await signIn('alice')
      reached.length = 0
      expect(await open(`isthmus_site=${browser.cookies(url).get('isthmus_site')}`)).to.equal(101)
      expect(reached.map(({ url, headers }) => [url, headers['remote-user']])).to.deep.equal([['/socket', 'alice']])
    })

    it('keeps our cookie from the app, and leaves it the others', async () => {
      await signIn('alice')
      browser.setCookie(url, 'first=1; Path=/')
      await browser.get(`${url}/`)
      expect(reached.at(-1)?.headers.cookie?.replace(/; $/, '')).to.equal('first=1')
      const own = `isthmus_site=${browser.cookies(url).get('isthmus_site')}`
      for (const cookie of [own, `${own}; b=2`, `a=1; ${own}; b=2`, `a=1; ${own}`]) {
        await send(port, `GET / HTTP/1.1\r\nHost: localhost:${port}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`)
        const got = reached.at(-1)?.headers.cookie ?? ''
        expect(got).to.not.include('isthmus_site')
        expect(got.split(/; ?/).filter((one) => one !== '')).to.deep.equal(
          cookie.split('; ').filter((one) => one !== own),
        )
      }
    })

    it('takes away what a visitor sends under the names of our headers', async () => {
      const forged = {
        'Remote-User': 'root',
        'Remote-Groups': 'admins',
        'Remote-Name': 'Root',
        'Remote-Email': 'root@a.test',
      }
      await browser.get(`${url}/public/`, forged)
      const { headers } = reached[0] ?? { headers: {} as http.IncomingHttpHeaders }
      for (const name of Object.keys(forged)) expect(headers[name.toLowerCase()] ?? '', name).to.equal('')
      // carol has no groups and no e-mail: our headers are empty.
      await signIn('carol', '/public/../all/'.replace('/public/..', ''))
      await browser.get(`${url}/all/`, forged)
      const told = reached.at(-1)?.headers ?? {}
      expect(told['remote-user']).to.equal('carol')
      expect([told['remote-groups'] ?? '', told['remote-email'] ?? '']).to.deep.equal(['', ''])
    })

    it('lets nobody say which request is asked about', async () => {
      const lies: readonly Record<string, string>[] = [
        { 'X-Original-URL': `http://localhost:${port}/public/`, 'X-Original-Method': 'GET' },
        { 'X-Forwarded-Uri': '/public/' },
        { 'X-Forwarded-Host': 'other.localhost', 'X-Forwarded-Uri': '/' },
        { 'X-Forwarded-Method': 'OPTIONS', Origin: 'https://a.test', 'Access-Control-Request-Method': 'PUT' },
        { 'X-Original-Method': 'OPTIONS', Origin: 'https://a.test', 'Access-Control-Request-Method': 'PUT' },
      ]
      for (const lie of lies) {
        const { status } = await browser.get(`${url}/secret`, lie)
        expect(status, JSON.stringify(lie)).to.be.oneOf([401, 403])
      }
      expect(reached).to.deep.equal([])
    })

    it('lets nobody name another host in the request line', async () => {
      // Of this site, whose public paths are open, by Host; of another one by the request line.
      const lines = `GET http://other.localhost:${port}/secret HTTP/1.1\r\nHost: localhost:${port}`
      await send(port, `${lines}\r\nConnection: close\r\n\r\n`)
      await send(
        port,
        `GET http://localhost:${port}/secret HTTP/1.1\r\nHost: open.localhost:${port}\r\nConnection: close\r\n\r\n`,
      )
      expect(reached).to.deep.equal([])
    })

    it('lets no ambiguous path through', async () => {
      await signIn('bob')
      reached.length = 0
      for (const path of [
        '/public/../admin/x',
        '/public/%2e%2e/admin/x',
        '/public/..%2fadmin/x',
        '//admin/x',
        '/admin%2fx',
      ]) {
        await send(
          port,
          `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\nCookie: isthmus_site=${browser.cookies(url).get('isthmus_site')}\r\n\r\n`,
        )
      }
      expect(reached.map((one) => one.url)).to.deep.equal([])
    })

    it('leaves the doctor nothing to find', async () => {
      app.closeAllConnections()
      await new Promise((resolve) => app.close(resolve))
      try {
        const config = gateway.running.config()
        const examined = config.sites.find((one) => one.host === `localhost:${port}`)
        if (examined === undefined) throw new Error('no such site')
        const found: Finding[] = []
        for await (const finding of siteFindings(config, examined, `127.0.0.1:${appPort}`)) found.push(finding)
        expect(found.filter(({ outcome }) => outcome !== 'good')).to.deep.equal([])
        expect(found).to.have.length(12)
      } finally {
        await new Promise<void>((resolve) => app.listen(appPort, '127.0.0.1', resolve))
      }
    })

    it('ends with a logout', async () => {
      await signIn('alice')
      await browser.follow(await browser.submit(await browser.get(`${gateway.url}/logout`)))
      reached.length = 0
      const after = await browser.get(`${url}/`, openingPage)
      expect(after.status).to.equal(302)
      expect(after.headers.location).to.match(/\/\.isthmus\/session\?to=\/$/)
      expect(reached).to.deep.equal([])
    })
  })
}

const yamlFor = (port: number): string =>
  [
    'trustedProxies: [127.0.0.1]',
    'forwardAuth:',
    '  sites:',
    `    'open.localhost:${port}': { rules: [{ when: 'true', public: true }] }`,
    `    'localhost:${port}':`,
    '      allow: \'"staff" in groups\'',
    '      rules:',
    '        - { when: \'path.startsWith("/public/")\', public: true }',
    '        - { when: \'path.startsWith("/admin/")\', allow: \'"admins" in groups\' }',
    '        - { when: \'path.startsWith("/all/")\', allow: "true" }',
  ].join('\n')

/** Octets as they are, which no HTTP client would send. */
function send(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(request))
    socket.setEncoding('latin1')
    socket.on('data', (text: string) => {
      answer += text
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(answer))
  })
}

async function untilServed(url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.status === 200) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`nothing is served at ${url}`)
}
