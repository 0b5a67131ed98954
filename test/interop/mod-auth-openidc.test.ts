/** Debian's Apache with mod_auth_openidc as an app of our OpenID Provider. */
import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { BrowserSession, nextAddress } from '../fixtures/browser-session.ts'
import { endProcess } from '../fixtures/end-process.ts'
import { freePort } from '../fixtures/free-port.ts'
import { startGateway, type TestGateway } from '../fixtures/gateway.ts'
import { appSecret } from '../fixtures/oidc-app.ts'

const modules = '/usr/lib/apache2/modules'

describe('Apache with mod_auth_openidc', function () {
  this.timeout(30_000)
  let gateway: TestGateway
  let apache: ChildProcess
  let folder: string
  let url: string

  before(async () => {
    const port = await freePort()
    url = `http://127.0.0.1:${port}`
    gateway = await startGateway({
      yaml: `apps:
  apache:
    protocol: oidc
    clientSecretFile: app-secret
    redirectUris: ['${url}/secure/redirect']
    postLogoutRedirectUris: ['${url}/bye']
    idToken: { claims: all }
    allow: '"staff" in groups'
`,
      files: { 'app-secret': appSecret },
      op: { autoLogin: '' },
    })
    folder = await mkdtemp(join(tmpdir(), 'openidc-'))
    await chmod(folder, 0o755)
    await mkdir(join(folder, 'pages/secure'), { recursive: true })
    // The worker, who is not root, writes its cache there.
    await mkdir(join(folder, 'cache'))
    await chmod(join(folder, 'cache'), 0o777)
    await writeFile(
      join(folder, 'pages/secure/index.html'),
      'user <!--#echo var="REMOTE_USER" --> groups <!--#echo var="OIDC_CLAIM_groups" --> mail <!--#echo var="OIDC_CLAIM_email" -->',
    )
    await writeFile(join(folder, 'pages/bye'), 'bye')
    await writeFile(join(folder, 'apache.conf'), configOf(port))
    apache = spawn('/usr/sbin/apache2', ['-f', join(folder, 'apache.conf'), '-DFOREGROUND'], { stdio: 'ignore' })
    for (let waited = 0; !(await fetch(`${url}/bye`).catch(() => undefined)); waited += 50) {
      if (waited > 20_000) throw new Error('Apache did not start')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })
  after(async () => {
    if (apache !== undefined) await endProcess(apache, 5000)
    await gateway?.close()
    await rm(folder, { recursive: true, force: true })
  })

  // Whoever does not accept pages is answered 401 by the module.
  const person = () => new BrowserSession({ headers: { accept: 'text/html' } })

  const configOf = (port: number) => `ServerRoot ${folder}
ServerName 127.0.0.1
Listen 127.0.0.1:${port}
PidFile ${folder}/apache.pid
DefaultRuntimeDir ${folder}
ErrorLog ${folder}/error.log
${process.getuid?.() === 0 ? 'User www-data\nGroup www-data' : ''}
LoadModule mpm_event_module ${modules}/mod_mpm_event.so
LoadModule authz_core_module ${modules}/mod_authz_core.so
LoadModule authz_user_module ${modules}/mod_authz_user.so
LoadModule authn_core_module ${modules}/mod_authn_core.so
LoadModule include_module ${modules}/mod_include.so
LoadModule auth_openidc_module ${modules}/mod_auth_openidc.so
DocumentRoot ${folder}/pages
<Directory ${folder}/pages>
  Options +Includes
  ForceType text/html
  SetOutputFilter INCLUDES
</Directory>
OIDCProviderMetadataURL ${gateway.url}/.well-known/openid-configuration
OIDCClientID apache
OIDCClientSecret ${appSecret}
OIDCRedirectURI ${url}/secure/redirect
OIDCCryptoPassphrase ${'c'.repeat(32)}
OIDCScope "openid profile email groups"
OIDCPKCEMethod S256
OIDCRemoteUserClaim preferred_username
OIDCCacheType file
OIDCCacheDir ${folder}/cache
<Location /secure>
  AuthType openid-connect
  Require valid-user
</Location>
`

  it('signs a person in, with name, groups and address', async () => {
    const page = await person().loginAt(`${url}/secure/index.html`, 'alice')
    expect(page, page.body).to.include({ url: `${url}/secure/index.html`, status: 200 })
    expect(page.body).to.include('user alice').and.include('staff').and.include('mail alice@example.org')
  })

  it('is told of a person who may not use it', async () => {
    // Its own page for this comes without a status line.
    const page = await person().loginAt(`${url}/secure/index.html`, 'carol', (next) => next.includes('error='))
    const back = new URL(nextAddress(page) ?? '')
    expect(`${back.origin}${back.pathname}`).to.equal(`${url}/secure/redirect`)
    expect(back.searchParams.get('error')).to.equal('access_denied')
  })

  it('logs out here too, and comes back', async () => {
    const browser = person()
    await browser.loginAt(`${url}/secure/index.html`, 'alice')
    const out = await browser.follow(`${url}/secure/redirect?logout=${encodeURIComponent(`${url}/bye`)}`)
    const end = out.url === `${url}/bye` ? out : await browser.follow(await browser.submit(out))
    expect(end.url).to.equal(`${url}/bye`)
    const again = await browser.follow(`${url}/secure/index.html`)
    expect(again.body).to.include('name="username"')
  })
})
