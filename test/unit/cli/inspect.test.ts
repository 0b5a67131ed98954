import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { expect } from 'chai'
import { runInspect } from '../../../src/cli/inspect.ts'
import { requestUrl } from '../../fixtures/authn-request.ts'
import { loginForm, spKey, startGatewayWithSp, type TestGateway, type TestSp } from '../../fixtures/gateway.ts'
import { signJwt } from '../../fixtures/op-keys.ts'

const sample = (name: string) =>
  readFileSync(new URL(`../../../../test/fixtures/saml/${name}`, import.meta.url), 'utf8')

async function inspected(input: string, now?: number, config = 'no-such-config.yaml') {
  const printed: string[] = []
  const options = { config, json: true, ...(now !== undefined && { now }) } as const
  const code = await runInspect(input, { ...options, print: (text) => printed.push(text) })
  return { code, ...JSON.parse(printed.join('')) }
}

describe('isthmus inspect', () => {
  const request = sample('node-saml-AuthnRequest.xml').trim()

  it('reads a message in every form in which it travels', async () => {
    const base64 = Buffer.from(request).toString('base64')
    const deflated = encodeURIComponent(deflateRawSync(request).toString('base64'))
    for (const input of [
      request,
      base64,
      `SAMLRequest=${encodeURIComponent(base64)}`,
      `https://sso.test/saml/sso?SAMLRequest=${deflated}&RelayState=here`,
    ]) {
      const { kind, facts } = await inspected(input)
      expect([kind, facts.message], input.slice(0, 30)).to.deep.equal(['saml-message', 'AuthnRequest'])
      expect(facts.issuer).to.match(/^https?:/)
    }
  })

  it('shows metadata with what is wrong, line by line', async () => {
    const good = await inspected(sample('mellon-metadata.xml'))
    expect([good.code, good.kind]).to.deep.equal([0, 'saml-metadata'])
    expect(good.facts['service providers']).to.match(/^https?:/)
    const bad = await inspected(sample('mellon-metadata.xml').replace(/Location="[^"]*"/g, 'Location="javascript:1"'))
    expect(bad.code).to.equal(1)
    expect(bad.problems.join()).to.match(/error, line \d+/)
  })

  it('reads a JWT, its times in words, and never trusts a key in it', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const token = `${part({ alg: 'RS256', kid: 'k1', jwk: {} })}.${part({ sub: 'anna', exp: 1000 })}.c2ln`
    const ended = await inspected(token, 1_300_000)
    expect([ended.code, ended.problems]).to.deep.equal([1, ['It has ended.']])
    expect(ended.facts['ends (exp)']).to.equal('1970-01-01T00:16:40.000Z (5 minutes ago)')
    expect(ended.facts.signature).to.match(/^RS256, key k1; not checked: no-such-config\.yaml is no config/)
    expect((await inspected(token, 900_000)).code, 'control').to.equal(0)
  })

  it('says of an encrypted JWT how, and of one without a signature that it has none', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const sealed = await inspected(`${part({ alg: 'RSA-OAEP', enc: 'A256GCM' })}.a.b.c.d`)
    expect([sealed.code, sealed.facts.encryption]).to.deep.equal([
      0,
      'RSA-OAEP, A256GCM: only its receiver can read it',
    ])
    const unsigned = await inspected(`${part({ alg: 'none' })}.${part({ sub: 'anna' })}.`)
    expect([unsigned.code, unsigned.problems]).to.deep.equal([1, ['It is not signed: `alg` is none.']])
  })

  it('says so where it is none of these', async () => {
    for (const input of ['hello', '<a/>', 'a.b.c', '']) {
      expect(String(await inspected(input).catch((error: Error) => error.name)), input).to.equal('Plain')
    }
  })

  describe('with a config', () => {
    let gateway: TestGateway
    let config: string
    let sp: TestSp
    let response: string
    before(async () => {
      const started = await startGatewayWithSp({}, { signed: true })
      gateway = started.gateway
      sp = started.sp
      config = join(gateway.directory, 'isthmus.yaml')
      response = (await loginForm(gateway.browser(), await sp.loginUrl())).fields.SAMLResponse ?? ''
    })
    after(() => gateway.close())

    const key = spKey()
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
      type: 'pkcs8',
      format: 'pem',
    })

    it('says whose key the signature of an address fits, and that another one fits none', async () => {
      const good = await inspected(
        requestUrl(gateway, sp, { signWith: key.privateKey, relayState: 'here' }),
        undefined,
        config,
      )
      expect(good.problems).to.deep.equal([])
      expect(good.facts).to.include({
        message: 'AuthnRequest',
        binding: 'redirect',
        RelayState: 'here',
        issuer: sp.entityId,
      })
      expect(good.facts.signature).to.match(/^good, by the key [0-9a-f]{16} of .*wiki\.xml$/)
      expect(good.facts.issued).to.match(/\(0 minutes ago\)$/)
      const wrong = await inspected(requestUrl(gateway, sp, { signWith: String(other) }), undefined, config)
      expect([wrong.code, wrong.facts.signature]).to.deep.equal([1, undefined])
      expect(wrong.problems.join()).to.match(/signature/i)
      const changed = requestUrl(gateway, sp, { signWith: key.privateKey, relayState: 'here' }).replace(
        '=here',
        '=there',
      )
      expect((await inspected(changed, undefined, config)).code, 'changed on the way').to.equal(1)
      const unsigned = await inspected(requestUrl(gateway, sp), undefined, config)
      expect([unsigned.code, unsigned.facts.signature]).to.deep.equal([0, 'none around the whole message'])
      const stranger = { ...sp, entityId: 'https://stranger.test' }
      const unknown = await inspected(requestUrl(gateway, stranger, { signWith: key.privateKey }), undefined, config)
      expect(unknown.facts.signature).to.contain('https://stranger.test is no app or upstream')
    })

    it('reads what we answered: who, for whom, until when, and by which of our keys', async () => {
      for (const input of [response, Buffer.from(response, 'base64').toString()]) {
        const { problems, facts, code } = await inspected(input, undefined, config)
        expect([code, problems]).to.deep.equal([0, []])
        expect(facts).to.include({ message: 'Response', binding: 'post', status: 'Success', audience: sp.entityId })
        expect(facts.signature).to.match(/^good, by the key [0-9a-f]{16} of this gateway$/)
        expect(facts['signature of the assertion']).to.equal(facts.signature)
        expect(facts['valid until']).to.match(/\(in \d+ minutes\)$/)
        expect(facts['NameID format']).to.equal('persistent')
        expect(facts.attributes).to.contain('email')
      }
      const late = await inspected(response, Date.now() + 86_400_000, config)
      expect([late.code, late.problems]).to.deep.equal([1, ['It is not valid any more.']])
      const xml = Buffer.from(response, 'base64').toString()
      const forged = await inspected(xml.replace(/(<saml:NameID[^>]*>)[^<]*/, '$1mallory'), undefined, config)
      expect([forged.code, forged.facts.signature]).to.deep.equal([1, undefined])
    })

    it('prints it for people: facts, what is wrong, and the text, nothing of which moves the cursor', async () => {
      const printed: string[] = []
      const input = requestUrl(gateway, { ...sp, entityId: 'https://a.test/\u001b[31m' }).replace('RelayState', 'x')
      await runInspect(input, { config, print: (text) => printed.push(text) }).catch((error: Error) =>
        printed.push(error.message),
      )
      expect(printed.join()).not.to.contain('\u001b')
      printed.splice(0)
      expect(await runInspect(response, { config, print: (text) => printed.push(text) })).to.equal(0)
      expect(printed.join())
        .to.match(/^saml-message\nmessage: Response\nbinding: post\n/)
        .and.contain('<samlp:Response')
    })

    it('checks a JWT by the keys of the upstream that it is from', async () => {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
      const { kid, privateKey } = gateway.op.key
      const claims = { iss: gateway.op.issuer, sub: 'alice', aud: 'isthmus', exp: 4_000_000_000 }
      const good = await inspected(signJwt({ alg: 'RS256', kid: kid }, claims, privateKey), undefined, config)
      expect([good.code, good.problems]).to.deep.equal([0, []])
      expect(good.facts.signature).to.equal(`RS256, key ${kid}; good, by a key of upstreams.op`)
      const ended = await inspected(
        signJwt({ alg: 'RS256', kid: kid }, { ...claims, exp: 1000 }, privateKey),
        undefined,
        config,
      )
      expect([ended.problems, ended.facts.signature]).to.deep.equal([['It has ended.'], good.facts.signature])
      const forged = await inspected(`${part({ alg: 'RS256' })}.${part(claims)}.c2ln`, undefined, config)
      expect([forged.code, forged.problems]).to.deep.equal([1, ['Its signature fits no key of upstreams.op.']])
      const stranger = { ...claims, iss: 'https://evil.test' }
      const unknown = await inspected(`${part({ alg: 'RS256' })}.${part(stranger)}.c2ln`, undefined, config)
      expect(unknown.facts.signature).to.contain('not checked: https://evil.test is no app or upstream')
    })
  })
})
