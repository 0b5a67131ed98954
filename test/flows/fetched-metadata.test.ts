/** An app whose metadata is read by address, as that of Keycloak: what changes there, and what a restart remembers. */
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { folderStore } from '../../src/app-store/folder.ts'
import { approveQuarantined, listQuarantine } from '../../src/registry/quarantine.ts'
import { type Running, start } from '../../src/start.ts'
import { expectLogin, expectRefusal, requestUrl } from '../fixtures/authn-request.ts'
import { createSp, spKey, startGateway, type TestGateway, type TestSp } from '../fixtures/gateway.ts'
import { until } from '../fixtures/until.ts'

describe('flow: an app whose metadata is read by address', () => {
  let gateway: TestGateway
  let running: Running
  let sp: TestSp
  let server: http.Server
  let answer: string | undefined
  let hooked: { event: string; text: string }[]
  let address: string
  const [oldKey, newKey] = [spKey(), anotherKey()]

  before(async () => {
    hooked = []
    server = http.createServer((request, response) => {
      if (request.method === 'POST') {
        let body = ''
        request.on('data', (chunk) => {
          body += chunk
        })
        request.on('end', () => {
          hooked.push(JSON.parse(body))
          response.end()
        })
      } else if (answer === undefined) response.destroy()
      else response.end(answer)
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    address = `${base}/metadata`
    sp = createSp('http://unused', oldKey.certificate, { signed: true })
    answer = sp.metadata
    const yaml = `apps:\n  wiki: { metadata: "${address}" }\nalerts: { webhook: "${base}/hook" }\n`
    gateway = await startGateway({ yaml })
    running = gateway.running
  })
  after(async () => {
    await running.close()
    await gateway.close()
    server.close()
  })

  async function restart(): Promise<void> {
    await running.close()
    const logTo = { write: (line: string) => void (gateway.log as Record<string, unknown>[]).push(JSON.parse(line)) }
    running = await start({ configFile: join(gateway.directory, 'isthmus.yaml'), env: {}, logTo })
  }

  const login = (key: string) => expectLogin(gateway.browser(), requestUrl(gateway, sp, { signWith: key }))
  const ask = async (key: string) => gateway.browser().get(requestUrl(gateway, sp, { signWith: key }))
  const logged = (message: RegExp) => gateway.log.some(({ msg }) => message.test(String(msg)))
  const users = () => [{ name: 'wiki', metadata: { kind: 'url', url: address } }] as const

  it('is known once the address has answered', async () => {
    await until(async () => (await ask(oldKey.privateKey)).status === 302)
    await login(oldKey.privateKey)
  })

  it('is known after a restart while the address is down', async () => {
    answer = undefined
    await restart()
    await login(oldKey.privateKey)
  })

  it('keeps its old key when the address has a new one, and an administrator hears of it', async () => {
    answer = sp.metadata.replaceAll(inXml(oldKey.certificate), inXml(newKey.certificate))
    expect(answer).to.not.equal(sp.metadata)
    await restart()
    await until(() => logged(/new metadata waits for a look/))
    await login(oldKey.privateKey)
    expectRefusal(await ask(newKey.privateKey), gateway, 'signature_refused')
    await until(() => hooked.length > 0)
    expect(hooked[0]?.event).to.equal('metadata.waits')
    expect(hooked[0]?.text).to.match(/has a new signing key, [0-9a-f]{16} instead of [0-9a-f]{16}/)
  })

  it('has its new key, and no longer the old one, once that was approved: without a restart, and after one', async () => {
    const store = folderStore(join(gateway.directory, 'apps'))
    try {
      const [waiting] = await listQuarantine(store, users())
      expect(waiting?.apps).to.deep.equal(['wiki'])
      expect(await approveQuarantined(store, waiting, { author: 'anna', digest: waiting?.digest ?? '' })).to.equal(true)
    } finally {
      await store.close()
    }
    await until(async () => (await ask(newKey.privateKey)).status === 302)
    await login(newKey.privateKey)
    expectRefusal(await ask(oldKey.privateKey), gateway, 'signature_refused')
    answer = undefined
    await restart()
    await login(newKey.privateKey)
  })

  it('says whom a change of names renames, to an administrator too', async () => {
    const config = readFileSync(join(gateway.directory, 'isthmus.yaml'), 'utf8')
    await gateway.write('isthmus.yaml', config.replace(`"${address}" }`, `"${address}", nameId: email }`))
    await running.reload()
    expect(logged(/1 of 1 people seen in the last 30 days would become new accounts in wiki/)).to.equal(true)
    await until(() => hooked.some(({ event }) => event === 'names.changed'))
    expect(hooked.at(-1)?.text).to.match(/1 of 1 people seen in the last 30 days would become new accounts in wiki/)
    const store = folderStore(join(gateway.directory, 'apps'))
    const { acts } = await store.acts(100).finally(() => store.close())
    expect(acts.find(({ act }) => act === 'names.change')).to.deep.include({
      ...{ author: 'config', via: 'gateway', on: 'wiki', outcome: 'success', facts: { people: 1, of: 1 } },
    })
    expect(gateway.log.some(({ kind, act }) => kind === 'administration' && act === 'names.change')).to.equal(true)
  })
})

const inXml = (pem: string): string => pem.replace(/-----.*-----|\s/g, '')

/** A key and certificate made by openssl. */
function anotherKey(): { privateKey: string; certificate: string } {
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-key-'))
  const [key, certificate] = [join(folder, 'key'), join(folder, 'crt')]
  const made = [
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    key,
    '-out',
    certificate,
    '-subj',
    '/CN=next',
    '-days',
    '30',
  ]
  execFileSync('openssl', ['req', '-x509', ...made], { stdio: 'ignore' })
  const pair = { privateKey: readFileSync(key, 'utf8'), certificate: readFileSync(certificate, 'utf8') }
  rmSync(folder, { recursive: true })
  return pair
}
