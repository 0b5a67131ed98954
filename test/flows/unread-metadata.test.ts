/** An app whose address has never answered waits for it: nothing is wrong with what its operator wrote. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { listCommand, runAppCommand } from '../../src/cli/app-commands.ts'
import { tokenFor } from '../fixtures/admin-token.ts'
import { askApi } from '../fixtures/ask-api.ts'
import { certificateOf, createSp, startGateway, type TestGateway } from '../fixtures/gateway.ts'
import { until } from '../fixtures/until.ts'

describe('flow: an app whose metadata has not been read yet', () => {
  let gateway: TestGateway
  let server: http.Server
  let address: string
  let token: string
  let answer: string | undefined

  before(async () => {
    server = http.createServer((_, response) => response.writeHead(answer === undefined ? 503 : 200).end(answer))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metadata`
    gateway = await startGateway({
      yaml: `admin: { allow: '"admins" in groups' }\napps:\n  wiki: { metadata: "${address}" }`,
      files: { 'apps/crm.yaml': `metadata: ${address}?crm\nallow: "("\n` },
    })
    token = await tokenFor(gateway.directory, 'apps')
  })
  after(async () => {
    await gateway?.close()
    server.close()
  })

  const api = (method: string, path: string, json?: object) =>
    askApi({ url: gateway.url, token }, method, path, json).then(({ body }) => body)

  it('waits, with its address, since when that fails and why; what is wrong itself is broken', async () => {
    await api('PUT', '/apps/blog', { settings: { metadata: `${address}?blog` } })
    for (const [name, where] of [
      ['wiki', address],
      ['blog', `${address}?blog`],
    ] as const) {
      // Of its own the last error stands among the problems too, once the apps have been read again.
      await until(async () => /503/.test(JSON.stringify((await api('GET', `/apps/${name}`)).problems)))
      const { state, unread } = await api('GET', `/apps/${name}`)
      expect(state).to.equal('unread')
      expect(unread.address).to.equal(where)
      expect(Date.parse(unread.failingSince)).to.be.closeTo(Date.now(), 60_000)
      expect(unread.fault.message).to.match(/503/)
    }
    const crm = await api('GET', '/apps/crm')
    expect([crm.state, crm.unread]).to.deep.equal(['broken', undefined])
    const listed = (await api('GET', '/apps?troubled')).apps.map((one: { name: string; state: string }) => [
      one.name,
      one.state,
    ])
    expect(listed).to.deep.include(['wiki', 'unread'])
  })

  it('is said by the command line', async () => {
    const printed: string[] = []
    const print = (text: string) => printed.push(text)
    await runAppCommand({ config: '', server: gateway.url, token, print }, listCommand({ search: 'wiki' }))
    expect(printed.join('\n')).to.match(
      /^wiki {2}unread .*metadata not read yet from http:\S+, which fails since 20\S+: .*503/,
    )
  })

  it('is in force once the address has answered', async () => {
    answer = createSp(gateway.url, await certificateOf(gateway)).metadata
    for (const { name } of (await api('GET', '/addresses')).addresses) await api('POST', `/addresses/${name}/read`)
    await until(async () => (await api('GET', '/apps/wiki')).state === 'in-force')
    expect((await api('GET', '/apps/wiki')).unread).to.equal(undefined)
  })
})
