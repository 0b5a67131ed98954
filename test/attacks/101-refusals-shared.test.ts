/**
 * Attack 101: one visitor sends forged codes until the OP answers 429 to the gateway, and so to everyone. Against an OP that does so, as
 * Authelia does: 30 refusals a minute.
 */
import type { ServerResponse } from 'node:http'
import { expect } from 'chai'
import { type AutheliaShapedOp, startAutheliaShapedOp } from '../fixtures/authelia-shaped-op.ts'
import { BrowserSession } from '../fixtures/browser-session.ts'
import {
  loginForm,
  responseForm,
  startGatewayWithSp,
  statusOf,
  type TestGateway,
  type TestSp,
} from '../fixtures/gateway.ts'
import { startOp } from '../fixtures/op.ts'
import type { Op } from '../fixtures/op-options.ts'
import { gatewayUrl, type Rig, refusalOf, startRig } from '../fixtures/upstream-rig.ts'

describe('attack 101: refusals that everyone would pay for', () => {
  let op: AutheliaShapedOp
  let rig: Rig
  beforeEach(async () => {
    op = await startAutheliaShapedOp({ redirectUris: [`${gatewayUrl}/oidc/callback/op`] })
    const browser = new BrowserSession({ ca: op.ca, hosts: { [op.hostname]: op.port } })
    rig = startRig(op, { browser, config: { kind: 'authelia', ca: op.ca, connectTo: { host: '127.0.0.1' } } })
  })
  afterEach(() => Promise.all([rig.close(), op.close()]))

  async function forge(address: string): Promise<string | undefined> {
    const started = await rig.begin()
    const forged = new URLSearchParams({ code: 'forged', state: started.transaction.id, iss: op.issuer })
    return (await refusalOf(rig.complete(started, forged.toString(), { address }))).code
  }

  async function logIn(address: string): Promise<string> {
    const started = await rig.begin()
    return (await rig.complete(started, await rig.visit(started, 'alice'), { address })).subject
  }

  const refusals = () => op.tokenAnswers.filter((status) => status >= 400).length

  it('forty forged codes one after the other: ten reach the OP, the rest end here, others log in', async () => {
    const codes: (string | undefined)[] = []
    for (let forgery = 0; forgery < 40; forgery++) codes.push(await forge('198.51.100.7'))
    expect(codes.slice(0, 10)).to.deep.equal(Array(10).fill('upstream_invalid'))
    expect(codes.slice(10)).to.deep.equal(Array(30).fill('rate_limited'))
    expect(refusals()).to.equal(10)
    expect(await logIn('203.0.113.9')).to.be.a('string')
  })

  it('a hundred at once: ten reach the OP, others log in meanwhile and afterwards', async () => {
    const [codes] = await Promise.all([
      Promise.all(Array.from({ length: 100 }, () => forge('198.51.100.7'))),
      logIn('203.0.113.9'),
    ])
    expect(refusals()).to.equal(10)
    expect(codes.filter((code) => code === 'rate_limited')).to.have.length(90)
    expect(await logIn('203.0.113.9')).to.be.a('string')
  })

  it('from all over one IPv6 /64, and from IPv4 written as IPv6: one visitor', async () => {
    for (let host = 0; host < 15; host++) await forge(`2001:db8:1:2:${host}::1`)
    expect(refusals()).to.equal(10)
    expect(await forge('2001:0db8:0001:0002::ffff')).to.equal('rate_limited')
    expect(await logIn('2001:db8:1:3::1')).to.be.a('string')
    for (let more = 0; more < 5; more++) await forge('198.51.100.7')
    for (let more = 0; more < 5; more++) await forge('::ffff:198.51.100.7')
    expect(await forge('198.51.100.7')).to.equal('rate_limited')
  })

  it('from all over one IPv6 /48: twenty reach the OP, and one beside it logs in', async () => {
    for (let net = 0; net < 4; net++) for (let forgery = 0; forgery < 10; forgery++) await forge(`2001:db8:7:${net}::1`)
    expect(refusals()).to.equal(20)
    expect(await forge('2001:db8:7:99::1')).to.equal('rate_limited')
    expect(await logIn('2001:db8:8::1')).to.be.a('string')
  })

  it('past what the OP bears from all together, only who was not refused yet is let through', async () => {
    for (let visitor = 0; visitor < 3; visitor++) {
      for (let forgery = 0; forgery < 9; forgery++) await forge(`198.51.100.${visitor}`)
    }
    expect(refusals()).to.be.within(24, 26)
    expect(await forge('198.51.100.0')).to.equal('rate_limited')
    expect(await logIn('203.0.113.9')).to.be.a('string')
  })

  it('a code without its state never reaches the OP', async () => {
    const started = await rig.begin()
    const forged = new URLSearchParams({ code: 'forged', state: 'another', iss: op.issuer })
    expect((await refusalOf(rig.complete(started, forged.toString()))).code).to.equal('upstream_invalid')
    expect(op.tokenAnswers).to.deep.equal([])
  })

  it('control: without the limit the thirty-first refusal shuts everyone out, and that is said plainly', async () => {
    for (let visitor = 0; visitor < 30; visitor++) await forge(`198.51.100.${visitor}`)
    const error = await refusalOf(logIn('203.0.113.9'))
    expect(error.code).to.equal('upstream_unavailable')
    expect(error.message).to.contain('HTTP 429').and.to.contain('40 seconds')
  })

  it('control: twenty good logins of one address at once are no refusals', async () => {
    await logIn('198.51.100.7')
    await Promise.all(Array.from({ length: 20 }, () => logIn('198.51.100.7')))
    expect(refusals()).to.equal(0)
  })
})

