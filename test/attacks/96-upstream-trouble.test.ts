/** Attack 96: an OP that is slow, down, broken or endless. Each login ends in bounded time with a clear code, and the next one works. */
import type { ServerResponse } from 'node:http'
import { expect } from 'chai'
import * as evil from '../fixtures/evil-op.ts'
import { loginForm, responseXml, startGatewayWithSp, statusOf } from '../fixtures/gateway.ts'
import { startOp } from '../fixtures/op.ts'
import { type Rig, refusalOf, startRig } from '../fixtures/upstream-rig.ts'
import { waited } from '../fixtures/waited.ts'

const timeout = 1500

/** Ways to break one answer. */
const troubles: Readonly<
  Record<string, { readonly code: RegExp; readonly answer: (response: ServerResponse) => void }>
> = {
  'never answers': { code: /unavailable/, answer: () => undefined },
  'sends headers and then nothing': {
    code: /unavailable/,
    answer: (response) => response.writeHead(200).flushHeaders(),
  },
  'drips its answer': { code: /unavailable/, answer: drip },
  'hangs up': { code: /unavailable/, answer: (response) => response.destroy() },
  'hangs up in the middle': {
    code: /unavailable/,
    answer: (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' })
      response.write('{"access_token":')
      setTimeout(() => response.destroy(), 10)
    },
  },
  'answers 500': { code: /unavailable/, answer: (response) => response.writeHead(500).end('{}') },
  'answers 503 with a page': {
    code: /unavailable/,
    answer: (response) => response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>down</h1>'),
  },
  'answers 429': {
    code: /unavailable/,
    answer: (response) => response.writeHead(429, { 'retry-after': '40' }).end('{}'),
  },
  'answers truncated JSON': {
    code: /unavailable|invalid/,
    answer: (response) => sendJson(response, '{"access_token":"x'),
  },
  'answers an empty body': { code: /unavailable|invalid/, answer: (response) => sendJson(response, '') },
  'answers a list': { code: /unavailable|invalid/, answer: (response) => sendJson(response, '[]') },
  'answers HTML': {
    code: /unavailable|invalid/,
    answer: (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
  },
  'answers 2 MB of JSON': {
    code: /unavailable|invalid/,
    answer: (response) => sendJson(response, `{"a":"${'x'.repeat(2e6)}"}`),
  },
  'answers without end': { code: /unavailable|invalid/, answer: flood },
  'redirects to itself for ever': {
    code: /unavailable|invalid/,
    answer: (response) => response.writeHead(302, { location: response.req.url }).end(),
  },
  'answers nested brackets': {
    code: /unavailable|invalid/,
    answer: (response) => sendJson(response, '['.repeat(200_000)),
  },
}

/** Each costs a whole timeout; the way of reading an answer is one for all endpoints. */
const slow: ReadonlySet<string> = new Set(['sends headers and then nothing', 'drips its answer'])

function sendJson(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(body)
}

function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  const timer = setInterval(() => response.write(' '), 20)
  response.on('close', () => clearInterval(timer))
}

function flood(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  const block = Buffer.alloc(65_536, 'x')
  const more = () => {
    while (!response.destroyed && response.write(block));
  }
  response.on('drain', more)
  more()
}

