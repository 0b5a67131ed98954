import { expect } from 'chai'
import { runAppCommand } from '../../../src/cli/app-commands.ts'
import { listConsentsCommand } from '../../../src/cli/consent-commands.ts'
import { runSession } from '../../../src/cli/session.ts'
import { describeSession, type FoundSession, matches } from '../../../src/cli/session-text.ts'
import { sessionKey } from '../../../src/core/identifiers.ts'
import { Scratch } from '../config/scratch.ts'

const found: FoundSession = {
  key: sessionKey('abcdefgh-rest-of-the-key'),
  upstream: 'home',
  subject: 'subject-1',
  names: ['alice', 'alice@example.org'],
  createdAt: 0,
  verifiedAt: 0,
  end: 1000,
  apps: [{ entityId: 'https://wiki.test', displayName: 'The wiki', issuedAt: 0 }],
}

describe('isthmus session', () => {
  it('means a session by every option that is given', () => {
    for (const wish of [
      {},
      { person: 'alice' },
      { person: 'subject-1', app: 'The wiki' },
      { app: 'https://wiki.test', key: 'abcdefgh' },
      { key: 'abcdefgh-rest-of-the-key' },
    ])
      expect(matches(found, wish), JSON.stringify(wish)).to.equal(true)
    for (const wish of [
      { person: 'Alice' },
      { person: '' },
      { person: 'alice', app: 'blog' },
      { key: 'abcdefg' },
      { key: '' },
      { key: 'abcdefgx' },
    ])
      expect(matches(found, wish), JSON.stringify(wish)).to.equal(false)
  })

  it('shows no control character of a name to a terminal', () => {
    const text = describeSession({ ...found, names: ['a\u001b[2J\u202eb'], apps: [] })
    expect(text).to.contain('a?[2J?b')
  })

  it('says plainly why it can not where sessions are in memory, and asks whom to sign out', async () => {
    const scratch = new Scratch()
    try {
      scratch.write('secret', 'x'.repeat(32))
      const file = scratch.write(
        'isthmus.yaml',
        `publicUrl: https://sso.home.lan
upstreams: { home: { issuer: "https://id.home.lan", clientId: isthmus, clientSecretFile: secret } }
`,
      )
      const failure = (command: 'list' | 'end') =>
        runSession(command, file, {}).then(
          () => 'nothing thrown',
          (error: unknown) => String(error),
        )
      expect(await failure('list')).to.match(/memory of the gateway itself.*storage: redis:/s)
      expect(await failure('end')).to.match(/which sessions to end/)
      const consents = { config: file, upstream: 'home', subject: 'subject-1' }
      const asked = runAppCommand(consents, listConsentsCommand(consents))
      expect(await asked.catch(String)).to.match(/memory of the gateway itself.*--server/s)
    } finally {
      scratch.remove()
    }
  })
})
