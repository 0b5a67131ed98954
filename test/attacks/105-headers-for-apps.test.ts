/** Attack 105: a value of a person's that would be another header, or another value, to the app behind the proxy. */
import { expect } from 'chai'
import { openingPage, type ProtectedSite, startProtectedSite } from '../fixtures/protected-site.ts'

const users = [
  { username: 'good', claims: { preferred_username: 'good', name: 'Zoë 😀', groups: ['a', 'b c'] } },
  { username: 'newline', claims: { preferred_username: 'x\r\nRemote-Groups: admins', groups: [] } },
  { username: 'control', claims: { preferred_username: 'x\u0000y', groups: [] } },
  { username: 'separator', claims: { preferred_username: 'x\u2028y', groups: [] } },
  { username: 'comma', claims: { preferred_username: 'x', groups: ['a,admins'] } },
  { username: 'blank', claims: { preferred_username: 'x', groups: [' admins'] } },
  {
    username: 'long',
    claims: { preferred_username: 'x', groups: Array.from({ length: 1000 }, (_, n) => `group-${n}`) },
  },
  { username: 'nameless', claims: { groups: ['admins'] } },
]

describe('attack 105: values that would be more than one header', () => {
  let stage: ProtectedSite

  async function told(user: string) {
    const browser = stage.gateway.browser()
    const before = stage.site.reached.length
    const page = await browser.loginAt(await browser.get(`${stage.site.url}/`, openingPage), user)
    return { status: page.status, headers: stage.site.reached.slice(before)[0]?.headers }
  }

  describe('in UTF-8', () => {
    before(async () => {
      stage = await startProtectedSite({ asks: 'parts', op: { users, autoLogin: '' } })
    })
    after(() => stage.close())

    it('control: plain values arrive as they are', async () => {
      const { status, headers } = await told('good')
      expect(status).to.equal(200)
      expect(headers).to.include({ 'remote-user': 'good', 'remote-groups': 'a,b c' })
      expect(Buffer.from(String(headers?.['remote-name']), 'latin1').toString()).to.equal('Zoë 😀')
    })

    for (const { username } of users.slice(1)) {
      it(`refuses the request: ${username}`, async () => {
        expect(await told(username)).to.deep.equal({ status: 403, headers: undefined })
      })
    }

    it('logs why, and no value', () => {
      const reasons = JSON.stringify(stage.gateway.log.filter(({ kind }) => kind === 'refusal'))
      expect(reasons).to.include('Remote-User').and.include('Remote-Groups')
      expect(stage.gateway.lines.join('')).to.not.include('Remote-Groups: admins').and.not.include('group-7')
    })
  })

  describe('percent-encoded', () => {
    before(async () => {
      const site = ['headerEncoding: percent']
      stage = await startProtectedSite({ asks: 'parts', site, op: { users, autoLogin: '' } })
    })
    after(() => stage.close())

    const expected: Readonly<Record<string, Record<string, string>>> = {
      good: { 'remote-name': 'Zo%C3%AB%20%F0%9F%98%80', 'remote-groups': 'a,b%20c' },
      newline: { 'remote-user': 'x%0D%0ARemote-Groups:%20admins', 'remote-groups': '' },
      control: { 'remote-user': 'x%00y' },
      comma: { 'remote-groups': 'a%2Cadmins' },
      blank: { 'remote-groups': '%20admins' },
    }
    for (const [username, headers] of Object.entries(expected)) {
      it(`writes it as one value: ${username}`, async () => {
        expect((await told(username)).headers).to.include(headers)
      })
    }
  })
})
