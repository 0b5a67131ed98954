/** Messages made and signed by SAML software that is not ours, on the way that the SAML IdP takes them. */
import { SAML, type SamlConfig } from '@node-saml/node-saml'
import { expect } from 'chai'
import { IdentityProvider, ServiceProvider } from 'samlify'
import { decodeSamlMessage, type SamlHttp } from '../../../src/saml/bindings.ts'
import { fixture } from '../../saml/fixtures.ts'
import { authenticated, received, refusal } from '../../saml/gate.ts'
import { otherKey, spKey } from '../../saml/keys.ts'
import { form, got, rsaSha1, rsaSha256, spAcs, spEntityId } from '../../saml/request.ts'

const privateKey = spKey.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const sso = 'https://sso.example.net/saml/sso'
/** Without a space: node-saml signs %20 and sends +, so its own octets do not verify. */
const relayState = 'https://wiki.example.org/start?page=a%20b&c=ü'
/** Somebody else's, for the KeyInfo that samlify insists on and nobody reads. */
const certificate = /<ds:X509Certificate>([^<]*)</.exec(fixture('mellon-metadata.xml'))?.[1] ?? ''
const rsaSha512 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512'

const queryOf = (url: string): SamlHttp => got(new URL(url).search.slice(1))
const formOf = (fields: Record<string, string>): SamlHttp => ({
  method: 'POST',
  query: '',
  body: new URLSearchParams(fields).toString(),
  contentType: form,
})

/** Accepted with the sender's key, refused with another's; and what it says is what was signed. */
function expectVerified(http: SamlHttp, options: { readonly allowSha1?: boolean } = {}): void {
  expect(decodeSamlMessage(http, 'SAMLRequest').relayState).to.equal(relayState)
  expect(authenticated(http, options).signedBy).to.equal('sp')
  const request = received(http, options)
  expect(request).to.include({ issuer: spEntityId, assertionConsumerServiceUrl: spAcs, destination: sso })
  refusal(() => received(http, { ...options, keys: [otherKey.verification] }), 'signature_refused')
}

describe('requests by node-saml', () => {
  const nodeSaml = (options: Partial<SamlConfig> = {}) =>
    new SAML({
      entryPoint: sso,
      issuer: spEntityId,
      callbackUrl: spAcs,
      idpCert: 'unused',
      privateKey,
      signatureAlgorithm: 'sha256',
      digestAlgorithm: 'sha256',
      ...options,
    })
  const posted = async (saml: SAML) => {
    const { SAMLRequest } = await saml.getAuthorizeMessageAsync(relayState)
    return formOf({ SAMLRequest: String(SAMLRequest), RelayState: relayState })
  }

  it('by HTTP-Redirect, signed with SHA-256 and SHA-512', async () => {
    for (const signatureAlgorithm of ['sha256', 'sha512'] as const) {
      expectVerified(queryOf(await nodeSaml({ signatureAlgorithm }).getAuthorizeUrlAsync(relayState, '', {})))
    }
  })

  it('by HTTP-POST, signed, compressed as it does by default, and not', async () => {
    for (const skipRequestCompression of [false, true]) {
      const saml = nodeSaml({ authnRequestBinding: 'HTTP-POST', skipRequestCompression })
      expectVerified(await posted(saml))
    }
  })

  it('by HTTP-POST with SHA-512', async () => {
    const algorithms = { signatureAlgorithm: 'sha512', digestAlgorithm: 'sha512' } as const
    expectVerified(await posted(nodeSaml({ authnRequestBinding: 'HTTP-POST', ...algorithms })))
  })

  it('with SHA-1, its default: only where allowed', async () => {
    const algorithms = { signatureAlgorithm: 'sha1', digestAlgorithm: 'sha1' } as const
    for (const http of [
      await posted(nodeSaml({ authnRequestBinding: 'HTTP-POST', ...algorithms })),
      queryOf(await nodeSaml(algorithms).getAuthorizeUrlAsync(relayState, '', {})),
    ]) {
      refusal(() => received(http), 'weak_algorithm')
      expectVerified(http, { allowSha1: true })
    }
  })

  it('unsigned, with all that it can ask for', async () => {
    const { privateKey: _, ...options } = nodeSaml().options
    const saml = new SAML({
      ...options,
      idpCert: 'unused',
      forceAuthn: true,
      passive: true,
      racComparison: 'minimum',
      identifierFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
      spNameQualifier: spEntityId,
      providerName: 'A <Wiki> & "more"',
      samlAuthnRequestExtensions: { 'x:y': { '@xmlns:x': 'urn:x', '#text': 'z' } },
      scoping: { proxyCount: 2, idpList: [{ entries: [{ providerId: 'urn:idp' }] }], requesterId: ['urn:r'] },
    })
    const http = queryOf(await saml.getAuthorizeUrlAsync('', '', {}))
    refusal(() => received(http), 'signature_refused')
    expect(received(http, { mode: 'optional' })).to.deep.include({
      forceAuthn: true,
      isPassive: true,
      protocolBinding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
      nameIdPolicy: {
        format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
        spNameQualifier: spEntityId,
      },
      requestedAuthnContext: {
        comparison: 'minimum',
        classes: ['urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport'],
        declarations: [],
      },
    })
  })
})

describe('requests by samlify', () => {
  const post = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST'
  const redirect = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect'
  const idp = IdentityProvider({
    entityID: 'https://sso.example.net/saml/metadata',
    wantAuthnRequestsSigned: true,
    singleSignOnService: [redirect, post].map((Binding) => ({ Binding, Location: sso })),
    singleLogoutService: [{ Binding: redirect, Location: 'https://sso.example.net/saml/slo' }],
  })
  const sp = (requestSignatureAlgorithm: string, more: object = {}) =>
    ServiceProvider({
      entityID: spEntityId,
      authnRequestsSigned: true,
      privateKey,
      signingCert: `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----`,
      requestSignatureAlgorithm,
      assertionConsumerService: [{ Binding: post, Location: spAcs }],
      ...more,
    })

  for (const algorithm of [rsaSha256, rsaSha512, rsaSha1]) {
    const options = { allowSha1: algorithm === rsaSha1 }

    it(`by HTTP-Redirect with ${algorithm}`, () => {
      const { context } = sp(algorithm).createLoginRequest(idp, 'redirect', { relayState })
      expectVerified(queryOf(context), options)
    })

    it(`by HTTP-POST with ${algorithm}`, () => {
      const { context } = sp(algorithm).createLoginRequest(idp, 'post', { relayState })
      expectVerified(formOf({ SAMLRequest: context, RelayState: relayState }), options)
    })
  }

  it('by HTTP-POST with the signature at the end of the message', () => {
    const signatureConfig = { prefix: 'dsig', location: { reference: '/*', action: 'append' } }
    const { context } = sp(rsaSha256, { signatureConfig }).createLoginRequest(idp, 'post', { relayState })
    expect(Buffer.from(context, 'base64').toString()).to.match(/<\/dsig:Signature><\/samlp:AuthnRequest>$/)
    expectVerified(formOf({ SAMLRequest: context, RelayState: relayState }))
  })

  it('by HTTP-POST-SimpleSign, which is not offered', () => {
    const { context } = sp(rsaSha256).createLoginRequest(idp, 'post', { relayState })
    const fields = { SAMLRequest: context, RelayState: relayState }
    expectVerified(formOf(fields))
    refusal(() => received(formOf({ ...fields, SigAlg: rsaSha256, Signature: 'AAAA' })), 'signature_refused')
  })
})
