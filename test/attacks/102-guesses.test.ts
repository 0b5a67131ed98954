/** What is guessed at the OpenID Provider, and what is larger than any request of an app: by one who has a whole /48. */
import { expect } from 'chai'
import { startGateway, type TestGateway } from '../fixtures/gateway.ts'
import { oidcAppYaml } from '../fixtures/oidc-app.ts'

const tv = '  tv: { protocol: oidc, clientAuthentication: none, grants: [device_code] }\n'
const spa =
  "  spa: { protocol: oidc, clientAuthentication: none, redirectUris: ['https://spa.test/callback'], grants: [authorization_code, device_code] }\n"
const form = { 'content-type': 'application/x-www-form-urlencoded' }

describe('attack 102: guesses at the OpenID Provider', () => {
  let gateway: TestGateway
  before(async () => {
    const yaml = `trustedProxies: [127.0.0.1]\napps:\n${oidcAppYaml([], 'portal')}${tv}${spa}`
    gateway = await startGateway({ yaml, files: { 'portal-secret': 's'.repeat(43) } })
  })
  after(() => gateway?.close())

  const send = (path: string, from: string, body?: string) =>
    fetch(`${gateway.url}${path}`, {
      redirect: 'manual',
      headers: { 'x-forwarded-for': from, ...(body !== undefined && form) },
      ...(body !== undefined && { method: 'POST', body }),
    })
  const guessSecret = async (from: string, client = 'portal') =>
    (await send('/oidc/token', from, `grant_type=client_credentials&client_id=${client}&client_secret=wrong`)).status
  const guessCode = async (from: string) => (await send('/device?user_code=BBBB-BBBB', from)).status
  /** The nth address of a network, in a /64 of its own or not. */
  const within64 = (n: number) => `2001:db8:1:1::${n.toString(16)}`
  const within48 = (n: number) => `2001:db8:2:${n.toString(16)}::1`

  async function all(count: number, guess: (from: string) => Promise<number>, from: (n: number) => string) {
    const statuses: number[] = []
    for (let n = 1; n <= count; n += 1) statuses.push(await guess(from(n)))
    return statuses
  }
  const limited = (statuses: readonly number[]) => statuses.filter((status) => status === 429).length

  it('of secrets, one /64 has twenty a minute and one /48 sixty, for each app', async () => {
    expect(limited(await all(25, guessSecret, within64))).to.equal(5)
    expect(limited(await all(65, guessSecret, within48))).to.equal(5)
    expect(await guessSecret(within64(1), 'nobody'), 'another app').to.equal(401)
    expect(await guessSecret('192.0.2.1'), 'another client').to.equal(401)
  })

  it('neither devices that wait or ask too often nor an app that succeeds: they share an address', async () => {
    const from = '192.0.2.3'
    const device = await (await send('/oidc/device', from, 'client_id=tv')).json()
    const grant = encodeURIComponent('urn:ietf:params:oauth:grant-type:device_code')
    const poll = `client_id=tv&grant_type=${grant}&device_code=${device.device_code}`
    const heard = new Set<string>()
    for (let n = 0; n < 25; n += 1) heard.add((await (await send('/oidc/token', from, poll)).json()).error)
    expect([...heard]).to.have.members(['authorization_pending', 'slow_down'])
    const asks = `client_id=portal&client_secret=${'s'.repeat(43)}&token=none`
    const answers = await all(
      25,
      async () => (await send('/oidc/introspect', from, asks)).status,
      () => from,
    )
    expect(new Set(answers)).to.deep.equal(new Set([200]))
  })

  it('of device codes, one /64 has ten in ten minutes and one /48 thirty', async () => {
    expect(limited(await all(12, guessCode, within64))).to.equal(2)
    expect(limited(await all(32, guessCode, within48))).to.equal(2)
    expect(await guessCode('192.0.2.1'), 'another client').to.equal(400)
  })

  it('an authorization request without measure is refused before the library looks at it', async () => {
    const words = '+a'.repeat(200)
    const asked = 'client_id=portal&response_type=code&redirect_uri=https%3A%2F%2Fportal.test%2Fcallback'
    for (const more of [
      ...['scope', 'prompt', 'acr_values', 'ui_locales', 'claims_locales'].map((name) => `${name}=openid${words}`),
      `scope=openid&claims=${encodeURIComponent(JSON.stringify({ userinfo: { ['x'.repeat(9_000)]: null } }))}`,
      `scope=openid&state=${'s'.repeat(17_000)}`,
    ]) {
      const answer = await send(`/oidc/authorize?${asked}&${more}`, '192.0.2.2')
      expect(answer.status, more.slice(0, 30)).to.equal(400)
      expect(await answer.text()).to.include('too large')
    }
    const modest = await send(
      `/oidc/authorize?${asked}&scope=openid${'+a'.repeat(50)}&state=${'s'.repeat(4_000)}`,
      '192.0.2.2',
    )
    expect(await modest.text(), 'control').to.not.include('too large')
  })

  it('nor is one that an app pushes, or a device sends: of a stranger too, where the app has no secret', async () => {
    const words = '+a'.repeat(200)
    const asked = `response_type=code&client_id=spa&redirect_uri=https%3A%2F%2Fspa.test%2Fcallback&code_challenge=${'c'.repeat(43)}&code_challenge_method=S256`
    const deep = (levels: number) =>
      JSON.stringify({ userinfo: { a: { value: '@' } } }).replace('"@"', `${'['.repeat(levels)}${']'.repeat(levels)}`)
    const claims = (value: string) => `scope=openid&claims=${encodeURIComponent(value)}`
    for (const [path, status] of [
      ['/oidc/par', 201],
      ['/oidc/device', 200],
    ] as const) {
      for (const more of [
        ...['scope', 'acr_values', 'ui_locales'].map((name) => `${name}=openid${words}`),
        ...[
          claims(JSON.stringify({ userinfo: { ['x'.repeat(9_000)]: null } })),
          claims(deep(3_900)),
          claims(deep(200)),
        ],
        `scope=openid&state=${'s'.repeat(33_000)}`,
      ]) {
        const answer = await send(path, '192.0.2.3', `${asked}&${more}`)
        expect(
          [answer.status, ((await answer.json()) as { error: string }).error],
          `${path} ${more.slice(0, 30)}`,
        ).to.deep.equal([400, 'invalid_request'])
      }
      const modest = await send(
        path,
        '192.0.2.4',
        `${asked}&${claims(deep(20))}&acr_values=a${'+a'.repeat(50)}&state=${'s'.repeat(4_000)}`,
      )
      expect(modest.status, `control ${path}`).to.equal(status)
    }
  })
})
