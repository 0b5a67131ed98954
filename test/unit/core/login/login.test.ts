import { expect } from 'chai'
import { GatewayError } from '../../../../src/core/errors.ts'
import { transactionId } from '../../../../src/core/identifiers.ts'
import { beginLogin, continueLogin } from '../../../../src/core/login/begin.ts'
import type { LoginRequestFields } from '../../../../src/core/login/transaction.ts'
import { endSession, endWithoutBrowser, readLogout } from '../../../../src/core/logout/steps.ts'
import { keyOf } from '../../../../src/core/session/cookie.ts'
import { finishLogin, stateOf, told, World } from '../hub.ts'

/** @param times how often the upstream may be asked */
async function login(world: World, fields: Partial<LoginRequestFields> = {}, times = 1) {
  let reply = world.keep(await beginLogin(world.hub, world.request(fields), world.browser))
  for (let count = 0; count < times && reply.kind === 'redirect'; count += 1) {
    reply = world.keep(await finishLogin(world.hub, world.op, world.callback(reply)))
  }
  return reply
}

const code = async (promise: Promise<unknown>) => {
  try {
    await promise
  } catch (error) {
    return error instanceof GatewayError ? error.code : String(error)
  }
  return 'nothing thrown'
}

describe('hub: one login', () => {
  it('goes upstream, comes back and answers the app', async () => {
    const world = new World()
    expect(JSON.parse(told(await login(world))).subject).to.equal('https://wiki.test|op|alice')
    expect(world.cookies.has('session')).to.equal(true)
    expect([...world.cookies.keys()].filter((name) => name.startsWith('tx_'))).to.deep.equal([])
    expect(world.events.map(({ event }) => event)).to.deep.equal(['login.begin', 'login.upstream', 'login.success'])
  })

  it('answers from the session while the upstream’s word is young, and asks again after it', async () => {
    const world = new World()
    await login(world)
    world.now += 299_000
    expect((await beginLogin(world.hub, world.request(), world.browser)).kind).to.equal('document')
    world.now += 2_000
    expect((await beginLogin(world.hub, world.request(), world.browser)).kind).to.equal('redirect')
  })

  it('keeps the SessionIndex of an app over repeated logins, and one participant for it', async () => {
    const world = new World()
    await login(world)
    const key = keyOf(world.cookies.get('session') ?? '')
    const [first] = await world.hub.stores.sessions.participants(key)
    await login(world)
    world.now += 400_000
    await login(world)
    const participants = await world.hub.stores.sessions.participants(key)
    expect(participants.map(({ handle }) => handle)).to.deep.equal([first?.handle])
  })

  it('moves the end of a session only when the person authenticated anew', async () => {
    const world = new World()
    world.authTime = world.now / 1000
    await login(world)
    const key = keyOf(world.cookies.get('session') ?? '')
    const end = (await world.hub.stores.sessions.get(key))?.end
    world.now += 3600_000
    await login(world)
    expect((await world.hub.stores.sessions.get(key))?.end).to.equal(end)
    world.authTime = world.now / 1000
    await login(world, { forceAuthn: true })
    expect((await world.hub.stores.sessions.get(key))?.end).to.equal((end ?? 0) + 3600_000)
  })

  it('replaces the session when another person comes back', async () => {
    const world = new World()
    await login(world)
    const before = world.cookies.get('session') ?? ''
    world.now += 400_000
    world.subject = 'bob'
    expect(JSON.parse(told(await login(world))).subject).to.match(/bob$/)
    expect(world.cookies.get('session')).not.to.equal(before)
    expect(await world.hub.stores.sessions.get(keyOf(before))).to.equal(undefined)
  })
})

