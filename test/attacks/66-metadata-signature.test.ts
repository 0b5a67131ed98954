import { X509Certificate } from 'node:crypto'
import { expect } from 'chai'
import { SignedXml } from 'xml-crypto'
import { MetadataSources } from '../../src/registry/sources.ts'
import { spKey } from '../fixtures/gateway.ts'
import { fixture } from '../saml/fixtures.ts'
import { inForce, metadata, Places, told } from '../unit/registry/places.ts'

const wiki = 'https://wiki.home.lan'
const { privateKey, certificate } = spKey()
const fingerprint = new X509Certificate(certificate).fingerprint256
const otherCertificate = fixture('certificates/ca.pem')

/** Metadata with an enveloped signature, made by xml-crypto as federations make it. */
function signed(attributes = '', acs = `${wiki}/acs`): string {
  const signature = new SignedXml({
    privateKey,
    publicCert: certificate,
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  })
  signature.addReference({
    xpath: '/*',
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', 'http://www.w3.org/2001/10/xml-exc-c14n#'],
  })
  signature.computeSignature(metadata(wiki, { attributes: ` ID="_1"${attributes}`, acs }), {
    location: { reference: '/*', action: 'prepend' },
    prefix: 'ds',
  })
  return signature.getSignedXml()
}

describe('attack 66: metadata that is not signed by whom the operator pinned', () => {
  let places: Places
  let answer: string
  beforeEach(() => {
    places = new Places(
      new MetadataSources({ fetch: async () => ({ octets: Buffer.from(answer), address: undefined }) }),
    )
    places.write('partners/signer.pem', certificate)
    places.write('partners/other.pem', otherCertificate)
  })
  afterEach(() => places.remove())

  const file = (pin: string) => places.open(`  wiki: { metadata: partners/wiki.xml, ${pin} }\n`)
  async function address(pin: string) {
    const apps = `  wiki: { metadata: "${wiki}/metadata", ${pin} }\n`
    await places.open(apps)
    await places.sources.settled()
    return places.open(apps)
  }

  it('control: the pinned certificate, its fingerprint, or one of several', async () => {
    answer = signed()
    places.write('partners/wiki.xml', answer)
    for (const pin of [
      'certFile: partners/signer.pem',
      'certFile: [partners/other.pem, partners/signer.pem]',
      `fingerprint: "${fingerprint}"`,
      `fingerprint: "${fingerprint.replaceAll(':', '').toLowerCase()}"`,
      `fingerprint: ["${'0'.repeat(64)}", "${fingerprint}"]`,
    ]) {
      for (const opened of [await file(pin), await address(pin)]) {
        expect(told(opened)).to.equal('')
        expect(inForce(opened)).to.deep.equal([wiki])
      }
    }
  })

  const forged: readonly (readonly [what: string, text: () => string])[] = [
    ['without a signature', () => metadata(wiki)],
    ['changed after it was signed', () => signed().replace(`${wiki}/acs`, 'https://evil.home.lan/acs')],
    ['with the signature of another document', () => signed().replace('ID="_1"', 'ID="_2"')],
  ]
  for (const [what, text] of forged) {
    it(`is refused ${what}, from a file and from an address`, async () => {
      answer = text()
      places.write('partners/wiki.xml', answer)
      for (const opened of [
        await file('certFile: partners/signer.pem'),
        await address(`fingerprint: "${fingerprint}"`),
      ]) {
        expect(inForce(opened)).to.deep.equal([])
        expect(told(opened)).to.match(/^error .*(signed|signature)/)
      }
    })
  }

  it('is refused with a key that is not the pinned one, whatever certificate it brings', async () => {
    answer = signed()
    places.write('partners/wiki.xml', answer)
    for (const pin of ['certFile: partners/other.pem', `fingerprint: "${'0'.repeat(64)}"`]) {
      for (const opened of [await file(pin), await address(pin)]) {
        expect(inForce(opened)).to.deep.equal([])
        expect(told(opened)).to.match(/^error /)
      }
    }
  })

  it('what is signed ends with its validUntil; what the operator keeps by hand is warned of', async () => {
    const past = ' validUntil="2020-01-01T00:00:00Z"'
    places.write('partners/wiki.xml', signed(past))
    for (const pin of ['certFile: partners/signer.pem', 'sign: both']) {
      const opened = await file(pin)
      expect(inForce(opened)).to.deep.equal([])
      expect(told(opened)).to.match(/error .*validUntil of the metadata has passed/)
    }
    places.write('partners/wiki.xml', metadata(wiki, { attributes: past }))
    const kept = await file('sign: both')
    expect(inForce(kept)).to.deep.equal([wiki])
    expect(told(kept)).to.match(/^warning .*validUntil is past/)
  })

  it('a pin that can not be one is an error of the config', async () => {
    for (const [pin, message] of [
      ['fingerprint: "0123"', /not a fingerprint/],
      [`fingerprint: "${'a'.repeat(40)}"`, /SHA-1/],
    ] as const) {
      const { problems } = await places.load(
        `publicUrl: https://sso.home.lan\nupstreams: { a: { issuer: https://a.home.lan, clientId: x } }\napps: { wiki: { metadata: w.xml, ${pin} } }\n`,
        { ISTHMUS_UPSTREAMS_A_CLIENTSECRET: 's' },
      )
      expect(problems.map((problem) => problem.message).join()).to.match(message)
    }
  })
})
