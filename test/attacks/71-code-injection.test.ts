/** Attack 71: someone else's code, or someone else's ID Token, injected into this browser's login (RFC 9700 4.5). */
import { expect } from 'chai'
import { BrowserSession } from '../fixtures/browser-session.ts'
import * as evil from '../fixtures/evil-op.ts'
import { type Rig, refusalOf, startRig } from '../fixtures/upstream-rig.ts'

describe('attack 71: code injection', () => {
  let op: evil.EvilOp
  let victim: Rig
  let thief: Rig
  before(async () => {
    op = await evil.startEvilOp()
  })
  after(() => op.close())
  beforeEach(() => {
    op.forgetSessions()
    victim = startRig(op)
    thief = startRig(op, { browser: new BrowserSession() })
  })
  afterEach(async () => {
    op.behave()
    expect((await thief.login('bob')).subject, 'it still logs in').to.equal('sub-bob')
    await Promise.all([victim.close(), thief.close()])
  })

  async function inject(
    change: (own: URLSearchParams, stolen: URLSearchParams) => void,
  ): Promise<Error & { code?: string }> {
    const stolen = new URLSearchParams(await victim.visit(await victim.begin(), 'alice'))
    const started = await thief.begin()
    const own = new URLSearchParams(await thief.visit(started, 'bob'))
    change(own, stolen)
    return refusalOf(thief.complete(started, own.toString()))
  }

  it('a stolen code in the thief’s own login: the OP refuses it, since its PKCE challenge was another', async () => {
    const error = await inject((own, stolen) => own.set('code', stolen.get('code') ?? ''))
    expect(error.code).to.equal('upstream_invalid')
    expect(String((error.cause as Error).message)).to.contain('invalid_grant')
  })

  it('the same at an OP that forgets PKCE: refused by the nonce', async () => {
    op.lie((own) => {
      const bySeveral = new Map<string, string>()
      own.hooks.authorizationResponse = (parameters, asked) => {
        bySeveral.set(parameters.get('code') ?? '', asked.get('nonce') ?? '')
      }
      // Whatever code is redeemed, the token is for the login that the code was made in.
      own.hooks.idToken = (claims) => {
        claims.nonce = [...bySeveral.values()][0]
      }
    })
    const error = await inject(() => undefined)
    expect(error.code).to.equal('upstream_invalid')
  })

  it('a code that nobody made: refused', async () => {
    expect((await inject((own) => own.set('code', 'invented'))).code).to.equal('upstream_invalid')
  })

  it('a whole stolen answer with its own state: refused before the OP is asked', async () => {
    const before = op.count('token')
    const stolen = await victim.visit(await victim.begin(), 'alice')
    const error = await refusalOf(thief.begin().then((started) => thief.complete(started, stolen)))
    expect(error.code).to.equal('upstream_invalid')
    expect(op.count('token')).to.equal(before)
  })

  for (const parameter of ['code', 'state', 'iss']) {
    it(`${parameter} twice, one of them good: refused before the OP is asked`, async () => {
      const before = op.count('token')
      const started = await thief.begin()
      const query = await thief.visit(started, 'bob')
      const doubled = `${query}&${parameter}=${new URLSearchParams(query).get(parameter)}`
      expect((await refusalOf(thief.complete(started, doubled))).code).to.equal('upstream_invalid')
      expect(op.count('token')).to.equal(before)
    })
  }

  it('control: each own code in its own login is accepted', async () => {
    expect((await victim.login('alice')).subject).to.equal('sub-alice')
    expect((await thief.login('bob')).subject).to.equal('sub-bob')
  })

  it('control: verifier and challenge fit, are new for every login and never leave but to the token endpoint', async () => {
    const [first, second] = [await victim.begin(), await victim.begin()]
    const verifier = (started: typeof first) => String(started.transaction.upstreamState.verifier)
    expect(verifier(first)).not.to.equal(verifier(second))
    expect(first.location).not.to.contain(verifier(first))
    expect(verifier(first)).to.match(/^[\w-]{43}$/)
  })
})
