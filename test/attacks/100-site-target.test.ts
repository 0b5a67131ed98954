/** Attack 100: where a person goes on to after the login of a protected site. Never to another host. */
import { expect } from 'chai'
import { nextAddress } from '../fixtures/browser-session.ts'
import { openingPage, type ProtectedSite, startProtectedSite } from '../fixtures/protected-site.ts'

describe('attack 100: the page after the login of a protected site', () => {
  let stage: ProtectedSite
  before(async () => {
    stage = await startProtectedSite({ asks: 'parts' })
  })
  after(() => stage.close())

  /** Where the browser ends that was sent to the site's sign-in with this target. */
  async function endOf(to: string): Promise<string> {
    const browser = stage.gateway.browser()
    const isOurs = (address: string) => /^http:\/\/(localhost|127\.0\.0\.1):/.test(address)
    const page = await browser.follow(`${stage.site.url}/.isthmus/session?to=${to}`, (next) => !isOurs(next))
    return nextAddress(page) ?? page.url
  }

  it('control: is the one that was wanted', async () => {
    expect(await endOf('/a/b?c=d&e=//f')).to.equal(`${stage.site.url}/a/b?c=d&e=//f`)
  })

  for (const to of [
    '.evil.test/',
    '@evil.test/',
    ':80@evil.test/',
    'https://evil.test/',
    '%2F%2Fevil.test',
    '',
    '\\evil.test',
  ]) {
    it(`is the first page of the site for ${to}`, async () => {
      expect(await endOf(to)).to.equal(`${stage.site.url}/`)
    })
  }

  for (const to of ['//evil.test/', '/\\evil.test', '/.evil.test', '/@evil.test']) {
    it(`stays on the site for ${to}`, async () => {
      expect(new URL(await endOf(to)).host).to.equal(stage.site.host)
    })
  }

  it('is judged again at our own address, which anyone can link to', async () => {
    const login = async (query: string) => {
      const browser = stage.gateway.browser()
      return browser.follow(`${stage.gateway.url}/forward-auth/login?${query}`, (next) => next.includes('ticket='))
    }
    const host = encodeURIComponent(stage.site.host)
    const nonce = 'n'.repeat(43)
    const good = await login(`site=${host}&nonce=${nonce}&to=/`)
    expect(nextAddress(good)).to.match(new RegExp(`^${stage.site.url}/\\.isthmus/session\\?ticket=`))
    for (const query of [
      `site=evil.test&nonce=${nonce}&to=/`,
      `site=%&nonce=${nonce}&to=/`,
      `site=${host}&nonce=x&to=/`,
      `to=/`,
      '',
    ]) {
      const page = await login(query)
      expect(page.status, query).to.be.oneOf([400, 403])
      expect(nextAddress(page), query).to.equal(undefined)
    }
  })

  it('is kept byte for byte, or not at all', async () => {
    const browser = stage.gateway.browser()
    const page = await browser.get(`${stage.site.url}/x?y=${'z'.repeat(5000)}`, openingPage)
    expect((await browser.follow(page)).url).to.equal(`${stage.site.url}/`)
  })
})
