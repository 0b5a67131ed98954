import { expect } from 'chai'
import { readAssertion } from '../../../../src/downstream/oidc-op/provider/client-assertion.ts'

describe('oidc-op: a client assertion before it is verified', () => {
  const now = 1_800_000_000_000
  const part = (json: string) => Buffer.from(json).toString('base64url')
  const read = (payload: string, header = '{"alg":"RS256","kid":"one"}') =>
    readAssertion(`${part(header)}.${part(payload)}.AAAA`, now)
  const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`
  const end = now / 1000 + 86_400

  it('says which key it names', () => {
    expect(read(`{"exp":${end}}`)).to.deep.equal({ kid: 'one' })
    expect(read('{}', '{"alg":"RS256"}')).to.deep.equal({})
    expect(read('{}', '{"alg":"RS256","kid":["one"]}')).to.deep.equal({})
    expect(read(`{"exp":"soon","x":${deep(99)}}`), 'for the library to judge').to.deep.equal({ kid: 'one' })
  })

  it('is none that is too large, too deep in either part, too long-lived, or no JWT', () => {
    expect(read(`{"exp":${end + 1}}`)).to.equal(undefined)
    expect(read('{"exp":1e999}')).to.equal(undefined)
    expect(read(`{"x":${deep(100)}}`)).to.equal(undefined)
    expect(read('{}', `{"alg":"RS256","x":${deep(100)}}`)).to.equal(undefined)
    expect(read(`{"x":"${'x'.repeat(13_000)}"}`)).to.equal(undefined)
    for (const none of ['', 'a', 'a.b.c', `${part('{}')}.${part('[]')}.A`, `${part('{}')}.${part('{}')}.a.b.c`])
      expect(readAssertion(none, now), none).to.equal(undefined)
  })
})
