/** Libraries of other languages as apps of our OpenID Provider, in each way in which they say who they are. */
import { expect } from 'chai'
import { startGateway, type TestGateway } from '../fixtures/gateway.ts'
import { appSecret } from '../fixtures/oidc-app.ts'
import { authlib, goOidc } from '../run/built.ts'
import { type LineProgram, startLineProgram } from './line-program.ts'

const redirect = 'https://app.test/callback'

const entry = (method: string): string =>
  JSON.stringify({
    protocol: 'oidc',
    clientAuthentication: method,
    ...(method !== 'none' && { clientSecretFile: 'secret-of-apps' }),
    redirectUris: [redirect],
    grants: ['authorization_code', 'refresh_token'],
    allow: '"staff" in groups',
  })

interface Library {
  readonly command: readonly string[]
  readonly env: NodeJS.ProcessEnv
  /** How it names the ways; each is tried. */
  readonly styles: readonly (readonly [client: string, style: string])[]
}

const libraries: Readonly<Record<string, Library>> = {
  'go-oidc with golang.org/x/oauth2': {
    command: [goOidc],
    env: {},
    styles: [
      ['basic', 'in_header'],
      ['post', 'in_params'],
      ['public', 'in_params'],
      // It tries Basic first, also for an app without a secret, and then the other.
      ...['basic', 'post', 'public'].map((client) => [client, 'tried out'] as const),
    ],
  },
  'Authlib with Flask': {
    command: ['/usr/bin/python3', 'test/interop/authlib/app.py'],
    env: { PYTHONPATH: authlib, AUTHLIB_INSECURE_TRANSPORT: '1', PYTHONWARNINGS: 'ignore' },
    styles: [
      ['basic', 'client_secret_basic'],
      ['post', 'client_secret_post'],
      ['public', 'none'],
    ],
  },
}

interface Got {
  readonly claims: Record<string, unknown>
  readonly userinfo: Record<string, unknown>
  readonly refreshed: boolean
}

describe('libraries of other languages with our OpenID Provider', function () {
  this.timeout(30_000)
  let gateway: TestGateway
  const running: LineProgram[] = []
  before(async () => {
    gateway = await startGateway({
      yaml: [
        'apps:',
        `  basic: ${entry('client_secret_basic')}`,
        `  post: ${entry('client_secret_post')}`,
        `  public: ${entry('none')}`,
        '',
      ].join('\n'),
      files: { 'secret-of-apps': appSecret },
    })
  })
  afterEach(() => Promise.all(running.splice(0).map((one) => one.close())))
  after(() => gateway?.close())

  /** @param change what becomes of the address that the browser came back to */
  async function login(library: Library, client: string, style: string, change = (back: string) => back): Promise<Got> {
    const secret = client === 'public' ? '' : appSecret
    const given = { Issuer: gateway.url, ClientID: client, Secret: secret, Redirect: redirect, Style: style }
    const program = startLineProgram([...library.command, JSON.stringify(given)], library.env)
    running.push(program)
    const page = await gateway.browser().follow(await program.next(), (url) => url.startsWith(redirect))
    program.write(change(String(page.headers.location)))
    return JSON.parse(await program.next())
  }

  for (const [name, library] of Object.entries(libraries)) {
    describe(name, () => {
      for (const [client, style] of library.styles) {
        it(`signs a person in to the app ${client}, ${style}, and refreshes`, async () => {
          const { claims, userinfo, refreshed } = await login(library, client, style)
          expect(claims).to.include({ iss: gateway.url, aud: client, sub: userinfo.sub })
          expect(claims.at_hash).to.be.a('string')
          expect(userinfo).to.deep.include({ preferred_username: 'alice', groups: ['staff', 'admins'] })
          expect(refreshed).to.equal(true)
        })
      }

      it('lets nobody in with a code that is not ours', async () => {
        const [client = '', style = ''] = library.styles[0] ?? []
        const forged = (back: string) => back.replace(/([?&]code=)[^&]+/, '$1forged')
        const refused = await login(library, client, style, forged).catch((error: Error) => error.message)
        expect(refused).to.contain('invalid_grant')
      })
    })
  }
})
