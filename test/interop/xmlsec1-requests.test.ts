/** Requests signed by xmlsec1, in the shapes that SP libraries built on it send (pysaml2, python3-saml, lasso). */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { ns } from '../../src/saml/constants.ts'
import { fixture, realServiceProviders } from '../saml/fixtures.ts'
import { authenticated, received, refusal } from '../saml/gate.ts'
import { otherKey, spKey } from '../saml/keys.ts'
import { mutant, spaceInEndTag, spellings } from '../saml/mutants.ts'
import { ds, enveloped, exclusive, posted, requestXml, rsaSha256, sha256, signed } from '../saml/request.ts'

interface Shape {
  /** Prefix of the Signature, declared on it; empty for none. */
  readonly prefix?: string
  readonly canonicalization?: string
  readonly transform?: string
  readonly signatureAlgorithm?: string
  readonly digestAlgorithm?: string
  /** PrefixList of both canonicalisations. */
  readonly prefixes?: string
  /** Prefixes declared on the root instead, as ElementTree does. */
  readonly declaredOnRoot?: boolean
}

describe('requests signed by xmlsec1', () => {
  let folder: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'xmlsec1-'))
    writeFileSync(join(folder, 'key.pem'), spKey.privateKey.export({ type: 'pkcs8', format: 'pem' }))
  })
  after(() => rmSync(folder, { recursive: true }))

  const withXmlsec1 = (xml: string): string => {
    writeFileSync(join(folder, 'template.xml'), xml)
    const id = ['--id-attr:ID', 'urn:oasis:names:tc:SAML:2.0:protocol:AuthnRequest']
    const args = ['--sign', '--privkey-pem', join(folder, 'key.pem'), ...id, join(folder, 'template.xml')]
    const { stdout, stderr, status } = spawnSync('xmlsec1', args, { encoding: 'utf8' })
    expect(status, stderr).to.equal(0)
    return stdout
  }

  const shapes: Readonly<Record<string, Shape>> = {
    'as usual': {},
    'without prefix': { prefix: '' },
    'with its prefix declared on the root': { prefix: 'ns2', declaredOnRoot: true },
    'with comments': { canonicalization: `${exclusive}WithComments`, transform: `${exclusive}WithComments` },
    'with InclusiveNamespaces': { prefixes: 'xs xsi' },
    'with InclusiveNamespaces and its prefix on the root': { prefixes: 'xs ds', declaredOnRoot: true },
    'with SHA-512': {
      signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
      digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha512',
    },
    'with SHA-384': {
      signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384',
      digestAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#sha384',
    },
  }

  const takenByXmlsec1 = (xml: string): boolean => {
    writeFileSync(join(folder, 'message.xml'), xml)
    const id = ['--id-attr:ID', 'urn:oasis:names:tc:SAML:2.0:protocol:AuthnRequest']
    const args = ['--verify', '--pubkey-pem', join(folder, 'public.pem'), ...id, join(folder, 'message.xml')]
    return spawnSync('xmlsec1', args).status === 0
  }

  it('other spellings of a signed request are taken by us, and by xmlsec1', () => {
    writeFileSync(join(folder, 'public.pem'), spKey.publicKey.export({ type: 'spki', format: 'pem' }))
    const content = `<samlp:Extensions><saml:Advice xmlns:saml="${ns.saml}">a b</saml:Advice></samlp:Extensions>`
    const base = signed(requestXml({ content }))
    for (const spelling of [...spellings, spaceInEndTag]) {
      for (const place of [0, 2, 5]) {
        const xml = mutant(base, [[spelling, place]])
        expect(received(posted(xml)).id, spelling.name).to.equal('_request1')
        expect(takenByXmlsec1(xml), spelling.name).to.equal(true)
      }
    }
    expect(takenByXmlsec1(base.replace('a b', 'a c')), 'control').to.equal(false)
  })

  for (const name of realServiceProviders) {
    for (const [how, shape] of Object.entries(shapes)) {
      it(`${name}’s, ${how}`, () => {
        const signed = withXmlsec1(withTemplate(fixture(`${name}-AuthnRequest.xml`), shape))
        expect(authenticated(posted(signed)).signedBy).to.equal('sp')
        expect(received(posted(signed)).id).to.match(/^[A-Za-z_]/)
        refusal(() => received(posted(signed), { keys: [otherKey.verification] }), 'signature_refused')
        refusal(() => received(posted(signed.replace('127.0.0.1:93', '127.0.0.1:94'))), 'signature_refused')
      })
    }
  }
})

/** Puts a Signature for xmlsec1 to fill in right after the Issuer. */
function withTemplate(request: string, shape: Shape): string {
  const { prefix = 'ds', canonicalization = exclusive, transform = exclusive, declaredOnRoot = false } = shape
  const name = prefix === '' ? '' : `${prefix}:`
  const declaration = ` xmlns${prefix && ':'}${prefix}="${ds}"`
  const id = / ID="([^"]*)"/.exec(request)?.[1]
  const inclusive =
    shape.prefixes === undefined
      ? ''
      : `<ec:InclusiveNamespaces xmlns:ec="${exclusive}" PrefixList="${shape.prefixes}"/>`
  const signature = `<${name}Signature${declaredOnRoot ? '' : declaration}>
    <${name}SignedInfo>
      <${name}CanonicalizationMethod Algorithm="${canonicalization}">${inclusive}</${name}CanonicalizationMethod>
      <${name}SignatureMethod Algorithm="${shape.signatureAlgorithm ?? rsaSha256}"/>
      <${name}Reference URI="#${id}"><${name}Transforms>
          <${name}Transform Algorithm="${enveloped}"/>
          <${name}Transform Algorithm="${transform}">${inclusive}</${name}Transform>
        </${name}Transforms>
        <${name}DigestMethod Algorithm="${shape.digestAlgorithm ?? sha256}"/><${name}DigestValue/>
      </${name}Reference>
    </${name}SignedInfo>
    <${name}SignatureValue/>
    <${name}KeyInfo><${name}KeyValue/></${name}KeyInfo>
  </${name}Signature>`
  const xs = ' xmlns:xs="http://www.w3.org/2001/XMLSchema"'
  return request
    .replace(/(<[A-Za-z0-9]+:AuthnRequest)/, `$1${xs}${declaredOnRoot ? declaration : ''}`)
    .replace(/(<\/[A-Za-z0-9]+:Issuer>)/, (end) => `${end}${signature}`)
}