describe('hub: transactions', () => {
  it('are used once: the second callback says that the person is signed in', async () => {
    const world = new World()
    const begun = world.keep(await beginLogin(world.hub, world.request(), world.browser))
    const callback = world.callback(begun)
    world.keep(await finishLogin(world.hub, world.op, callback))
    const again = await finishLogin(world.hub, world.op, callback)
    expect(again).to.deep.include({ kind: 'page', name: 'alreadySignedIn' })
  })

  it('are used once at the same moment too: one of two callbacks signs in', async () => {
    const world = new World()
    const callback = world.callback(world.keep(await beginLogin(world.hub, world.request(), world.browser)))
    const outcomes = await Promise.all(
      [callback, callback].map((one) =>
        finishLogin(world.hub, world.op, one).then(
          ({ kind }) => kind,
          (error) => error.code,
        ),
      ),
    )
    expect(outcomes.sort()).to.deep.equal(['document', 'transaction_lost'])
  })

  it('belong to one browser: another one neither uses nor spends them (attack 69)', async () => {
    const world = new World()
    const begun = world.keep(await beginLogin(world.hub, world.request(), world.browser))
    const own = world.callback(begun)
    const stranger = { ...own, browser: { ...own.browser, transactions: new Map() } }
    expect(await code(finishLogin(world.hub, world.op, stranger))).to.equal('transaction_lost')
    const forged = { ...own, browser: { ...own.browser, transactions: new Map([[stateOf(begun), 'x.y']]) } }
    expect(await code(finishLogin(world.hub, world.op, forged))).to.equal('transaction_lost')
    expect((await finishLogin(world.hub, world.op, own)).kind).to.equal('document')
  })

  it('say in the log what became of one that is lost: unknown, without its cookie, over', async () => {
    const world = new World()
    const causeOf = async (promise: Promise<unknown>) => {
      const error = await promise.catch((thrown: unknown) => thrown)
      return error instanceof GatewayError ? String(error.cause) : 'nothing thrown'
    }
    const own = world.callback(world.keep(await beginLogin(world.hub, world.request(), world.browser)))
    const unknown = { ...own, query: 'state=never' }
    expect(await causeOf(finishLogin(world.hub, world.op, unknown))).to.contain('no such login')
    const bare = { ...own, browser: { ...own.browser, transactions: new Map() } }
    expect(await causeOf(finishLogin(world.hub, world.op, bare))).to.contain('did not send its cookie')
    world.now += 31 * 60_000
    expect(await causeOf(finishLogin(world.hub, world.op, own))).to.contain('lived until 2027-')
  })

  it('refuse an answer that came to another upstream’s address (attack 70)', async () => {
    const world = new World()
    world.upstreams.set(world.other.name, world.other)
    world.policy = { ...world.policy, upstreams: [world.op.name] }
    const begun = world.keep(await beginLogin(world.hub, world.request(), world.browser))
    expect(told(await finishLogin(world.hub, world.other, world.callback(begun)))).to.equal('upstream_invalid')
  })

  it('end after half an hour, and then say where to start again', async () => {
    const world = new World()
    const begun = world.keep(await beginLogin(world.hub, world.request(), world.browser))
    world.now += 30 * 60_000
    try {
      await finishLogin(world.hub, world.op, world.callback(begun))
      expect.fail('an old transaction was used')
    } catch (error) {
      expect(error).to.be.instanceOf(GatewayError)
      if (error instanceof GatewayError) expect(error.startAgain?.url).to.equal('https://wiki.test')
    }
  })

  it('run beside each other: two tabs at once both succeed (attack 93)', async () => {
    const world = new World()
    const one = world.keep(await beginLogin(world.hub, world.request(), world.browser))
    const two = world.keep(await beginLogin(world.hub, world.request(), world.browser))
    expect(world.keep(await finishLogin(world.hub, world.op, world.callback(two))).kind).to.equal('document')
    expect(world.keep(await finishLogin(world.hub, world.op, world.callback(one))).kind).to.equal('document')
  })

  it('leave at most eight cookies', async () => {
    const world = new World()
    for (let count = 0; count < 12; count += 1) {
      world.now += 1000
      world.keep(await beginLogin(world.hub, world.request(), world.browser))
    }
    expect(world.cookies.size).to.equal(8)
  })
})

