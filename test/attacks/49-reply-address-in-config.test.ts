import { expect } from 'chai'
import { entityId } from '../../src/core/identifiers.ts'
import { inForce, metadata, Places, told } from '../unit/registry/places.ts'

describe('attack 49: a reply address that runs script, from the config or a dropped file', () => {
  let places: Places
  beforeEach(() => {
    places = new Places()
  })
  afterEach(() => places.remove())

  const hostile = [
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://wiki.home.lan/1',
    '//wiki.home.lan/acs',
    '/acs',
    'https://user:password@wiki.home.lan/acs',
  ]

  for (const address of hostile) {
    it(`is refused in the config: ${address}`, async () => {
      const loaded = await places.load(
        `publicUrl: https://sso.home.lan\nupstreams: { a: { issuer: "https://a.lan", clientId: i } }\napps:\n  wiki: { entityId: urn:wiki, acs: ${JSON.stringify(address)} }\n`,
        { ISTHMUS_UPSTREAMS_A_CLIENTSECRET: 's' },
      )
      expect(loaded.config).to.equal(undefined)
      expect(loaded.problems.map(({ path, line }) => `${path} ${line}`)).to.include('apps.wiki.acs 4')
    })

    it(`is refused in a file, and other files stay in force: ${address}`, async () => {
      const escaped = address.replaceAll('<', '&lt;')
      places.write('metadata/evil.xml', metadata('https://evil.home.lan', { acs: escaped }))
      places.write('metadata/wiki.xml', metadata('https://wiki.home.lan'))
      const opened = await places.open()
      expect(inForce(opened)).to.deep.equal(['https://wiki.home.lan'])
      expect(told(opened)).to.match(/^error .*evil\.xml/)
    })
  }

  it('control: https, and http on this machine, are accepted', async () => {
    places.write('metadata/wiki.xml', metadata('https://wiki.home.lan'))
    const opened = await places.open('  vpn: { entityId: urn:vpn, acs: "http://127.0.0.1:35001" }\n')
    expect(inForce(opened)).to.deep.equal(['urn:vpn', 'https://wiki.home.lan'])
    expect(opened.problems).to.deep.equal([])
    const [acs] =
      (await opened.registry.serviceProvider(entityId('urn:vpn')))?.serviceProvider.assertionConsumerServices ?? []
    expect(acs?.location).to.equal('http://127.0.0.1:35001')
  })
})
