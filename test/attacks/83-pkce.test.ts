import { expect } from 'chai'
import { appSecret } from '../fixtures/oidc-app.ts'
import { challenge, type OidcStage, startOidcStage, verifier } from '../fixtures/oidc-stage.ts'

describe('attacks 83 and 84: PKCE that is missing or weaker, and requests from elsewhere', () => {
  let stage: OidcStage
  before(async () => {
    stage = await startOidcStage(
      '  old:\n    protocol: oidc\n    clientSecretFile: portal-secret\n    redirectUris: [https://portal.test/callback]\n    pkce: optional\n',
    )
  })
  after(() => stage?.close())

  const refused = async (changes: Record<string, string | undefined>) => {
    const page = await stage.ask(stage.gateway.browser(), changes)
    return stage.answered(page)?.get('error')
  }

  it('83: no challenge, `plain`, a challenge of another length', async () => {
    expect(await refused({ code_challenge: undefined, code_challenge_method: undefined })).to.equal('invalid_request')
    expect(await refused({ code_challenge_method: 'plain' })).to.equal('invalid_request')
    expect(await refused({ code_challenge_method: undefined })).to.equal('invalid_request')
    expect(await refused({ code_challenge: 'short' })).to.equal('invalid_request')
  })

  it('83: another verifier, none at all, or the challenge itself', async () => {
    for (const changes of [{ code_verifier: 'w'.repeat(43) }, { code_verifier: challenge }, { code_verifier: '' }]) {
      const { body } = await stage.redeem(await stage.code(), changes)
      expect(body.error, JSON.stringify(changes)).to.be.oneOf(['invalid_grant', 'invalid_request'])
    }
    expect((await stage.redeem(await stage.code())).status, 'control').to.equal(200)
  })

  it('83: where it is optional, a code of a request without challenge takes no verifier (downgrade)', async () => {
    const ask = async (changes: Record<string, string | undefined>) =>
      String(stage.answered(await stage.ask(stage.gateway.browser(), { client_id: 'old', ...changes }))?.get('code'))
    const redeem = (code: string, more: Record<string, string>) =>
      stage.post(
        '/oidc/token',
        { grant_type: 'authorization_code', code, redirect_uri: stage.portal.redirectUri, ...more },
        'old',
        appSecret,
      )
    const without = { code_challenge: undefined, code_challenge_method: undefined }
    expect((await redeem(await ask(without), { code_verifier: verifier })).body.error).to.equal('invalid_grant')
    expect((await redeem(await ask({}), {})).body.error).to.equal('invalid_grant')
    expect((await redeem(await ask(without), {})).status, 'control').to.equal(200)
  })

  it('84: no request object, by value or by reference, is read or fetched', async () => {
    let fetched = 0
    const { createServer } = await import('node:http')
    const server = createServer((_request, response) => {
      fetched += 1
      response.end('x')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    try {
      expect(await refused({ request_uri: `http://127.0.0.1:${port}/r` })).to.equal('request_uri_not_supported')
      expect(await refused({ request: 'eyJhbGciOiJub25lIn0.e30.' })).to.equal('request_not_supported')
      expect(await refused({ registration: '{}' })).to.equal('registration_not_supported')
      expect(fetched).to.equal(0)
    } finally {
      server.close()
    }
  })

  it('84: a pushed request of one app is not another’s', async () => {
    const pushed = await stage.post('/oidc/par', {
      client_id: 'portal',
      redirect_uri: stage.portal.redirectUri,
      response_type: 'code',
      scope: 'openid',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    })
    expect(pushed.status).to.equal(201)
    const uri = String(pushed.body.request_uri)
    const by = (client: string) =>
      stage.gateway
        .browser()
        .follow(
          `${stage.gateway.url}/oidc/authorize?${new URLSearchParams({ client_id: client, request_uri: uri })}`,
          (next) => next.startsWith('https://'),
        )
    const foreign = await by('other')
    expect([foreign.status, foreign.headers.location], foreign.body).to.deep.equal([400, undefined])
    expect((await by('portal')).headers.location, 'control').to.contain('code=')
  })

  it('other response types than code, and the password grant, are off', async () => {
    for (const response_type of ['token', 'id_token', 'code id_token', 'id_token token', 'none'])
      expect(await refused({ response_type, nonce: 'n'.repeat(16) }), response_type).to.be.oneOf([
        'unsupported_response_type',
        'invalid_request',
        undefined,
      ])
    const password = { grant_type: 'password', username: 'alice', password: 'password' }
    expect((await stage.post('/oidc/token', password)).body.error).to.equal('unsupported_grant_type')
  })
})
