/** Every example of docs/api.md that begins with curl, by the real curl, at a gateway that runs. */
import { execFile, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { tokenFor } from '../fixtures/admin-token.ts'
import { certificateOf, createSp, startGateway, type TestGateway } from '../fixtures/gateway.ts'

const text = readFileSync(new URL('../../../docs/api.md', import.meta.url), 'utf8')
/** Each with the lines that it goes on in. */
const examples = [...text.matchAll(/^ {4}(curl (?:.*\\\n)*.*)$/gm)].map(([, example = '']) => example)

describe('flow: the examples of docs/api.md', () => {
  let gateway: TestGateway
  let wiki: Server
  let metadataAt: string
  let folder: string
  let token: string
  let metadata: string
  let served: string
  let digest = ''

  before(async function () {
    if (spawnSync('curl', ['--version']).status !== 0) this.skip()
    gateway = await startGateway({ yaml: 'admin: { allow: "true" }' })
    metadata = createSp(gateway.url, await certificateOf(gateway)).metadata
    served = metadata
    wiki = createServer((_, response) => void response.end(served))
    await once(wiki.listen(0, '127.0.0.1'), 'listening')
    metadataAt = `http://127.0.0.1:${(wiki.address() as AddressInfo).port}/saml/metadata`
    folder = mkdtempSync(join(tmpdir(), 'isthmus-curl-'))
    writeFileSync(join(folder, 'wiki.xml'), metadata)
    writeFileSync(join(folder, '.curlrc'), 'silent\nshow-error\nfail-with-body\nwrite-out = "\\n%{http_code}"\n')
    token = await tokenFor(gateway.directory, 'apps')
  })
  after(async () => {
    wiki?.closeAllConnections()
    wiki?.close()
    await gateway?.close()
    if (folder !== undefined) rmSync(folder, { recursive: true })
  })

  /** As somebody would paste it, with the addresses of this test. */
  function run(example: string): Promise<{ readonly failure: string; readonly status: string; readonly body: string }> {
    const here = example
      .replaceAll('https://sso.home.internal', gateway.url)
      .replaceAll('https://wiki.home.internal/saml/metadata', metadataAt)
    const env = { PATH: process.env.PATH, HOME: folder, TOKEN: token, DIGEST: digest }
    return new Promise((resolve) => {
      execFile('sh', ['-c', here], { cwd: folder, env }, (error, stdout, stderr) => {
        const lines = stdout.split('\n')
        const status = lines.pop() ?? ''
        resolve({
          failure: error === null ? '' : `${error.message} ${stderr} ${stdout}`,
          status,
          body: lines.join('\n'),
        })
      })
    })
  }

  async function api(method: string, path: string, json?: object): Promise<string> {
    const headers = { authorization: `Bearer ${token}`, 'if-match': '*', 'content-type': 'application/json' }
    const body = json && { body: JSON.stringify(json) }
    return (await fetch(`${gateway.url}/admin/api/v1${path}`, { method, headers, ...body })).text()
  }

  async function until(ask: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + 15_000
    while (!(await ask())) {
      if (Date.now() > end) throw new Error('what the example needs did not come to be')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  /** What an example finds there, if it needs anything. */
  async function prepare(example: string): Promise<void> {
    if (!example.includes('quarantine')) await api('DELETE', '/apps/wiki')
    if (!example.includes('DELETE') && !example.includes('quarantine')) return
    await api('PUT', '/apps/wiki', { settings: { metadata: metadataAt } })
    if (!example.includes('quarantine')) return
    await until(async () => (await api('GET', '/apps/wiki')).includes('"state":"in-force"'))
    let host = 1
    await until(async () => {
      // The address has an app at another host each time: one of them may still be read as the first copy.
      host += 1
      served = metadata.replaceAll('https://wiki.test/acs', `https://wiki${host}.test/acs`)
      const { addresses } = JSON.parse(await api('GET', '/addresses'))
      for (const { name } of addresses) await api('POST', `/addresses/${name}/read`)
      const { quarantine } = JSON.parse(await api('GET', '/quarantine'))
      digest = quarantine[0]?.digest ?? ''
      return digest !== ''
    })
  }

  it('are found', () => {
    expect(examples.length).to.be.at.least(6)
  })

  for (const example of examples)
    it(example.replaceAll(/\\\n\s*/g, ''), async () => {
      await prepare(example)
      const { failure, status, body } = await run(example)
      expect(failure).to.equal('')
      const expected = /-X (DELETE|POST)/.test(example) ? '204' : example.includes('-X PUT') ? '201' : '200'
      expect(status).to.equal(expected)
      if (expected !== '204') expect(JSON.stringify(JSON.parse(body))).to.contain('wiki')
      // A playbook puts the same on each run.
      if (example.includes('"settings"')) {
        const again = await run(example)
        expect([again.failure, again.status, JSON.parse(again.body).outcome]).to.deep.equal(['', '200', 'unchanged'])
      }
    })
})
