/**
 * Whatever comes in by HTTP: no address answers 5xx, nor with a blank page, nor with a session; no promise is left
 * rejected, no error is logged, and logins go on.
 */
import { deflateRawSync } from 'node:zlib'
import { expect } from 'chai'
import { type AttackStage, newAddress, requestAt, startAttackStage } from '../fixtures/attack-stage.ts'
import { responseForm, statusOf } from '../fixtures/gateway.ts'
import { sendRaw } from '../fixtures/raw-http.ts'
import { fc } from '../fixtures/seeded.ts'
import { signed } from '../saml/request.ts'

const paths = [
  '/',
  '/saml/sso',
  '/saml/slo',
  '/saml/metadata',
  '/oidc/callback/op',
  '/choose/x/op',
  '/logout',
  '/logout/x',
  '/logout/asked/x',
  '/logout/owed/x',
  '/logout/x/frame/0',
  '/oidc/post-logout/op',
  '/oidc/backchannel-logout/op',
]
const names =
  'SAMLRequest SAMLResponse RelayState SigAlg Signature SAMLEncoding ticket state code iss error error_description token request logout_token __proto__ constructor'.split(
    ' ',
  )
const types = ['application/x-www-form-urlencoded', 'text/xml', 'application/json', 'multipart/form-data', '', 'x']

describe('attacks 94 to 98: anything', () => {
  let stage: AttackStage
  const rejections: unknown[] = []
  const onRejection = (reason: unknown) => void rejections.push(reason)
  before(async () => {
    stage = await startAttackStage()
    process.on('unhandledRejection', onRejection)
  })
  after(async () => {
    process.off('unhandledRejection', onRejection)
    await stage.close()
  })
  afterEach(async () => {
    expect(rejections).to.deep.equal([])
    const levels = stage.gateway.log.filter(({ level }) => level === 'error')
    expect(levels).to.deep.equal([])
    await stage.expectLogin()
  })

  /** A message that is nearly one: genuine, with something cut out, put in or doubled. */
  const nearly = fc
    .record({
      at: fc.nat(1500),
      drop: fc.nat(40),
      put: fc.string({ unit: 'binary', maxLength: 20 }),
      sign: fc.boolean(),
    })
    .map(({ at, drop, put, sign }) => {
      const request = requestAt(stage.place())
      const whole = sign ? signed(request) : request
      return whole.slice(0, at) + put + whole.slice(at + drop)
    })
  const message = fc.oneof(
    nearly.map((xml) => Buffer.from(xml).toString('base64')),
    nearly.map((xml) => deflateRawSync(xml).toString('base64')),
    fc.base64String({ maxLength: 400 }),
    fc.uint8Array({ maxLength: 200 }).map((octets) => deflateRawSync(octets).toString('base64')),
  )
  const value = fc.oneof(message, fc.string({ unit: 'binary', maxLength: 60 }))
  const encoded = fc.oneof(
    { weight: 5, arbitrary: value.map(encodeURIComponentOf) },
    { weight: 1, arbitrary: rawText() },
  )
  const query = fc
    .array(fc.tuple(fc.oneof(fc.constantFrom(...names), rawText()), encoded), { maxLength: 5 })
    .map((pairs) => pairs.map(([name, text]) => `${name}=${text}`).join('&'))
  const cookie = fc
    .array(fc.tuple(fc.constantFrom('isthmus', 'isthmus_tx_x', 'isthmus_upstream', 'a', ''), rawText()), {
      maxLength: 6,
    })
    .map((pairs) => pairs.map(([name, text]) => `${name}=${text}`).join('; '))
  const language = fc.oneof(rawText(), fc.constantFrom('de', 'fr;q=x', '*', 'en-,,;q=9'))

  it('by query, form, cookie and header', async () => {
    const seen = new Map<number, number>()
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          path: fc.constantFrom(...paths),
          query,
          body: query,
          cookie,
          language,
          type: fc.constantFrom(...types),
        }),
        fc.constantFrom('GET', 'POST', 'HEAD'),
        async ({ path, query, body, cookie, language, type }, method) => {
          const headers = { 'x-forwarded-for': newAddress(), cookie, 'accept-language': language, 'content-type': type }
          const sent = { method, path: `${path}?${query}`, headers, ...(method === 'POST' && { body }) }
          const page = await sendRaw(stage.gateway.url, sent)
          seen.set(page.status, (seen.get(page.status) ?? 0) + 1)
          expect(page.status, page.body).to.be.within(200, 499)
          if (method !== 'HEAD' && page.status !== 302 && page.status !== 303) expect(page.body).to.not.equal('')
          const { 'set-cookie': cookies = [] } = page.headers
          expect(cookies.filter((text) => /^isthmus=[^;]/.test(text))).to.deep.equal([])
          // By the field and not by the word alone: a page that refuses both messages at once names them.
          const carries = page.body.includes('name="SAMLResponse"')
          expect(carries ? statusOf(responseForm(page)) : []).to.not.include('Success')
        },
      ),
      { numRuns: 1_000 },
    )
    expect([...seen.keys()], 'control: some are taken, some are not').to.include.members([200, 400])
  }).timeout(120_000)

  it('by a message that is nearly one, or none', async () => {
    await fc.assert(
      fc.asyncProperty(message, fc.boolean(), async (text, byPost) => {
        const form = `SAMLRequest=${encodeURIComponent(text)}`
        const headers = { 'x-forwarded-for': newAddress(), 'content-type': types[0] ?? '' }
        const sent = byPost ? { method: 'POST', path: '/saml/sso', body: form } : { path: `/saml/sso?${form}` }
        const page = await sendRaw(stage.gateway.url, { ...sent, headers })
        expect(page.status, page.body).to.be.within(200, 499)
        if (page.status !== 302) expect(page.body).to.match(/<h1[ >]/)
      }),
      { numRuns: 600 },
    )
  }).timeout(120_000)
})

/** Octets as they may stand in a path or a header, not encoded. */
function rawText(): fc.Arbitrary<string> {
  return fc.string({ maxLength: 30 }).map((text) => text.replace(/[^\x21-\x7e]/g, '%'))
}

function encodeURIComponentOf(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString())
}
