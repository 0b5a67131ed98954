import { expect } from 'chai'
import { type AppStore, StoreUnavailable } from '../../src/app-store/store.ts'
import { keepCopy, readFetched, readQuarantined } from '../../src/registry/fetched-copy.ts'
import { approveQuarantined, readWaiting, rejectQuarantined } from '../../src/registry/quarantine.ts'
import { until } from '../fixtures/until.ts'
import { AddressStage, address, copy, down, key, keysOf, start, wiki } from '../unit/registry/address-stage.ts'
import { inForce, metadata, Places, told } from '../unit/registry/places.ts'

const day = 86_400_000

/** A SingleLogoutService, with another address for answers where one is given. */
const logoutAt = (location: string, responses = location): string =>
  `<md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${location}" ResponseLocation="${responses}"/>`

type Waiting = Parameters<typeof approveQuarantined>[1]

describe('attack 66: whoever serves an address of metadata without a pinned key', () => {
  let stage: AddressStage
  let oldKey: readonly string[]
  beforeEach(async () => {
    stage = new AddressStage()
    oldKey = keysOf(await stage.open())
    expect(oldKey).to.have.length(1)
  })
  afterEach(() => stage.close())

  const changes: readonly (readonly [what: string, text: string, kind: string, said: RegExp])[] = [
    [
      'another signing key',
      copy({ keys: key('ca') }),
      'signing-key encryption-key',
      /has a new signing key, .* instead of/,
    ],
    ['a second signing key', copy({ keys: key('leaf') + key('ca', 'signing') }), 'signing-key', /beside the old one/],
    [
      'no signing key any more',
      copy({ keys: key('leaf', 'encryption') }),
      'signing-key',
      /no longer has a key that its/,
    ],
    [
      'another key to encrypt to',
      copy({ keys: key('leaf', 'signing') + key('ca', 'encryption') }),
      'encryption-key',
      /another key to encrypt to/,
    ],
    [
      'no key to encrypt to',
      copy({ keys: key('leaf', 'signing') }),
      'encryption-key',
      /no longer has a key to encrypt to/,
    ],
    [
      'another entityID',
      metadata('https://shop.home.lan', { inside: key('leaf') }),
      'entity-id',
      /is now called https:\/\/shop/,
    ],
    [
      'an ACS on another host',
      copy({ acs: 'https://evil.example/acs' }),
      'reply-host',
      /wants answers sent to https:\/\/evil.example/,
    ],
    ['an ACS on another port', copy({ acs: `${wiki}:8443/acs` }), 'reply-host', /8443/],
    ['an ACS without TLS', copy({ acs: 'http://wiki.home.lan/acs' }), 'reply-host', /http:\/\/wiki/],
    [
      'a place for logouts on another host',
      copy({ keys: key('leaf') + logoutAt('https://evil.example/slo') }),
      'logout-host',
      /hear of logouts at https:\/\/evil.example/,
    ],
  ]
  for (const [what, text, kind, said] of changes) {
    it(`puts nothing in force with ${what}, and somebody hears of it once`, async () => {
      for (let time = 0; time < 2; time++) {
        const offered = await stage.offer(text)
        expect(inForce(offered)).to.deep.equal([wiki])
        expect(keysOf(offered)).to.deep.equal(oldKey)
        expect(offered.registry.samlApps()[0]?.serviceProvider.assertionConsumerServices[0]?.location).to.equal(
          `${wiki}/acs`,
        )
        expect(told(offered))
          .to.match(/waits for somebody's look since 2026-11-01/)
          .and.match(said)
        stage.now += day
      }
      expect(stage.heard).to.deep.equal([`quarantined ${kind}`])
      const [waiting] = await stage.waiting()
      expect(waiting).to.include({ state: 'waiting', since: start, xml: text })
      expect(waiting?.apps).to.deep.equal(['wiki'])
    })
  }

  const weaker: readonly (readonly [flag: string, kind: string])[] = [
    ['AuthnRequestsSigned', 'unsigned-requests'],
    ['WantAssertionsSigned', 'unsigned-assertions'],
  ]
  for (const [flag, kind] of weaker) {
    it(`takes no requirement away: ${flag}`, async () => {
      await stage.offer(copy({ flags: `${flag}="true"` }))
      const offered = await stage.offer(copy())
      const { authnRequestsSigned, wantAssertionsSigned } = offered.registry.samlApps()[0]?.serviceProvider ?? {}
      expect(authnRequestsSigned === true || wantAssertionsSigned === true).to.equal(true)
      expect(stage.heard.at(-1)).to.equal(`quarantined ${kind}`)
    })
  }

  it('gets no answer to a logout sent to another host', async () => {
    const slo = (responses: string) => copy({ keys: key('leaf') + logoutAt(`${wiki}/slo`, responses) })
    const known = new AddressStage()
    try {
      known.answer = slo(`${wiki}/done`)
      await known.open()
      await known.offer(slo('https://evil.example/done'))
      expect(known.heard).to.deep.equal(['quarantined logout-host'])
      await known.offer(slo(`${wiki}/other`))
      expect(known.heard.at(-1), 'control').to.equal('applied singleLogoutServices')
    } finally {
      await known.close()
    }
  })

  it('gets nothing in by a restart of the gateway: the old copy was kept', async () => {
    stage.answer = copy({ keys: key('ca') })
    expect(keysOf(await stage.restart())).to.deep.equal(oldKey)
    expect(stage.heard).to.deep.equal(['quarantined signing-key encryption-key'])
    expect(keysOf(await stage.restart())).to.deep.equal(oldKey)
    expect(stage.heard).to.have.length(1)
  })

  it('gets nothing in by letting the copy run out first', async () => {
    const until = (days: number) => ` validUntil="${new Date(stage.now + days * day).toISOString()}"`
    await stage.offer(copy({ attributes: until(1) }))
    stage.now += 3 * day
    const offered = await stage.offer(copy({ keys: key('ca'), attributes: until(1) }))
    expect(inForce(offered)).to.deep.equal([])
    expect(stage.heard.at(-1)).to.equal('quarantined signing-key encryption-key')
  })

  it('control: what nobody needs to look at applies at once, and is said', async () => {
    const offered = await stage.offer(copy({ acs: `${wiki}/other` }))
    expect(offered.registry.samlApps()[0]?.serviceProvider.assertionConsumerServices[0]?.location).to.equal(
      `${wiki}/other`,
    )
    expect(stage.heard).to.deep.equal(['applied assertionConsumerServices'])
    expect(told(offered)).to.equal('')
  })

  it('control: a key that is taken back while another stays is gone at once', async () => {
    const two = new AddressStage()
    try {
      two.answer = copy({ keys: key('leaf') + key('ca', 'signing') })
      await two.open()
      expect(keysOf(await two.offer(copy()))).to.deep.equal(oldKey)
    } finally {
      await two.close()
    }
  })

  describe('once somebody has looked', () => {
    const rolled = copy({ keys: key('leaf') + key('ca', 'signing') })

    it('is in force when approved, without another reading, and stays so over a restart while the address is down', async () => {
      await stage.offer(rolled)
      const [waiting] = await stage.waiting()
      expect(waiting?.deadline).to.deep.equal({ at: start + 5 * day, why: 'rollover' })
      expect(await approveQuarantined(stage.store, waiting, decision(waiting), stage.now)).to.equal(true)
      await until(async () => keysOf(await stage.snapshot()).length === 2)
      expect(told(await stage.snapshot())).to.equal('')
      expect(await stage.waiting()).to.deep.equal([])
      expect(told(await stage.refresh())).to.equal('')
      stage.answer = down()
      const restarted = await stage.restart()
      expect(keysOf(restarted)).to.have.length(2)
    })

    it('keeps where it came from, which says how far inside it may lead', async () => {
      await stage.offer(rolled)
      const [waiting] = await stage.waiting()
      const kept = await readQuarantined(stage.store, waiting?.name ?? '')
      if (kept === undefined) throw new Error('nothing waits')
      await keepCopy(stage.store, 'quarantine', kept.name, { ...kept, record: { ...kept.record, from: '192.0.2.7' } })
      expect(await approveQuarantined(stage.store, waiting, decision(waiting), stage.now)).to.equal(true)
      const { record } = (await readFetched(stage.store, kept.name)) ?? {}
      expect(record).to.deep.equal({ v: 1, address, readAt: stage.now, from: '192.0.2.7' })
    })

    it('is not offered again when rejected, until it changes', async () => {
      await stage.offer(rolled)
      const [waiting] = await stage.waiting()
      expect(await rejectQuarantined(stage.store, waiting, { ...decision(waiting), reason: 'not theirs' })).to.equal(
        true,
      )
      for (const found of [await stage.refresh(), await stage.restart()]) {
        expect(keysOf(found)).to.deep.equal(oldKey)
        expect(told(found)).to.match(/was rejected/)
      }
      expect((await stage.waiting())[0]?.state).to.equal('rejected')
      expect(stage.heard).to.have.length(1)
      await stage.offer(copy({ keys: key('ca') }))
      expect(stage.heard).to.have.length(2)
      expect((await stage.waiting())[0]?.state).to.equal('waiting')
    })

    it('is not decided by someone who saw another copy', async () => {
      await stage.offer(rolled)
      const [seen] = await stage.waiting()
      await stage.offer(copy({ keys: key('ca') }))
      expect(await approveQuarantined(stage.store, seen, decision(seen))).to.equal(false)
      expect(await rejectQuarantined(stage.store, seen, decision(seen))).to.equal(false)
      expect(keysOf(await stage.refresh())).to.deep.equal(oldKey)
    })

    it('is the same for whom it is shown to, however often the address gives it with other dates', async () => {
      await stage.offer(rolled)
      const [seen] = await stage.waiting()
      await stage.offer(
        rolled.replace('<md:SPSSODescriptor ', '<md:SPSSODescriptor validUntil="2027-01-01T00:00:00Z" '),
      )
      expect((await stage.waiting())[0]?.xml).to.contain('2027-01-01')
      expect(await approveQuarantined(stage.store, seen, decision(seen))).to.equal(true)
    })

    /** The store for a node that hears of nothing that another one does. */
    const deaf = () =>
      new Proxy(stage.store, {
        get(store, name: keyof AppStore) {
          if (name === 'watch') return () => () => {}
          return store[name].bind(store)
        },
      })
    const entry = `  wiki: { metadata: "${address}" }\n`

    it('is not laid aside again by another node that has not heard of the approval', async () => {
      const other = new Places(stage.sources(deaf()))
      try {
        await other.open(entry)
        await other.sources.settled()
        await stage.offer(rolled)
        const [waiting] = await stage.waiting()
        await approveQuarantined(stage.store, waiting, decision(waiting))
        expect(keysOf(await other.open(entry))).to.deep.equal(oldKey)
        await other.sources.refreshAll()
        expect(keysOf(await other.open(entry))).to.have.length(2)
        expect(await stage.waiting()).to.deep.equal([])
      } finally {
        other.remove()
      }
    })

    it('stays rejected where a node that has not heard of it reads the old one again', async () => {
      const other = new Places(stage.sources(deaf()))
      try {
        await other.open(entry)
        await other.sources.settled()
        stage.answer = rolled
        await other.sources.refreshAll()
        const [waiting] = await stage.waiting()
        expect(await rejectQuarantined(stage.store, waiting, decision(waiting))).to.equal(true)
        stage.answer = copy()
        await other.sources.refreshAll()
        expect((await stage.waiting())[0]).to.include({ state: 'rejected', digest: waiting?.digest })
      } finally {
        other.remove()
      }
    })

    it('is not found by a name that two have: nobody must decide about another one than they meant', async () => {
      await stage.offer(rolled)
      const one = { name: 'wiki', metadata: { kind: 'url', url: address } } as const
      expect(await readWaiting(stage.store, 'wiki', [one]), 'control').to.include({ address })
      const another = { ...one, metadata: { ...one.metadata, url: `${wiki}/other` } }
      for (const users of [
        [one, another],
        [another, one],
      ])
        expect(await readWaiting(stage.store, 'wiki', users)).to.equal(undefined)
    })

    describe('by two at once', () => {
      /** The store, which does something before its next write of this kind. */
      const interrupted = (verb: 'put' | 'remove', wanted: string, work: () => Promise<unknown>): AppStore => {
        let done = false
        const first = async (kind: string, ...rest: unknown[]) => {
          if (kind === wanted && !done) {
            done = true
            await work()
          }
          return (stage.store[verb] as (...all: unknown[]) => Promise<unknown>).call(stage.store, kind, ...rest)
        }
        return new Proxy(stage.store, {
          get: (store, name: keyof AppStore) => (name === verb ? first : store[name].bind(store)),
        })
      }
      const approve = (store: AppStore, waiting: Waiting) =>
        approveQuarantined(store, waiting, decision(waiting)).catch(String)
      const reject = (waiting: Waiting) =>
        rejectQuarantined(stage.store, waiting, decision(waiting)).catch((error: Error) => error.name)

      it('is not in force where one of them has rejected it first', async () => {
        await stage.offer(rolled)
        const [waiting] = await stage.waiting()
        let rejected: unknown
        const store = interrupted('remove', 'quarantine', async () => {
          rejected = await reject(waiting)
        })
        expect([await approve(store, waiting), rejected]).to.deep.equal([false, true])
        expect(keysOf(await stage.refresh())).to.deep.equal(oldKey)
        expect((await stage.waiting())[0]?.state).to.equal('rejected')
      })

      it('is in force, and rejected for nobody, where one of them has approved it first', async () => {
        await stage.offer(rolled)
        const [waiting] = await stage.waiting()
        let rejected: unknown
        const store = interrupted('put', 'fetched', async () => {
          rejected = await reject(waiting)
        })
        expect([await approve(store, waiting), rejected]).to.deep.equal([true, false])
        await until(async () => keysOf(await stage.snapshot()).length === 2)
        expect(await stage.waiting()).to.deep.equal([])
      })

      it('waits again where it could not be put in force', async () => {
        await stage.offer(rolled)
        const [waiting] = await stage.waiting()
        const store = interrupted('put', 'fetched', () => Promise.reject(new StoreUnavailable('away')))
        expect(await approve(store, waiting)).to.match(/away/)
        expect(keysOf(await stage.snapshot())).to.deep.equal(oldKey)
        const [again] = await stage.waiting()
        expect([again?.state, again?.digest]).to.deep.equal(['waiting', waiting?.digest])
        expect(await approve(stage.store, again)).to.equal(true)
      })
    })

    it('waits no longer when the address has the old one again', async () => {
      await stage.offer(rolled)
      expect(told(await stage.offer(copy()))).to.equal('')
      expect(await stage.waiting()).to.deep.equal([])
    })
  })

  describe('where the operator says `keys: follow`', () => {
    it('takes no key unseen any more once that was taken back, without a restart', async () => {
      const stopped = new AddressStage(', keys: follow')
      try {
        await stopped.open()
        stopped.entry = stopped.entry.replace(', keys: follow', '')
        await stopped.snapshot()
        expect(keysOf(await stopped.offer(copy({ keys: key('ca') })))).to.deep.equal(oldKey)
        expect(stopped.heard).to.deep.equal(['quarantined signing-key encryption-key'])
      } finally {
        await stopped.close()
      }
    })

    it('control: takes a new key at once, but no new host', async () => {
      const follow = new AddressStage(', keys: follow')
      try {
        await follow.open()
        expect(keysOf(await follow.offer(copy({ keys: key('ca') })))).to.not.deep.equal(oldKey)
        await follow.offer(copy({ keys: key('ca'), acs: 'https://evil.example/acs' }))
        expect(follow.heard.at(-1)).to.equal('quarantined reply-host')
        await follow.offer(copy({ keys: key('ca', 'encryption') }))
        expect(follow.heard.at(-1), 'none at all is no new key').to.equal('quarantined signing-key')
      } finally {
        await follow.close()
      }
    })
  })
})

const decision = (seen: { readonly digest: string } | undefined) => ({ author: 'anna', digest: seen?.digest ?? '' })
