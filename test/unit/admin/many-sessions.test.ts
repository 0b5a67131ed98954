/** A list of thousands of sessions: what it reads of each, and that others have their turn meanwhile. */
import { expect } from 'chai'
import type { AdminDependencies } from '../../../src/admin/dependencies.ts'
import { listSessions } from '../../../src/admin/sessions.ts'

/** ms that opening a record takes here. */
const opening = 1

function withSessions(count: number) {
  const read: string[] = []
  const spin = (until: number): void => {
    while (performance.now() < until);
  }
  const sessions = {
    async get(key: string) {
      spin(performance.now() + opening)
      const at = Number(key.slice(1))
      const authentication = { upstream: 'op', subject: `sub${at}`, claims: { preferred_username: `user${at}` } }
      return { authentication, createdAt: at, verifiedAt: at, end: at }
    },
    async participants(key: string) {
      read.push(key)
      return [{ app: 'saml:https://wiki.test', issuedAt: 1 }]
    },
  }
  const keys = async () => Array.from({ length: count }, (_, at) => `k${at}`)
  const apps = { all: () => [{ id: 'saml:https://wiki.test', displayName: 'Wiki' }] }
  return { read, deps: { apps, sessions: { hub: { stores: { sessions } }, keys } } as unknown as AdminDependencies }
}

describe('a list of many sessions', () => {
  it('has the newest, with the apps of those alone that are in it', async () => {
    const { deps, read } = withSessions(50)
    const { total, sessions } = await listSessions(deps, { limit: 3 })
    expect(total).to.equal(50)
    expect(sessions.map(({ person }) => person)).to.deep.equal(['user49', 'user48', 'user47'])
    expect(sessions[0]?.apps).to.deep.equal([{ identifier: 'https://wiki.test', issuedAt: 1, displayName: 'Wiki' }])
    expect(read).to.have.members(['k47', 'k48', 'k49'])
    expect((await listSessions(deps, { person: 'USER4', limit: 1000 })).total).to.equal(11)
  })

  it('is read in slices', async () => {
    const { deps } = withSessions(100)
    let turns = 0
    let isRead = false
    const others = () => {
      turns += 1
      if (!isRead) setImmediate(others)
    }
    setImmediate(others)
    await listSessions(deps)
    isRead = true
    expect(turns).to.be.greaterThan(1)
  })
})
