/** What is said of an answer that is refused. */
import { expect } from 'chai'
import { errors } from 'jose'
import { GatewayError } from '../../../../src/core/errors.ts'
import { asRefusal, TimeImpossible } from '../../../../src/upstream/oidc-rp/refused-answer.ts'

const op = { name: 'home', displayName: 'Home account' } as Parameters<typeof asRefusal>[1]
const claims = { sub: 'somebody', aud: 'a-secret-place' }
const of = (error: unknown) => asRefusal(error, op)

describe('oidc-rp: why an answer is refused', () => {
  it('a token of another time: the clocks', () => {
    const times = [
      new errors.JWTExpired('"exp" claim timestamp check failed', claims, 'exp'),
      new errors.JWTClaimValidationFailed('"nbf" claim timestamp check failed', claims, 'nbf'),
      new TimeImpossible('ID Token: issued in the future'),
    ]
    for (const error of times) expect(of(error).message).to.match(/Home account is not valid at this time.*clock/)
  })

  it('a token for another client: which setting', () => {
    const error = of(new errors.JWTClaimValidationFailed('unexpected "aud" claim value', claims, 'aud'))
    expect(error.message).to.contain('another client')
    expect(error.facts).to.deep.equal({ setting: 'upstreams.home.clientId' })
    expect(JSON.stringify([error.cause, String(error.cause)]))
      .to.contain('aud')
      .and.not.to.contain('a-secret-place')
  })

  it('anything else: that it was refused, with the reason for the log alone', () => {
    for (const error of [
      new Error('at_hash does not fit'),
      new errors.JWTClaimValidationFailed('unexpected "iss" claim value', claims, 'iss'),
    ]) {
      expect(of(error)).to.include({ code: 'upstream_invalid', message: 'The answer of Home account was refused.' })
      expect(of(error).facts).to.deep.equal({})
      expect(String(of(error).cause)).to.contain(error.message)
    }
  })

  it('a refusal that has words already keeps them', () => {
    const known = new GatewayError('upstream_denied', 'No.')
    expect(of(known)).to.equal(known)
    expect(of(new Error('x'))).to.not.equal(known)
  })
})
