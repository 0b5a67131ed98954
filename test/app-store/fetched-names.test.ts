/** Metadata by address that asks for other names: the people who use the app are asked about before it is in force. */
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { createKeys } from '../../src/keys/create.ts'
import { type Running, start } from '../../src/start.ts'
import { tokenFor } from '../fixtures/admin-token.ts'
import { askApi } from '../fixtures/ask-api.ts'
import { requestUrl } from '../fixtures/authn-request.ts'
import { createSp, loginForm, responseXml, startGateway, type TestGateway, type TestSp } from '../fixtures/gateway.ts'
import { certificateBase64 } from '../saml/metadata.ts'
import { type RedisServer, redisServer } from '../storage/redis-server.ts'
import { until } from './conformance.ts'

const format = (name: string) => `<md:NameIDFormat>urn:oasis:names:tc:SAML:${name}</md:NameIDFormat>`
const email = format('1.1:nameid-format:emailAddress')
const persistent = format('2.0:nameid-format:persistent')

for (const kind of ['folder', 'redis'] as const) {
  describe(`fetched metadata that changes names, with the app store in ${kind === 'folder' ? 'a folder' : 'Redis'}`, () => {
    let redis: RedisServer | undefined
    let gateway: TestGateway
    let running: Running
    let sp: TestSp
    let server: http.Server
    let answer: string
    let token: string

    before(async function () {
      this.timeout(60_000)
      sp = createSp('http://unused', certificateBase64('leaf'))
      answer = sp.metadata
      server = http.createServer((_request, response) => response.end(answer))
      await once(server.listen(0, '127.0.0.1'), 'listening')
      const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metadata`
      const own = [`apps:`, `  wiki: { metadata: "${address}" }`, 'admin: { allow: "true" }']
      if (kind === 'redis') {
        redis = await redisServer()
        await redis.start()
        own.push(`storage: redis+unix://${redis.socket}`, 'appStore: redis')
      }
      gateway = await startGateway({ yaml: `${own.join('\n')}\n`, files: kind === 'redis' ? await keyFiles() : {} })
      running = gateway.running
      if (kind === 'folder') token = await tokenFor(gateway.directory, 'apps')
    })
    after(async () => {
      await running.close()
      await gateway.close()
      server.close()
      await redis?.remove()
    })

    async function restart(): Promise<void> {
      await running.close()
      const logTo = { write: (line: string) => void (gateway.log as Record<string, unknown>[]).push(JSON.parse(line)) }
      running = await start({ configFile: join(gateway.directory, 'isthmus.yaml'), env: {}, logTo })
    }

    const login = async () => responseXml(await loginForm(gateway.browser(), requestUrl(gateway, sp)))
    const name = async () =>
      /<saml2?:NameID[^>]*Format="([^"]*)"/
        .exec(await login())?.[1]
        ?.split(':')
        .at(-1)
    const offered = (formats: string) => sp.metadata.replace('<md:AssertionConsumerService', `${formats}$&`)
    const waits = () => gateway.log.filter(({ msg }) => msg === 'new metadata waits for a look')

    it('names people as it did, until someone has said yes; whoever is told is told how many', async () => {
      await until(async () => (await gateway.browser().get(requestUrl(gateway, sp))).status === 302)
      expect(await name()).to.equal('persistent')
      answer = offered(email)
      expect(answer).to.not.equal(sp.metadata)
      await restart()
      await until(async () => waits().length > 0)
      expect(JSON.stringify(waits()[0])).to.contain(
        `${sp.entityId} names people by emailAddress instead of no NameID format: 1 of 1 people seen lately would become new accounts there`,
      )
      expect(await name()).to.equal('persistent')
    })

    it('applies at once what renames nobody', async () => {
      answer = offered(persistent)
      await restart()
      await until(async () => gateway.log.some(({ msg }) => /nothing in it needed a look/.test(String(msg))))
      expect(await name()).to.equal('persistent')
      expect(waits(), 'no more than the first').to.have.length(1)
    })

    if (kind !== 'folder') return
    it('has the other names from the moment that somebody approves', async () => {
      answer = offered(email)
      await restart()
      await until(async () => waits().length > 1)
      const api = (method: string, path: string, headers?: object) =>
        askApi({ url: gateway.url, token }, method, path, undefined, headers)
      const [one] = (await api('GET', '/quarantine')).body.quarantine
      expect(one.differences.join()).to.contain('1 of 1 people')
      const approved = await api('POST', '/quarantine/wiki/approve', { 'if-match': `"${one.digest}"` })
      expect(approved.status).to.equal(204)
      await until(async () => (await name()) === 'emailAddress')
    })
  })
}

/** Keys of a gateway, as files: with Redis there must be some. */
async function keyFiles(): Promise<Record<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-keys-'))
  try {
    await createKeys(folder, { commonName: 'localhost', now: Date.now })
    const names = await readdir(folder)
    const texts = await Promise.all(names.map((one) => readFile(join(folder, one), 'utf8')))
    return Object.fromEntries(names.map((one, index) => [`certs/${one}`, texts[index] ?? '']))
  } finally {
    await rm(folder, { recursive: true })
  }
}
