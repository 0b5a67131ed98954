import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { expect } from 'chai'
import { runCheck } from '../../../src/cli/check.ts'
import { runHealth } from '../../../src/cli/health.ts'
import { createServer, type ListenAddress, listen, type ServerOptions } from '../../../src/http/server.ts'
import { Places } from '../registry/places.ts'

describe('isthmus health', () => {
  let places: Places
  let server: Server | undefined
  let status = 200
  beforeEach(() => {
    places = new Places()
    status = 200
  })
  afterEach(() => {
    server?.closeAllConnections()
    server?.close()
    places.remove()
  })

  async function serve(address: ListenAddress, tls?: ServerOptions['tls']): Promise<string> {
    server = createServer(
      (request, response) => response.writeHead(request.url === '/readyz' ? status : 404).end('{"ready":"said"}'),
      { tls },
    )
    return listen(server, address)
  }

  const health = (config: string) => {
    places.write('isthmus.yaml', config)
    return runHealth(join(places.directory, 'isthmus.yaml'))
  }

  it('asks where the config listens', async () => {
    const address = await serve({ host: '127.0.0.1', port: 0 })
    expect(await health(`listen: ${address}\n`)).to.equal(0)
    expect(await health(`listen: 0.0.0.0:${address.split(':')[1]}\n`)).to.equal(0)
    status = 503
    expect(await health(`listen: ${address}\n`)).to.equal(1)
  })

  it('asks over IPv6 and by a unix socket', async () => {
    const address = await serve({ host: '::1', port: 0 })
    expect(await health(`listen: "${address}"\n`)).to.equal(0)
    expect(await health(`listen: "${address.replace('::1', '::')}"\n`)).to.equal(0)
    server?.close()
    const path = join(places.directory, 'socket')
    await serve({ path })
    expect(await health(`listen: ${path}\n`)).to.equal(0)
  })

  it('asks over TLS where the gateway speaks it, and not otherwise', async () => {
    const [key, crt] = [join(places.directory, 'tls.key'), join(places.directory, 'tls.crt')]
    const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '20', '-subj', '/CN=sso.home.test']
    execFileSync('openssl', [...request, '-keyout', key, '-out', crt], { stdio: 'ignore' })
    const address = await serve(
      { host: '127.0.0.1', port: 0 },
      { certificate: readFileSync(crt, 'utf8'), key: readFileSync(key, 'utf8') },
    )
    const config = `listen: ${address}\ntls: { certFile: tls.crt, keyFile: tls.key }\n`
    expect(await health(config)).to.equal(0)
    expect(await health(`listen: ${address}\n`)).to.equal(1)
    places.write('secrets/a', 'a-secret')
    const whole = `publicUrl: https://sso.home.lan\n${config}upstreams:\n  authelia: { kind: authelia, issuer: https://auth.home.lan, clientId: isthmus, clientSecretFile: secrets/a }\n`
    places.write('isthmus.yaml', whole)
    const printed: string[] = []
    await runCheck(join(places.directory, 'isthmus.yaml'), { json: false, print: (text) => void printed.push(text) })
    expect(printed.join('\n')).to.match(/warning {2}.*tls\.crt\n.*ends on .* in 20 days/)
  })

  it('says no where nobody listens, also where the rest of the config is broken', async () => {
    const address = await serve({ host: '127.0.0.1', port: 0 })
    expect(await health(`listen: ${address}\nnonsense: true\n`)).to.equal(0)
    server?.close()
    expect(await health(`listen: ${address}\n`)).to.equal(1)
  })
})
