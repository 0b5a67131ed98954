/** Storage on a Redis Cluster and behind Sentinels: real ones, as small as they get. */
import { createSecretKey, randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { appId, issuer, sessionKey, transactionId, upstreamName } from '../../src/core/identifiers.ts'
import type { StorageDriver } from '../../src/storage/driver.ts'
import { openStorage } from '../../src/storage/open.ts'
import { createStores } from '../../src/storage/stores.ts'
import { freePort } from '../fixtures/free-port.ts'
import { waited } from '../fixtures/waited.ts'
import { conformance } from './conformance.ts'
import { pause, type RedisServer, redisServer } from './redis-server.ts'

const minute = 60_000

describe('Redis storage', function () {
  this.timeout(40_000)
  let servers: RedisServer[] = []
  let troubles: string[] = []
  const open = (url: string): Promise<StorageDriver> =>
    openStorage({ kind: 'redis', url }, { onTrouble: (message) => troubles.push(message) })
  const ends = async () => {
    await Promise.all(servers.map((server) => server.remove()))
    servers = []
    troubles = []
  }

  /** Resolves when the call does; throws what it last threw when that takes longer than the time. */
  const eventually = async (call: () => Promise<unknown>, ms: number): Promise<void> => {
    for (const end = Date.now() + ms; ; await pause(100)) {
      try {
        await call()
        return
      } catch (error) {
        if (Date.now() > end) throw error
      }
    }
  }

  describe('on a Redis Cluster of two nodes', () => {
    let ports: number[]
    const url = () => `redis+cluster://${ports.map((port) => `127.0.0.1:${port}`).join(',')}`
    before(async () => {
      ports = [await freePort(), await freePort()]
      for (const port of ports) {
        const bus = await freePort()
        const options = ['--port', `${port}`, '--cluster-enabled', 'yes', '--cluster-port', `${bus}`]
        const server = await redisServer({ options })
        await server.start()
        servers.push(server)
      }
      const [one, two] = servers
      if (!one || !two) throw new Error('no servers')
      await one.command('CLUSTER ADDSLOTSRANGE 0 8000')
      await two.command('CLUSTER ADDSLOTSRANGE 8001 16383')
      await two.command('CLUSTER SET-CONFIG-EPOCH 2')
      const bus = /@(\d+)/.exec(await one.command('CLUSTER NODES'))?.[1]
      await two.command(`CLUSTER MEET 127.0.0.1 ${ports[0]} ${bus}`)
      await eventually(async () => {
        for (const server of servers) expect(await server.command('CLUSTER INFO')).to.contain('cluster_state:ok')
      }, 15_000)
    })
    after(ends)

    conformance({ open: () => open(url()), pass: pause })

    it('takes every record of a login, though they lie on both nodes', async () => {
      const driver = await open(url())
      const now = Date.now()
      const stores = createStores(driver, { sealing: createSecretKey(randomBytes(32)), now: () => now })
      const op = issuer('https://op.example.net')
      const context = { amr: [], issuedAt: 1, authenticatingAuthority: op }
      for (let round = 0; round < 20; round++) {
        const key = sessionKey(`session-${round}`)
        const startAgain = { app: 'Wiki' }
        await stores.transactions.put({ v: 2, id: transactionId(`tx-${round}`), state: 'done', startAgain }, minute)
        await stores.tickets.put(`ticket-${round}`, {})
        const authentication = {
          upstream: upstreamName('op'),
          issuer: op,
          subject: `s${round}`,
          sid: 'x',
          claims: {},
          context,
        }
        const times = { createdAt: now, end: now + minute, verifiedAt: now }
        const beside = sessionKey(`beside-${round}`)
        await stores.sessions.create(key, { v: 2, authentication, browser: `b${round}`, ...times }, [beside])
        expect(await stores.sessions.beside(key)).to.deep.equal([beside])
        expect(await stores.sessions.find({ by: 'browser', browser: `b${round}` })).to.deep.equal([key])
        for (const app of ['wiki', 'shop', 'mail']) {
          const subject = { kind: 'persistent', value: app } as const
          const when = { issuedAt: now, end: now + minute }
          const participant = {
            v: 2,
            app: appId('saml', app),
            downstream: 'saml-idp',
            subject,
            state: {},
          } as const
          await stores.sessions.addParticipant(key, { ...participant, handle: `${app}-${round}`, ...when })
        }
        expect(await stores.sessions.participants(key)).to.have.length(3)
        expect(await stores.sessions.find({ by: 'handle', handle: `shop-${round}` })).to.deep.equal([key])
        expect(await stores.logouts.begin(key, { v: 2, by: 'person', at: now }, minute)).to.equal(true)
        expect(await stores.sessions.get(key)).to.equal(undefined)
        expect((await stores.logouts.get(key))?.session.browser).to.equal(`b${round}`)
      }
      await driver.close()
      expect(troubles).to.deep.equal([])
    })

    it('keeps what belongs to one session in one slot', async () => {
      const slot = async (key: string) => servers[0]?.command(`CLUSTER KEYSLOT isthmus:${key}`)
      expect(await slot('sess:{abc}')).to.equal(await slot('part:{abc}'))
      expect(await slot('sess:{abc}')).to.equal(await slot('part:{abc}:digest'))
      expect(await slot('sess:{abc}')).not.to.equal(await slot('sess:{abd}'))
    })

    it('fails what lies on a node that is gone, serves the rest, and is whole again when it is back', async () => {
      const driver = await open(url())
      const keys = Array.from({ length: 20 }, (_, index) => `{${index}}`)
      for (const server of servers) await server.command('CONFIG SET cluster-require-full-coverage no')
      for (const key of keys) await driver.put(key, 'x', minute)
      await servers[1]?.crash()
      let outcomes: readonly PromiseSettledResult<void>[] = []
      const took = await waited(async () => {
        outcomes = await Promise.allSettled(keys.map((key) => driver.put(key, 'y', minute)))
      })
      expect(took).to.be.below(3500)
      expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).not.to.have.length(0)
      for (const outcome of outcomes)
        if (outcome.status === 'rejected') expect(outcome.reason).to.have.property('name', 'StorageUnavailable')
      await servers[1]?.start()
      await eventually(() => Promise.all(keys.map((key) => driver.put(key, 'z', minute))), 15_000)
      await driver.close()
    })
  })

  describe('behind Sentinels', () => {
    let ports: [master: number, replica: number, sentinel: number]
    before(async () => {
      ports = [await freePort(), await freePort(), await freePort()]
      const [master, replica, sentinel] = ports
      const watch = `sentinel monitor isthmus-master 127.0.0.1 ${master} 1`
      const config = `${watch}\nsentinel down-after-milliseconds isthmus-master 1000\nsentinel failover-timeout isthmus-master 5000\n`
      servers = [
        await redisServer({ options: ['--port', `${master}`, '--repl-diskless-sync-delay', '0'] }),
        await redisServer({ options: ['--port', `${replica}`, '--replicaof', `127.0.0.1 ${master}`] }),
        await redisServer({ options: ['--port', `${sentinel}`], config, sentinel: true }),
      ]
      for (const server of servers) await server.start()
      await eventually(async () => {
        expect(await servers[2]?.command('SENTINEL replicas isthmus-master')).to.contain(`127.0.0.1:${replica}`)
      }, 15_000)
    })
    after(ends)

    it('writes to the master that they name, and to the next one after a failover', async () => {
      const driver = await open(`redis+sentinel://127.0.0.1:1,127.0.0.1:${ports[2]}/isthmus-master/0`)
      await driver.put('key', 'before', minute)
      await eventually(async () => expect(await servers[1]?.command('GET isthmus:key')).to.contain('before'), 20_000)
      await servers[0]?.crash()
      await eventually(() => driver.put('key', 'after', minute), 20_000)
      expect(await servers[1]?.command('GET isthmus:key')).to.contain('after')
      expect(troubles.slice(0, 2)).to.deep.equal(['The storage is not available', 'The storage is available again'])
      await driver.close()
    }).timeout(60_000)
  })
})
