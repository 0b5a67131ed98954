/** Every example of docs/api.md that begins with curl, by the real curl, at a gateway that runs. */
import { execFile, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { folderStore } from '../../src/app-store/folder.ts'
import { copyName, keepCopy } from '../../src/registry/fetched-copy.ts'
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
  const digest = 'd1'.repeat(32)

  before(async function () {
    if (spawnSync('curl', ['--version']).status !== 0) this.skip()
    gateway = await startGateway({ yaml: 'admin: { allow: "true" }' })
    const { metadata } = createSp(gateway.url, await certificateOf(gateway))
    wiki = createServer((_, response) => void response.end(metadata))
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

  /** What an example finds there, if it needs anything. */
  async function prepare(example: string): Promise<void> {
    const headers = { authorization: `Bearer ${token}` }
    const app = `${gateway.url}/admin/api/v1/apps/wiki`
    await fetch(app, { method: 'DELETE', headers: { ...headers, 'if-match': '*' } })
    if (example.includes('DELETE') || example.includes('quarantine')) {
      const body = JSON.stringify({ settings: { metadata: metadataAt } })
      await fetch(app, { method: 'PUT', headers: { ...headers, 'content-type': 'application/json' }, body })
    }
    if (!example.includes('quarantine')) return
    const store = folderStore(join(gateway.directory, 'apps'))
    const waiting = { v: 1, address: metadataAt, state: 'waiting', since: Date.now(), digest, changes: [] } as const
    const xml = readFileSync(join(folder, 'wiki.xml'), 'utf8')
    await keepCopy(store, 'quarantine', copyName(metadataAt, metadataAt), { record: { ...waiting, changes: [] }, xml })
    await store.close()
    const asked = async () => (await fetch(`${gateway.url}/admin/api/v1/quarantine`, { headers })).text()
    const end = Date.now() + 10_000
    while (!(await asked()).includes('"name":"wiki"') && Date.now() < end)
      await new Promise((resolve) => setTimeout(resolve, 50))
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
