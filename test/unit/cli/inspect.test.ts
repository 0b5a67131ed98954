import { readFileSync } from 'node:fs'
import { deflateRawSync } from 'node:zlib'
import { expect } from 'chai'
import { runInspect } from '../../../src/cli/inspect.ts'

const sample = (name: string) =>
  readFileSync(new URL(`../../../../test/fixtures/saml/${name}`, import.meta.url), 'utf8')

async function inspected(input: string, now?: number) {
  const printed: string[] = []
  const options = { config: 'no-such-config.yaml', json: true, ...(now !== undefined && { now }) } as const
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
    expect([good.kind, good.facts['service providers']]).to.deep.equal([
      'saml-metadata',
      good.facts['service providers'],
    ])
    expect(good.facts['service providers']).to.match(/^https?:/)
    const bad = await inspected(sample('mellon-metadata.xml').replace(/Location="[^"]*"/g, 'Location="javascript:1"'))
    expect([bad.code, bad.problems.join()]).to.deep.equal([1, bad.problems.join()])
    expect(bad.problems.join()).to.match(/error, line \d+/)
  })

  it('reads a JWT, its times in words, and never trusts a key in it', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const token = `${part({ alg: 'RS256', kid: 'k1', jwk: {} })}.${part({ sub: 'anna', exp: 1000 })}.c2ln`
    const ended = await inspected(token, 1_300_000)
    expect([ended.code, ended.problems]).to.deep.equal([1, ['It has ended.']])
    expect(ended.facts['ends (exp)']).to.equal('1970-01-01T00:16:40.000Z (5 minutes ago)')
    expect(ended.facts.signature).to.equal('RS256, key k1; not checked here')
    expect((await inspected(token, 900_000)).code, 'control').to.equal(0)
  })

  it('says so where it is none of these', async () => {
    for (const input of ['hello', '<a/>', 'a.b.c', '']) {
      expect(String(await inspected(input).catch((error: Error) => error.name)), input).to.equal('Plain')
    }
  })
})
