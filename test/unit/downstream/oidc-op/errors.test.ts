import { expect } from 'chai'
import { GatewayError, toGatewayError } from '../../../../src/core/errors.ts'
import { toOauthError } from '../../../../src/downstream/oidc-op/errors.ts'
import { StorageUnavailable } from '../../../../src/storage/driver.ts'

describe('What an app that speaks OpenID Connect is told of a failed login', () => {
  it('is the error in its own terms, with the id of the log line', () => {
    expect(toOauthError(new GatewayError('access_denied', 'No.'), 'ID')).to.deep.equal({
      error: 'access_denied',
      error_description: 'No. (error ID)',
    })
    expect(toOauthError(toGatewayError(new Error('secret')), 'ID').error).to.equal('server_error')
  })

  it('is that it may ask again, while the storage is away', () => {
    const away = new GatewayError('internal', 'Something else.', {
      cause: toGatewayError(new StorageUnavailable('Redis: x')),
    })
    for (const error of [toGatewayError(new StorageUnavailable('Redis: x')), away]) {
      expect(toOauthError(error, 'ID')).to.deep.equal({
        error: 'temporarily_unavailable',
        error_description: 'The storage is not responding at the moment. (error ID)',
      })
    }
  })

  it('has no character that RFC 6749 forbids', () => {
    expect(toOauthError(new GatewayError('internal', 'a"b\\c\r\nö'), 'ID').error_description).to.match(
      /^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/,
    )
  })
})
