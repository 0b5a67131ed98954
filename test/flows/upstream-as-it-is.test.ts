/** Flow: an OP that is not quite by the book. Whatever is harmless in it ends no login; what names a person is never guessed. */
import { generateKeyPairSync, sign } from 'node:crypto'
import { expect } from 'chai'
import {
  loginForm,
  responseXml,
  startGatewayWithSp,
  statusOf,
  type TestGateway,
  type TestSp,
} from '../fixtures/gateway.ts'
import type { OpHooks } from '../fixtures/op-options.ts'

describe('flow: an OP as it is', () => {
  let gateway: TestGateway
  let sp: TestSp
  before(async () => {
    ;({ gateway, sp } = await startGatewayWithSp())
  })
  after(() => gateway.close())
  afterEach(() => {
    for (const hook of Object.keys(gateway.op.hooks) as (keyof OpHooks)[]) delete gateway.op.hooks[hook]
  })

  const login = async () => loginForm(gateway.browser(), await sp.loginUrl())
  const profile = async () => sp.validate(await login())

  /** Changes what the token endpoint answers. */
  const tokens = (change: Record<string, unknown>) => {
    gateway.op.hooks.answer = (endpoint, answer) => {
      if (endpoint === 'token') answer.body = JSON.stringify({ ...JSON.parse(answer.body), ...change })
    }
  }

  for (const [name, change] of Object.entries({
    'refresh_token null': { refresh_token: null },
    'refresh_token empty': { refresh_token: '' },
    'scope a list': { scope: ['openid', 'email'] },
    'scope null': { scope: null },
    'expires_in null': { expires_in: null },
    'expires_in empty': { expires_in: '' },
    'no token_type': { token_type: undefined },
  })) {
    it(`token response: ${name}`, async () => {
      tokens(change)
      expect((await profile())?.username).to.equal('alice')
    })
  }

  it('auth_time as text, null or 0: the login is from when the token was issued', async () => {
    for (const auth_time of ['1700000000', '2026-01-01T00:00:00Z', null, 0]) {
      gateway.op.hooks.idToken = (claims) => void Object.assign(claims, { auth_time })
      const form = await login()
      expect(statusOf(form)[0]).to.equal('Success')
      const [, instant = ''] = /AuthnInstant="([^"]+)"/.exec(responseXml(form)) ?? []
      expect(Date.parse(instant)).to.be.closeTo(Date.now(), 60_000)
    }
  })

  it('documents, tokens and userinfo with a status of success that is not 200', async () => {
    const asked = new Set<string>()
    gateway.op.hooks.answer = (endpoint, answer) => {
      if (answer.status !== 200) return
      asked.add(endpoint)
      if (endpoint === 'token' || endpoint === 'userinfo') answer.status = 203
    }
    expect((await profile())?.username).to.equal('alice')
    expect([...asked]).to.include.members(['token', 'userinfo'])
  })

  it('userinfo as text/plain, and with claims that are null or empty', async () => {
    gateway.op.hooks.userinfo = (claims) => void Object.assign(claims, { email: null, name: '', groups: null })
    gateway.op.hooks.answer = (endpoint, answer) => {
      if (endpoint === 'userinfo') answer.headers['content-type'] = 'text/plain; charset=utf-8'
    }
    const found = await profile()
    expect(found?.email).to.equal('alice@example.org')
    expect(found?.groups).to.deep.equal(['staff', 'admins'])
  })

  it('an e-mail that userinfo alone names is not verified by what the ID Token says of another', async () => {
    gateway.op.hooks.idToken = (claims) => void Object.assign(claims, { email: 'old@home.test', email_verified: true })
    gateway.op.hooks.userinfo = (claims) => {
      claims.email = 'ceo@home.test'
      delete claims.email_verified
    }
    expect(await profile()).not.to.have.property('email')
    delete gateway.op.hooks.userinfo
    gateway.op.hooks.userinfo = (claims) => {
      delete claims.email
      delete claims.email_verified
    }
    expect((await profile())?.email, 'control: it names none').to.equal('old@home.test')
  })

  it('an ID Token signed with Ed25519', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    gateway.op.hooks.jwks = (jwks) =>
      void jwks.keys.push({ ...publicKey.export({ format: 'jwk' }), kid: 'ed', use: 'sig' })
    gateway.op.hooks.discovery = (document) => {
      document.id_token_signing_alg_values_supported = ['RS256', 'EdDSA']
    }
    gateway.op.hooks.signIdToken = (header, claims) => {
      const { at_hash: _, ...others } = claims // its hash is judged in the unit test
      const input = [{ ...header, alg: 'EdDSA', kid: 'ed' }, others]
        .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
        .join('.')
      return `${input}.${sign(null, Buffer.from(input), privateKey).toString('base64url')}`
    }
    await gateway.write('isthmus.yaml', await changed('clientId: isthmus', 'clientId: isthmus\n    timeout: 9s'))
    expect(await gateway.running.reload()).to.equal(true)
    expect((await profile())?.username).to.equal('alice')
  })

  it('authentication_expired (Keycloak): one fresh request, whose answer decides', async () => {
    const expired = (times: number) => {
      let left = times
      gateway.op.hooks.authorizationResponse = (parameters) => {
        if (left-- <= 0) return
        parameters.delete('code')
        parameters.set('error', 'temporarily_unavailable')
        parameters.set('error_description', 'authentication_expired')
      }
    }
    const asked = gateway.op.count('authorize')
    expired(1)
    expect((await profile())?.username).to.equal('alice')
    expect(gateway.op.count('authorize') - asked).to.equal(2)
    expired(2)
    expect(statusOf(await login())[0]).to.equal('Responder')
    expect(gateway.op.count('authorize') - asked).to.equal(4)
  })

  it('an error that belongs to no login: a page that says where to start, and the reason in the log', async () => {
    for (const [state, description] of [
      ['', 'none'],
      ['&state=', 'empty'],
      ['&state=gone', 'gone'],
    ]) {
      const query = `error=invalid_client&error_description=unknown%0A${description}${state}`
      const page = await gateway.browser().get(`${gateway.url}/oidc/callback/op?${query}`)
      expect(page.status).to.equal(400)
      expect(page.body).not.to.contain('unknown')
      const reason = `the OP answered error=invalid_client: unknown\\\\u{a}${description}`
      expect(gateway.lines.join('')).to.contain(reason)
    }
  })

  it("our secret is wrong: the OP's own words in the log, and plain ones with the setting for the app", async () => {
    gateway.op.hooks.answer = (endpoint, answer) => {
      if (endpoint !== 'token') return
      answer.status = 401
      answer.headers['www-authenticate'] = 'Basic realm="op"'
      answer.body = JSON.stringify({ error: 'invalid_client', error_description: 'The client secret is invalid.' })
    }
    const form = await login()
    expect(statusOf(form)[0]).to.equal('Responder')
    expect(responseXml(form)).to.contain('client ID or client secret is wrong')
    expect(gateway.lines.join('')).to.contain('invalid_client').and.to.contain('The client secret is invalid.')
    expect(gateway.lines.join('')).not.to.contain(gateway.op.clientSecret)
  })

  async function changed(from: string, to: string): Promise<string> {
    const { readFile } = await import('node:fs/promises')
    const text = await readFile(`${gateway.directory}/isthmus.yaml`, 'utf8')
    expect(text).to.contain(from)
    return text.replace(from, to)
  }
})

