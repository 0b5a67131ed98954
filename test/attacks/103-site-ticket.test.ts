/**
 * Attack 103: a sign-in at a protected site that somebody else began. A victim who is signed in as the attacker tells
 * the app what was meant to stay with them; a ticket that leaked would sign the attacker in as its owner.
 */
import { expect } from 'chai'
import { altered } from '../fixtures/altered.ts'
import { type BrowserSession, nextAddress, type Page } from '../fixtures/browser-session.ts'
import { openingPage, type ProtectedSite, startProtectedSite } from '../fixtures/protected-site.ts'

describe('attack 103: a ticket of somebody else at a protected site', () => {
  let stage: ProtectedSite
  let attacker: BrowserSession
  let victim: BrowserSession

  before(async () => {
    stage = await startProtectedSite({ asks: 'parts', op: { autoLogin: '' } })
  })
  after(() => stage.close())
  beforeEach(() => {
    attacker = stage.gateway.browser()
    victim = stage.gateway.browser()
  })

  const open = (browser: BrowserSession) => browser.get(`${stage.site.url}/`, openingPage)
  const isTicket = (address: string) => address.includes('/.isthmus/session?ticket=')
  /** Signs in, and stops before the address with the ticket. */
  async function ticketOf(browser: BrowserSession, user: string): Promise<string> {
    const address = nextAddress(await browser.loginAt(await open(browser), user, isTicket))
    expect(address).to.satisfy(isTicket)
    return address ?? ''
  }
  const isLetIn = async (browser: BrowserSession) => (await open(browser)).status === 200
  const isRefused = ({ status, headers }: Page) => status === 400 && headers['set-cookie'] === undefined

  it('control: the browser that began it is signed in by its ticket', async () => {
    const page = await attacker.get(await ticketOf(attacker, 'alice'))
    expect(page.status).to.equal(302)
    expect(await isLetIn(attacker)).to.equal(true)
  })

  it('signs nobody else in, and is not spent by the attempt', async () => {
    const ticket = await ticketOf(attacker, 'alice')
    expect(await victim.get(ticket)).to.satisfy(isRefused)
    expect(await isLetIn(victim)).to.equal(false)
    expect((await attacker.get(ticket)).status).to.equal(302)
  })

  it('signs nobody in who has a nonce of their own', async () => {
    const ticket = await ticketOf(attacker, 'alice')
    await victim.follow(await open(victim), (next) => next.includes('/authorize'))
    expect([...victim.cookies(stage.site.url).keys()]).to.deep.equal(['isthmus_site_nonce'])
    expect(await victim.get(ticket)).to.satisfy(isRefused)
    expect(await isLetIn(victim)).to.equal(false)
  })

  it('is good once: with the cookies of before, it signs in no more', async () => {
    const ticket = await ticketOf(attacker, 'alice')
    const nonce = attacker.cookies(stage.site.url).get('isthmus_site_nonce')
    await attacker.get(ticket)
    victim.setCookie(stage.site.url, `isthmus_site_nonce=${nonce}; Path=/`)
    expect(await victim.get(ticket)).to.satisfy(isRefused)
    expect(await isLetIn(victim)).to.equal(false)
  })

  it('is good at the host for which it was made', async () => {
    const ticket = await ticketOf(attacker, 'alice')
    const { pathname, search } = new URL(ticket)
    const cookie = [...attacker.cookies(stage.site.url)].map(([name, value]) => `${name}=${value}`).join('; ')
    const at = (host: string) =>
      fetch(`${stage.gateway.url}${pathname}${search}`, {
        headers: { 'x-forwarded-host': host, cookie },
        redirect: 'manual',
      })
    expect((await at('other.localhost')).status).to.equal(403)
    expect((await at(stage.site.host)).status).to.equal(302)
  })

  it('leads nowhere after a logout', async () => {
    const ticket = await ticketOf(attacker, 'alice')
    await attacker.follow(await attacker.submit(await attacker.get(`${stage.gateway.url}/logout`)))
    expect(await attacker.get(ticket)).to.satisfy(isRefused)
  })

  it('a cookie of another site, or made up, opens nothing', async () => {
    await attacker.get(await ticketOf(attacker, 'alice'))
    const cookie = attacker.cookies(stage.site.url).get('isthmus_site') ?? ''
    const [key = '', token = ''] = cookie.split('.')
    for (const forged of [`${key}.${altered(token)}`, `${key}.`, key, `${'A'.repeat(43)}.${token}`]) {
      victim.setCookie(stage.site.url, `isthmus_site=${forged}; Path=/`)
      expect(await isLetIn(victim), forged).to.equal(false)
    }
    victim.setCookie(stage.site.url, `isthmus_site=${cookie}; Path=/`)
    expect(await isLetIn(victim)).to.equal(true)
  })
})
