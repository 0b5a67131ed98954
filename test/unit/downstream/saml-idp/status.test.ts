import { expect } from 'chai'
import { appCodes, GatewayError, type GatewayErrorCode, pageCodes } from '../../../../src/core/errors.ts'
import { toStatus } from '../../../../src/downstream/saml-idp/status.ts'

const expected: Partial<Record<GatewayErrorCode, string>> = {
  access_denied: 'Responder/RequestDenied',
  subject_mismatch: 'Responder/UnknownPrincipal',
  subject_policy_unmet: 'Requester/InvalidNameIDPolicy',
  context_unmet: 'Responder/NoAuthnContext',
  login_required: 'Responder/NoPassive',
  consent_required: 'Responder/NoPassive',
  upstream_denied: 'Responder/AuthnFailed',
  upstream_unavailable: 'Responder/NoAvailableIDP',
  upstream_invalid: 'Responder/AuthnFailed',
  internal: 'Responder',
}

describe('toStatus', () => {
  const wording = (code: GatewayErrorCode) => {
    const { code: first, subCode } = toStatus(new GatewayError(code, 'a'), 'b')
    return [first, subCode]
      .map((uri) => uri?.replace('urn:oasis:names:tc:SAML:2.0:status:', ''))
      .filter(Boolean)
      .join('/')
  }
  for (const code of appCodes) {
    it(`${code} is ${expected[code]}`, () => expect(wording(code)).to.equal(expected[code]))
  }

  it('gives each page code too a status that says whose fault it was', () => {
    for (const code of pageCodes) expect(wording(code)).to.match(/^(Requester|Responder)(\/\w+)?$/)
  })

  it('says the public message with the id of the error, and nothing of its cause', () => {
    const error = new GatewayError('internal', 'Something failed.', { cause: new Error('secret') })
    expect(toStatus(error, 'E7').message).to.equal('Something failed. (error E7)')
    const stale = new GatewayError('upstream_invalid', 'Too old.', { facts: { setting: 'upstreams.op.forceAuthn' } })
    expect(toStatus(stale, 'E7').message).to.equal('Too old. (setting upstreams.op.forceAuthn, error E7)')
  })
})