describe('hub: a request is answered once (attack 54)', () => {
  it('starts again while unanswered, and is refused once answered with success', async () => {
    const world = new World()
    const requestId = '_same'
    const first = world.keep(await beginLogin(world.hub, world.request({ requestId }), world.browser))
    const reload = world.keep(await beginLogin(world.hub, world.request({ requestId }), world.browser))
    expect(world.keep(await finishLogin(world.hub, world.op, world.callback(reload))).kind).to.equal('document')
    const elsewhere = { ...world.callback(first), browser: { ...world.browser, session: undefined } }
    expect(await code(finishLogin(world.hub, world.op, elsewhere))).to.equal('stale_or_replayed')
    expect(await code(beginLogin(world.hub, world.request({ requestId }), elsewhere.browser))).to.equal(
      'stale_or_replayed',
    )
  })

  it('is answered again to the browser and session that got the answer: a reload, a double click', async () => {
    const world = new World()
    const requestId = '_same'
    const clicked = world.keep(await beginLogin(world.hub, world.request({ requestId }), world.browser))
    await login(world, { requestId })
    expect(told(await login(world, { requestId })), 'a reload').to.contain('alice')
    expect(told(world.keep(await finishLogin(world.hub, world.op, world.callback(clicked)))), 'a click').to.contain(
      'alice',
    )
    world.now += 400_000
    expect(told(await login(world, { requestId })), 'a reload that asks the upstream').to.contain('alice')
    world.now += 400_000
    world.subject = 'bob'
    expect(await code(login(world, { requestId })), 'another session').to.equal('stale_or_replayed')
  })

  it('an error does not use it up', async () => {
    const world = new World()
    const requestId = '_same'
    world.op.answer = () => {
      throw new GatewayError('upstream_denied', 'no')
    }
    expect(told(await login(world, { requestId }))).to.equal('upstream_denied')
    world.op.answer = () => world.authentication('op')
    expect(JSON.parse(told(await login(world, { requestId }))).subject).to.match(/alice$/)
  })
})

describe('hub: what an app may demand', () => {
  it('passive: from a session at once, else by asking silently, and never with a page', async () => {
    const world = new World()
    await beginLogin(world.hub, world.request({ isPassive: true }), world.browser)
    expect(world.op.asked.at(-1)?.isPassive).to.equal(true)
    world.op.canAskPassive = false
    expect(told(await login(world, { isPassive: true }))).to.equal('login_required')
    await login(world)
    expect((await login(world, { isPassive: true })).kind).to.equal('document')
    expect(told(await login(world, { isPassive: true, forceAuthn: true }))).to.equal('login_required')
  })

  it('passive, in a frame of another site: where no cookie is kept, nobody is asked', async () => {
    const world = new World()
    const framed = { ...world.browser, inForeignFrame: true } as const
    expect(told(await beginLogin(world.hub, world.request({ isPassive: true }), framed))).to.equal('login_required')
    expect(world.op.asked).to.deep.equal([])
    await beginLogin(world.hub, world.request(), framed)
    expect(world.op.asked, 'else they are').to.have.length(1)
  })

  it('passive: no chooser', async () => {
    const world = new World()
    world.upstreams.set(world.other.name, world.other)
    expect(told(await login(world, { isPassive: true }))).to.equal('login_required')
  })

  it('passive: a replayed request is told to the app too', async () => {
    const world = new World()
    await login(world)
    await login(world, { requestId: '_r', isPassive: true })
    world.cookies.clear()
    expect(told(await login(world, { requestId: '_r', isPassive: true }))).to.equal('stale_or_replayed')
  })

  it('a forced login goes upstream in spite of a session, and an old answer is refused', async () => {
    const world = new World()
    await login(world)
    world.now += 60_000
    world.authTime = world.now / 1000 - 60
    expect(told(await login(world, { forceAuthn: true }, 2))).to.equal('upstream_invalid')
    expect(world.op.asked.map(({ askedAgain }) => askedAgain)).to.deep.equal([false, false, true])
    world.authTime = world.now / 1000
    expect(JSON.parse(told(await login(world, { forceAuthn: true }))).subject).to.match(/alice$/)
  })

  it('a stronger context: a session too weak goes upstream with the acr, and what is not met is refused', async () => {
    const world = new World()
    await login(world)
    const contexts = { required: { comparison: 'exact', classes: ['urn:mfa'] } } as const
    expect(told(await login(world, { contexts }))).to.equal('context_unmet')
    expect(world.causes.at(-1)).to.equal('it is proved by acr 2: let the upstream ask the person for that')
    expect(world.op.asked.at(-1)?.acrValues).to.deep.equal(['2'])
    world.acr = '2'
    expect(JSON.parse(told(await login(world, { contexts }))).context).to.equal('urn:mfa')
  })

  it('a subject: another one is refused', async () => {
    const world = new World()
    const expectedSubject = 'https://wiki.test|op|bob'
    expect(told(await login(world, { expectedSubject }))).to.equal('subject_mismatch')
    world.subject = 'bob'
    expect(JSON.parse(told(await login(world, { expectedSubject }))).subject).to.equal(expectedSubject)
  })

  it('an address as subject: its case does not count', async () => {
    const world = new World()
    const { answer } = world.op
    world.op.answer = async () => ({ ...(await answer()), claims: { email: 'Anna@corp.test', email_verified: true } })
    const asked = { subject: 'email', expectedSubject: 'anna@Corp.test' } as const
    expect(JSON.parse(told(await login(world, asked))).subject).to.equal('Anna@corp.test')
    expect(told(await login(world, { ...asked, expectedSubject: 'ann@corp.test' }))).to.equal('subject_mismatch')
  })

  it('maxAuthnAge: an older session asks the upstream with it', async () => {
    const world = new World()
    world.authTime = world.now / 1000 - 100
    world.policy = { ...world.policy, maxAuthnAge: 60 }
    expect(told(await login(world))).to.equal('upstream_invalid')
    expect(world.op.asked.at(-1)?.maxAuthnAge).to.equal(60)
  })
})

