import { expect } from 'chai'
import type { OpConnection } from '../../../../src/upstream/oidc-rp/fetch.ts'
import { fetchTokens, TokenRefused, unreadIdToken } from '../../../../src/upstream/oidc-rp/token-response.ts'
import { refusalOf } from '../../../fixtures/upstream-rig.ts'

describe("oidc-rp: the token endpoint's answer", () => {
  async function answer(status: number, body: string, authenticate?: string) {
    const sent: Parameters<OpConnection['send']>[0][] = []
    const connection: OpConnection = {
      async send(request) {
        sent.push(request)
        return { status, body, contentType: 'text/plain', authenticate, location: undefined }
      },
      close: () => undefined,
    }
    const form = new URLSearchParams({ code: 'a b' })
    const options = { method: 'POST', headers: {}, body: form, redirect: 'manual' as const }
    const response = await fetchTokens(connection)('https://op.example.org/token', options)
    expect(sent).to.deep.equal([{ method: 'POST', url: 'https://op.example.org/token', headers: {}, body: 'code=a+b' }])
    return response.json()
  }

  it('has what a login needs, whatever else the OP says', async () => {
    const tokens = { access_token: 'a', token_type: 'bearer', id_token: 'i' }
    const more = { refresh_token: null, scope: ['openid'], expires_in: '', session_state: {}, error: '' }
    expect(await answer(200, JSON.stringify({ ...tokens, ...more }))).to.deep.equal({
      access_token: 'a',
      token_type: 'bearer',
      [unreadIdToken]: 'i',
    })
    for (const type of ['', ',"token_type":null', ',"token_type":""']) {
      const body = `\ufeff{"access_token":"a","id_token":"i"${type}}`
      expect(await answer(201, body)).to.deep.equal({ access_token: 'a', token_type: 'Bearer', [unreadIdToken]: 'i' })
    }
  })

  const refusals: readonly (readonly [number, string, string | undefined, RegExp, boolean])[] = [
    [
      401,
      '{"error":"invalid_client","error_description":"wrong secret"}',
      'Basic',
      /401 invalid_client: wrong secret/,
      true,
    ],
    [400, '{"error":"invalid_client"}', undefined, /400 invalid_client/, true],
    [400, '{"error":"unauthorized_client"}', undefined, /unauthorized_client/, true],
    [400, '{"error":"invalid_grant"}', undefined, /400 invalid_grant/, false],
    [200, '{"error":"bad_verification_code"}', undefined, /200 bad_verification_code/, false],
    [401, 'Unauthorized', 'Basic realm="op"', /401 with a challenge: Basic realm="op"/, true],
    [403, '<html>', undefined, /403 without a JSON error/, false],
    [400, '{"error":{"code":1}}', undefined, /400 without a JSON error/, false],
  ]
  for (const [status, body, challenge, words, ofClient] of refusals) {
    it(`${status} ${body}: refused in its words${ofClient ? ', as a client that is not believed' : ''}`, async () => {
      const error = await refusalOf(answer(status, body, challenge))
      expect(error).to.be.instanceOf(TokenRefused).with.property('ofClient', ofClient)
      expect(error.message).to.match(words)
    })
  }

  it('that is not JSON is an error of its own, which quotes nothing', async () => {
    for (const body of ['access_token=a&id_token=i', '[]', '']) {
      expect((await refusalOf(answer(200, body))).message).to.equal(
        'the token endpoint answered 200 without a JSON object',
      )
    }
  })
})