describe('attack 101: which answers count', () => {
  let op: Op
  let rig: Rig
  before(async () => {
    op = await startOp({ autoLogin: 'alice' })
  })
  after(() => op.close())
  beforeEach(() => {
    rig = startRig(op)
  })
  afterEach(() => rig.close())

  /** Logs in eleven times at an OP whose token endpoint answers so; how many reached it. */
  async function elevenLogins(answer: (response: ServerResponse) => void): Promise<number> {
    const before = op.count('token')
    op.hooks.intercept = (endpoint, _, response) => {
      if (endpoint === 'token') answer(response)
      return endpoint === 'token'
    }
    for (let login = 0; login < 11; login++) await refusalOf(rig.login())
    delete op.hooks.intercept
    return op.count('token') - before
  }

  const json = { 'content-type': 'application/json' }
  const counted: Readonly<Record<string, (response: ServerResponse) => void>> = {
    'an OAuth error': (response) => response.writeHead(400, json).end('{"error":"invalid_grant"}'),
    'JSON without an error': (response) => response.writeHead(403, json).end('{}'),
    'a page': (response) => response.writeHead(403, { 'content-type': 'text/html' }).end('<h1>no'),
    nothing: (response) => response.writeHead(404).end(),
    'a challenge': (response) => response.writeHead(401, { ...json, 'www-authenticate': 'Basic realm="op"' }).end('{}'),
  }
  for (const [name, answer] of Object.entries(counted)) {
    it(`4xx with ${name}: counts`, async () => expect(await elevenLogins(answer)).to.equal(10))
  }

  const uncounted: Readonly<Record<string, (response: ServerResponse) => void>> = {
    '500': (response) => response.writeHead(500, json).end('{"error":"server_error"}'),
    '429, which others may have brought about': (response) => response.writeHead(429, json).end('{}'),
    '200 with nonsense': (response) => response.writeHead(200, json).end('[]'),
    'no answer': (response) => response.destroy(),
  }
  for (const [name, answer] of Object.entries(uncounted)) {
    it(`control: ${name} does not`, async () => {
      expect(await elevenLogins(answer)).to.be.at.least(11)
      expect((await rig.login()).subject).to.equal('sub-alice')
    })
  }
})

/** A browser that a proxy says is at this address. */
const from = (address: string) => new BrowserSession({ headers: { 'x-forwarded-for': address } })

/** A login of one's own, come back with a code that nobody made. */
async function forgeAt(gateway: TestGateway, sp: TestSp, browser: BrowserSession) {
  const page = await browser.follow(await sp.loginUrl(), (next) => next.startsWith(`${gateway.url}/oidc/callback/`))
  const callback = new URL(page.headers.location ?? '')
  callback.searchParams.set('code', 'forged')
  return browser.get(callback.href)
}

describe('attack 101: the same through the whole gateway', () => {
  let gateway: TestGateway
  let sp: TestSp
  before(async () => {
    ;({ gateway, sp } = await startGatewayWithSp({ yaml: 'trustedProxies: [127.0.0.1]' }))
  })
  after(() => gateway.close())

  it('ten forgeries are answered to the app, the eleventh is a 429 page, others log in', async () => {
    const attacker = from('198.51.100.7')
    for (let forgery = 0; forgery < 10; forgery++) {
      expect(statusOf(responseForm(await forgeAt(gateway, sp, attacker)))[0]).to.equal('Responder')
    }
    const asked = gateway.op.count('token')
    const page = await forgeAt(gateway, sp, attacker)
    expect(page.status).to.equal(429)
    expect(page.headers['retry-after']).to.equal('60')
    expect(gateway.op.count('token')).to.equal(asked)
    const other = from('203.0.113.9')
    expect((await sp.validate(await loginForm(other, await sp.loginUrl())))?.username).to.equal('alice')
  })

  it('callbacks without transaction or cookie never reach the OP, and count for nobody', async () => {
    const asked = gateway.op.count('token')
    const someone = from('192.0.2.44')
    for (let call = 0; call < 40; call++) {
      const page = await someone.get(
        `${gateway.url}/oidc/callback/op?code=x&state=${'A'.repeat(32)}&iss=${gateway.op.issuer}`,
      )
      expect(page.status).to.equal(400)
    }
    expect(gateway.op.count('token')).to.equal(asked)
    expect((await sp.validate(await loginForm(someone, await sp.loginUrl())))?.username).to.equal('alice')
  })
})

describe('attack 101: behind a proxy that the config does not name', () => {
  let gateway: TestGateway
  let sp: TestSp
  before(async () => {
    ;({ gateway, sp } = await startGatewayWithSp())
  })
  after(() => gateway.close())

  it('the refusals of one visitor do not count for the others', async () => {
    const attacker = from('198.51.100.7')
    for (let forgery = 0; forgery < 10; forgery++) await forgeAt(gateway, sp, attacker)
    expect((await forgeAt(gateway, sp, attacker)).status).to.equal(429)
    const other = from('203.0.113.9')
    expect((await sp.validate(await loginForm(other, await sp.loginUrl())))?.username).to.equal('alice')
  })

  it('and who comes without a proxy is not framed by what one says', async () => {
    const framing = from('127.0.0.1')
    for (let forgery = 0; forgery < 10; forgery++) await forgeAt(gateway, sp, framing)
    const direct = new BrowserSession()
    expect((await sp.validate(await loginForm(direct, await sp.loginUrl())))?.username).to.equal('alice')
  })
})