describe('attack 96: an upstream in trouble', () => {
  let op: evil.EvilOp
  let rig: Rig
  let clock: number
  before(async () => {
    op = await evil.startEvilOp({ autoLogin: 'alice' })
  })
  after(() => op.close())
  beforeEach(() => {
    clock = Date.now()
    rig = startRig(op, { config: { timeout }, now: () => clock })
  })
  afterEach(() => rig.close())

  for (const endpoint of ['discovery', 'jwks', 'token', 'userinfo'] as const) {
    describe(`whose ${endpoint} endpoint`, () => {
      for (const [name, { code, answer }] of Object.entries(troubles)) {
        if (slow.has(name) && endpoint !== 'token') continue
        it(`${name}: bounded, refused, and the next login works`, async () => {
          op.hooks.intercept = (called, _, response) => {
            if (called !== endpoint) return false
            answer(response)
            return true
          }
          const took = await waited(async () => {
            const error = await refusalOf(rig.login()).finally(() => op.behave())
            expect(error.code).to.match(code)
          })
          expect(took).to.be.lessThan(timeout + 3000)
          clock += 11_000 // past the back-off
          expect((await rig.login()).subject).to.equal('sub-alice')
        })
      }
    })
  }

  it('429 is said plainly, with the time to wait', async () => {
    op.hooks.intercept = (endpoint, _, response) => {
      if (endpoint !== 'token') return false
      response.writeHead(429, { 'retry-after': '40' }).end('{}')
      return true
    }
    const error = await refusalOf(rig.login()).finally(() => op.behave())
    expect(error.message).to.contain('429').and.to.contain('40 seconds')
    expect(error).to.have.property('retryAfter', 40)
  })

  it('one that is down when we start: no login, at once after the first try; it is found again by itself', async () => {
    const down = await startOp({ autoLogin: 'alice' })
    await down.close()
    const waiting = startRig(down, { config: { timeout } })
    waiting.upstream.start()
    expect((await refusalOf(waiting.begin())).code).to.equal('upstream_unavailable')
    const took = await waited(async () => {
      expect((await refusalOf(waiting.begin())).code).to.equal('upstream_unavailable')
    })
    expect(took).to.be.lessThan(timeout)
    const again = await startOp({ autoLogin: 'alice', port: down.port })
    for (let tries = 0; tries < 60 && again.count('discovery') === 0; tries++)
      await new Promise((done) => setTimeout(done, 50))
    expect(again.count('discovery')).to.equal(1)
    expect((await waiting.login()).subject).to.equal('sub-alice')
    await Promise.all([waiting.close(), again.close()])
  })

  it('one that restarts under kept-alive connections: no login is lost', async () => {
    const first = await startOp({ autoLogin: 'alice' })
    const steady = startRig(first, { config: { timeout } })
    await Promise.all(Array.from({ length: 5 }, () => steady.login()))
    const started = await steady.begin()
    await first.close()
    const second = await startOp({ autoLogin: 'alice', port: first.port })
    expect(
      (await refusalOf(steady.complete(started, `state=${started.transaction.id}&code=x&iss=${first.issuer}`))).code,
    ).to.equal(
      'upstream_invalid', // its codes are gone, but it was asked
    )
    await steady.close()
    await second.close()
  })

  it('control: a slow one within the timeout is waited for', async () => {
    op.hooks.intercept = (endpoint, request, response) => {
      if (endpoint !== 'userinfo' || request.headers['x-late'] !== undefined) return false
      request.headers['x-late'] = 'yes'
      setTimeout(() => sendJson(response, '{"sub":"sub-alice","name":"late"}'), 100)
      return true
    }
    expect((await rig.login().finally(() => op.behave())).claims.name).to.equal('late')
  })

  it('control: claims of 200 kB, 2,000 groups and odd types are no trouble', async () => {
    const groups = Array.from({ length: 2000 }, (_, index) => `group-${index}`)
    const odd = {
      big: 'x'.repeat(200_000),
      groups,
      email: 7,
      nickname: null,
      nested: { a: [1, { b: true }] },
      empty: [],
      locale: ['de'],
    }
    op.lie(evil.userinfo(odd))
    const { claims } = await rig.login().finally(() => op.behave())
    expect(claims).to.deep.include(odd)
    op.lie(evil.idToken({ big: 'x'.repeat(200_000), groups, amr: 'pwd', acr: 3, sid: 9, name: false }))
    const { context } = await rig.login().finally(() => op.behave())
    expect(context.amr).to.deep.equal(['pwd'])
    expect(context).not.to.have.property('acr')
  })
})

describe('attack 96: the same through the whole gateway', () => {
  it('the app hears of it as a status with an id that the log has too; ready all the while, and well again by itself', async () => {
    const { gateway, sp } = await startGatewayWithSp({ upstream: ['timeout: 1s'] })
    const { hooks } = gateway.op
    for (const endpoint of ['token', 'userinfo']) {
      hooks.intercept = (called, _, response) => {
        if (called === endpoint) response.writeHead(500).end('<html>')
        return called === endpoint
      }
      const form = await loginForm(gateway.browser(), await sp.loginUrl())
      expect(statusOf(form)[0]).to.equal('Responder')
      const [, message = ''] = /<samlp:StatusMessage[^>]*>([^<]*)</.exec(responseXml(form)) ?? []
      expect(message).to.contain('reported an internal error (HTTP 500)')
      const ids = gateway.log.map(({ errorId }) => errorId).filter((id) => typeof id === 'string')
      expect(ids.some((id) => message.includes(id))).to.equal(true)
      expect((await gateway.browser().get(`${gateway.url}/readyz`)).status).to.equal(200)
    }
    delete hooks.intercept
    expect((await sp.validate(await loginForm(gateway.browser(), await sp.loginUrl())))?.username).to.equal('alice')
    await gateway.close()
  })

  it('down from the start: ready, metadata served, logins answered; then found', async () => {
    const { gateway, sp, browser } = await startGatewayWithSp()
    const { port } = gateway.op
    await gateway.op.close()
    // A new client id is a new upstream: nothing of the old one is known.
    await gateway.write('isthmus.yaml', yamlFor(gateway.url, gateway.op.issuer))
    expect(await gateway.running.reload()).to.equal(true)
    expect((await browser.get(`${gateway.url}/readyz`)).status).to.equal(200)
    expect((await browser.get(`${gateway.url}/saml/metadata`)).status).to.equal(200)
    expect(statusOf(await loginForm(browser, await sp.loginUrl()))[0]).to.equal('Responder')
    const back = await startOp({ autoLogin: 'alice', port, clientId: 'another' })
    let username: string | undefined
    for (let tries = 0; tries < 60 && username === undefined; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 100))
      const form = await loginForm(gateway.browser(), await sp.loginUrl())
      if (statusOf(form)[0] === 'Success') username = String((await sp.validate(form))?.username)
    }
    expect(username).to.equal('alice')
    await back.close()
    await gateway.close()
  })
})

function yamlFor(url: string, issuer: string): string {
  return [
    `publicUrl: ${url}`,
    `listen: ${new URL(url).host}`,
    'log: { level: debug }',
    `upstreams: { op: { issuer: '${issuer}', clientId: another, clientSecretFile: secret } }`,
    '',
  ].join('\n')
}
