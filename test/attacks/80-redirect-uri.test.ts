import { expect } from 'chai'
import { type OidcStage, startOidcStage } from '../fixtures/oidc-stage.ts'

describe('attack 80: a redirect URI that is nearly registered', () => {
  let stage: OidcStage
  before(async () => {
    stage = await startOidcStage(
      '  native:\n    protocol: oidc\n    clientAuthentication: none\n    redirectUris: ["http://127.0.0.1/cb", "vscode://host.ext/cb", "urn:ietf:wg:oauth:2.0:oob"]\n',
    )
  })
  after(() => stage?.close())

  const nearly = [
    'https://portal.test/callback/',
    'https://portal.test/Callback',
    'https://portal.test/callback?x=1',
    'https://portal.test/callback#x',
    'https://portal.test:443/callback',
    'https://portal.test/./callback',
    'https://portal.test/callback%2f..',
    'https://PORTAL.test/callback',
    'https://portal.test./callback',
    'https://portal.test@evil.test/callback',
    'https://portal.test\\@evil.test/callback',
    'https://portal.test.evil.test/callback',
    'http://portal.test/callback',
    '//portal.test/callback',
    'javascript:alert(1)//https://portal.test/callback',
    'https://portal.test/callback\r\nX: y',
    'https://portal.test/callback\0',
    'https://portal.test/c\u0430llback',
    'https://portal.test/%63allback',
    'https://user:secret@portal.test/callback',
    'https:\\\\portal.test\\callback',
    ' https://portal.test/callback',
    '',
  ]
  for (const uri of nearly)
    it(`is never gone to: ${JSON.stringify(uri)}`, async () => {
      const page = await stage.ask(stage.gateway.browser(), { redirect_uri: uri })
      expect(page.status, page.body).to.equal(400)
      expect(page.headers.location).to.equal(undefined)
      expect(page.body).not.to.contain('code=')
      expect(page.body, 'the id of the error').to.match(/[2-9A-HJKMNP-Z]{10}/)
    })

  it('control: the registered one is', async () => {
    expect(stage.answered(await stage.ask(stage.gateway.browser()))?.get('code')).to.be.a('string')
  })

  it('whatever else is wrong with the request: its error is told on a page', async () => {
    const wrong: readonly Record<string, string>[] = [
      ...[{ response_type: 'token' }, { response_mode: 'jwt' }, { request: 'e30.e30.' }, { registration: '{}' }],
      ...[{ request_uri: 'https://x.test/' }, { prompt: 'none login' }, { claims: '{' }, { code_challenge: 'x' }],
      ...[{ id_token_hint: 'x' }, { max_age: '-1' }, { resource: 'https://x.test/' }, { scope: '' }],
    ]
    for (const changes of wrong) {
      const page = await stage.ask(stage.gateway.browser(), { ...changes, redirect_uri: 'https://evil.test/' })
      expect([page.status, page.headers.location], JSON.stringify(changes)).to.deep.equal([400, undefined])
      expect(page.body, JSON.stringify(changes)).not.to.contain('action="https://evil.test')
    }
    const [query, twice] = [
      'client_id=portal&response_type=code&redirect_uri=https%3A%2F%2Fevil.test%2F',
      '&state=1&state=2',
    ]
    const page = await stage.gateway.browser().get(`${stage.gateway.url}/oidc/authorize?${query}${twice}`)
    expect([page.status, page.headers.location], 'a parameter twice').to.deep.equal([400, undefined])
  })

  it('two of them are refused', async () => {
    const url = `${stage.gateway.url}/oidc/authorize?client_id=portal&response_type=code&redirect_uri=https%3A%2F%2Fportal.test%2Fcallback&redirect_uri=https%3A%2F%2Fevil.test`
    const page = await stage.gateway.browser().get(url)
    expect(page.status, page.body).to.equal(400)
    expect(page.headers.location).to.equal(undefined)
  })

  it('the page shows what was received, what is registered, and where they differ', async () => {
    const page = await stage.ask(stage.gateway.browser(), { redirect_uri: 'https://portal.test:8443/callback/' })
    expect(page.body).to.contain('8443').and.to.contain('https://portal.test').and.to.contain('Portal'.toLowerCase())
  })

  it('the page says in words that it is the port, a slash at the end, or index.php', async () => {
    for (const [uri, hint] of [
      ['https://portal.test:8443/callback', 'port'],
      ['https://portal.test/callback/', 'trailing slash'],
      ['https://portal.test/index.php/callback', '“index.php” in the path'],
    ] as const) {
      const page = await stage.ask(stage.gateway.browser(), { redirect_uri: uri })
      const text = page.body.replaceAll(/<[^>]*>/g, '')
      expect(text).to.match(new RegExp(`(differ|different|difference)[^.]*${hint}`, 'i'))
    }
  })

  it('any port on the loopback address of a native app, and nothing else of it', async () => {
    const ask = (uri: string) => stage.ask(stage.gateway.browser(), { client_id: 'native', redirect_uri: uri })
    const loopback = await stage.gateway
      .browser()
      .follow(
        `${stage.gateway.url}/oidc/authorize?${new URLSearchParams({ client_id: 'native', redirect_uri: 'http://127.0.0.1:5123/cb', response_type: 'code', scope: 'openid', code_challenge: 'c'.repeat(43), code_challenge_method: 'S256' })}`,
        (next) => next.startsWith('http://127.0.0.1:5123/'),
      )
    expect(loopback.headers.location).to.match(/^http:\/\/127\.0\.0\.1:5123\/cb\?code=/)
    expect((await ask('vscode://host.ext/cb')).headers.location).to.match(/^vscode:\/\/host\.ext\/cb\?code=/)
    for (const uri of [
      'http://127.0.0.1:5123/cb/x',
      'http://127.0.0.1.evil.test/cb',
      'http://127.0.0.1:5123@evil.test/cb',
      'http://127.0.0.1:99999/cb',
      'http://127.0.0.1:/cb',
      'http://127.1:5123/cb',
      'http://0x7f000001:5123/cb',
      'http://u@127.0.0.1:5123/cb',
      'http://127.0.0.1:5123/cb?x',
      'http://127.0.0.1:5123/cb#x',
      'http://localhost:5123/cb',
      'https://127.0.0.1:5123/cb',
      'vscode://host.ext/cb/',
      'urn:ietf:wg:oauth:2.0:oob',
    ])
      expect((await ask(uri)).status, uri).to.equal(400)
  })

  it('at the token endpoint it must be the one of the request', async () => {
    const code = await stage.code()
    const refused = await stage.redeem(code, { redirect_uri: 'https://portal.test/callback/' })
    expect(refused.body.error).to.equal('invalid_grant')
    expect((await stage.redeem(await stage.code())).status).to.equal(200)
  })
})
