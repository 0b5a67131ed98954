import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { createKeys } from '../../src/keys/create.ts'
import type { StorageDriver } from '../../src/storage/driver.ts'
import { openStorage } from '../../src/storage/open.ts'
import { freePort } from '../fixtures/free-port.ts'
import { conformance } from './conformance.ts'
import { pause, type RedisServer, redisServer } from './redis-server.ts'

describe('Redis storage', function () {
  this.timeout(20_000)
  let server: RedisServer
  const troubles: string[] = []
  const open = (url: string, directory = '/'): Promise<StorageDriver> =>
    openStorage({ kind: 'redis', url }, { directory, onTrouble: (message) => troubles.push(message) })

  /** A machine that is busy for a second makes Redis late once, and then it is back: that is no fault of the driver's. */
  const hiccup = ['The storage is not available', 'The storage is available again']
  afterEach(() => {
    const heard = troubles.splice(0)
    while (heard[0] === hiccup[0] && heard[1] === hiccup[1]) heard.splice(0, 2)
    expect(heard.join('; ')).to.equal('')
  })

  describe('on a Unix socket', () => {
    before(async () => {
      server = await redisServer()
      await server.start()
    })
    after(() => server.remove())
    conformance({ open: () => open(`redis+unix://${server.socket}?db=3`), pass: pause })

    it('has its own prefix, and every key has a TTL', async () => {
      const storage = await open(`redis+unix://${server.socket}?db=5`)
      await storage.put('put', 'x', 60_000)
      await storage.claim('claim', 'x', 60_000)
      await storage.replace('put', 'x', 60_000)
      await storage.addToSet('set', ['x'], 60_000)
      await storage.count('count', 60_000)
      await storage.ping()
      await storage.close()
      const list =
        "for _, k in ipairs(redis.call('KEYS', '*')) do n[#n + 1] = k .. '=' .. tostring(redis.call('PTTL', k) > 0) end"
      const script = `local n = {} redis.call('SELECT', 5) ${list} table.sort(n) return table.concat(n, ' ')`
      const found = (await server.command(`EVAL "${script}" 0`)).split('\r\n')[1]
      const names = ['claim', 'count', 'put', 'set'].map((name) => `isthmus:${name}=true`)
      expect(found).to.equal(names.join(' '))
    })
  })

  describe('over TCP, as a user whose password has signs of a URL in it', () => {
    let port: number
    before(async () => {
      port = await freePort()
      const config =
        'user isthmus on >p@ss/w?rd ~isthmus:* +@read +@write +@scripting +@connection +time -info\nuser default off\n'
      server = await redisServer({ options: ['--port', `${port}`], config })
      await server.start('AUTH isthmus p@ss/w?rd')
    })
    after(() => server.remove())
    // The rights that docs/keys.md names, without INFO.
    conformance({ open: () => open(`redis://isthmus:p%40ss%2Fw%3Frd@127.0.0.1:${port}/0`), pass: pause })
  })

  describe('over TLS', () => {
    let port: number
    let directory: string
    before(async () => {
      directory = await mkdtemp(join(tmpdir(), 'isthmus-tls-'))
      const [key = '', certificate = ''] = await createKeys(directory, { commonName: 'localhost', now: Date.now })
      port = await freePort()
      const files = ['--tls-key-file', key, '--tls-cert-file', certificate, '--tls-ca-cert-file', certificate]
      server = await redisServer({ options: ['--tls-port', `${port}`, '--tls-auth-clients', 'no', ...files] })
      await server.start()
    })
    after(async () => {
      await server.remove()
      await rm(directory, { recursive: true })
    })

    it('works with the certificate trusted, relative to the config', async () => {
      const storage = await open(`rediss://localhost:${port}?ca=saml-signing.crt`, directory)
      await storage.put('tls', 'x', 60_000)
      expect(await storage.take('tls')).to.equal('x')
      await storage.close()
    })

    it('refuses a certificate that is not trusted, or for another host, and a server without TLS', async () => {
      const urls = [
        `rediss://localhost:${port}`,
        `rediss://127.0.0.1:${port}?ca=saml-signing.crt`,
        `redis://localhost:${port}`,
      ]
      const refused = async (url: string) => {
        const storage = await open(url, directory)
        const outcome = await storage.put('tls', 'x', 60_000).catch((error: Error) => error)
        expect(outcome, url).to.have.property('name', 'StorageUnavailable')
        await storage.close()
      }
      await Promise.all(urls.map(refused))
      expect(new Set(troubles.splice(0))).to.deep.equal(new Set(['The storage is not available']))
    })

    it('shows its own certificate where Redis asks for one, and reads it again at every connection', async () => {
      const secured = await freePort()
      const path = (name: string) => join(directory, name)
      const files = ['--tls-key-file', path('saml-signing.key'), '--tls-cert-file', path('saml-signing.crt')]
      const asking = await redisServer({
        options: ['--tls-port', `${secured}`, ...files, '--tls-ca-cert-file', path('saml-signing.crt')],
      })
      await asking.start()
      const ours = await createKeys(path('ours'), { commonName: 'isthmus', now: Date.now })
      await copyFile(path('saml-signing.crt'), path('client.crt'))
      await copyFile(path('saml-signing.key'), path('client.key'))
      try {
        const without = await open(`rediss://localhost:${secured}?ca=saml-signing.crt`, directory)
        const refused = await without.put('mtls', 'x', 60_000).catch((error: Error) => error)
        expect(refused).to.have.property('name', 'StorageUnavailable')
        await without.close()
        const storage = await open(
          `rediss://localhost:${secured}?ca=saml-signing.crt&cert=client.crt&key=client.key`,
          directory,
        )
        await storage.ping()
        for (const [index, name] of ['client.key', 'client.crt'].entries())
          await copyFile(ours[index] ?? '', path(name))
        await asking.command('CLIENT KILL TYPE normal')
        await pause(200)
        const renewed = await storage.put('mtls', 'x', 60_000).catch((error: Error) => error)
        expect(renewed, 'the new one is not trusted there').to.have.property('name', 'StorageUnavailable')
        await storage.close()
      } finally {
        await asking.remove()
        troubles.splice(0)
      }
    })

    it('says at once that the file to trust is missing', async () => {
      const outcome = await open('rediss://localhost?ca=missing.crt', directory).catch((error: Error) => error)
      expect(outcome).to.have.property('code', 'ENOENT')
    })
  })

  describe('as a user that may not do all that a login needs', () => {
    const rights: Readonly<Record<string, readonly [acl: string, missing: RegExp]>> = {
      'a command': ['~isthmus:* +@read +@write +@scripting +@connection +time -getdel', /getdel/],
      'a command within a script': [
        '~isthmus:* +@read +@write +@scripting +@connection -time',
        /the script can't run this command/,
      ],
      scripts: ['~isthmus:* +@read +@write +@connection +time', /eval/],
      'our keys': ['~other:* +@all', /key/],
    }
    for (const [what, [acl, missing]] of Object.entries(rights)) {
      it(`says that ${what} is missing, and is not ready`, async () => {
        const config = `user isthmus on >secret ${acl}\nuser default off\n`
        const locked = await redisServer({ config })
        await locked.start('AUTH isthmus secret')
        try {
          const storage = await open(`redis+unix://isthmus:secret@${locked.socket}`)
          const refused = await storage.ping().catch((error: Error) => error)
          expect(refused).to.have.property('name', 'StorageRefused')
          expect(refused).to.have.property('message').that.match(missing)
          expect(refused)
            .to.have.property('cure')
            .that.match(/ACL SETUSER/)
          await storage.close()
          const wrong = await open(`redis+unix://isthmus:wrong@${locked.socket}`)
          expect(await wrong.ping().catch((error: Error) => error)).to.have.property('name', 'StorageRefused')
          await wrong.close()
        } finally {
          await locked.remove()
          troubles.splice(0)
        }
      })
    }
  })
})
