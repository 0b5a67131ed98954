import { expect } from 'chai'
import { authorizationResponse } from '../../../../src/downstream/oidc-op/authorize/response.ts'

describe('the answer to an authorization request', () => {
  const answer = (redirectUri: string, responseMode: 'query' | 'fragment') =>
    authorizationResponse({ redirectUri, responseMode, state: 's' }, { code: 'c' }, 'https://sso.test', 'App')

  it('keeps the registered address byte for byte', () => {
    const to = (uri: string, mode: 'query' | 'fragment' = 'query') => answer(uri, mode)
    const added = 'code=c&state=s&iss=https%3A%2F%2Fsso.test'
    expect(to('https://app.test')).to.include({ location: `https://app.test?${added}` })
    expect(to('https://app.test/a?b=%7e')).to.include({ location: `https://app.test/a?b=%7e&${added}` })
    expect(to('https://app.test/a?')).to.include({ location: `https://app.test/a?${added}` })
    expect(to('https://app.test/a?b&')).to.include({ location: `https://app.test/a?b&${added}` })
    expect(to('https://app.test/a?b', 'fragment')).to.include({ location: `https://app.test/a?b#${added}` })
  })
})
