import { existsSync, writeFileSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { expectLogin, requestUrl } from '../fixtures/authn-request.ts'
import { nextAddress } from '../fixtures/browser-session.ts'
import { responseForm, startGatewayWithSp, type TestGateway, type TestSp } from '../fixtures/gateway.ts'

describe('flow: what changes while the gateway runs', () => {
  let gateway: TestGateway
  let sp: TestSp
  beforeEach(async () => {
    ;({ gateway, sp } = await startGatewayWithSp())
  })
  afterEach(() => gateway.close())

  const config = () => readFile(join(gateway.directory, 'isthmus.yaml'), 'utf8')
  const logged = (message: RegExp) => gateway.log.some(({ msg }) => message.test(String(msg)))
  async function until(happened: () => boolean | Promise<boolean>): Promise<void> {
    // Long: the look at the files comes within a second, but on a machine that has time for it.
    const deadline = Date.now() + 20_000
    while (!(await happened())) {
      if (Date.now() > deadline) throw new Error('it did not happen within 20 s')
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  it('a file dropped into metadata/ is an app without a restart, and gone when it is removed', async () => {
    const other = { ...sp, entityId: 'https://other.test/metadata', acs: 'https://other.test/acs' }
    await gateway.write('metadata/other.xml', sp.metadata.replaceAll('wiki.test', 'other.test'))
    const answer = async () => (await gateway.browser().get(requestUrl(gateway, other))).status
    await until(async () => (await answer()) === 302)
    await rm(join(gateway.directory, 'metadata/other.xml'))
    await until(async () => (await answer()) === 400)
    await expectLogin(gateway.browser(), requestUrl(gateway, sp))
  })

  it('a broken file is reported by name, keeps its last good version, and leaves the rest in force', async () => {
    await gateway.write('metadata/other.xml', sp.metadata.replaceAll('wiki.test', 'other.test'))
    await gateway.write('metadata/wiki.xml', sp.metadata.slice(0, 200))
    await gateway.running.reload()
    expect(gateway.log.some(({ level, msg }) => level === 'error' && /wiki\.xml/.test(String(msg)))).to.equal(true)
    await expectLogin(gateway.browser(), requestUrl(gateway, sp))
    const other = { ...sp, entityId: 'https://other.test/metadata', acs: 'https://other.test/acs' }
    await expectLogin(gateway.browser(), requestUrl(gateway, other))
  })

  it('says that a change renames people, and keeps what is in force beside the keys', async () => {
    const record = async () => JSON.parse(await readFile(join(gateway.directory, 'certs/names-in-force.json'), 'utf8'))
    expect(await record()).to.deep.include({ restricted: false })
    await gateway.write('isthmus.yaml', (await config()).replace('clientId:', 'subjectFrom: email\n    clientId:'))
    expect(await gateway.running.reload()).to.equal(true)
    expect(logged(/Every persistent NameID changes: .*"sub".*"email"/)).to.equal(true)
    expect((await record()).upstreams.op).to.include({ subjectFrom: 'email' })
    await gateway.write('isthmus.yaml', `${await config()}\napps: { x: { metadata: x.xml, allow: "true" } }\n`)
    await gateway.running.reload()
    expect(await record()).to.deep.include({ restricted: true })
  })

  it('is closed once the reading under way has ended, and reads nothing after that', async () => {
    const record = join(gateway.directory, 'certs/names-in-force.json')
    await rm(record)
    let ended = false
    const reading = gateway.running.reload().finally(() => {
      ended = true
    })
    await gateway.running.close()
    expect(ended).to.equal(true)
    // False where a file that was written before was only noticed now: ours then had its turn when all was closing.
    await reading
    await rm(record, { force: true })
    expect(await gateway.running.reload()).to.equal(false)
    expect(existsSync(record)).to.equal(false)
  })

  it('says only what is new or gone', async () => {
    await gateway.write('metadata/broken.xml', '<x/>')
    await gateway.running.reload()
    const lines = () => gateway.log.filter(({ kind, level }) => kind === 'config' && level !== 'info').length
    const before = lines()
    await gateway.running.reload()
    expect(lines()).to.equal(before)
    await gateway.write('metadata/broken.xml', sp.metadata.replaceAll('wiki.test', 'mended.test'))
    await gateway.running.reload()
    expect(lines()).to.equal(before)
    expect(gateway.log.filter(({ msg }) => /no longer so: .*broken\.xml/.test(String(msg)))).to.have.length(1)
    await gateway.write('metadata/broken.xml', '<x/>')
    await gateway.running.reload()
    expect(lines()).to.equal(before + 1)
  })

  it('a config with a problem leaves the old one in force, and says file, line and cure', async () => {
    const good = await config()
    await gateway.write('isthmus.yaml', `${good}\nsesion: { lifetime: 1h }\n`)
    expect(await gateway.running.reload()).to.equal(false)
    const problem = gateway.log.find(({ path }) => path === 'sesion')
    expect(problem).to.include({ level: 'error' })
    expect(problem?.line).to.equal(good.split('\n').length + 1)
    expect(problem?.cure).to.match(/session/)
    await expectLogin(gateway.browser(), requestUrl(gateway, sp))
  })

  it('a new policy holds at the next login, and one that began before the reload ends well', async () => {
    const browser = gateway.browser()
    const sent = await browser.get(requestUrl(gateway, sp))
    const callback = nextAddress(await browser.get(nextAddress(sent) ?? '')) ?? ''
    await gateway.write('isthmus.yaml', `${await config()}\ndefaults: { attributes: oid }\n`)
    expect(await gateway.running.reload()).to.equal(true)
    const form = responseForm(await browser.get(callback))
    expect(Buffer.from(form.fields.SAMLResponse ?? '', 'base64').toString()).to.include('FriendlyName="mail"')
  })

  it('what needs a restart says so, and the rest of the change is in force', async () => {
    const changed = (await config()).replace(/^listen: .*$/m, 'listen: 127.0.0.1:1')
    await gateway.write('isthmus.yaml', `${changed}\ndefaults: { attributes: ws }\n`)
    expect(await gateway.running.reload()).to.equal(true)
    expect(logged(/restart/)).to.equal(true)
    const form = await expectLogin(gateway.browser(), requestUrl(gateway, sp))
    expect(Buffer.from(form.fields.SAMLResponse ?? '', 'base64').toString()).to.include('/claims/emailaddress')
  })

  it('a publicUrl that needs a restart does not change our entityID before it', async () => {
    const changed = (await config()).replace(/^publicUrl: .*$/m, 'publicUrl: https://sso.home.internal')
    await gateway.write('isthmus.yaml', changed)
    expect(await gateway.running.reload()).to.equal(true)
    expect(gateway.running.config()).to.include({ publicUrl: gateway.url, entityId: `${gateway.url}/saml/metadata` })
    await expectLogin(gateway.browser(), requestUrl(gateway, sp))
  })

  it('a file that the new config names and that comes later is taken without another change', async () => {
    const later =
      '\n  second: { issuer: https://second.home.internal, clientId: us, clientSecretFile: secrets/second }\n'
    await gateway.write('isthmus.yaml', (await config()).replace(/^upstreams:\n/m, `upstreams:${later}`))
    await until(() => logged(/not in force/))
    await gateway.write('secrets/second', 'a-secret')
    await until(() => gateway.running.config().upstreams.length === 2)
  })

  it('a file that comes just after it was looked for is taken too', async () => {
    const later = '\n  second: { issuer: https://second.home.internal, clientId: us, clientSecretFile: second }\n'
    const log = gateway.log as Record<string, unknown>[]
    log.push = (line) => {
      if (/not in force/.test(String(line?.msg))) writeFileSync(join(gateway.directory, 'second'), 'a-secret')
      return Array.prototype.push.call(log, line)
    }
    await gateway.write('isthmus.yaml', (await config()).replace(/^upstreams:\n/m, `upstreams:${later}`))
    await until(() => gateway.running.config().upstreams.length === 2)
  })

  it('log level, trusted proxies and clock skew are those of the config in force', async () => {
    gateway.op.hooks.idToken = (claims) => {
      claims.exp = Math.floor(Date.now() / 1000) - 60
    }
    await expectLogin(gateway.browser(), requestUrl(gateway, sp))
    const changed = (await config()).replace('level: debug', 'level: warn')
    await gateway.write('isthmus.yaml', `${changed}\ntrustedProxies: [127.0.0.1]\nclockSkew: { incoming: 3s }\n`)
    expect(await gateway.running.reload()).to.equal(true)
    const lines = gateway.log.length
    const form = responseForm(await gateway.browser().follow(requestUrl(gateway, sp)))
    expect(Buffer.from(form.fields.SAMLResponse ?? '', 'base64').toString()).to.include('status:AuthnFailed')
    await gateway.browser().get(`${gateway.url}/saml/sso`, { 'x-forwarded-for': '192.0.2.7' })
    expect(gateway.log.slice(lines).map(({ level }) => level)).not.to.include('debug')
    expect(gateway.log.findLast(({ kind }) => kind === 'refusal')?.address).to.equal('192.0.2.7')
  })

  it('the wrong secret is mended without a restart', async () => {
    await gateway.write('secret', 'wrong')
    await gateway.running.reload()
    const page = await gateway.browser().follow(requestUrl(gateway, sp))
    expect(page.body).to.include('SAMLResponse')
    expect(Buffer.from(responseForm(page).fields.SAMLResponse ?? '', 'base64').toString()).to.include(
      'status:AuthnFailed',
    )
    await gateway.write('secret', gateway.op.clientSecret)
    await gateway.running.reload()
    await expectLogin(gateway.browser(), requestUrl(gateway, sp))
  })
})
