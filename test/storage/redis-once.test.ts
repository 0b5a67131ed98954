/** What is good for one use, at two gateways on one Redis at once: exactly one of those who use it wins (attacks 35, 99). */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { expect } from 'chai'
import { makeBreakGlass } from '../../src/admin/break-glass.ts'
import { createSetupLink, listSetupLinks } from '../../src/admin/setup-links.ts'
import { type OnStore, openOnStore } from '../../src/cli/administration-local.ts'
import { createKeys } from '../../src/keys/create.ts'
import { type Running, start } from '../../src/start.ts'
import { admin } from '../fixtures/administration.ts'
import { BrowserSession } from '../fixtures/browser-session.ts'
import { freePort } from '../fixtures/free-port.ts'
import { createSp, responseForm, statusOf, type TestSp } from '../fixtures/gateway.ts'
import { answerXml, idpMetadata } from '../saml/answer.ts'
import { type Balancer, balance } from './balancer.ts'
import { type RedisServer, redisServer } from './redis-server.ts'

/** Each race is run so often: they differ in which node is ahead. */
const rounds = 5

describe('what counts once, at two gateways on one Redis', function () {
  this.timeout(40_000)
  let redis: RedisServer
  let balancer: Balancer
  let directory: string
  let certificate: string
  let nodes: Running[]
  let sp: TestSp
  let local: OnStore
  const browsers: BrowserSession[] = []

  const folderOf = (port: number) => join(directory, `node-${port}`)
  const startNode = async (port: number): Promise<Running> => {
    const folder = folderOf(port)
    await mkdir(join(folder, 'metadata'), { recursive: true })
    await cp(join(directory, 'certs'), join(folder, 'certs'), { recursive: true })
    await writeFile(join(folder, 'corp.xml'), idpMetadata())
    await writeFile(join(folder, 'metadata/wiki.xml'), sp.metadata)
    const config = [
      `publicUrl: ${balancer.url}`,
      `listen: 127.0.0.1:${port}`,
      `storage: redis+unix://${redis.socket}`,
      'appStore: redis',
      `admin: { allow: 'true' }`,
      `defaults: { nameId: { format: unspecified, value: 'claims.preferred_username' } }`,
      'upstreams: { corp: { kind: saml, metadata: corp.xml, unsolicited: "https://wiki.test/start" } }',
    ]
    await writeFile(join(folder, 'isthmus.yaml'), config.join('\n'))
    return start({ configFile: join(folder, 'isthmus.yaml'), env: {}, logTo: { write() {} } })
  }

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'isthmus-once-'))
    const [, file = ''] = await createKeys(join(directory, 'certs'), { commonName: 'localhost', now: Date.now })
    certificate = await readFile(file, 'utf8')
    redis = await redisServer()
    await redis.start()
    balancer = await balance([await freePort(), await freePort()])
    sp = createSp(balancer.url, certificate)
    nodes = await Promise.all(balancer.ports.map(startNode))
    local = await openOnStore(join(folderOf(balancer.ports[0] ?? 0), 'isthmus.yaml'))
  })
  after(async () => {
    for (const browser of browsers) browser.close()
    await local?.close()
    await Promise.all((nodes ?? []).map((node) => node.close()))
    await balancer?.close()
    await redis.remove()
    await rm(directory, { recursive: true })
  })

  const browser = () => {
    const made = new BrowserSession()
    browsers.push(made)
    return made
  }

  /** Does it so often at once, half of it at each node; resolves to what came of each. */
  const atOnce = async <T>(times: number, act: (at: number) => Promise<T>): Promise<readonly T[]> => {
    balancer.served.fill(0)
    const all = await Promise.all(Array.from({ length: times }, (_, at) => act(at)))
    expect(Math.min(...balancer.served), 'both nodes were asked').to.be.at.least(times / 2)
    return all
  }
  const post = (address: string, form: Readonly<Record<string, string>> = {}) =>
    fetch(address, { method: 'POST', headers: { origin: balancer.url }, body: new URLSearchParams(form) })

  it('a setup link takes the metadata of one of those who send some', async () => {
    for (let round = 0; round < rounds; round++) {
      const app = `app${round}`
      const { secret, link } = await createSetupLink(local.admin, admin, { app })
      const text = createSp(balancer.url, certificate, {
        entityId: `https://${app}.test`,
        acs: 'https://acs.test/',
      }).metadata
      const texts = [0, 1].map((at) => text.replaceAll('https://acs.test/', `https://${app}.test/acs/${at}`))
      const answers = await atOnce(2, (at) => post(`${balancer.url}/admin/setup/${secret}`, { text: texts[at] ?? '' }))
      expect(answers.map(({ status }) => status).toSorted()).to.deep.equal([200, 422])
      const kept = await local.admin.store.get('setup-link', link.id)
      expect(kept?.metadata).to.equal(texts[answers.findIndex(({ ok }) => ok)])
      const listed = (await listSetupLinks(local.admin)).find(({ id }) => id === link.id)
      expect(listed?.state).to.equal('submitted')
    }
    const { acts } = await local.admin.store.acts(100)
    expect(acts.filter(({ act }) => act === 'setup-link.submit')).to.have.length(rounds)
  })

  it('an address of `isthmus admin link` lets one in', async () => {
    for (let round = 0; round < rounds; round++) {
      const address = `${balancer.url}/admin/link/${makeBreakGlass(local.admin).token}`
      const answers = await atOnce(4, () => post(address))
      expect(answers.map(({ status }) => status).toSorted()).to.deep.equal([200, 404, 404, 404])
      expect(answers.map(({ headers }) => headers.getSetCookie().length).toSorted()).to.deep.equal([0, 0, 0, 1])
      expect((await post(address)).status).to.equal(404)
    }
    const { acts } = await local.admin.store.acts(100)
    expect(acts.filter(({ act }) => act === 'break-glass')).to.have.length(rounds)
  })

  const acs = () => `${balancer.url}/saml/sp/corp/acs`
  const sound = (assertionId: string, inResponseTo?: string) => ({
    acs: acs(),
    audience: `${balancer.url}/saml/sp/corp/metadata`,
    inResponseTo,
    attributes: { uid: ['alice'] },
    assertionId,
  })
  const fieldsOf = (xml: string) => ({ SAMLResponse: Buffer.from(xml).toString('base64') })

  it('an assertion that nobody asked for signs one browser in', async () => {
    for (let round = 0; round < rounds; round++) {
      const fields = fieldsOf(answerXml(sound(`_unasked${round}`)))
      const pages = await atOnce(4, async () => {
        const own = browser()
        return own.follow(await own.post(acs(), fields, { crossSite: true }), (next) =>
          next.startsWith('https://wiki.test/'),
        )
      })
      const started = pages.filter(({ headers }) => headers.location === 'https://wiki.test/start')
      expect(started).to.have.length(1)
      expect(pages.filter(({ status }) => status >= 400)).to.have.length(3)
    }
  })

  it('one assertion in the answers to four logins signs one browser in; the other apps hear of a failure', async () => {
    for (let round = 0; round < rounds; round++) {
      const begun = await Promise.all(
        [0, 1, 2, 3].map(async () => {
          const own = browser()
          const page = await own.follow(await sp.loginUrl(), (next) => next.startsWith('https://idp.example.org/'))
          const request = new URL(page.headers.location ?? '').searchParams.get('SAMLRequest') ?? ''
          const [, id = ''] = / ID="([^"]*)"/.exec(inflateRawSync(Buffer.from(request, 'base64')).toString()) ?? []
          return { own, fields: fieldsOf(answerXml(sound(`_shared${round}`, id))) }
        }),
      )
      const statuses = await atOnce(4, async (at) => {
        const { own, fields } = begun[at] as (typeof begun)[number]
        return statusOf(responseForm(await own.follow(await own.post(acs(), fields, { crossSite: true })))).join(' ')
      })
      expect(statuses.toSorted()).to.deep.equal([...Array(3).fill('Responder AuthnFailed'), 'Success'])
    }
  })
})
