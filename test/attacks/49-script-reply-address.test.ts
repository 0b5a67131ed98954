import { expect } from 'chai'
import { inEnglish } from '../../src/core/said.ts'
import { parseServiceProviders } from '../../src/saml/metadata.ts'
import { fixture } from '../saml/fixtures.ts'
import { refusal } from '../saml/gate.ts'

const metadata = fixture('mellon-metadata.xml')
const acs = 'http://127.0.0.1:9300/mellon/postResponse'
const slo = 'http://127.0.0.1:9300/mellon/logout'

describe('attack 49: reply addresses that a browser would run', () => {
  for (const address of [
    'javascript:alert(document.domain)',
    'JavaScript:alert(1)',
    ' javascript:alert(1)',
    'java&#10;script:alert(1)',
    'javascript://wiki.example.org/%0aalert(1)',
    'data:text/html,&lt;script>alert(1)&lt;/script>',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    'ftp://wiki.example.org/acs',
    '//wiki.example.org/acs',
    '/acs',
    'acs',
    'http:acs',
    'https:/wiki.example.org',
    'https:\\\\wiki.example.org',
    'https://wiki.example.org\\@evil.example.org/',
    'https://wiki.example.org@evil.example.org/',
    'https://wiki.example.org/a b',
    'https://wiki.example.org/&#9;acs',
    'https://',
    'https://[::1',
    'https://wiki.example.org:99999/',
    '',
  ]) {
    it(`refuses the app whose AssertionConsumerService is “${address}”`, () => {
      expect(parseServiceProviders(metadata).serviceProviders).to.have.length(1)
      const error = refusal(() => parseServiceProviders(metadata.replaceAll(acs, address)), 'malformed_request')
      expect(error.message).to.contain('http://127.0.0.1:9300/mellon/metadata')
      expect(error.message).to.contain('AssertionConsumerService')
    })
  }

  it('names the address', () => {
    const error = refusal(() => parseServiceProviders(metadata.replaceAll(acs, 'javascript:alert(1)')))
    expect(error.message).to.contain('javascript:alert(1)')
  })

  it('never keeps one for logout, where a browser is sent: that endpoint is left out, and said', () => {
    const read = (xml: string) => {
      const { serviceProviders, warnings } = parseServiceProviders(xml)
      return { logout: serviceProviders[0]?.singleLogoutServices, warnings: warnings.map(inEnglish).join('\n') }
    }
    for (const address of ['javascript:alert(1)', '', '/logout', 'url_slo', 'urn:x:logout', 'com.app:/out']) {
      const { logout, warnings } = read(metadata.replaceAll(slo, address))
      expect(logout).to.deep.equal([])
      expect(warnings)
        .to.match(/SingleLogoutService .*: left out/)
        .and.contain(address)
    }
    const { logout, warnings } = read(
      metadata.replaceAll(`Location="${slo}"`, `Location="${slo}" ResponseLocation="data:x"`),
    )
    expect(logout?.map(({ location }) => location)).to.deep.equal([slo, slo])
    expect(logout?.some((endpoint) => 'responseLocation' in endpoint)).to.equal(false)
    expect(warnings).to.contain('data:x')
  })

  it('never keeps a further one: it is left out, and the app refused where it was the only one by HTTP-POST', () => {
    const further = (binding: string) =>
      `<AssertionConsumerService index="9" Binding="${binding}" Location="javascript:alert(1)"/></SPSSODescriptor>`
    for (const binding of ['urn:x', 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST']) {
      const { serviceProviders, warnings } = parseServiceProviders(
        metadata.replace('</SPSSODescriptor>', further(binding)),
      )
      expect(serviceProviders[0]?.assertionConsumerServices.map(({ location }) => location)).to.include(acs)
      expect(JSON.stringify(serviceProviders)).not.to.contain('javascript:')
      expect(warnings.map(inEnglish).join()).to.match(/AssertionConsumerService “javascript:alert\(1\)”.*left out/)
    }
    const only = metadata
      .replaceAll('bindings:HTTP-POST', 'bindings:HTTP-Artifact')
      .replace('</SPSSODescriptor>', further('urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST'))
    refusal(() => parseServiceProviders(only), 'malformed_request')
  })

  it('leaves other apps of the same file in force', () => {
    const bare = metadata.replace(/^<\?xml.*?\?>/, '')
    const evil = bare.replaceAll(acs, 'javascript:alert(1)').replace('mellon/metadata', 'evil')
    const { serviceProviders, warnings } = parseServiceProviders(
      `<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata">${evil}${bare}</EntitiesDescriptor>`,
    )
    expect(serviceProviders.map(({ entityId }) => entityId)).to.deep.equal(['http://127.0.0.1:9300/mellon/metadata'])
    expect(warnings.map(inEnglish).join()).to.match(/9300\/evil: .*javascript:alert\(1\).*left out/)
  })

  it('takes addresses exactly as they are written', () => {
    for (const address of [
      'https://WIKI.example.org:443/acs',
      'https://wiki.example.org',
      'HTTPS://wiki.example.org/a/../b?c=d&amp;e=%2f#f',
      'https://gp.example.org:443/SAML20/SP/ACS',
      'https://asa.example.org/+CSCOE+/saml/sp/acs?tgname=X',
      'https://wiki.example.org/?acs',
      'https://[2001:db8::1]:8443/acs',
      'https://wikí.example.org/acs',
    ]) {
      const [sp] = parseServiceProviders(metadata.replaceAll(acs, address)).serviceProviders
      expect(sp?.assertionConsumerServices[0]?.location).to.equal(address.replace('&amp;', '&'))
    }
  })
})
