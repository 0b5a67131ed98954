import { expect } from 'chai'
import type { HttpRequest, Reply } from '../../../src/core/http.ts'
import { transactionId } from '../../../src/core/identifiers.ts'
import { sha256 } from '../../../src/core/tokens.ts'
import { login, session } from '../../../src/forward-auth/hop.ts'
import { host, parts, Rig, type RigOptions, theHandle, theKey } from './gate.ts'

const nonce = 'n'.repeat(32)

describe('header login: the way to the login and back', () => {
  const arrived = async (answer: Promise<Reply>) => {
    const reply = await answer.catch((error: unknown) => ({ refused: Reflect.get(error as object, 'code') }))
    const {
      location,
      cookies = [],
      refused,
    } = reply as { location?: string; cookies?: Reply['cookies']; refused?: string }
    const kept = Object.fromEntries((cookies ?? []).map(({ name, value }) => [name, value]))
    return { ...(location !== undefined && { location }), ...(refused !== undefined && { refused }), cookies: kept }
  }
  const at = (rig: Rig, query: string, cookies: Record<string, string> = {}, fields: Partial<HttpRequest> = {}) =>
    arrived(session(rig.gate, rig.request({ path: '/.isthmus/session', query, ...fields }, cookies)))

  describe('at its beginning', () => {
    const began = async (to: string, cookies: Record<string, string> = {}) => {
      const { location = '', cookies: kept } = await at(new Rig(), `to=${to}`, cookies)
      const [, bound, end] =
        /^https:\/\/sso\.test\/forward-auth\/login\?(site=wiki\.test&nonce=[\w-]{43})&to=(.*)$/.exec(location) ?? []
      return { bound, end, nonce: String(kept.site_nonce) }
    }

    it('binds the login to a new nonce by its hash, which says nothing of it', async () => {
      const { bound, nonce: made } = await began('/a')
      expect(made).to.match(/^[\w-]{32}$/)
      expect(bound).to.equal(`site=${host}&nonce=${sha256(made)}`)
      expect(bound).to.not.include(made)
    })

    it('keeps a nonce that is ours, for the other tab, and no other value', async () => {
      expect((await began('/a', { site_nonce: nonce })).nonce).to.equal(nonce)
      for (const other of ['', 'x', `${nonce}x`, `${nonce.slice(1)};`])
        expect((await began('/a', { site_nonce: other })).nonce, other)
          .to.match(/^[\w-]{32}$/)
          .and.not.equal(other)
    })

    it('keeps a path byte for byte, and the first page in place of what is none', async () => {
      for (const to of ['/', '/a%20b?c=d&to=/x&ticket=y', `/${'a'.repeat(4095)}`])
        expect((await began(to)).end, to).to.equal(to)
      for (const to of ['', 'a', '.evil.test/', '@evil.test', '/a b', '/a#b', '/a\r\nb', `/${'a'.repeat(4096)}`])
        expect((await began(to)).end, to).to.equal('/')
    })

    it('takes the host of the proxy, else of the request itself, and of nobody else', async () => {
      const rig = new Rig()
      const known = async (forwarded: HttpRequest['forwarded']) =>
        (await arrived(session(rig.gate, { ...rig.request({ query: 'to=/' }), forwarded } as HttpRequest))).refused ??
        'known'
      expect(await known({ host })).to.equal('known')
      expect(await known({ host, 'x-forwarded-host': 'other.test' })).to.equal('unknown_app')
      expect(await known({ host: 'sso.test', 'x-forwarded-host': `${host}:443` })).to.equal('known')
      expect(await known({ host: `${host}, ${host}` })).to.equal('malformed_request')
      expect(await known(undefined)).to.equal('malformed_request')
    })
  })

  describe('at our own address', () => {
    const sent = async (query: string) => {
      const rig = new Rig()
      const { refused } = await arrived(login(rig.gate, rig.request({ query })))
      const [key] = await rig.world.driver.keys('tx:')
      return { refused, began: key !== undefined }
    }
    const hash = sha256(nonce)

    it('begins a login for a site that is protected here, by its exact name', async () => {
      expect(await sent(`site=${host}&nonce=${hash}&to=/`)).to.deep.equal({ refused: undefined, began: true })
      for (const site of ['evil.test', 'WIKI.TEST', `${host}.`, `x@${host}`, `${host}%00`, '%', ''])
        expect((await sent(`site=${site}&nonce=${hash}&to=/`)).refused, site).to.be.oneOf([
          'unknown_app',
          'malformed_request',
        ])
    })

    it('keeps a path of the site, and nothing that could follow its host and change it', async () => {
      for (const [to, kept] of [
        ['/a?b=c', '/a?b=c'],
        ['.evil.test/', '/'],
        ['@evil.test/', '/'],
        ['', '/'],
      ] as const) {
        const rig = new Rig()
        await login(rig.gate, rig.request({ query: `site=${host}&nonce=${hash}&to=${to}` }))
        const [key = ''] = await rig.world.driver.keys('tx:')
        const record = await rig.gate.hub.stores.transactions.get(transactionId(key.slice('tx:{'.length, -1)))
        expect(Reflect.get(record as object, 'request'), to)
          .to.have.property('replyTo')
          .that.deep.equals({ host, nonce: hash, to: kept })
      }
    })

    it('begins none without a hash, whatever else is said', async () => {
      for (const query of [
        '',
        `site=${host}`,
        `site=${host}&nonce=&to=/`,
        `site=${host}&nonce=${nonce}&to=/`,
        `nonce=${hash}&site=${host}&to=/`,
      ])
        expect(await sent(query), query).to.deep.equal({ refused: 'malformed_request', began: false })
    })
  })

  describe('at its end', () => {
    const theTicket = 't'.repeat(32)
    async function stage(ticket: Record<string, string> = {}, options: RigOptions = {}) {
      const rig = new Rig(options)
      await rig.signIn()
      const kept = { host, nonce: sha256(nonce), to: '/a?b', handle: theHandle, ...ticket }
      await rig.gate.hub.stores.tickets.put(theTicket, kept)
      const come = (cookies: Record<string, string> = { site_nonce: nonce }, query = `ticket=${theTicket}`) =>
        at(rig, query, cookies)
      return { rig, come }
    }
    const lost = { refused: 'transaction_lost', cookies: {} }

    it('gives the cookie once, to the browser with the nonce, and takes the nonce away', async () => {
      const { rig, come } = await stage()
      expect(await come({})).to.deep.equal(lost)
      expect(await come({ site_nonce: 'x'.repeat(32) })).to.deep.equal(lost)
      const location = `https://${host}/a?b`
      expect(await come()).to.deep.equal({ location, cookies: { site: rig.cookie, site_nonce: undefined } })
      expect(await come()).to.deep.equal(lost)
    })

    it('of many at once one gets it', async () => {
      const { come } = await stage()
      const answers = await Promise.all(Array.from({ length: 20 }, () => come()))
      expect(answers.filter(({ cookies }) => cookies.site !== undefined)).to.have.length(1)
    })

    it('gives nothing for a ticket of another host, and does not spend it', async () => {
      const { rig, come } = await stage({ host: 'other.test' })
      expect(await come()).to.deep.equal(lost)
      expect(await rig.gate.hub.stores.tickets.get(theTicket)).to.include({ host: 'other.test' })
      expect((await come({ site: rig.cookie })).location, 'to the first page of this one').to.equal(`https://${host}/`)
    })

    it('gives nothing for a session that does not have this handle at this site, or is over', async () => {
      expect(await (await stage({ handle: 'another' })).come()).to.deep.equal(lost)
      const { rig, come } = await stage()
      rig.world.now += 3600_000
      expect(await come()).to.deep.equal(lost)
      const again = await stage()
      await again.rig.signIn({}, 'a newer handle')
      expect(await again.come()).to.deep.equal(lost)
    })

    it('gives nothing for a session that was logged out, although the site is still told of it', async () => {
      const { rig, come } = await stage()
      const { logouts, sessions } = rig.gate.hub.stores
      const origin = { v: 2, by: 'person', at: rig.world.now } as unknown as Parameters<typeof logouts.begin>[1]
      expect(await logouts.begin(theKey, origin, 60_000)).to.equal(true)
      expect(await sessions.participants(theKey)).to.have.length(1)
      expect(await come()).to.deep.equal(lost)
    })

    it('never leads away from the site, whatever the ticket says', async () => {
      for (const to of ['.evil.test/', '@evil.test/', '\r\nSet-Cookie: a=b'])
        expect((await (await stage({ to })).come()).location, to).to.equal(`https://${host}/`)
    })

    it('leads a person on who is in already: after a reload, or in a second tab', async () => {
      const { rig, come } = await stage()
      await come()
      expect(await come({ site: rig.cookie })).to.deep.equal({ location: `https://${host}/`, cookies: {} })
      const inOtherTab = await stage()
      const { location } = await inOtherTab.come({ site: rig.cookie, site_nonce: 'x'.repeat(32) })
      expect(location).to.equal(`https://${host}/a?b`)
      rig.world.now += 3600_000
      expect(await come({ site: rig.cookie })).to.deep.equal(lost)
    })

    it('is no ticket that is not the whole query', async () => {
      const { come } = await stage()
      for (const query of [`a=b&ticket=${theTicket}`, `ticket=${theTicket}&a=b`, `ticket=${'t'.repeat(65)}`]) {
        const { location, cookies } = await come({ site_nonce: nonce }, query)
        expect(location, query).to.match(/^https:\/\/sso\.test\/forward-auth\/login\?/)
        expect(cookies.site, query).to.equal(undefined)
      }
    })

    it('is no ticket of another kind of record', async () => {
      const { rig } = await stage()
      await rig.gate.hub.stores.tickets.put('q'.repeat(32), { samlRequest: 'x', host })
      expect(await at(rig, `ticket=${'q'.repeat(32)}`, { site_nonce: nonce })).to.deep.equal(lost)
    })
  })

  it('keeps the nonce as long as a login may take', async () => {
    const { cookies } = await session(new Rig().gate, new Rig().request({ query: 'to=/' }))
    expect(cookies?.map(({ name, maxAge }) => [name, maxAge])).to.deep.equal([['site_nonce', 1800]])
  })

  it('is refused at a host that is not asked by a proxy', async () => {
    expect(
      (await at(new Rig(), 'to=/', {}, { forwarded: { ...parts(), 'x-forwarded-host': 'a, b' } })).refused,
    ).to.equal('malformed_request')
  })
})