describe('hub: policy', () => {
  const staffOnly = {
    source: 'staff',
    evaluate: ({ groups }: { groups: readonly string[] }) => groups.includes('staff'),
  }

  it('is asked anew at each login, with fresh claims where the session’s would not do', async () => {
    const world = new World()
    await login(world)
    world.policy = { ...world.policy, allow: { source: 'nobody', evaluate: () => false } }
    const asked = world.op.asked.length
    expect(told(await login(world))).to.equal('access_denied')
    expect(world.op.asked.length).to.equal(asked + 1)
    world.policy = { ...world.policy, allow: staffOnly }
    expect((await login(world)).kind).to.equal('document')
  })

  it('refuses where its expression fails, and nothing is left of the login', async () => {
    const world = new World()
    const allow = {
      source: 'claims.missing',
      evaluate: () => {
        throw new Error('no such key')
      },
    }
    world.policy = { ...world.policy, allow }
    expect(told(await login(world))).to.equal('access_denied')
    expect(world.cookies.has('session')).to.equal(false)
  })

  it('does not accept a session of an upstream that the app does not', async () => {
    const world = new World()
    await login(world)
    world.upstreams.set(world.other.name, world.other)
    world.policy = { ...world.policy, upstreams: [world.other.name] }
    const begun = world.keep(await beginLogin(world.hub, world.request(), world.browser))
    expect(begun.kind === 'redirect' && begun.location).to.match(/^https:\/\/other/)
  })
})

describe('hub: the chooser', () => {
  it('offers what the app accepts, remembers the choice, and can be gone back to', async () => {
    const world = new World()
    world.upstreams.set(world.other.name, world.other)
    const page = world.keep(await beginLogin(world.hub, world.request(), world.browser))
    if (page.kind !== 'page' || page.name !== 'chooser') throw new Error('no chooser')
    expect(page.params.choices.map(({ name }) => name)).to.deep.equal(['OP', 'OTHER'])
    const id = transactionId(page.params.choices[0]?.url.split('/').at(-2) ?? '')
    const first = world.keep(await continueLogin(world.hub, id, world.other.name, world.browser))
    expect(first.kind).to.equal('redirect')
    expect(world.cookies.has('upstream'), 'not before it led to a login').to.equal(false)
    const second = world.keep(await continueLogin(world.hub, id, world.op.name, world.browser))
    expect(world.keep(await finishLogin(world.hub, world.op, world.callback(second))).kind).to.equal('document')
    expect(world.cookies.get('upstream')).to.equal('op')
    expect(
      await code(continueLogin(world.hub, id, world.op.name, { ...world.browser, transactions: new Map() })),
    ).to.equal('transaction_lost')
  })
})

