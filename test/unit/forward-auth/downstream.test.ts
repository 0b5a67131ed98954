import { expect } from 'chai'
import { GatewayError } from '../../../src/core/errors.ts'
import { appId } from '../../../src/core/identifiers.ts'
import type { Release } from '../../../src/core/policy/identity.ts'
import type { Session } from '../../../src/core/session/records.ts'
import { createForwardAuthDownstream } from '../../../src/forward-auth/downstream.ts'
import { downstreamName } from '../../../src/forward-auth/sites.ts'
import { host, Rig } from './gate.ts'

const app = appId(downstreamName, host)

describe('header login: as the hub sees it', () => {
  const rig = new Rig()
  const { sites, hub } = rig.gate
  const role = createForwardAuthDownstream({ sites, stores: hub.stores, now: hub.now })
  const { now } = rig.world
  const subject = { kind: 'persistent', value: 'p' } as const
  const request = (replyTo = { host, nonce: 'hash', to: '/a' }) => rig.world.request({ app, replyTo })
  const respond = (earlier?: Parameters<typeof role.respond>[3], replyTo?: Parameters<typeof request>[0]) =>
    role.respond(request(replyTo), { subject } as unknown as Release, { end: now + 5000 } as Session, earlier)
  const ticketIn = ({ reply }: Awaited<ReturnType<typeof respond>>) =>
    /^https:\/\/wiki\.test\/\.isthmus\/session\?ticket=([\w-]{32})$/.exec(
      String(Reflect.get(reply, 'location')),
    )?.[1] ?? ''

  it('ends a login at the site, with a new ticket that holds what it was bound to', async () => {
    const [one, other] = [await respond(), await respond()]
    const { handle } = one.participant
    expect(await hub.stores.tickets.get(ticketIn(one))).to.deep.equal({ host, nonce: 'hash', to: '/a', handle })
    expect(ticketIn(one)).to.not.equal(ticketIn(other))
    expect(handle)
      .to.match(/^[\w-]{32}$/)
      .and.not.equal(other.participant.handle)
    expect(JSON.stringify(one.reply)).to.not.include(handle)
  })

  it('takes part as long as the session, under the handle of before', async () => {
    const { participant } = await respond()
    expect(participant).to.include({ app, downstream: downstreamName, end: now + 5000, issuedAt: now })
    expect(participant.subject).to.equal(subject)
    expect((await respond(participant)).participant.handle).to.equal(participant.handle)
  })

  it('ends no login at a site that is no longer there', async () => {
    const gone = await respond(undefined, { host: 'gone.test', nonce: 'hash', to: '/' }).catch(
      (error: unknown) => error,
    )
    expect(gone).to.be.instanceOf(GatewayError).with.property('code', 'internal')
  })

  it('shows the person on a page why a login failed', async () => {
    const error = new GatewayError('access_denied', 'No.')
    const reply = await role.respondError(request(), error, 'an-id')
    expect(reply).to.deep.include({ kind: 'page', name: 'error' })
    expect(Reflect.get(reply, 'params')).to.include({ code: 'access_denied', errorId: 'an-id', message: 'No.' })
  })

  it('has ended with the session: nothing is sent, and no browser is needed', async () => {
    const { participant } = await respond()
    const { logout } = role
    if (logout === undefined) throw new Error('it takes part in no logout')
    const told = [participant, {}] as unknown as Parameters<typeof logout.tell>
    expect(await logout.routes(participant)).to.deep.equal([{ way: 'backChannel', address: `https://${host}/` }])
    expect(await logout.tell(...told)).to.equal('ended')
    const elsewhere = { ...participant, app: appId(downstreamName, 'gone.test') }
    expect(await logout.routes(elsewhere)).to.deep.equal([])
  })
})
