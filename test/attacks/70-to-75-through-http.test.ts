/**
 * Attacks 70 to 75 through the running gateway: an upstream that lies. The app hears that the login failed; there is no
 * session and no record but the tombstone, and the next login of the same browser succeeds.
 */
import { expect } from 'chai'
import { type AttackStage, newAddress, requestAt, startAttackStage } from '../fixtures/attack-stage.ts'
import type { BrowserSession } from '../fixtures/browser-session.ts'
import * as evil from '../fixtures/evil-op.ts'
import { responseForm, responseXml, statusOf } from '../fixtures/gateway.ts'
import { signedRedirect } from '../saml/request.ts'

const now = () => Math.floor(Date.now() / 1000)

const lies: Readonly<Record<string, evil.Misbehaviour>> = {
  '72: the nonce of another login': evil.idToken({ nonce: 'another' }),
  '72: no nonce': evil.idToken({ nonce: undefined }),
  '73: unsigned': evil.unsigned(),
  '73: HS256 with the client secret': evil.hmac('HS256', evil.clientSecret),
  '73: HS256 with the public key': evil.hmac('HS256', evil.publicKeyPem),
  '73: a stranger’s key': evil.strangersKey,
  '73: a stranger’s key in the header': evil.keyInHeader('jwk', evil.strangersJwk()),
  '73: changed after signing': evil.changedAfterSigning((claims) => Object.assign(claims, { sub: 'admin' })),
  '73: an unknown crit': evil.idToken({}, { crit: ['x'], x: 1 }),
  '74: another issuer': evil.idToken({ iss: 'https://other.example.org' }),
  '74: another audience': evil.idToken({ aud: 'someone-else' }),
  '74: a second audience and no azp': evil.idToken({ aud: ['isthmus', 'someone-else'] }),
  '74: no exp': evil.idToken({ exp: undefined }),
  '74: expired': evil.idToken(() => ({ exp: now() - 600, iat: now() - 900 })),
  '74: no sub': evil.idToken({ sub: undefined }),
  '75: userinfo of someone else': (op) => {
    op.hooks.userinfo = (claims) => void Object.assign(claims, { sub: 'someone-else' })
  },
}

const odd: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'numbers, lists, objects and nothing for text': { name: 7, email: ['x'], given_name: { a: 1 }, family_name: null },
  'groups that are no list': { groups: 'staff' },
  'groups of all types': { groups: ['staff', 7, null, { a: 1 }, ['x'], ''] },
  'claims of 200 kB': { name: 'x'.repeat(200_000) },
  '2,000 groups': { groups: Array.from({ length: 2000 }, (_, n) => `group-${n}`) },
  'names of every object': { __proto__x: 1, constructor: 'x', toString: 'x', hasOwnProperty: 'x' },
  'markup and lone surrogates': {
    name: '</saml:AttributeValue><x>',
    given_name: 'a\ud800b',
    family_name: '\u0000\u001b',
  },
}

describe('attacks 70 to 75 through HTTP', () => {
  let stage: AttackStage
  before(async () => {
    stage = await startAttackStage()
  })
  after(() => stage.close())
  afterEach(() => {
    const { hooks } = stage.gateway.op
    for (const name of Object.keys(hooks) as (keyof typeof hooks)[]) delete hooks[name]
  })

  const login = async (browser: BrowserSession) => {
    const { query } = signedRedirect(requestAt(stage.place()))
    const first = await browser.get(`${stage.gateway.url}/saml/sso?${query}`, { 'x-forwarded-for': newAddress() })
    return responseForm(await browser.follow(first))
  }
  const records = async () => (await stage.storage.keys('')).filter((key) => !/^(?:tx|limit):/.test(key))

  for (const [name, lie] of Object.entries(lies)) {
    it(`attack ${name}`, async () => {
      const browser = stage.gateway.browser()
      const kept = await records()
      lie(stage.gateway.op)
      const form = await login(browser)
      expect(statusOf(form)[0]).to.equal('Responder')
      expect(responseXml(form)).to.not.match(/<(?:saml:)?(?:Encrypted)?Assertion/)
      expect(browser.cookies(stage.gateway.url).size, 'no cookie is left').to.equal(0)
      expect(await records()).to.have.members(kept)
      const { hooks } = stage.gateway.op
      for (const hook of Object.keys(hooks) as (keyof typeof hooks)[]) delete hooks[hook]
      expect(statusOf(await login(browser)), 'control').to.deep.equal(['Success'])
      browser.close()
    })
  }

  for (const [name, claims] of Object.entries(odd)) {
    it(`is no error: ${name}`, async () => {
      const browser = stage.gateway.browser()
      stage.gateway.op.hooks.userinfo = (own) => void Object.assign(own, claims)
      const form = await login(browser)
      expect(statusOf(form), responseXml(form).slice(0, 2000)).to.deep.equal(['Success'])
      expect(responseXml(form)).to.not.match(/[^\P{Cc}\n\r\t]|<x>/u)
      browser.close()
    })
  }
})