describe('hub: login against logout, in each order', () => {
  const sessionGone = async (world: World, cookie: string) =>
    (await world.hub.stores.sessions.get(keyOf(cookie))) === undefined

  it('logout before the reply is built: nothing is sent, the login starts anew', async () => {
    const world = new World()
    await login(world)
    const cookie = world.cookies.get('session') ?? ''
    world.beforeReply = () => endSession(world.hub, keyOf(cookie), { by: 'person' })
    const reply = await beginLogin(world.hub, world.request(), world.browser)
    expect(reply.kind).to.equal('redirect')
    expect(await sessionGone(world, cookie)).to.equal(true)
  })

  it('logout between the participant and the second reading: nothing is sent', async () => {
    const world = new World()
    await login(world)
    const cookie = world.cookies.get('session') ?? ''
    const { addParticipant } = world.hub.stores.sessions
    let told = 0
    const sessions = {
      ...world.hub.stores.sessions,
      addParticipant: async (...given: Parameters<typeof addParticipant>) => {
        await addParticipant(...given)
        await endSession(world.hub, keyOf(cookie), { by: 'person' })
        told = (await readLogout(world.hub, keyOf(cookie)))?.parties.length ?? 0
      },
    }
    const hub = { ...world.hub, stores: { ...world.hub.stores, sessions } }
    const reply = await beginLogin(hub, world.request(), world.browser)
    expect(reply.kind).to.equal('redirect')
    expect(told).to.equal(1)
  })

  it('logout while the person is upstream: coming back makes a new session, the old one stays gone', async () => {
    const world = new World()
    await login(world)
    const cookie = world.cookies.get('session') ?? ''
    world.now += 400_000
    const begun = world.keep(await beginLogin(world.hub, world.request(), world.browser))
    const callback = world.callback(begun)
    await endSession(world.hub, keyOf(cookie), { by: 'person' })
    expect(world.keep(await finishLogin(world.hub, world.op, callback)).kind).to.equal('document')
    expect(world.cookies.get('session')).not.to.equal(cookie)
    expect(await sessionGone(world, cookie)).to.equal(true)
  })

  it('logout after the session was read for a renewal: the renewal does not revive it', async () => {
    const world = new World()
    await login(world)
    const cookie = world.cookies.get('session') ?? ''
    world.now += 400_000
    const begun = world.keep(await beginLogin(world.hub, world.request(), world.browser))
    world.beforeReply = () => endSession(world.hub, keyOf(cookie), { by: 'person' })
    const reply = world.keep(await finishLogin(world.hub, world.op, world.callback(begun)))
    expect(reply.kind).to.equal('redirect')
    expect(await sessionGone(world, cookie)).to.equal(true)
  })

  it('logout after the reply: it finds the participant', async () => {
    const world = new World()
    await login(world)
    const [ended] = await endWithoutBrowser(world.hub, [keyOf(world.cookies.get('session') ?? '')], { by: 'person' })
    expect(ended?.parties.length).to.equal(1)
  })
})

describe('hub: a flood of logins that nobody completes (attack 102)', () => {
  it('is refused per address, and completed logins do not count', async () => {
    const world = new World()
    for (let count = 0; count < 1200; count += 1) {
      world.now += 1000
      await login(world, { forceAuthn: true })
    }
    for (let count = 0; count < 1000; count += 1)
      await beginLogin(world.hub, world.request({ forceAuthn: true }), { ...world.browser, transactions: new Map() })
    expect(await code(beginLogin(world.hub, world.request({ forceAuthn: true }), world.browser))).to.equal(
      'rate_limited',
    )
    const elsewhere = { ...world.browser, address: '192.0.2.9' }
    expect((await beginLogin(world.hub, world.request({ forceAuthn: true }), elsewhere)).kind).to.equal('redirect')
  })
})
