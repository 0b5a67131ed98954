import { expect } from 'chai'
import { openAppStore } from '../../src/app-store/open.ts'
import { lossOf } from '../../src/app-store/redis-persistence.ts'
import type { AppStore } from '../../src/app-store/store.ts'
import { waited } from '../fixtures/waited.ts'
import { type RedisServer, redisServer } from '../storage/redis-server.ts'
import { conformance, fill, refusal, until } from './conformance.ts'

describe('the app store in Redis', function () {
  this.timeout(30_000)
  let server: RedisServer
  const troubles: string[] = []
  const open = (db = 0): Promise<AppStore> =>
    openAppStore(
      { kind: 'redis' },
      {
        storage: { kind: 'redis', url: `redis+unix://${server.socket}?db=${db}` },
        directory: '/',
        onTrouble: (message) => troubles.push(message),
      },
    )
  before(async () => {
    server = await redisServer()
    await server.start()
  })
  after(() => server.remove())

  conformance({
    open: () => open(),
    async missing(work) {
      // All connections are cut, and the message comes when nobody is there to hear it.
      await server.command('CLIENT KILL TYPE pubsub')
      await server.command('CLIENT KILL TYPE normal')
      await until(() =>
        work().then(
          () => true,
          () => false,
        ),
      )
    },
  })

  it('hears within a second of what was not published', async () => {
    const [store, other] = [await open(1), await open(1)]
    const heard: string[] = []
    const end = other.watch((changed) => heard.push(...changed))
    await until(() => heard.length > 0)
    // Neither may be published nor heard.
    await server.command('ACL SETUSER default resetchannels')
    await server.command('CLIENT KILL TYPE pubsub')
    await store.put('app', 'wiki', { settings: '' }, { author: 'anna', replaces: undefined })
    expect(await waited(() => until(() => heard.includes('app/wiki')))).to.be.below(1000)
    await server.command('ACL SETUSER default allchannels')
    end()
    await store.close()
    await other.close()
  })

  it('writes all of a change or nothing: a full Redis refuses it, and there is no trace', async () => {
    const store = await open(2)
    const put = await store.put('app', 'wiki', { settings: 'a: 1' }, { author: 'anna', replaces: undefined })
    await server.command('CONFIG SET maxmemory 1')
    const change = { author: 'anna', replaces: put.revision }
    expect(await refusal(store.put('app', 'wiki', { settings: 'a: 2' }, change))).to.have.property(
      'name',
      'StoreUnavailable',
    )
    await server.command('CONFIG SET maxmemory 0')
    expect(await store.get('app', 'wiki')).to.deep.equal(put)
    expect(await store.history('app', 'wiki')).to.deep.equal([put])
    const again = await store.put('app', 'wiki', { settings: 'a: 2' }, change)
    expect((await store.history('app', 'wiki')).map(({ revision }) => revision)).to.deep.equal([
      again.revision,
      put.revision,
    ])
    await store.close()
  })

  it('takes over a past whole, though Redis fails midway: who does it again gets the rest', async () => {
    const [store, name] = [await open(6), 'wiki']
    const author = { author: 'anna' }
    const one = await store.put('app', 'blog', { settings: 'a: 1' }, { ...author, replaces: undefined })
    await store.put('app', 'blog', { settings: 'a: 2' }, { ...author, replaces: one.revision })
    const past = (await store.history('app', 'blog')).map((entry) => ({ ...entry, name }))
    await server.command('ACL SETUSER default -rpush')
    await refusal(store.restore(past))
    await server.command('ACL SETUSER default +rpush')
    expect(await store.history('app', name)).to.have.length(1)
    expect(await store.restore(past)).to.equal(true)
    expect(await store.history('app', name)).to.deep.equal(past)
    await store.close()
  })

  it('holds so many documents at most, whichever way they come; those that were removed do not count', async () => {
    const store = await open(7)
    const add = (name: string) => store.put('token', name, { settings: '{}' }, { author: 'anna', replaces: undefined })
    const one = await add('one')
    const fill = async (more: string) => {
      const head = `'{"kind":"token","name":"t' .. i .. '","revision":"1-x","author":"a","at":1${more}}'`
      const each = `redis.call('HSET', 'isthmus:{apps}:heads:token', 't' .. i, ${head})`
      const script = `redis.call('SELECT', 7) for i = 2, 50000 do ${each} end return 'OK'`
      expect(await server.command(`EVAL "${script.replaceAll('"', '\\"')}" 0`)).to.contain('OK')
    }
    await fill(',"removed":true')
    const two = await add('two')
    expect(two.name).to.equal('two')
    await fill('')
    expect((await refusal(add('three'))).message).to.match(/already/)
    expect((await refusal(store.restore([{ ...one, name: 'three' }]))).message).to.match(/already/)
    await store.close()
  })

  it('has keys without an end, in one slot of a cluster', async () => {
    const store = await open(3)
    await store.put('app', 'wiki', { settings: '', metadata: '<a/>' }, { author: 'anna', replaces: undefined })
    await store.append({ act: 'app.put', outcome: 'success', author: 'anna', at: Date.now(), via: 'cli' })
    const list =
      "for _, k in ipairs(redis.call('KEYS', '*')) do n[#n + 1] = k .. '=' .. tostring(redis.call('PTTL', k)) end"
    const script = `local n = {} redis.call('SELECT', 3) ${list} table.sort(n) return table.concat(n, ' ')`
    const found = (await server.command(`EVAL "${script}" 0`)).split('\r\n')[1]
    const keys = ['acts', 'app:wiki', 'changes', 'heads:app', 'past:app:wiki'].map((key) => `isthmus:{apps}:${key}=-1`)
    expect(found).to.equal(keys.join(' '))
    await store.close()
  })

  it('says where Redis keeps nothing on disk, or only now and then', async () => {
    expect(lossOf('no', '')).to.match(/keeps nothing on disk/)
    expect(lossOf('no', '3600 1')).to.match(/only now and then/)
    expect(lossOf('yes', '')).to.equal(undefined)
    expect(lossOf(undefined, undefined)).to.equal(undefined)
    troubles.length = 0
    const store = await open(4)
    await until(() => troubles.some((trouble) => /keeps nothing on disk/.test(trouble)))
    await store.close()
  })

  it('holds ten thousand documents', async function () {
    this.timeout(120_000)
    const store = await open(5)
    await fill(store, 10_000, (index) => `app-${index}`)
    expect(await store.list('app')).to.have.length(10_000)
    expect(await store.get('app', 'app-9999')).to.deep.include({ metadata: '<a id="9999"/>' })
    await store.close()
  })
})
