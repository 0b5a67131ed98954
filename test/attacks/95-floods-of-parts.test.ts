/**
 * Attack 95: a request of which the sender chose into how many parts it falls: parameters, cookies, header lines, languages,
 * hops, segments of a path. The work is counted, not timed: what the decoder is asked, and that no role ever sees it.
 */
import { expect } from 'chai'
import { readCookies } from '../../src/http/cookies.ts'
import { readSite } from '../../src/http/site.ts'
import { type AttackStage, startAttackStage } from '../fixtures/attack-stage.ts'
import { sendRaw } from '../fixtures/raw-http.ts'
import { received, refusal } from '../saml/gate.ts'
import { got, posted, requestXml, signedRedirect } from '../saml/request.ts'

const flood = '%&'.repeat(65_000)
const floods: Readonly<Record<string, string>> = {
  'broken codes': flood,
  'names that hide': '%53AML&'.repeat(18_000),
  'nothing at all': '&'.repeat(131_000),
  'SAML parameters': 'SAMLRequest&'.repeat(10_000),
  'names and values': 'a=b&'.repeat(32_000),
}
const form = { 'content-type': 'application/x-www-form-urlencoded' }

/** How often a throwing decoder runs meanwhile. */
async function decoded(run: () => unknown): Promise<number> {
  const real = globalThis.decodeURIComponent
  let calls = 0
  globalThis.decodeURIComponent = (text) => {
    calls += 1
    return real(text)
  }
  try {
    await run()
  } finally {
    globalThis.decodeURIComponent = real
  }
  return calls
}

describe('attack 95: parameters without number', () => {
  for (const [name, raw] of Object.entries(floods)) {
    it(`the SAML reader refuses ${name} before it looks at any`, async () => {
      const calls = await decoded(() => {
        refusal(() => received({ ...posted(requestXml()), body: raw }), 'malformed_request')
        refusal(() => received(got(raw)), 'malformed_request')
      })
      expect(calls).to.equal(0)
    })
  }

  it('control: a message among a few dozen of others is read', async () => {
    const { query } = signedRedirect(requestXml(), { relayState: 'state' })
    const more = Array.from({ length: 90 }, (_, at) => `x%ZZ${at}=%`).join('&')
    const calls = await decoded(() => expect(received(got(`${more}&${query}`)).id).to.equal('_request1'))
    expect(calls).to.be.at.most(6)
  })
})

describe('attack 95: parts without number, through the gateway', () => {
  let stage: AttackStage
  before(async () => {
    stage = await startAttackStage({ yaml: 'admin: { allow: "true" }' })
  })
  after(() => stage.close())
  afterEach(() => stage.expectLogin())

  const send = (method: string, path: string, headers: Record<string, string> = {}, body?: string) =>
    sendRaw(stage.gateway.url, {
      method,
      path,
      headers: { 'x-forwarded-for': '198.18.200.1', ...headers },
      ...(body !== undefined && { body }),
    })
  const refusedSince = (lines: number) =>
    stage.gateway.log.slice(lines).filter(({ kind, msg }) => kind === 'refusal' && /parameters/.test(String(msg)))

  for (const path of [
    ...['/saml/sso', '/saml/slo', '/logout', '/', '/oidc/backchannel-logout/op'],
    ...['/admin/add', '/admin/setup/a.b', '/admin/link/a'],
  ]) {
    it(`POST ${path}`, async () => {
      for (const raw of [flood.slice(0, 30_000), '&'.repeat(30_000)]) {
        const lines = stage.gateway.log.length
        const calls = await decoded(async () => {
          expect((await send('POST', path, form, raw)).status).to.equal(400)
        })
        expect(refusedSince(lines)).to.have.length(1)
        expect(calls).to.be.below(10)
      }
      expect((await send('POST', path, form, 'a=b&'.repeat(50))).body).to.not.match(/more than \d+ parameters/)
    })
  }

  for (const path of [
    '/saml/sso',
    '/saml/slo',
    '/saml/metadata',
    '/',
    '/logout',
    '/oidc/callback/op',
    '/oidc/frontchannel-logout/op',
  ]) {
    it(`GET ${path}`, async () => {
      const lines = stage.gateway.log.length
      const calls = await decoded(async () => {
        expect((await send('GET', `${path}?${'%&'.repeat(30_000)}`)).status).to.equal(400)
      })
      expect(refusedSince(lines)).to.have.length(1)
      expect(calls).to.be.below(10)
      expect((await send('GET', `${path}?${'a=b&'.repeat(50)}`)).body).to.not.match(/more than \d+ parameters/)
    })
  }

  it('cookies: one is decoded at most, and a good one among many is found', async () => {
    const site = readSite('https://sso.home.test')
    const many = '__Host-isthmus_upstream=%; '.repeat(2400)
    expect(await decoded(() => readCookies(many, site))).to.be.at.most(1)
    expect(await decoded(() => readCookies(`${'a; '.repeat(20_000)}__Host-isthmus_upstream=%41`, site))).to.equal(0)
    const few = `${'a=b; '.repeat(300)}__Host-isthmus=session`
    expect(readCookies(few, site).session).to.equal('session')
    const calls = await decoded(async () => {
      expect((await send('GET', '/', { cookie: 'isthmus_upstream=%; '.repeat(2400) })).status).to.equal(200)
    })
    expect(calls).to.be.below(10)
  })

  it('segments of a path', async () => {
    const calls = await decoded(async () => {
      for (const path of [
        '/%'.repeat(30_000),
        '/'.repeat(60_000),
        `/logout${'/%E0'.repeat(10_000)}`,
        `/logout/${'%'.repeat(60_000)}`,
      ]) {
        expect((await send('GET', path)).status).to.equal(404)
      }
    })
    expect(calls).to.be.below(10)
  })

  it('languages and hops', async () => {
    const headers = { 'accept-language': 'de;q=0,'.repeat(7000) }
    expect((await send('GET', '/', headers)).status).to.equal(200)
    expect((await send('GET', '/', { 'x-forwarded-for': '1,'.repeat(30_000) })).status).to.equal(200)
  })

  it('header lines: nine hundred are read, more are refused before a route is looked for', async () => {
    const lines = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`x-${at}`, 'y']))
    expect((await send('GET', '/', lines(900))).status).to.equal(200)
    for (const count of [1100, 2500, 7000]) expect((await send('GET', '/', lines(count))).status).to.equal(431)
  })
})
