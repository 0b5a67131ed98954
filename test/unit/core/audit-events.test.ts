/** What audit events and refusals say of a login: upstream, address, both IDs. */
import { expect } from 'chai'
import { concerning, endOf, GatewayError } from '../../../src/core/errors.ts'
import { beginLogin } from '../../../src/core/login/begin.ts'
import { endSession } from '../../../src/core/logout/steps.ts'
import { compileExpression } from '../../../src/core/policy/compile.ts'
import type { Audit } from '../../../src/core/ports/audit.ts'
import { keyOf } from '../../../src/core/session/cookie.ts'
import { finishLogin, World } from './hub.ts'

/** The details with which refusals were logged. */
function refusals(world: World) {
  const details: Parameters<Audit['refusal']>[2][] = []
  world.hub.audit.refusal = (_id, _error, given) => details.push(given)
  return details
}

describe('hub: audit events', () => {
  it('name client, request, response, upstream and person', async () => {
    const world = new World()
    const { respond } = world.downstream
    world.downstream.respond = async (...args) => ({ ...(await respond(...args)), responseId: '_r' })
    const request = world.request({ requestId: '_q' })
    const sent = world.keep(await beginLogin(world.hub, request, world.browser))
    world.keep(await finishLogin(world.hub, world.op, world.callback(sent)))
    const [begin, vouched, success] = world.events
    expect(begin).to.include({ event: 'login.begin', address: '192.0.2.1', requestId: '_q' })
    expect(vouched).to.include({ event: 'login.upstream', upstream: 'op', subject: 'p-alice', address: '192.0.2.1' })
    expect(success).to.include({
      event: 'login.success',
      upstream: 'op',
      subject: 'p-alice',
      requestId: '_q',
      responseId: '_r',
    })
    expect(vouched?.transaction).to.equal(success?.transaction)
    await endSession(world.hub, keyOf(world.cookies.get('session') ?? ''), { by: 'person', address: '192.0.2.1' })
    expect(world.events.at(-1)).to.include({ event: 'logout', address: '192.0.2.1', session: success?.session })
  })

  it('tell of expressions that could not be evaluated: one leaves its attribute out, `allow` refuses', async () => {
    const world = new World()
    const failed: unknown[] = []
    world.hub.audit.expressionFailed = (_, facts) => failed.push(facts)
    const broken = { name: 'nick', value: compileExpression('claims.nick', 'value') }
    world.policy = { ...world.policy, attributes: [broken] }
    const logIn = async (id: string) => {
      const sent = world.keep(await beginLogin(world.hub, world.request({ requestId: id }), world.browser))
      return finishLogin(world.hub, world.op, world.callback(sent))
    }
    await logIn('_1')
    expect(world.events.at(-1)?.event).to.equal('login.success')
    expect(failed).to.have.length(1)
    expect(failed[0]).to.deep.include({ app: 'https://wiki.test', attribute: 'nick' })
    world.policy = { ...world.policy, attributes: [], allow: compileExpression('claims.nick == "a"', 'allow') }
    await logIn('_2')
    expect(world.errors).to.deep.equal(['access_denied'])
    expect(failed.slice(1)).to.have.length(1)
    expect(failed[1]).to.not.have.property('attribute')
  })

  it('name the upstream that could not be asked', async () => {
    const world = new World()
    const details = refusals(world)
    world.op.begin = () => Promise.reject(new GatewayError('upstream_unavailable', 'Down.'))
    await beginLogin(world.hub, world.request(), world.browser)
    expect(details[0]).to.include({ upstream: 'op', app: 'https://wiki.test', address: '192.0.2.1' })
  })

  it('name the upstream whose answer was refused, and no upstream where it was not to blame', async () => {
    const world = new World()
    const details = refusals(world)
    const sent = world.keep(await beginLogin(world.hub, world.request(), world.browser))
    world.op.answer = () => {
      throw new TypeError('unexpected')
    }
    await finishLogin(world.hub, world.op, world.callback(sent))
    expect(details[0]).to.include({ upstream: 'op' })
    await beginLogin(world.hub, world.request({ isPassive: true, forceAuthn: true }), world.browser)
    expect(details[1]).to.not.have.property('upstream')
  })
})

describe('core: an error that concerns an upstream', () => {
  it('is what it was, all but the upstream', () => {
    const cause = new Error('x')
    const options = { cause, facts: { setting: 's' }, status: 429, retryAfter: 7, startAgain: { app: 'Wiki' } }
    const error = new GatewayError('rate_limited', 'Later.', options)
    const concerned = concerning('op', error)
    expect(concerned).to.include({ code: 'rate_limited', message: 'Later.', ...options, upstream: 'op' })
    expect(concerned.stack).to.equal(error.stack)
    expect(concerning('op', cause)).to.include({ code: 'internal', cause })
    const login = { app: 'wiki', requestId: '_q' }
    expect(concerning('op', endOf(login, error))).to.include({ ...options, upstream: 'op', login })
    expect(endOf(login, concerned)).to.include({ ...options, upstream: 'op', login })
  })
})

describe('hub: a refused login', () => {
  const refusedWith = async (fields: Parameters<World['request']>[0], policy: Partial<World['policy']> = {}) => {
    const world = new World()
    world.policy = { ...world.policy, ...policy }
    const details: Parameters<Audit['refusal']>[2][] = []
    const errors: GatewayError[] = []
    world.hub.audit.refusal = (_id, error, given) => {
      errors.push(error)
      details.push(given)
    }
    const sent = world.keep(await beginLogin(world.hub, world.request(fields), world.browser))
    await finishLogin(world.hub, world.op, world.callback(sent))
    return { details: details[0], error: errors[0] }
  }

  it('names the person by pseudonym, once the upstream vouched', async () => {
    const { details } = await refusedWith({}, { allow: compileExpression('false', 'allow') })
    expect(details).to.include({ subject: 'p-alice', upstream: 'op', app: 'https://wiki.test' })
  })

  it('says what context was asked, what was proved, and what to set', async () => {
    const contexts = { required: { comparison: 'exact', classes: ['urn:none'] } } as const
    const { error, details } = await refusedWith({ contexts })
    expect(details?.subject).to.equal('p-alice')
    expect(error?.facts.expected).to.deep.equal(['exact:', 'urn:none'])
    expect(error?.facts.received).to.include('acr none').and.to.include('amr none')
    expect(error?.facts.setting).to.equal('upstreams.op.contexts')
    expect(error?.cause).to.match(/nothing can prove it/)
  })
})
