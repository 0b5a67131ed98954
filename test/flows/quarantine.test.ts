/** Metadata by address of an app of the store and of an upstream, decided on by the API and the command line. */
import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect } from 'chai'
import { listCommand, runAppCommand } from '../../src/cli/app-commands.ts'
import { decideCommand, quarantineCommand } from '../../src/cli/quarantine-commands.ts'
import { type Running, start } from '../../src/start.ts'
import { tokenFor } from '../fixtures/admin-token.ts'
import { askApi } from '../fixtures/ask-api.ts'
import { requestUrl } from '../fixtures/authn-request.ts'
import { createSp, startGateway, type TestGateway, type TestSp } from '../fixtures/gateway.ts'
import { until } from '../fixtures/until.ts'
import { certificateBase64 } from '../saml/metadata.ts'

type Command = Parameters<typeof runAppCommand>[1]

describe('flow: metadata that waits', () => {
  let gateway: TestGateway
  let running: Running
  let wiki: TestSp
  let crm: TestSp
  let server: http.Server
  let base: string
  let token: string
  let hooked: string[]
  const served: Record<string, string | undefined> = {}

  before(async () => {
    hooked = []
    server = http.createServer((request, response) => {
      if (request.method === 'POST') {
        request.on('data', (chunk) => hooked.push(String(chunk)))
        request.on('end', () => response.end())
        return
      }
      const text = served[request.url ?? '']
      if (text === undefined) response.destroy()
      else response.end(text)
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    served['/idp'] = idp('https://idp.test', certificateBase64('leaf'))
    const corp = ['corp:', '  kind: saml', `  metadata: ${base}/idp`, '  claims: { email: nameId }']
    const yaml = `admin: { allow: "true" }\nalerts: { webhook: "${base}/hook" }\n`
    gateway = await startGateway({ yaml, upstreams: corp })
    running = gateway.running
    token = await tokenFor(gateway.directory, 'apps')
    wiki = createSp(gateway.url, certificateBase64('leaf'))
    crm = createSp(gateway.url, certificateBase64('leaf'), {
      entityId: 'https://crm.test',
      acs: 'https://crm.test/acs',
    })
    served['/wiki'] = wiki.metadata
  })
  after(async () => {
    await running.close()
    await gateway.close()
    server.closeAllConnections()
    server.close()
  })

  const api = (method: string, path: string, json?: object, headers?: object) =>
    askApi({ url: gateway.url, token }, method, path, json, headers)
  const command = async (one: Command) => {
    const printed: string[] = []
    const config = join(gateway.directory, 'isthmus.yaml')
    const code = await runAppCommand({ config, print: (text) => printed.push(text) }, one)
    return { code, text: printed.join('\n') }
  }
  /** Every address is read anew. */
  async function restart(): Promise<void> {
    await running.close()
    const logTo = { write: (line: string) => void (gateway.log as Record<string, unknown>[]).push(JSON.parse(line)) }
    running = await start({ configFile: join(gateway.directory, 'isthmus.yaml'), env: {}, logTo })
  }
  const quarantine = async () => (await api('GET', '/quarantine')).body.quarantine
  const shown = async () => (await api('GET', '/apps/wiki')).body
  /** Where a login of an app leads. */
  const leadsTo = async (sp: TestSp, acs = sp.acs) =>
    (await gateway.browser().get(requestUrl(gateway, sp, { acs }))).headers.location ?? ''

  it('an app registered by address is known by its entityID once that has answered', async () => {
    const made = await api('PUT', '/apps/wiki', { settings: { metadata: `${base}/wiki`, upstream: 'op' } })
    expect([made.status, made.body.described.identifier]).to.deep.equal([201, wiki.entityId])
    await until(async () => (await shown()).state === 'in-force')
    expect(await shown()).to.include({ identifier: wiki.entityId, origin: 'store', quarantined: false })
    expect(await leadsTo(wiki)).to.contain(gateway.op.issuer)
    const list = await command(listCommand({}))
    expect(list.text, 'the command line knows it by the copy that is kept').to.contain(
      `wiki  in-force  wiki  ${wiki.entityId}  (store)`,
    )
  })

  it('waits under the name of its app with another host, and the old copy stays in force over a restart', async () => {
    served['/wiki'] = wiki.metadata.replace(wiki.acs, 'https://evil.test/acs')
    await restart()
    await until(async () => (await quarantine()).length > 0)
    const [one] = await quarantine()
    expect(one).to.include({ name: 'wiki', address: `${base}/wiki`, state: 'waiting' })
    expect(one.apps).to.deep.equal(['wiki'])
    expect(one.differences).to.deep.equal([`${wiki.entityId} wants answers sent to https://evil.test`])
    expect(Date.parse(one.deadline)).to.equal(Date.parse(one.since))
    expect((await shown()).quarantined).to.equal(true)
    expect(JSON.stringify((await shown()).described), 'what is in force is shown').not.to.contain('evil.test')
    expect(await leadsTo(wiki)).to.contain(gateway.op.issuer)
    expect(await leadsTo(wiki, 'https://evil.test/acs')).to.equal('')
    await until(() => hooked.length > 0)
    expect(hooked.join()).to.contain('wants answers sent to https://evil.test')
    expect(hooked.join(), 'whoever is told knows what they would approve').to.contain(
      `--digest ${one.digest.slice(0, 12)}`,
    )
    const { text } = await command(quarantineCommand())
    expect(text)
      .to.contain('wiki  waiting since')
      .and.to.contain(`isthmus app approve wiki --digest ${one.digest.slice(0, 12)}`)
    expect((await command(listCommand({ troubled: true }))).text).to.contain('metadata waits')
  })

  it('a second change while one waits: who saw the first approves nothing', async () => {
    const [first] = await quarantine()
    served['/wiki'] = wiki.metadata.replace(wiki.acs, 'https://wiki2.test/acs')
    await restart()
    await until(async () => (await quarantine())[0]?.digest !== first.digest)
    const decide = (digest: string) => api('POST', '/quarantine/wiki/approve', undefined, { 'if-match': `"${digest}"` })
    const refused = await decide(first.digest)
    expect([refused.status, refused.body.type]).to.deep.equal([412, 'urn:isthmus:problem:changed-meanwhile'])
    const late = await command(decideCommand('wiki', 'approve', { digest: first.digest.slice(0, 12) }))
    expect(late.code, late.text).to.equal(1)
    expect(late.text).to.contain('no longer what you looked at')
    expect(await leadsTo(wiki, 'https://wiki2.test/acs')).to.equal('')
    expect((await decide((await quarantine())[0].digest)).status).to.equal(204)
    await until(async () => (await leadsTo(wiki, 'https://wiki2.test/acs')) !== '')
    expect(await leadsTo(wiki)).to.equal('')
    expect(await quarantine()).to.deep.equal([])
    const { acts } = (await api('GET', '/acts')).body
    expect(acts[0]).to.deep.include({ act: 'quarantine.approve', on: 'wiki', outcome: 'success' })
  })

  it('what was rejected by the command line is not offered again, and can be approved after all', async () => {
    served['/wiki'] = wiki.metadata
    await restart()
    await until(async () => (await quarantine()).length > 0)
    const rejected = await command(decideCommand('wiki', 'reject', { reason: 'not theirs' }))
    expect(rejected.code, rejected.text).to.equal(0)
    expect(rejected.text).to.contain(`${wiki.entityId} wants answers sent to https://wiki.test`)
    expect(await quarantine()).to.deep.equal([])
    await restart()
    await until(async () =>
      (await shown()).problems.some(({ message }: { message: string }) => /rejected/.test(message)),
    )
    expect(await leadsTo(wiki)).to.equal('')
    expect((await command(quarantineCommand())).text).to.contain('wiki  rejected since')
    expect((await command(decideCommand('wiki', 'approve'))).text).to.contain('wiki: in force from now on')
    await until(async () => (await leadsTo(wiki)) !== '')
    expect((await command(quarantineCommand())).text).to.equal('nothing waits')
  })

  it('the metadata of an identity provider waits likewise, under the name of the upstream', async () => {
    const settings = { upstream: 'corp' }
    expect((await api('PUT', '/apps/crm', { settings, metadata: crm.metadata })).status).to.equal(201)
    await until(async () => (await leadsTo(crm)).startsWith('https://idp.test/sso'))
    served['/idp'] = idp('https://evil.test', certificateBase64('ca'))
    await restart()
    await until(async () => (await quarantine()).length > 0)
    const [one] = await quarantine()
    expect([one.name, one.apps]).to.deep.equal(['corp', ['corp']])
    expect(one.differences.join()).to.match(
      /has a new signing key.*wants people sent to https:\/\/evil\.test to sign in/,
    )
    expect(await leadsTo(crm)).to.match(/^https:\/\/idp\.test\/sso/)
    const found = async () => JSON.stringify((await api('GET', '/upstreams/corp')).body.findings)
    expect(await found()).to.match(/"bad","what":"Its metadata lists a signing key \(\S+\) that is not in force here/)
    expect((await command(decideCommand('corp', 'approve'))).code).to.equal(0)
    await until(async () => (await leadsTo(crm)).startsWith('https://evil.test/sso'))
    expect(await found()).to.contain('Its signing certificates are those in force here.')
  })

  it('keeps its copy in force while the address does not answer', async () => {
    served['/wiki'] = undefined
    await restart()
    await until(async () =>
      (await shown()).problems.some(({ message }: { message: string }) => /stays in force/.test(message)),
    )
    const messages = (await shown()).problems.map(({ message }: { message: string }) => message)
    expect(messages.join()).to.match(/Its last good version stays in force/)
    expect(await leadsTo(wiki)).to.contain(gateway.op.issuer)
  })
})

/** An identity provider whose pages are at this origin. */
const idp = (origin: string, certificate: string): string =>
  `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.test/metadata"><md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="${origin}/sso"/></md:IDPSSODescriptor></md:EntityDescriptor>`
