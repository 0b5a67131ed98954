/** xmlsec1, which most federations sign with, signs metadata; our reader must find the digest that it made. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { AggregateReader } from '../../src/saml/aggregate.ts'
import { parseServiceProviders } from '../../src/saml/metadata.ts'
import { spKey } from '../fixtures/gateway.ts'
import { aggregateXml, oddForms } from '../saml/aggregate.ts'

const { privateKey, certificate } = spKey()
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'

const method = (prefixes: string) =>
  prefixes === ''
    ? `Algorithm="${exclusive}"/>`
    : `Algorithm="${exclusive}"><ec:InclusiveNamespaces xmlns:ec="${exclusive}" PrefixList="${prefixes}"/></`

const template = (prefixes: string, algorithm = 'rsa-sha256') =>
  '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo>' +
  `<ds:CanonicalizationMethod ${close(method(prefixes), 'CanonicalizationMethod')}` +
  `<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#${algorithm}"/>` +
  '<ds:Reference URI="#_all"><ds:Transforms><ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>' +
  `<ds:Transform ${close(method(prefixes), 'Transform')}</ds:Transforms>` +
  '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue/></ds:Reference>' +
  '</ds:SignedInfo><ds:SignatureValue/></ds:Signature>'

const close = (written: string, name: string) => (written.endsWith('</') ? `${written}ds:${name}>` : written)

describe('xmlsec1 and aggregates', function () {
  this.timeout(60_000)
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-xmlsec1-'))
  before(() => writeFileSync(join(folder, 'key.pem'), privateKey, { mode: 0o600 }))
  after(() => rmSync(folder, { recursive: true }))

  function signed(xml: string, key = 'key.pem'): string {
    const [from, to] = [join(folder, 'template.xml'), join(folder, 'signed.xml')]
    writeFileSync(from, xml)
    const id = ['--id-attr:ID', 'urn:oasis:names:tc:SAML:2.0:metadata:EntitiesDescriptor']
    const { status, stderr } = spawnSync(
      'xmlsec1',
      ['--sign', '--privkey-pem', join(folder, key), ...id, '--output', to, from],
      { encoding: 'utf8' },
    )
    expect(status, stderr).to.equal(0)
    return readFileSync(to, 'utf8')
  }

  function entitiesIn(xml: string, pinned = certificate): number {
    const names: string[] = []
    const signers = { certificates: [pinned], fingerprints: [] }
    const reader = new AggregateReader({ signers, now: 0, take: ({ entityId }) => void names.push(entityId) })
    for (const piece of xml.match(/[\s\S]{1,11}/g) ?? []) reader.write(piece)
    reader.finish()
    return names.length
  }

  /** A key on this curve in `ec.pem`, and its certificate. */
  function ecCertificate(curve: string): string {
    const [key, to] = [join(folder, 'ec.pem'), join(folder, 'ec.crt')]
    const made = ['-newkey', 'ec', '-pkeyopt', `ec_paramgen_curve:${curve}`, '-nodes', '-keyout', key]
    execFileSync('openssl', ['req', '-x509', ...made, '-out', to, '-subj', '/CN=federation', '-days', '2'], {
      stdio: 'ignore',
    })
    return readFileSync(to, 'utf8')
  }

  for (const [curve, hash] of [
    ['P-256', 'sha256'],
    ['P-384', 'sha384'],
    ['P-521', 'sha512'],
    ['P-256', 'sha512'],
  ] as const) {
    it(`ECDSA on ${curve} with ${hash}, by the pinned key alone`, () => {
      const pinned = ecCertificate(curve)
      const content = oddForms['order of attributes'] ?? ''
      const xml = signed(aggregateXml(`\n${template('', `ecdsa-${hash}`)}${content}`), 'ec.pem')
      expect(entitiesIn(xml, pinned)).to.equal(1)
      expect(parseServiceProviders(xml, { signers: { certificates: [pinned], fingerprints: [] } }).signed).to.equal(
        true,
      )
      expect(() => entitiesIn(xml.replace('index="0"', 'index="1"'), pinned)).to.throw(/not what was signed/)
      expect(() => entitiesIn(xml, ecCertificate(curve))).to.throw(/does not verify/)
      expect(() => entitiesIn(xml)).to.throw(/does not verify/)
    })
  }

  for (const prefixes of ['', 'xs xsi', '#default md p']) {
    for (const [name, content] of Object.entries(oddForms)) {
      it(`${name}, inclusive prefixes: ${prefixes === '' ? 'none' : prefixes}`, () => {
        const xml = signed(aggregateXml(`\n${template(prefixes)}${content}`))
        expect(entitiesIn(xml)).to.be.greaterThan(0)
        expect(() => entitiesIn(xml.replace('index="0"', 'index="1"'))).to.throw(/not what was signed/)
      })
    }
  }
})
