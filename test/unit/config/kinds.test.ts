/** What each kind of upstream is known to need, held against what it publishes. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { issuerFault } from '../../../src/config/issuers.ts'
import type { UpstreamKind } from '../../../src/config/oidc-upstream.ts'
import { upstreamPresets } from '../../../src/config/presets.ts'
import { issuer, type JsonObject, transactionId } from '../../../src/core/identifiers.ts'
import { authorizationRequest } from '../../../src/upstream/oidc-rp/authorization-request.ts'
import { discoveryUrl, readMetadata } from '../../../src/upstream/oidc-rp/discovery.ts'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const document = (name: string): JsonObject =>
  JSON.parse(readFileSync(`${root}/test/fixtures/discovery/${name}.json`, 'utf8'))

const fault = (kind: UpstreamKind, text: string) => issuerFault(kind, new URL(text), text)

const asked: Readonly<Partial<Record<UpstreamKind, string>>> = {
  google: 'openid profile email',
  entra: 'openid profile email',
  okta: 'openid profile email',
  auth0: 'openid profile email',
  zitadel: 'openid profile email urn:zitadel:iam:org:projects:roles',
  authentik: 'openid profile email',
  kanidm: 'openid profile email groups',
  dex: 'openid profile email groups',
}

describe('kinds of upstreams', () => {
  for (const [name, scope] of Object.entries(asked)) {
    const kind = name as UpstreamKind
    it(`${kind}: its document is read whole, its issuer is what we expect, and we ask what it can answer`, () => {
      const found = document(kind)
      const own = issuer(String(found.issuer))
      const metadata = readMetadata(found, own)
      expect(metadata.ignored).to.deep.equal([])
      expect(metadata.idTokenAlgorithms).to.not.be.empty
      expect(metadata.userinfoEndpoint).to.match(/^https:/)
      expect(fault(kind, own)).to.equal(undefined)
      const preset = upstreamPresets[kind]
      const request = { forceAuthn: true, isPassive: false, acrValues: [] }
      const { parameters } = authorizationRequest(
        { ...preset, kind },
        metadata,
        'https://x.test/',
        transactionId('t'),
        request,
      )
      expect(parameters.scope).to.equal(scope)
      const methods = found.token_endpoint_auth_methods_supported
      if (Array.isArray(methods)) expect(methods).to.include(preset.clientAuthentication)
    })
  }

  it('Google has no logout address, and would refuse prompt=login', () => {
    expect(readMetadata(document('google'), issuer('https://accounts.google.com')).endSessionEndpoint).to.equal(
      undefined,
    )
    expect(upstreamPresets.google.forceAuthn).to.deep.equal({ maxAge: 3600 })
  })

  it("Entra ID: the person is `oid`, as `sub` is another one for each client; everyone else's is `sub`", () => {
    const from = Object.entries(upstreamPresets).filter(([, { subjectFrom }]) => subjectFrom !== 'sub')
    expect(from.map(([kind, { subjectFrom }]) => [kind, subjectFrom])).to.deep.equal([['entra', 'oid']])
    expect(document('entra').subject_types_supported).to.deep.equal(['pairwise'])
  })

  it('an e-mail address counts without a word on it for Authelia and Keycloak alone', () => {
    const absent = Object.entries(upstreamPresets).filter(([, { trustEmail }]) => trustEmail !== 'verified')
    expect(absent.map(([kind, { trustEmail }]) => [kind, trustEmail])).to.deep.equal([
      ['authelia', 'absent'],
      ['keycloak', 'absent'],
    ])
  })

  it("a document for many tenants is refused, whatever tenant's issuer is configured", () => {
    const own = issuer('https://login.microsoftonline.com/88888888-8888-8888-8888-888888888888/v2.0')
    expect(() => readMetadata(document('entra-common'), own)).to.throw('many tenants')
  })

  it('an Auth0 issuer keeps its slash, and the document lies below it all the same', () => {
    expect(discoveryUrl({ issuer: issuer('https://acme.us.auth0.com/') })).to.equal(
      'https://acme.us.auth0.com/.well-known/openid-configuration',
    )
  })

  const tenant = '88888888-8888-8888-8888-888888888888'
  const wrong: readonly (readonly [UpstreamKind, string, RegExp])[] = [
    ['entra', 'https://login.microsoftonline.com/common/v2.0', /tenant\) ID/],
    ['entra', 'https://login.microsoftonline.com/organizations/v2.0', /tenant\) ID/],
    ['entra', 'https://login.microsoftonline.com/consumers/v2.0', /tenant\) ID/],
    ['entra', 'https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0', /tenant\) ID/],
    ['entra', 'https://login.microsoftonline.com/acme.onmicrosoft.com/v2.0', /tenant\) ID/],
    ['entra', `https://login.microsoftonline.com/${tenant}`, new RegExp(`microsoftonline.com/${tenant}/v2.0$`)],
    ['entra', `https://login.microsoftonline.com/${tenant}/v2.0/`, new RegExp(`microsoftonline.com/${tenant}/v2.0$`)],
    ['entra', `https://sts.windows.net/${tenant}/`, new RegExp(`microsoftonline.com/${tenant}/v2.0$`)],
    ['google', 'https://accounts.google.com/', /accounts.google.com$/],
    ['google', 'https://google.com', /accounts.google.com$/],
    ['auth0', 'https://acme.us.auth0.com', /acme.us.auth0.com\/$/],
    ['okta', 'https://acme.okta.com/oauth2/default/', /default$/],
    ['okta', 'https://acme-admin.okta.com', /\/\/acme.okta.com$/],
    ['zitadel', 'https://acme.zitadel.cloud/', /cloud$/],
    ['authentik', 'https://auth.acme.test/application/o/isthmus', /isthmus\/$/],
    ['kanidm', 'https://idm.acme.test', /oauth2\/openid\//],
    ['keycloak', 'https://kc.acme.test/realms/home/', /home$/],
    ['authelia', 'https://auth.acme.test/', /test$/],
    ['generic', 'https://op.acme.test/.well-known/openid-configuration', /op.acme.test$/],
  ]
  for (const [kind, text, cure] of wrong) {
    it(`${kind}: ${text} is refused with its cure`, () => {
      expect(fault(kind, text)).to.include({ severity: 'error' }).and.to.have.property('cure').that.matches(cure)
    })
  }

  it('what may be right all the same is a warning', () => {
    for (const [kind, text] of [
      ['authentik', 'https://auth.acme.test/'],
      ['kanidm', 'https://idm.acme.test/oauth2/openid/isthmus/'],
      ['keycloak', 'https://kc.acme.test'],
    ] as const) {
      expect(fault(kind, text), text).to.include({ severity: 'warning' })
    }
  })

  it('control: the forms that are right', () => {
    for (const [kind, text] of [
      ['entra', `https://login.microsoftonline.us/${tenant}/v2.0`],
      ['entra', `https://acme.ciamlogin.com/${tenant}/v2.0`],
      ['okta', 'https://login.acme.test'],
      ['auth0', 'https://login.acme.test/'],
      ['generic', 'https://op.acme.test/'],
      ['dex', 'http://127.0.0.1:5556/dex'],
    ] as const) {
      expect(fault(kind, text), text).to.equal(undefined)
    }
  })
})
