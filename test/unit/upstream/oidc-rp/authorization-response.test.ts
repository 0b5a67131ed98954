import { expect } from 'chai'
import { GatewayError } from '../../../../src/core/errors.ts'
import { type Issuer, transactionId } from '../../../../src/core/identifiers.ts'
import { readAuthorizationResponse } from '../../../../src/upstream/oidc-rp/authorization-response.ts'

const issuer = 'https://op.example.org' as Issuer
const metadata = {
  issuer,
  authorizationEndpoint: '',
  tokenEndpoint: '',
  userinfoEndpoint: undefined,
  jwksUri: '',
  endSessionEndpoint: undefined,
  scopes: undefined,
  prompts: undefined,
  idTokenAlgorithms: [],
  sendsIssuer: true,
  ignored: [],
}

function read(parameters: Readonly<Record<string, string>>): URLSearchParams | GatewayError {
  const query = new URLSearchParams({ state: 'tx', iss: issuer, ...parameters }).toString()
  try {
    return readAuthorizationResponse(query, transactionId('tx'), metadata, 'The OP')
  } catch (error) {
    if (error instanceof GatewayError) return error
    throw error
  }
}

function refusal(parameters: Readonly<Record<string, string>>): GatewayError {
  const outcome = read(parameters)
  if (outcome instanceof GatewayError) return outcome
  throw new Error('it was accepted')
}

describe('oidc-rp: the authorization response', () => {
  it('is taken with code, state and iss, whatever else is there once', () => {
    const taken = read({ code: 'abc', scope: 'openid', session_state: 'x' })
    expect(taken instanceof URLSearchParams && taken.get('code')).to.equal('abc')
  })

  const codes = {
    login_required: ['login_required', 'interaction_required', 'consent_required', 'account_selection_required'],
    upstream_denied: ['access_denied', 'user_cancelled_login'],
    upstream_unavailable: ['server_error', 'temporarily_unavailable'],
    upstream_invalid: ['invalid_request', 'invalid_scope', 'unauthorized_client', 'invalid_state', 'toString', ''],
  } as const
  for (const [code, errors] of Object.entries(codes)) {
    for (const error of errors) it(`error=${error} is ${code}`, () => expect(refusal({ error }).code).to.equal(code))
  }

  it('keeps what the OP wrote off the page and on one line of the cause', () => {
    const { message, cause } = refusal({
      error: 'access_denied',
      error_description: '<b>Call 555\r\nlevel=info \u202eevil',
    })
    expect(message).not.to.contain('555')
    expect(String(cause)).to.contain('<b>Call 555\\u{d}\\u{a}level=info \\u{202e}evil')
  })

  it('with both a code and an error is the error', () => {
    expect(refusal({ code: 'abc', error: 'access_denied' }).code).to.equal('upstream_denied')
  })

  it('with a parameter twice, or with another’s iss, is refused by us', () => {
    expect(refusal({ code: 'abc', iss: 'https://other.example.org' }).cause)
      .to.have.property('message')
      .that.contains('RFC 9207')
    const twice = () =>
      readAuthorizationResponse(`code=a&state=tx&iss=${issuer}&code=b`, transactionId('tx'), metadata, 'OP')
    expect(twice).to.throw().with.nested.property('cause.message', 'a parameter occurs twice')
  })

  it('an error without iss keeps its meaning (Keycloak 23), a success without it is refused, and so is another iss with either', () => {
    const reading = (query: string) => () => readAuthorizationResponse(query, transactionId('tx'), metadata, 'OP')
    expect(reading('error=login_required&state=tx')).to.throw().with.property('code', 'login_required')
    expect(reading('code=a&state=tx')).to.throw().with.property('code', 'upstream_invalid')
    expect(reading('error=login_required&state=tx&iss=https://other.example.org'))
      .to.throw()
      .with.property('code', 'upstream_invalid')
  })

  it('with neither, or an empty code, is refused', () => {
    expect(refusal({}).code).to.equal('upstream_invalid')
    expect(refusal({ code: '' }).code).to.equal('upstream_invalid')
  })
})
