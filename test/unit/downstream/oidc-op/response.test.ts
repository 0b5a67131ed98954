import { expect } from 'chai'
import { authorizationResponse } from '../../../../src/downstream/oidc-op/authorize/response.ts'

describe('the answer to an authorization request', () => {
  const answer = (redirectUri: string, isPassive: boolean, responseMode: 'form_post' | 'query' | 'fragment') =>
    authorizationResponse(
      { redirectUri, responseMode, isPassive, state: 's' },
      { code: 'c' },
      'https://sso.test',
      'App',
    )

  it('as a form: a passive one may be framed by the origin that gets it, and no other may', () => {
    const passive = answer('https://app.test:8443/callback?x=1', true, 'form_post')
    expect(passive).to.include({ kind: 'formPost', framedBy: 'https://app.test:8443' })
    expect(answer('https://app.test/callback', false, 'form_post')).to.not.have.property('framedBy')
  })

  it('a host that would end the policy, or is a pattern, may frame nothing', () => {
    for (const uri of ['https://a;script-src.test/', 'https://a,b.test/', 'https://*.test/', 'http://[::1]:8080/'])
      expect(answer(uri, true, 'form_post'), uri).to.not.have.property('framedBy')
  })

  it('keeps the registered address byte for byte', () => {
    const to = (uri: string, mode: 'query' | 'fragment' = 'query') => answer(uri, false, mode)
    const added = 'code=c&state=s&iss=https%3A%2F%2Fsso.test'
    expect(to('https://app.test')).to.include({ location: `https://app.test?${added}` })
    expect(to('https://app.test/a?b=%7e')).to.include({ location: `https://app.test/a?b=%7e&${added}` })
    expect(to('https://app.test/a?')).to.include({ location: `https://app.test/a?${added}` })
    expect(to('https://app.test/a?b&')).to.include({ location: `https://app.test/a?b&${added}` })
    expect(to('https://app.test/a?b', 'fragment')).to.include({ location: `https://app.test/a?b#${added}` })
  })
})
