/** Attack 67: an entity of a federation names an address inside for us to call. The federation's word is not the operator's. */
import { expect } from 'chai'
import { entityId } from '../../src/core/identifiers.ts'
import { MetadataSources } from '../../src/registry/sources.ts'
import { spKey } from '../fixtures/gateway.ts'
import { aggregateXml, federatedSp, signedMetadata } from '../saml/aggregate.ts'
import { Places } from '../unit/registry/places.ts'

const soap = (location: string) =>
  `<md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:SOAP" Location="${location}"/>`
const app = entityId('https://a.test')

describe('attack 67: addresses inside, in the metadata of a federation', () => {
  let places: Places
  beforeEach(() => {
    places = new Places(new MetadataSources())
    places.write('partners/federation.pem', spKey().certificate)
  })
  afterEach(() => places.remove())

  /** Where the app may be told of a logout, of those that its metadata names. */
  async function registered(location: string, more = ''): Promise<readonly string[]> {
    places.write('partners/all.xml', signedMetadata(aggregateXml(federatedSp(app, { role: soap(location) }))))
    const rest = `${more}federations:\n  edu: { metadata: partners/all.xml, certFile: partners/federation.pem }\n`
    await places.open('', { rest })
    await places.sources.settled()
    const { registry } = await places.open('', { rest })
    const found = await registry.serviceProvider(app)
    return (found?.serviceProvider.singleLogoutServices ?? []).map((service) => service.location)
  }

  it('control: a public address is called, and a private one that the operator allows', async () => {
    expect(await registered('https://198.51.99.7/slo')).to.deep.equal(['https://198.51.99.7/slo'])
    expect(await registered('https://192.168.7.7/slo', 'allowAddresses: [192.168.7.0/24]\n')).to.have.length(1)
  })

  for (const inside of [
    'https://127.0.0.1/slo',
    'https://192.168.7.7/slo',
    'https://169.254.169.254/',
    'http://198.51.99.7/slo',
  ]) {
    it(`is left out: ${inside}`, async () => expect(await registered(inside)).to.deep.equal([]))
  }
})
