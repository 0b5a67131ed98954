import { expect } from 'chai'
import { RefusedAttempts } from '../../../src/admin/attempts.ts'
import { admin, reader, testAdministration } from '../../fixtures/administration.ts'

describe('refused attempts', () => {
  const stage = () => {
    const { deps, store, logged } = testAdministration()
    return { attempts: new RefusedAttempts(deps), store, logged }
  }

  it('of strangers are one line for each kind, and a count: no address and no name of theirs makes another', async () => {
    const { attempts, store, logged } = stage()
    for (let n = 0; n < 5_000; n++) {
      const address = `2001:db8::${n.toString(16)}`
      attempts.note({ via: 'api', what: 'token', why: 'bad-token', address, on: `app-${n}` })
      attempts.note({ via: 'console', what: '/admin/apps/:name', why: 'foreign-form', address })
    }
    await attempts.flush()
    const [first, , counted] = store.written
    expect(store.written).to.have.length(4)
    expect(first).to.deep.include({
      act: 'refused',
      outcome: 'failure',
      author: 'unknown',
      via: 'api',
      address: '2001:db8::0',
      facts: { what: 'token', why: 'bad-token' },
    })
    expect(first).not.to.have.property('on')
    expect(counted?.facts).to.deep.equal({ what: 'token', why: 'bad-token', more: 4_999, addresses: 1_000 })
    expect(logged).to.have.length(4)
  })

  it('of somebody whom we know are told apart, up to fifty kinds in an hour', async () => {
    const { attempts, store } = stage()
    for (let n = 0; n < 200; n++)
      for (const who of [reader, { ...admin, author: 'token abc' }])
        attempts.note({ via: 'api', what: 'putApp', why: 'not-permitted', who, on: `app-${n % 100}` })
    await attempts.flush()
    const of = (author: string) => store.written.filter((act) => act.author === author)
    for (const author of [reader.author, 'token abc']) {
      expect(of(author).filter(({ on }) => on !== undefined && on !== '')).to.have.length(100)
      expect(
        of(author)
          .filter(({ on }) => on === undefined)
          .map(({ facts }) => facts),
      ).to.deep.equal([
        { what: 'others', why: 'not-permitted' },
        { what: 'others', why: 'not-permitted', more: 99 },
      ])
    }
    attempts.note({ via: 'api', what: 'putApp', why: 'not-permitted', who: reader, on: 'app-0' })
    await attempts.flush()
    expect(of(reader.author), 'the next hour').to.have.length(103)
  })

  it('never fail for want of a store', async () => {
    const { deps } = testAdministration()
    const attempts = new RefusedAttempts({
      ...deps,
      store: { ...deps.store, append: () => Promise.reject(new Error()) },
    })
    attempts.note({ via: 'api', what: 'token', why: 'bad-token' })
    await attempts.flush()
  })
})
