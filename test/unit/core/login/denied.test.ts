/** `onDenied: page`: the person is told first, the app hears once, and another account may be used. */
import { expect } from 'chai'
import { GatewayError } from '../../../../src/core/errors.ts'
import type { PageReply, Reply } from '../../../../src/core/http.ts'
import { type TransactionId, transactionId } from '../../../../src/core/identifiers.ts'
import { beginLogin, continueLogin } from '../../../../src/core/login/begin.ts'
import { goOnToApp, showDenied, useAnotherAccount } from '../../../../src/core/login/denied.ts'
import type { LoginRequestFields } from '../../../../src/core/login/transaction.ts'
import { compileExpression } from '../../../../src/core/policy/compile.ts'
import { finishLogin, told, World } from '../hub.ts'

const code = async (promise: Promise<unknown>) => {
  try {
    await promise
  } catch (error) {
    return error instanceof GatewayError ? error.code : String(error)
  }
  return 'nothing thrown'
}

function refusing(onDenied: 'app' | 'page' = 'page'): World {
  const world = new World()
  world.claims = { groups: ['guests'], preferred_username: 'anna', name: 'Anna A.' }
  world.policy = { ...world.policy, onDenied, allow: compileExpression('"staff" in groups', 'allow') }
  return world
}

async function login(world: World, fields: Partial<LoginRequestFields> = {}): Promise<Reply> {
  const sent = world.keep(await beginLogin(world.hub, world.request(fields), world.browser))
  return sent.kind === 'redirect' ? world.keep(await finishLogin(world.hub, world.op, world.callback(sent))) : sent
}

function idOf(reply: Reply): TransactionId {
  const id = reply.kind === 'redirect' ? /\/denied\/([\w-]+)$/.exec(reply.location)?.[1] : undefined
  if (id === undefined) throw new Error(`no page of a refusal: ${JSON.stringify(reply)}`)
  return transactionId(id)
}

describe('hub: a refused person', () => {
  it('is sent to the app at once where the policy does not say `page`', async () => {
    expect(told(await login(refusing('app')))).to.equal('access_denied')
  })

  it('sees who they are, where, and what is asked; the log has one refusal, and it may be looked at again', async () => {
    const world = refusing()
    const withSupport = { ...world.hub, support: { name: 'IT helpdesk' } }
    const id = idOf(await login(world))
    for (const _ of [1, 2]) {
      const page = (await showDenied(withSupport, id, world.browser)) as PageReply
      expect(page).to.deep.include({ kind: 'page', name: 'denied', status: 403 })
      expect(page.params).to.include({ app: 'Wiki', code: 'access_denied', person: 'anna', upstream: 'OP' })
      expect(page.params).to.deep.include({ support: { name: 'IT helpdesk' } })
    }
    expect(world.errors).to.deep.equal(['access_denied'])
    expect(world.cookies.has('session'), 'a refusal makes no session').to.equal(false)
  })

  it('goes on to the app, which hears the same status under the same id, once', async () => {
    const world = refusing()
    const ids: string[] = []
    const { respondError } = world.downstream
    world.downstream.respondError = (request, error, errorId) => {
      ids.push(errorId)
      return respondError(request, error, errorId)
    }
    const id = idOf(await login(world))
    const page = (await showDenied(world.hub, id, world.browser)) as PageReply
    expect(told(world.keep(await goOnToApp(world.hub, id, world.browser)))).to.equal('access_denied')
    expect(page.params).to.deep.include({ errorId: ids[0] })
    expect(world.errors, 'no second audit event').to.deep.equal(['access_denied'])
    for (const again of [goOnToApp, showDenied, useAnotherAccount]) {
      expect(await code(again(world.hub, id, world.browser))).to.equal('transaction_lost')
    }
    expect([...world.cookies.keys()].filter((name) => name.startsWith('tx_'))).to.deep.equal([])
  })

  it('of another browser, none of it does anything', async () => {
    const world = refusing()
    const id = idOf(await login(world))
    const stranger = { ...world.browser, transactions: new Map([[id as string, 'x.y']]) }
    for (const step of [showDenied, goOnToApp, useAnotherAccount]) {
      expect(await code(step(world.hub, id, stranger))).to.equal('transaction_lost')
    }
    expect(told(await goOnToApp(world.hub, id, world.browser)), 'the control').to.equal('access_denied')
  })

  it('may be somebody else: the upstream is asked for another account, and that one is let in', async () => {
    const world = refusing()
    const id = idOf(await login(world))
    const sent = world.keep(await useAnotherAccount(world.hub, id, world.browser))
    expect(world.op.asked.at(-1)).to.include({ anotherAccount: true, isPassive: false })
    expect(world.op.asked[0], 'the control').to.include({ anotherAccount: false })
    world.subject = 'bob'
    world.claims = { groups: ['staff'] }
    const reply = world.keep(await finishLogin(world.hub, world.op, world.callback(sent)))
    expect(JSON.parse(told(reply)).subject).to.match(/bob$/)
    expect(world.errors).to.deep.equal(['access_denied'])
  })

  it('chooses among several upstreams, and the one that is chosen is asked for another account', async () => {
    const world = refusing()
    const id = idOf(await login(world))
    world.upstreams.set(world.other.name, world.other)
    const page = world.keep(await useAnotherAccount(world.hub, id, world.browser)) as PageReply
    const [choice] = page.name === 'chooser' ? page.params.choices : []
    const pending = transactionId(/choose\/([\w-]+)\//.exec(choice?.url ?? '')?.[1] ?? '')
    world.keep(await continueLogin(world.hub, pending, world.other.name, world.browser))
    expect(world.other.asked.at(-1)).to.include({ anotherAccount: true })
  })

  it('sees no page where the request is passive, or where another account changes nothing', async () => {
    const world = refusing()
    world.policy = { ...world.policy, onDenied: 'page' }
    expect(told(await login(world, { isPassive: true }))).to.equal('access_denied')
    const other = refusing()
    other.claims = { groups: ['staff'] }
    const contexts = { required: { comparison: 'exact', classes: ['urn:x:never'] } } as const
    expect(told(await login(other, { contexts }))).to.equal('context_unmet')
    expect(idOf(await login(other, { expectedSubject: 'somebody else' })), 'the control').to.not.equal('')
  })
})
