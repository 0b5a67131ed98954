import { expect } from 'chai'
import { GatewayError } from '../../../../src/core/errors.ts'
import type { Reply } from '../../../../src/core/http.ts'
import { beginLogin } from '../../../../src/core/login/begin.ts'
import type { LoginRequestFields } from '../../../../src/core/login/transaction.ts'
import { continueLogout, endWithoutBrowser } from '../../../../src/core/logout/steps.ts'
import { endAllOf } from '../../../../src/core/logout/together.ts'
import type { LogoutCause } from '../../../../src/core/ports/logout.ts'
import { keyOf } from '../../../../src/core/session/cookie.ts'
import { finishLogin, told, World } from '../hub.ts'

/** What the upstream is asked until the app is answered, and that answer. */
async function login(world: World, fields: Partial<LoginRequestFields> = {}) {
  const before = world.op.asked.length
  let reply: Reply = world.keep(await beginLogin(world.hub, world.request(fields), world.browser))
  while (reply.kind === 'redirect' && world.op.asked.length < before + 5) {
    world.now += 200
    reply = world.keep(await finishLogin(world.hub, world.op, world.callback(reply)))
  }
  const asked = world.op.asked.slice(before).map(({ askedAgain }) => (askedAgain ? 'again' : 'once'))
  return { asked, answer: told(reply) }
}

/** The upstream says these times, whole seconds, each in turn and then the last one. */
function says(world: World, ...times: readonly (number | undefined)[]): void {
  const left = [...times]
  world.op.answer = () => {
    const authTime = left.length > 1 ? left.shift() : left[0]
    const { context, ...rest } = world.authentication('op')
    const { authTime: _, ...without } = context
    const issuedAt = Math.floor(world.now / 1000)
    return { ...rest, context: { ...without, issuedAt, ...(authTime !== undefined && { authTime }) } }
  }
}

const start = 1_800_000_000

describe('a login that must be new', () => {
  it('is taken when the upstream asked the person, also at once after another one', async () => {
    const world = new World()
    says(world, start)
    await login(world)
    says(world, start + 1)
    expect(await login(world, { forceAuthn: true })).to.deep.include({ asked: ['once'] })
    says(world, start + 20)
    world.now = (start + 20) * 1000
    expect((await login(world, { forceAuthn: true })).answer).to.contain('alice')
  })

  it('is asked once more, with the word that leaves no choice, then refused: in the same second too', async () => {
    for (const later of [0, 900, 1500, 5000]) {
      const world = new World()
      says(world, start)
      await login(world)
      world.now += later
      const { asked, answer } = await login(world, { forceAuthn: true })
      expect(answer, String(later)).to.equal('upstream_invalid')
      expect(asked).to.deep.equal(['once', 'again'])
    }
  })

  it('is taken when the person was asked the second time', async () => {
    const world = new World()
    says(world, start)
    await login(world)
    world.now += 2000
    says(world, start, start + 3)
    const { asked, answer } = await login(world, { forceAuthn: true })
    expect(answer).to.contain('alice')
    expect(asked).to.deep.equal(['once', 'again'])
  })

  it('is not what the upstream had before this browser had a session', async () => {
    const world = new World()
    says(world, start - 1)
    expect((await login(world, { forceAuthn: true })).asked).to.deep.equal(['once', 'again'])
    says(world, start + 2)
    world.now = (start + 2) * 1000
    expect((await login(world, { forceAuthn: true })).asked).to.deep.equal(['once'])
  })

  it('is not the session’s own, where the upstream tells the time only when it must (max_age)', async () => {
    for (const later of [0, 500, 4000]) {
      const world = new World()
      says(world, undefined)
      await login(world)
      world.now += later
      says(world, start)
      expect((await login(world, { forceAuthn: true })).answer).to.equal('upstream_invalid')
      says(world, Math.floor(world.now / 1000) + 1)
      expect((await login(world, { forceAuthn: true })).answer, 'control').to.contain('alice')
    }
  })

  it('is not one that another client got between the session’s login and our request', async () => {
    const world = new World()
    says(world, start)
    await login(world)
    world.now += 400_000
    await login(world)
    says(world, start + 399)
    world.now += 500
    expect((await login(world, { forceAuthn: true })).answer).to.equal('upstream_invalid')
  })

  it('is refused where nothing says when it was, unless the operator believes that upstream', async () => {
    const world = new World()
    says(world, undefined)
    expect(await login(world, { forceAuthn: true })).to.deep.equal({ asked: ['once'], answer: 'upstream_invalid' })
    world.op.allowMissingAuthTime = true
    expect((await login(world, { forceAuthn: true })).answer).to.contain('alice')
    says(world, start - 600)
    expect((await login(world, { forceAuthn: true })).answer, 'what it does say counts').to.equal('upstream_invalid')
  })
})

