/** `isthmus app` and `isthmus token`: on the store itself, which a running gateway sees, and through its API. */
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect } from 'chai'
import type { AdministrationOptions } from '../../src/cli/administration-client.ts'
import * as commands from '../../src/cli/app-commands.ts'
import { explain } from '../../src/cli/output.ts'
import { runTokenCreate, runTokenList, runTokenRevoke } from '../../src/cli/token.ts'
import { certificateOf, createSp, loginForm, startGateway, type TestGateway, type TestSp } from '../fixtures/gateway.ts'

type Command = Parameters<typeof commands.runAppCommand>[1]

describe('flow: administration by command line', () => {
  let gateway: TestGateway
  let sp: TestSp
  let config: string
  let token: string

  before(async () => {
    gateway = await startGateway({ yaml: `admin: { allow: '"admins" in groups' }` })
    sp = createSp(gateway.url, await certificateOf(gateway))
    config = join(gateway.directory, 'isthmus.yaml')
    await gateway.write('sp.xml', sp.metadata)
  })
  after(() => gateway.close())

  const ran = async (command: Command, options: Partial<AdministrationOptions> = {}) => {
    const printed: string[] = []
    const code = await commands.runAppCommand({ config, print: (text) => printed.push(text), ...options }, command)
    return { code, text: printed.join('\n') }
  }
  const byServer = (command: Command) => ran(command, { server: gateway.url, token })
  /** What was written on the store itself is in force once the gateway has read everything again. */
  const inForce = async (state: string) => {
    expect(await gateway.running.reload()).to.equal(true)
    expect((await byServer(commands.listCommand({}))).text).to.match(new RegExp(`^wiki {2}${state}`))
  }
  const lines = async (run: (print: (text: string) => void) => Promise<number>) => {
    const printed: string[] = []
    expect(await run((text) => printed.push(text))).to.equal(0)
    return printed.join('\n')
  }

  it('makes a token, and prints it alone', async () => {
    const options = { config, scope: ['apps', 'sessions'], expires: '90d', note: 'the tests' }
    token = await lines((print) => runTokenCreate({ ...options, print }))
    expect(token).to.match(/^isth_[a-z0-9]{12}_[A-Za-z0-9_-]{43}$/)
    const list = await lines((print) => runTokenList({ config, print }))
    expect(list).to.contain('apps sessions').and.to.contain('the tests').and.to.contain('1 token')
    expect(list).not.to.contain(token.slice(-20))
    const failed = await runTokenCreate({ ...options, scope: ['everything'] }).catch(String)
    expect(failed).to.contain('There is no scope everything')
    const endless = await runTokenCreate({ ...options, expires: '9999d' }).catch(explain)
    expect(endless).to.equal('A token lives at most 366 days.\n→ Choose an end within a year from now.')
    expect(await runTokenRevoke('nobody', { config }).catch(explain)).to.equal('There is no token nobody.')
    const listed = await lines((print) => runTokenCreate({ ...options, scope: ['read,apps'], json: true, print }))
    expect(JSON.parse(listed).scopes).to.deep.equal(['read', 'apps'])
    await lines((print) => runTokenRevoke(JSON.parse(listed).id, { config, print }))
  })

  it('adds an app on the store, and the running gateway lets people in', async () => {
    const source = join(gateway.directory, 'sp.xml')
    const dry = await ran(commands.addCommand(source, { dryRun: true }))
    expect(dry.code, dry.text).to.equal(0)
    expect(dry.text).to.contain('wiki: nothing was written').and.to.contain(sp.acs)
    expect((await ran(commands.addCommand(source, {}))).text).to.contain('wiki: created, revision 1')
    await inForce('in-force')
    const profile = await sp.validate(await loginForm(gateway.browser(), await sp.loginUrl()))
    expect(profile?.username).to.equal('alice')
    const { text } = await byServer(commands.listCommand({}))
    expect(text).to.match(/^wiki {2}in-force {2}wiki {2}https:\/\/wiki\.test\/metadata {2}\(store\)\n1 app$/)
  })

  it('says what is wrong, each with its line, and ends with 1', async () => {
    const refused = await ran(commands.setCommand('wiki', ['allow=groups ==', 'sign=none'], {}))
    expect(refused.code).to.equal(1)
    expect(refused.text).to.match(/error {2}settings:\d+ {2}allow/)
    expect(refused.text).to.match(/error {2}settings:\d+ {2}sign/)
    const json = await ran(commands.showCommand('nothing'), { json: true })
    expect([json.code, JSON.parse(json.text).type]).to.deep.equal([1, 'urn:isthmus:problem:not-found'])
  })

  it('sets, previews and undoes through a server', async () => {
    const set = await byServer(commands.setCommand('wiki', ['allow="nobody" in groups'], {}))
    expect(set.text).to.contain('wiki: changed, revision 2')
    await gateway.running.reload()
    await gateway.write('anna.json', JSON.stringify({ sub: 'anna', groups: ['staff'] }))
    const claims = join(gateway.directory, 'anna.json')
    const refused = await byServer(commands.previewCommand('wiki', { claims }))
    expect(refused.text).to.contain('anna, from op: may not use it').and.to.contain('✘ "nobody" in groups')
    expect((await byServer(commands.actCommand('wiki', 'undo'))).text).to.contain('wiki: changed, revision 3')
    await gateway.running.reload()
    const allowed = await byServer(commands.previewCommand('wiki', { claims }))
    expect(allowed.text).to.contain('anna, from op: may use it').and.to.contain('<saml:Assertion')
    expect((await byServer(commands.historyCommand('wiki'))).text.split('\n')).to.have.length(3)
  })

  it('asks twice before people get other names, on the store too', async () => {
    await gateway.running.reload()
    const refused = await byServer(commands.setCommand('wiki', ['nameId=email'], {}))
    expect(refused.code, refused.text).to.equal(1)
    expect(refused.text).to.contain('1 of 1 people who were seen there lately would become new accounts')
    const set = (wish: { readonly yes?: true }) => byServer(commands.setCommand('wiki', ['nameId=email'], wish))
    expect((await set({ yes: true })).text).to.contain('wiki: changed, revision 4')
    expect((await byServer(commands.actCommand('wiki', 'undo'))).code).to.equal(0)
    await inForce('in-force')
  })

  it('switches an app off: nobody is let in until it is on again', async () => {
    expect((await ran(commands.actCommand('wiki', 'disable'))).text).to.contain('changed')
    await inForce('disabled')
    const refused = await loginForm(gateway.browser(), await sp.loginUrl())
    expect(Buffer.from(refused.fields.SAMLResponse ?? '', 'base64').toString()).to.contain('switched off')
    expect((await byServer(commands.listCommand({}))).text).to.contain('wiki  disabled')
    expect((await ran(commands.actCommand('wiki', 'enable'))).text).to.contain('changed')
    await inForce('in-force')
    const profile = await sp.validate(await loginForm(gateway.browser(), await sp.loginUrl()))
    expect(profile?.username).to.equal('alice')
  })

  it('changes an app through a proxy that compresses, and alters the tags of revisions for it', async () => {
    for (const altered of [(tag: string) => `W/${tag}`, (tag: string) => tag.replace(/"$/, '-gzip"')]) {
      const proxy = createServer((request, response) => {
        const headers = { ...request.headers, host: new URL(gateway.url).host }
        const passed = httpRequest(`${gateway.url}${request.url}`, { method: request.method, headers }, (answer) => {
          const { etag } = answer.headers
          response.writeHead(answer.statusCode ?? 500, { ...answer.headers, ...(etag && { etag: altered(etag) }) })
          answer.pipe(response)
        })
        request.pipe(passed)
      }).listen(0, '127.0.0.1')
      await once(proxy, 'listening')
      const server = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
      const done = await ran(commands.setCommand('wiki', [`displayName=By ${altered('"x"').length}`], {}), {
        server,
        token,
      })
      proxy.close()
      expect(done.code, done.text).to.equal(0)
    }
  })

  it('removes an app, which an undo brings back; and a revoked token opens nothing', async () => {
    expect((await byServer(commands.removeCommand('wiki'))).text).to.contain('isthmus app undo wiki')
    expect((await ran(commands.listCommand({}))).text).to.equal('0 apps')
    expect((await ran(commands.actCommand('wiki', 'undo'))).text).to.contain('wiki: created')
    const id = token.split('_')[1] ?? ''
    await lines((print) => runTokenRevoke(id, { config, print }))
    const refused = await byServer(commands.listCommand({}))
    expect(refused.code, refused.text).to.equal(1)
    expect(refused.text).to.contain('not good (any more)').and.to.contain('put it into ISTHMUS_TOKEN')
    const plain = await ran(commands.listCommand({}), { server: 'http://sso.test', token }).catch(String)
    expect(plain).to.contain('beginning with https://')
  })

  it('says of an app of the config that its secret is missed, and reads none', async () => {
    const yaml = await readFile(config, 'utf8')
    const file = join(gateway.directory, 'other.yaml')
    const app =
      'apps: { pve: { protocol: oidc, redirectUris: "https://pve.home.lan/cb", clientSecretFile: secrets/none } }'
    await writeFile(file, `${yaml}\n${app}\n`)
    expect((await ran(commands.listCommand({}), { config: file })).text).to.match(/^pve .*1 warning$/m)
    expect((await ran(commands.showCommand('pve'), { config: file })).text).to.contain("secrets/none can't be read")
  })

  it('registers an app of OpenID Connect by its settings, and serves it', async () => {
    const settings = ['protocol=oidc', 'redirectUris=[https://blog.test/cb]', 'clientAuthentication=none']
    const faulty = await ran(commands.setCommand('blog', settings.slice(0, 2), {}))
    expect(faulty.code).to.equal(1)
    expect(faulty.text).to.contain('The client secret is missing.').and.to.contain('isthmus app secret blog')
    const { code, text } = await ran(commands.setCommand('blog', settings, {}))
    expect([code, text.includes('blog: created, revision 1')], text).to.deep.equal([0, true])
    expect(await gateway.running.reload()).to.equal(true)
    const asked = new URLSearchParams({
      client_id: 'blog',
      redirect_uri: 'https://blog.test/cb',
      response_type: 'code',
    })
    const challenge = { scope: 'openid', code_challenge: 'c'.repeat(43), code_challenge_method: 'S256' }
    for (const [name, value] of Object.entries(challenge)) asked.set(name, value)
    const begin = `${gateway.url}/oidc/authorize?${asked}`
    const page = await gateway.browser().follow(begin, (next) => next.startsWith('https://blog.test/'))
    expect(page.headers.location).to.contain('https://blog.test/cb?code=')
  })
})
