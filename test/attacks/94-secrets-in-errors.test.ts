/** Attack 94: secrets and attribute values that reach an error page or the log by way of what was thrown. */
import { expect } from 'chai'
import { GatewayError } from '../../src/core/errors.ts'
import { page, startGateway, type TestGateway } from '../unit/http/gateway.ts'

const secrets = {
  jwt: 'eyJhbGciOiJSUzI1NiJ9.eyJlbWFpbCI6ImFsaWNlQGhvbWUudGVzdCJ9.c2lnbmF0dXJl',
  code: 'authelia_ac_Zx81kQpW0s9dkJq',
  cookie: 'c2Vzc2lvbi1zZWNyZXQ',
  email: 'alice@home.test',
  clientSecret: 'insecure_secret_of_the_client',
  response: 'PHNhbWxwOlJlc3BvbnNlIHhtbG5zOnNhbWxwPSJ1cm46b2FzaXM6bmFtZXM6dGM6U0FNTDoyLjA6cHJvdG9jb2wiPg'.repeat(3),
}

/** What libraries put into errors: whole responses, claims, requests. */
function leaky(): Error {
  const inner = Object.assign(new Error(`POST /token?code=${secrets.code} failed with ${secrets.jwt}`), {
    code: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
    cause: { claims: { email: secrets.email }, body: secrets.response, error: 'invalid_grant' },
    headers: { cookie: secrets.cookie, authorization: `Basic ${secrets.clientSecret}` },
    response: { id_token: secrets.jwt },
  })
  return new TypeError('the answer can not be used', { cause: inner })
}

describe('attack 94: secrets in errors', () => {
  let gateway: TestGateway
  before(async () => {
    gateway = await startGateway({
      routes: [
        page('/internal', () => Promise.reject(leaky())),
        page('/refused', async () => {
          throw new GatewayError('upstream_invalid', 'The answer could not be verified.', { cause: leaky() })
        }),
      ],
    })
  })
  after(() => gateway.close())

  for (const path of ['/internal', '/refused']) {
    it(`${path}: page and log hold none, and the log still has the reason`, async () => {
      gateway.lines.length = 0
      const answer = await gateway.send(`${path}?code=${secrets.code}&SAMLResponse=${secrets.response}`, {
        headers: { cookie: `__Host-isthmus=${secrets.cookie}`, authorization: `Basic ${secrets.clientSecret}` },
      })
      const log = gateway.lines.join('')
      for (const [name, secret] of Object.entries(secrets)) {
        expect(answer.body, `${name} on the page`).to.not.include(secret)
        expect(log, `${name} in the log`).to.not.include(secret)
      }
      expect(answer.body).to.not.include('at file:').and.not.include('.ts:')
      const id = /class="id">(\w{10})</.exec(answer.body)?.[1]
      const refusal = gateway.lines.map((line) => JSON.parse(line)).find(({ kind }) => kind === 'refusal')
      expect(refusal.errorId).to.equal(id)
      expect(JSON.stringify(refusal.causes)).to.include('the answer can not be used').and.include('invalid_grant')
      expect(JSON.stringify(refusal.causes)).to.include('OAUTH_JWT_CLAIM_COMPARISON_FAILED')
    })
  }

  it('control: what is no secret stands in the log as it is', async () => {
    const harmless = await startGateway({
      routes: [page('/', () => Promise.reject(new Error('connect ECONNREFUSED 127.0.0.1:9091')))],
    })
    try {
      await harmless.send('/')
      expect(harmless.lines.join('')).to.include('connect ECONNREFUSED 127.0.0.1:9091')
    } finally {
      await harmless.close()
    }
  })
})