describe('a logout stays a logout', () => {
  const causes: readonly LogoutCause[] = ['person', 'app', 'administrator']
  for (const by of causes) {
    it(`of ${by}: an upstream that says no times is asked once more by this browser, and then believed`, async () => {
      const world = new World()
      says(world, undefined)
      await login(world)
      await endWithoutBrowser(world.hub, [keyOf(world.cookies.get('session') ?? '')], { by })
      world.now += 400_000
      const { asked, answer } = await login(world)
      expect(asked).to.deep.equal(['once', 'again'])
      expect(answer).to.contain('alice')
      world.now += 400_000
      expect((await login(world)).asked, 'the new session is another one').to.deep.equal(['once'])
    })
  }

  it('the cookie stays for it, where nothing else would tell', async () => {
    const world = new World()
    says(world, undefined)
    await login(world)
    const lead = await endAllOf(world.hub, world.browser, { by: 'person' })
    world.keep((await continueLogout(world.hub, lead ?? keyOf(''), world.browser)) ?? expect.fail('no page'))
    expect(world.cookies.has('session')).to.equal(true)
    expect((await login(world)).asked).to.deep.equal(['once', 'again'])
  })

  it('a login that is proved to be from after it is taken at once', async () => {
    const world = new World()
    says(world, start)
    await login(world)
    await endWithoutBrowser(world.hub, [keyOf(world.cookies.get('session') ?? '')], { by: 'administrator' })
    world.now += 60_000
    says(world, start + 30)
    expect((await login(world)).asked).to.deep.equal(['once'])
  })

  it('one after it may fall into two seconds: asked again, it is taken though its token is from the next one', async () => {
    const world = new World()
    says(world, start)
    await login(world)
    await endWithoutBrowser(world.hub, [keyOf(world.cookies.get('session') ?? '')], { by: 'person' })
    // Another browser, which knows of no session: the upstream's own is still the one that was ended.
    world.cookies.delete('session')
    world.now = (start + 3) * 1000 + 700
    says(world, start, start + 3)
    const { asked, answer } = await login(world)
    expect(asked).to.deep.equal(['once', 'again'])
    expect(answer).to.contain('alice')
  })

  it('one that it ended is refused the second time, however young it is', async () => {
    const world = new World()
    says(world, start)
    await login(world)
    await endWithoutBrowser(world.hub, [keyOf(world.cookies.get('session') ?? '')], { by: 'person' })
    world.cookies.delete('session')
    says(world, start)
    expect(await login(world)).to.deep.equal({ asked: ['once', 'again'], answer: 'upstream_invalid' })
  })

  it('one from before it is not, though it is another one than the session was of', async () => {
    const world = new World()
    says(world, start)
    await login(world)
    world.now += 60_000
    await endWithoutBrowser(world.hub, [keyOf(world.cookies.get('session') ?? '')], { by: 'administrator' })
    world.now += 10_000
    says(world, start + 30, start + 71)
    expect((await login(world)).asked).to.deep.equal(['once', 'again'])
  })

  it('nobody else is asked, and nobody after another person only took the browser over', async () => {
    const world = new World()
    says(world, undefined)
    await login(world)
    await endWithoutBrowser(world.hub, [keyOf(world.cookies.get('session') ?? '')], { by: 'administrator' })
    world.subject = 'bob'
    expect((await login(world)).asked).to.deep.equal(['once'])
    world.now += 400_000
    world.subject = 'carol'
    expect((await login(world)).asked).to.deep.equal(['once'])
    world.now += 400_000
    world.subject = 'bob'
    expect((await login(world)).asked, 'bob never signed out').to.deep.equal(['once'])
  })
})

describe('what an app hears of an upstream that wants to ask', () => {
  it('NoPassive only where it forbade asking', async () => {
    const world = new World()
    world.op.answer = () => {
      throw new GatewayError('login_required', 'asking is needed')
    }
    expect((await login(world)).answer).to.equal('upstream_denied')
    expect((await login(world, { isPassive: true })).answer).to.equal('login_required')
  })
})

describe('what a request asks for', () => {
  it('an age: the stricter of request and policy binds, the session too', async () => {
    const world = new World()
    says(world, start - 100)
    expect((await login(world, { maxAuthnAge: 200 })).answer).to.contain('alice')
    expect(world.op.asked.at(-1)?.maxAuthnAge).to.equal(200)
    world.policy = { ...world.policy, maxAuthnAge: 90 }
    expect((await login(world, { maxAuthnAge: 200 })).answer).to.equal('upstream_invalid')
    expect(world.op.asked.at(-1)?.maxAuthnAge).to.equal(90)
    world.policy = { ...world.policy, maxAuthnAge: 1000 }
    expect((await login(world, { maxAuthnAge: 50 })).asked).to.deep.equal(['once'])
    expect((await login(world, { maxAuthnAge: 500 })).asked).to.deep.equal([])
  })

  it('contexts that it wishes for: asked upstream, and no login is refused for them', async () => {
    const world = new World()
    const contexts = { voluntary: ['urn:mfa', 'urn:other'] }
    expect(JSON.parse((await login(world, { contexts })).answer).context).not.to.equal('urn:mfa')
    expect(world.op.asked.at(-1)?.acrValues).to.deep.equal(['2'])
    world.cookies.clear()
    world.acr = '2'
    expect(JSON.parse((await login(world, { contexts })).answer).context).to.equal('urn:mfa')
    expect(JSON.parse((await login(world, { contexts: { voluntary: ['urn:other'] } })).answer).context).to.equal(
      'urn:mfa',
    )
  })

  it('a person: the upstream hears whom to expect', async () => {
    const world = new World()
    await login(world, { loginHint: 'alice@home.test' })
    expect(world.op.asked.at(-1)?.loginHint).to.equal('alice@home.test')
  })
})