describe('flow: people who are named by numbers', () => {
  let gateway: TestGateway
  let sp: TestSp
  before(async () => {
    const yaml = 'defaults: { attributes: { uid: string(claims.user_id), ids: claims.ids }, allow: "true" }'
    ;({ gateway, sp } = await startGatewayWithSp({ upstream: ['subjectFrom: user_id'], yaml }))
  })
  after(() => gateway.close())

  const loginAs = async (userId: string) => {
    gateway.op.hooks.answer = (endpoint, answer) => {
      if (endpoint === 'userinfo') answer.body = `{"sub":"sub-alice","user_id":${userId},"ids":[${userId}]}`
    }
    return loginForm(gateway.browser(), await sp.loginUrl())
  }
  const nameOf = async (userId: string) => (await sp.validate(await loginAs(userId)))?.nameID

  it('past 2^53 a number names nobody, since two of them may be one', async () => {
    for (const id of ['1332890226961441024', '1332890226961441025', '1.5e300', '1.00000000000000001']) {
      expect(statusOf(await loginAs(id))[0], id).to.equal('Responder')
    }
    expect(gateway.lines.join('')).to.contain('it must be sent as text')
  })

  it('the same as text names two people; a smaller number names whom it always named', async () => {
    const names = await Promise.all([nameOf('"1332890226961441024"')])
    names.push(await nameOf('"1332890226961441025"'))
    expect(new Set(names).size).to.equal(2)
    expect(await nameOf('4711')).to.equal(await nameOf('"4711"'))
  })

  it('attributes have all digits, and numbers below are what they were', async () => {
    const attributes = async (id: string) => {
      gateway.op.hooks.answer = (endpoint, answer) => {
        if (endpoint === 'userinfo') answer.body = `{"sub":"sub-alice","user_id":"x","ids":[${id},7,1.50,1e3]}`
      }
      return (await sp.validate(await loginForm(gateway.browser(), await sp.loginUrl())))?.ids
    }
    expect(await attributes('1332890226961441025')).to.deep.equal(['1332890226961441025', '7', '1.5', '1000'])
    expect(await attributes('-9007199254740991')).to.deep.equal(['-9007199254740991', '7', '1.5', '1000'])
  })

  it('text that is not UTF-8 names nobody', async () => {
    for (const id of ['"J\ufffdrgen"', '"\\ud800"', '"\\udfff"']) {
      expect(statusOf(await loginAs(id))[0], id).to.equal('Responder')
    }
    expect(statusOf(await loginAs('"J\u00fcrgen \\ud83d\\ude00"'))[0]).to.equal('Success')
  })
})
