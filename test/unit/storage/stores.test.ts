import { createSecretKey, randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { appId, issuer, sessionKey, transactionId, upstreamName } from '../../../src/core/identifiers.ts'
import { type LoginTransaction, loginRequest } from '../../../src/core/login/transaction.ts'
import type { Stores } from '../../../src/core/ports/stores.ts'
import type { Participant, Session } from '../../../src/core/session/records.ts'
import type { StorageDriver } from '../../../src/storage/driver.ts'
import { memoryDriver } from '../../../src/storage/memory.ts'
import { createStores } from '../../../src/storage/stores.ts'
import { altered } from '../../fixtures/altered.ts'

const start = 1_800_000_000_000
const hour = 3_600_000
const op = issuer('https://op.example.net')

function session(fields: { sid?: string; subject?: string; verifiedAt?: number; browser?: string } = {}): Session {
  return {
    v: 2,
    authentication: {
      upstream: upstreamName('authelia'),
      issuer: op,
      subject: fields.subject ?? 'subject-1',
      ...(fields.sid !== undefined && { sid: fields.sid }),
      claims: { email: 'alice@secret.example', groups: ['staff'], odd: '\ud800"</x>' },
      context: { amr: ['pwd'], issuedAt: 1_800_000_000, authenticatingAuthority: op },
      logoutState: { idToken: 'raw-id-token' },
    },
    browser: fields.browser ?? 'browser-1',
    createdAt: start,
    end: start + 8 * hour,
    verifiedAt: fields.verifiedAt ?? start,
  }
}

function participant(app: string, handle: string, name = 'alice@secret.example'): Participant {
  return {
    v: 2,
    app: appId('saml', app),
    downstream: 'saml-idp',
    subject: { kind: 'email', value: name },
    handle,
    state: { entityId: app, issuedBy: 'https://idp.example.net' },
    issuedAt: start,
    end: start + 8 * hour,
  }
}

const transaction: LoginTransaction = {
  v: 2,
  id: transactionId('tx-1'),
  state: 'sent',
  request: loginRequest({
    app: appId('saml', 'https://sp.example.net'),
    downstream: 'saml-idp',
    arrival: 'arrival-1',
    requestId: '_1',
    replyTo: { relayState: 'private-relay-state' },
    forceAuthn: false,
    isPassive: false,
    subject: 'persistent',
    startAgain: { app: 'Wiki' },
  }),
  browser: 'hash',
  createdAt: start,
  expiresAt: start + hour / 2,
  upstream: upstreamName('authelia'),
  upstreamState: { verifier: 'pkce-verifier', nonce: 'the-nonce' },
  sentAt: start,
}

/** A driver that notes every key and value written. */
function watched(driver: StorageDriver): { driver: StorageDriver; written: Map<string, string> } {
  const written = new Map<string, string>()
  const note =
    <R>(write: (key: string, value: string, ttl: number) => Promise<R>) =>
    (key: string, value: string, ttl: number) => {
      written.set(key, value)
      return write(key, value, ttl)
    }
  const addToSet: StorageDriver['addToSet'] = (key, members, ttl) => {
    written.set(key, members.join())
    return driver.addToSet(key, members, ttl)
  }
  const count: StorageDriver['count'] = (key, ttl) => {
    written.set(key, 'count')
    return driver.count(key, ttl)
  }
  const noted = { put: note(driver.put), replace: note(driver.replace), claim: note(driver.claim), addToSet, count }
  return { driver: { ...driver, ...noted }, written }
}

describe('stores', () => {
  let now = start
  let memory: StorageDriver
  let written: Map<string, string>
  let stores: Stores
  let unreadable: string[]
  const sealing = createSecretKey(randomBytes(32))
  const open = (driver: StorageDriver, key = sealing) =>
    createStores(driver, { sealing: key, now: () => now, onUnreadable: (kind) => unreadable.push(kind) })

  beforeEach(() => {
    now = start
    unreadable = []
    memory = memoryDriver(() => now)
    const watching = watched(memory)
    written = watching.written
    stores = open(watching.driver)
  })
  afterEach(() => memory.close())

  const alice = sessionKey('aliceSessionKey')
  const wiki = 'https://wiki.example.net/saml'

  describe('transactions', () => {
    it('are read as written and taken once', async () => {
      await stores.transactions.put(transaction, hour)
      expect(await stores.transactions.get(transaction.id)).to.deep.equal(transaction)
      expect(await stores.transactions.take(transaction.id)).to.deep.equal(transaction)
      expect(await stores.transactions.take(transaction.id)).to.equal(undefined)
      expect(await stores.transactions.get(transaction.id)).to.equal(undefined)
    })

    it('are replaced by their tombstone, and end', async () => {
      await stores.transactions.put(transaction, hour)
      const tombstone = { v: 2, id: transaction.id, state: 'done', startAgain: { app: 'Wiki' } } as const
      await stores.transactions.put(tombstone, hour)
      expect(await stores.transactions.get(transaction.id)).to.deep.equal(tombstone)
      now += hour
      expect(await stores.transactions.get(transaction.id)).to.equal(undefined)
    })

    it('ask the storage nothing for an id that can be none of ours', async () => {
      const silent = createStores({ ...memory, get: fail, take: fail }, { sealing, now: () => now })
      for (const id of ['', 'a'.repeat(65), 'a}{b', 'a b', '../x', 'a\n']) {
        expect(await silent.transactions.get(transactionId(id))).to.equal(undefined)
        expect(await silent.transactions.take(transactionId(id))).to.equal(undefined)
        expect(await silent.tickets.take(id)).to.equal(undefined)
      }
      const asked = await silent.transactions.get(transactionId('a'.repeat(64))).catch(String)
      expect(asked).to.contain('asked')
    })
  })

  describe('tickets', () => {
    it('are taken once, within a minute', async () => {
      await stores.tickets.put('t1', { message: 'x', list: [1, null, { a: true }] })
      await stores.tickets.put('t2', { message: 'y' })
      expect(await stores.tickets.get('t1')).to.deep.equal({ message: 'x', list: [1, null, { a: true }] })
      expect(await stores.tickets.take('t1')).to.deep.equal({ message: 'x', list: [1, null, { a: true }] })
      expect(await stores.tickets.take('t1')).to.equal(undefined)
      now += 60_000
      expect(await stores.tickets.take('t2')).to.equal(undefined)
    })
  })

  describe('sessions', () => {
    it('are read as written, odd text too, until their end', async () => {
      await stores.sessions.create(alice, session({ sid: 's1' }))
      expect(await stores.sessions.get(alice)).to.deep.equal(session({ sid: 's1' }))
      now += 8 * hour - 1
      expect(await stores.sessions.get(alice)).to.deep.equal(session({ sid: 's1' }))
      now += 1
      expect(await stores.sessions.get(alice)).to.equal(undefined)
    })

    it('are replaced only while they are there', async () => {
      expect(await stores.sessions.replace(alice, session())).to.equal(false)
      await stores.sessions.create(alice, session())
      expect(await stores.sessions.replace(alice, session({ verifiedAt: start + 5 }))).to.equal(true)
      expect((await stores.sessions.get(alice))?.verifiedAt).to.equal(start + 5)
      expect(await stores.logouts.begin(alice, { v: 2, by: 'person', at: now }, hour)).to.equal(true)
      expect(await stores.sessions.replace(alice, session())).to.equal(false)
      expect(await stores.sessions.get(alice)).to.equal(undefined)
    })

    it('are found by issuer and sid, by issuer and subject, also after a renewal with another sid', async () => {
      const bob = sessionKey('bobSessionKey')
      await stores.sessions.create(alice, session({ sid: 's1' }))
      await stores.sessions.create(bob, session({ subject: 'subject-1' }))
      expect(await stores.sessions.find({ by: 'up', issuer: op, sid: 's1' })).to.deep.equal([alice])
      expect(await stores.sessions.find({ by: 'sub', issuer: op, subject: 'subject-1' })).to.have.members([alice, bob])
      await stores.sessions.replace(alice, session({ sid: 's2' }))
      expect(await stores.sessions.find({ by: 'up', issuer: op, sid: 's2' })).to.deep.equal([alice])
      expect(await stores.sessions.find({ by: 'up', issuer: issuer('https://other'), sid: 's1' })).to.deep.equal([])
      expect(await stores.sessions.find({ by: 'sub', issuer: op, subject: 's1' })).to.deep.equal([])
    })
  })

  describe('participants', () => {
    it('are one per app, the last one written', async () => {
      await stores.sessions.addParticipant(alice, participant(wiki, 'i1'))
      await stores.sessions.addParticipant(alice, participant('urn:shop', 'i2'))
      await stores.sessions.addParticipant(alice, { ...participant(wiki, 'i1'), issuedAt: start + 7 })
      const wikiNow = { ...participant(wiki, 'i1'), issuedAt: start + 7 }
      expect(await stores.sessions.participants(alice)).to.have.deep.members([wikiNow, participant('urn:shop', 'i2')])
      expect(await stores.sessions.participant(alice, appId('saml', wiki))).to.deep.equal(wikiNow)
      expect(await stores.sessions.participant(alice, appId('saml', 'urn:none'))).to.equal(undefined)
      expect(await stores.sessions.participants(sessionKey('someoneElse'))).to.deep.equal([])
    })

    it('find their session by name and by SessionIndex', async () => {
      await stores.sessions.addParticipant(alice, participant(wiki, 'i1', 'alice'))
      expect(await stores.sessions.find({ by: 'name', app: appId('saml', wiki), name: 'alice' })).to.deep.equal([alice])
      expect(await stores.sessions.find({ by: 'handle', handle: 'i1' })).to.deep.equal([alice])
      expect(await stores.sessions.find({ by: 'name', app: appId('saml', 'urn:shop'), name: 'alice' })).to.deep.equal(
        [],
      )
      expect(await stores.sessions.find({ by: 'handle', handle: 'alice' })).to.deep.equal([])
    })

    it('outlive the end of their session in a logout, all of them, and go with what they describe', async () => {
      await stores.sessions.create(alice, session())
      for (const app of [wiki, 'urn:shop', 'urn:mail'])
        await stores.sessions.addParticipant(alice, participant(app, `index of ${app}`))
      await stores.logouts.begin(alice, { v: 2, by: 'person', at: now }, hour)
      expect(await stores.sessions.participants(alice)).to.have.length(3)
      now = start + 8 * hour
      expect(await stores.sessions.participants(alice)).to.deep.equal([])
      expect(await stores.sessions.participant(alice, appId('saml', wiki))).to.equal(undefined)
    })
  })

  describe('sessions of one browser', () => {
    const other = sessionKey('other')
    it('lie beside the one that the cookie was made for, and are found by their browser', async () => {
      await stores.sessions.create(other, session({ subject: 'subject-2' }))
      await stores.sessions.create(alice, session(), [other])
      expect(await stores.sessions.beside(alice)).to.deep.equal([other])
      expect(await stores.sessions.beside(other), 'an older cookie opens nothing newer').to.deep.equal([])
      expect(await stores.sessions.find({ by: 'browser', browser: 'browser-1' })).to.have.members([alice, other])
      expect(await stores.sessions.find({ by: 'browser', browser: 'browser-2' })).to.deep.equal([])
    })

    it('are kept as long as one lives that was renewed later', async () => {
      await stores.sessions.create(alice, session(), [other])
      await stores.sessions.keepBeside(alice, other, start + 12 * hour)
      now = start + 11 * hour
      expect(await stores.sessions.beside(alice)).to.deep.equal([other])
      now = start + 13 * hour
      expect(await stores.sessions.beside(alice)).to.deep.equal([])
    })

    it('are those that we wrote: who can only write to the storage opens no session with it', async () => {
      await stores.sessions.create(alice, session(), [other])
      const [entry = ''] = await memory.members(`beside:{${alice}}`)
      await memory.addToSet(`beside:{${alice}}`, ['victim', entry.replace('other', 'victim')], hour)
      await memory.addToSet(`beside:{mallory}`, [entry], hour)
      expect(await stores.sessions.beside(alice)).to.deep.equal([other])
      expect(await stores.sessions.beside(sessionKey('mallory'))).to.deep.equal([])
    })
  })

  describe('requests seen', () => {
    it('belong to whoever claimed them first', async () => {
      expect(await stores.seen.holder('sp', '_1')).to.equal(undefined)
      expect(await stores.seen.claim('sp', '_1', 'arrival 1', hour)).to.equal('arrival 1')
      expect(await stores.seen.claim('sp', '_1', 'arrival 2', hour)).to.equal('arrival 1')
      expect(await stores.seen.claim('sp', '_1', 'arrival 1', hour)).to.equal('arrival 1')
      expect(await stores.seen.holder('sp', '_1')).to.equal('arrival 1')
      expect(await stores.seen.claim('s', 'p_1', 'arrival 2', hour)).to.equal('arrival 2')
      now += hour
      expect(await stores.seen.holder('sp', '_1')).to.equal(undefined)
    })
  })

  describe('limits', () => {
    it('count in a window from the first event on, each name and window apart', async () => {
      expect(await stores.limits.peek('a', 1000)).to.equal(0)
      expect(await stores.limits.count('a', 1000)).to.equal(1)
      now += 999
      expect(await stores.limits.count('a', 1000)).to.equal(2)
      expect(await stores.limits.count('b', 1000)).to.equal(1)
      expect(await stores.limits.peek('a', 1000)).to.equal(2)
      expect(await stores.limits.peek('a', 5000)).to.equal(0)
      now += 1
      expect(await stores.limits.peek('a', 1000)).to.equal(0)
      expect(await stores.limits.count('a', 1000)).to.equal(1)
    })
  })

  describe('numbers, which are not sealed', () => {
    const damaged = ['', 'x', 'NaN', '1.5', '0x10', ' 7', '-', '1e3']
    const keyOf = async (beginning: string) => (await memory.keys(beginning))[0] ?? ''

    it('end logins up to any time where they were damaged', async () => {
      const ended = { by: 'sub', issuer: op, subject: 'alice' } as const
      await stores.endings.put(ended, 1_800_000_000.7, hour)
      expect(await stores.endings.get(ended)).to.equal(1_800_000_000)
      for (const value of damaged) {
        await memory.put(await keyOf('over:'), value, hour)
        expect(await stores.endings.get(ended), value).to.equal(Number.POSITIVE_INFINITY)
      }
    })

    it('are over every limit where they were damaged', async () => {
      await stores.limits.count('a', 1000)
      expect(await stores.limits.peek('a', 1000)).to.equal(1)
      for (const value of damaged) {
        await memory.put(await keyOf('limit:'), value, 1000)
        expect(await stores.limits.peek('a', 1000), value).to.equal(Number.POSITIVE_INFINITY)
      }
    })
  })

  describe('in the storage', () => {
    const writeAll = async () => {
      await stores.transactions.put(transaction, hour)
      await stores.tickets.put('t1', { relayState: 'private-relay-state' })
      await stores.sessions.create(alice, session({ sid: 'upstream-sid' }), [sessionKey('other')])
      await stores.sessions.addParticipant(alice, participant(wiki, 'index-1'))
      await stores.seen.claim(wiki, '_request', 'arrival', hour)
      await stores.limits.count('address 192.0.2.7', 1000)
    }

    it('have the names that can not change', async () => {
      await writeAll()
      const digest = '[\\w-]{43}'
      const names = [
        'tx:{tx-1}',
        'ticket:{t1}',
        'sess:{aliceSessionKey}',
        'beside:{aliceSessionKey}',
        'part:{aliceSessionKey}',
        'part:{aliceSessionKey}:[\\w-]{22}',
        ...['by:name', 'by:index', 'by:up', 'by:sub', 'by:browser', 'told', 'seen', 'limit'].map(
          (name) => `${name}:${digest}`,
        ),
      ]
      for (const name of names) {
        const found = [...written.keys()].filter((key) => new RegExp(`^${name}$`).test(key))
        expect(found, name).to.have.length(1)
      }
      expect(written.size).to.equal(names.length)
    })

    it('show nothing of a person, a login or an app', async () => {
      await writeAll()
      const all = [...written].flat().join('\n')
      const texts = ['secret.example', 'raw-id-token', 'pkce-verifier', 'the-nonce', 'private-relay-state', 'subject-1']
      const more = ['staff', 'upstream-sid', 'index-1', '192.0.2.7', 'wiki', '_request']
      for (const text of [...texts, ...more]) expect(all).not.to.contain(text)
      expect(all).to.contain('aliceSessionKey')
    })

    it('are absent to another key, when moved, altered, of another version, or plain; never an exception', async () => {
      await stores.sessions.create(alice, session())
      const name = 'sess:{aliceSessionKey}'
      const sealed = written.get(name) ?? ''
      expect(await open(memory, createSecretKey(randomBytes(32))).sessions.get(alice)).to.equal(undefined)
      await memory.put('sess:{mallory}', sealed, hour)
      expect(await stores.sessions.get(sessionKey('mallory'))).to.equal(undefined)
      const aliens = [altered(sealed), sealed.replace('v1', 'v2'), JSON.stringify(session()), '', '{', 'null']
      for (const alien of aliens) {
        await memory.put(name, alien, hour)
        expect(await stores.sessions.get(alice), alien).to.equal(undefined)
      }
      expect(unreadable).to.deep.equal(Array.from({ length: aliens.length + 2 }, () => 'sess'))
      await memory.put(name, sealed, hour)
      expect(await stores.sessions.get(alice)).to.deep.equal(session())
    })

    it('have a version inside that must be known', async () => {
      const later = { ...session(), v: 3 }
      await stores.sessions.create(alice, JSON.parse(JSON.stringify(later)))
      expect(await stores.sessions.get(alice)).to.equal(undefined)
    })

    it('end with what they describe: nothing is left but, for a day, that an app knows a name', async () => {
      await writeAll()
      const name = participant(wiki, 'index-1').subject.value
      now = start + 8 * hour
      expect(await stores.names.has(appId('saml', wiki), name)).to.equal(true)
      expect(await stores.names.has(appId('saml', 'https://other.test'), name)).to.equal(false)
      expect(await stores.names.has(appId('saml', wiki), `${name}x`)).to.equal(false)
      for (const key of [...written.keys()].filter((written) => !written.startsWith('told:'))) {
        expect(await memory.get(key).catch(() => undefined), key).to.equal(undefined)
        expect(await memory.members(key), key).to.deep.equal([])
      }
      now += 24 * hour
      for (const key of written.keys()) {
        expect(await memory.get(key).catch(() => undefined), key).to.equal(undefined)
        expect(await memory.members(key), key).to.deep.equal([])
      }
    })
  })
})

async function fail(): Promise<never> {
  throw new Error('asked')
}
