import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect } from 'chai'
import { openAppStore } from '../../src/app-store/open.ts'
import type { AppStore } from '../../src/app-store/store.ts'
import { exportApps, importApps } from '../../src/cli/app-archive.ts'
import { backUp } from '../../src/cli/backup.ts'
import { restore } from '../../src/cli/restore.ts'
import { start } from '../../src/start.ts'
import { requestUrl } from '../fixtures/authn-request.ts'
import { certificateOf, createSp, loginForm, startGateway, type TestGateway } from '../fixtures/gateway.ts'
import { type RedisServer, redisServer } from '../storage/redis-server.ts'
import { refusal } from './conformance.ts'

describe('archives of the app store', function () {
  this.timeout(60_000)
  let directory: string
  let redis: RedisServer
  const said: string[] = []
  const print = (line: string) => void said.push(line)
  before(async () => {
    redis = await redisServer()
    await redis.start()
  })
  after(() => redis.remove())
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'isthmus-archives-'))
    said.length = 0
  })
  afterEach(() => rm(directory, { recursive: true }))

  const configIn = async (name: string, more = ''): Promise<string> => {
    const file = join(directory, name, 'isthmus.yaml')
    await mkdir(dirname(file), { recursive: true })
    await writeFile(join(dirname(file), 'secret'), 'x'.repeat(32), { mode: 0o600 })
    const upstream = '{ issuer: https://op.home.lan, clientId: i, clientSecretFile: secret }'
    await writeFile(file, `publicUrl: https://sso.home.lan\nupstreams: { op: ${upstream} }\n${more}`)
    return file
  }
  const storeOf = (config: string, isRedis = false): Promise<AppStore> =>
    openAppStore(isRedis ? { kind: 'redis' } : { kind: 'folder', path: join(dirname(config), 'apps') }, {
      storage: { kind: 'redis', url: `redis+unix://${redis.socket}` },
      directory: '/',
      onTrouble: () => {},
    })

  it('lead from a folder to Redis, with every revision', async () => {
    const [from, to] = [
      await configIn('from'),
      await configIn('to', `storage: redis+unix://${redis.socket}\nappStore: redis\n`),
    ]
    const [source, target] = [await storeOf(from), await storeOf(to, true)]
    const first = await source.put(
      'app',
      'wiki',
      { settings: 'a: 1', metadata: '<a/>' },
      { author: 'anna', replaces: undefined },
    )
    await source.put('app', 'wiki', { settings: 'a: 2 # ü' }, { author: 'ben', replaces: first.revision })
    await source.put('app', 'mail', { settings: '' }, { author: 'anna', replaces: undefined })
    const archive = join(directory, 'apps.jsonl')
    expect(await exportApps(from, archive, { print })).to.equal(0)
    expect((await stat(archive)).mode & 0o777).to.equal(0o600)
    expect(await importApps(to, archive, { replace: false, print })).to.equal(0)
    for (const name of ['wiki', 'mail'])
      expect(await target.history('app', name)).to.deep.equal(await source.history('app', name))
    expect(await importApps(to, archive, { replace: false, print }), 'again: the same').to.equal(0)
    const there = await target.get('app', 'mail')
    await target.put('app', 'mail', { settings: 'b: 1' }, { author: 'carl', replaces: there?.revision })
    expect(await importApps(to, archive, { replace: false, print }), 'something else').to.equal(1)
    said.length = 0
    expect(await importApps(to, archive, { replace: true, dryRun: true, print }), 'only told').to.equal(0)
    expect(said).to.deep.equal([
      'mail  imported, as a new revision of what was there',
      'wiki  is there already, and says the same',
      'Nothing was written.',
    ])
    expect(await target.get('app', 'mail')).to.deep.include({ settings: 'b: 1' })
    expect(await importApps(to, archive, { replace: true, print })).to.equal(0)
    expect(await target.get('app', 'mail')).to.deep.include({ settings: '', author: 'anna', reason: 'imported' })
    expect((await target.acts(10)).acts.map(({ act, on, facts }) => [act, on, facts?.how])).to.deep.equal([
      ['app.import', 'mail', 'replaced'],
      ['app.import', 'wiki', 'restored'],
      ['app.import', 'mail', 'restored'],
    ])
    expect((await refusal(exportApps(from, archive, { print }))).message).to.match(/exists already/)
    await source.close()
    await target.close()
  })

  it('that were tampered with, cut short, or are something else write nothing outside the store', async () => {
    const from = await configIn('from')
    const store = await storeOf(from)
    await store.put('app', 'wiki', { settings: 'a: 1' }, { author: 'anna', replaces: undefined })
    const archive = join(directory, 'apps.jsonl')
    await exportApps(from, archive, { print })
    const text = await readFile(archive, 'utf8')
    const to = await configIn('to')
    const before = await readdir(directory, { recursive: true })
    const bad: Readonly<Record<string, string>> = {
      'a name that leads elsewhere': text.replaceAll('"wiki"', '"../../wiki"'),
      'a text that is not that of its revision': text.replace('a: 1', 'a: 9'),
      'a kind that there is not': text.replaceAll('"app"', '"key"'),
      'a half': text.slice(0, text.lastIndexOf('{"end"')),
      'another form': text.replace('isthmus-apps', 'isthmus-backup'),
      'no JSON': 'PK\u0003\u0004',
      nothing: '',
    }
    for (const [what, content] of Object.entries(bad)) {
      const file = join(directory, 'bad.jsonl')
      await writeFile(file, content)
      const refused = await refusal(importApps(to, file, { replace: true, print }))
      expect(refused, what).to.have.property('name', 'Plain')
      await rm(file)
      await rm(join(directory, 'to', 'apps'), { recursive: true, force: true })
      expect(await readdir(directory, { recursive: true }), what).to.deep.equal(before)
    }
    await store.close()
  })

  it('of apps bring no token, and nothing at all where one line of them would', async () => {
    const from = await configIn('from')
    const store = await storeOf(from)
    await store.put('app', 'blog', { settings: 'a: 1' }, { author: 'anna', replaces: undefined })
    await store.put('token', 'evil', { settings: '{"hash":"x"}' }, { author: 'anna', replaces: undefined })
    const [apps, all] = [join(directory, 'apps.jsonl'), join(directory, 'all')]
    await exportApps(from, apps, { print })
    await backUp(from, all, { print })
    const token = (await readFile(all, 'utf8')).split('\n').find((line) => line.includes('"token"')) ?? ''
    const end = '{"end":true}'
    await writeFile(apps, (await readFile(apps, 'utf8')).replace(end, `${token}\n${end}`))
    const to = await configIn('to')
    for (const dryRun of [true, false])
      expect((await refusal(importApps(to, apps, { replace: true, dryRun, print }))).message).to.match(/none of ours/)
    const target = await storeOf(to)
    expect([await target.list('app'), await target.list('token')]).to.deep.equal([[], []])
    await target.close()
    await store.close()
  })

  it('a backup with a file that leads elsewhere, or is damaged, restores nothing', async () => {
    const from = await configIn('from')
    await backUp(from, join(directory, 'backup'), { print })
    const text = await readFile(join(directory, 'backup'), 'utf8')
    const before = (await readdir(directory, { recursive: true })).length
    for (const [what, content] of [
      ['up', text.replace('"file":"secret"', '"file":"../secret"')],
      ['absolute', text.replace('"file":"secret"', '"file":"/tmp/secret"')],
      ['windows', text.replace('"file":"secret"', '"file":"a\\\\..\\\\secret"')],
      ['damaged', text.replace(/"octets":"eHh4/, '"octets":"eXh4')],
    ] as const) {
      expect(content, what).not.to.equal(text)
      await writeFile(join(directory, 'backup'), content)
      const refused = await refusal(
        restore(join(directory, 'new', 'isthmus.yaml'), join(directory, 'backup'), { print }),
      )
      expect(refused.message, what).to.match(/can't be restored/)
      expect(await readdir(directory, { recursive: true })).to.have.length(before)
    }
  })

  describe('a drill: the machine is gone, and a backup is restored on an empty one', () => {
    let gateway: TestGateway
    before(async () => {
      gateway = await startGateway()
    })
    after(() => gateway.close())

    it('people log in under the same NameIDs, to apps of the store and of files', async () => {
      const sp = createSp(gateway.url, await certificateOf(gateway))
      const config = join(gateway.directory, 'isthmus.yaml')
      const store = await storeOf(config)
      await store.put(
        'app',
        'wiki',
        { settings: 'nameId: persistent\n', metadata: sp.metadata },
        { author: 'anna', replaces: undefined },
      )
      await store.put('token', 'ci', { settings: '{"hash":"x"}' }, { author: 'anna', replaces: undefined })
      const act = {
        act: 'token.create',
        author: 'anna',
        at: 1_700_000_000_000,
        outcome: 'success',
        via: 'cli',
      } as const
      await store.append(act)
      await store.close()
      await gateway.running.reload()
      const before = await nameAt(gateway, sp)
      expect(before).to.match(/^[a-z2-7]{52}$/)
      const archive = join(directory, 'isthmus.backup')
      expect(await backUp(config, archive, { print })).to.equal(0)
      await gateway.running.close()
      await rm(gateway.directory, { recursive: true })

      const restored = join(directory, 'elsewhere', 'isthmus.yaml')
      expect(await restore(restored, archive, { print })).to.equal(0)
      expect((await stat(join(dirname(restored), 'certs', 'pairwise.key'))).mode & 0o077).to.equal(0)
      const running = await start({ configFile: restored, env: {}, logTo: { write() {} } })
      try {
        expect(await nameAt(gateway, sp)).to.equal(before)
        const again = await storeOf(restored)
        expect(await again.get('token', 'ci')).to.deep.include({ settings: '{"hash":"x"}' })
        expect(await again.acts(10)).to.deep.equal({ acts: [act] })
        await again.close()
        expect((await refusal(restore(restored, archive, { print }))).message).to.match(/exists/)
      } finally {
        await running.close()
      }
    })

    async function nameAt(at: TestGateway, sp: ReturnType<typeof createSp>): Promise<string | undefined> {
      // What was written on the store is seen by the gateway a moment later.
      let { status } = await at.browser().get(requestUrl(at, sp))
      for (let waited = 0; status !== 302 && waited < 10_000; waited += 100) {
        await new Promise((resolve) => setTimeout(resolve, 100))
        status = (await at.browser().get(requestUrl(at, sp))).status
      }
      expect(status).to.equal(302)
      const profile = await sp.validate(await loginForm(at.browser(), await sp.loginUrl('state')))
      return profile?.nameID
    }
  })
})
