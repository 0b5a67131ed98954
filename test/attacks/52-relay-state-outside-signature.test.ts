import { expect } from 'chai'
import { decodeSamlMessage } from '../../src/saml/bindings.ts'
import { received, refusal } from '../saml/gate.ts'
import { got, posted, redirected, requestXml, signed, signedRedirect } from '../saml/request.ts'

const request = requestXml()
const relayState = 'https://wiki.example.org/page?a=b&c=d%20e'

describe('attack 52: RelayState outside the signature', () => {
  it('refuses one that was added, changed, taken away or emptied', () => {
    const bare = signedRedirect(request).query
    const full = signedRedirect(request, { relayState }).query
    expect(received(got(bare)).id).to.equal('_request1')
    expect(received(got(full)).id).to.equal('_request1')
    for (const changed of [
      `${bare}&RelayState=evil`,
      `RelayState=evil&${bare}`,
      `${bare}&RelayState=`,
      `${bare}&RelayState`,
      full.replace(/RelayState=[^&]*/, 'RelayState=evil'),
      full.replace(/RelayState=[^&]*/, 'RelayState='),
      full.replace(/&RelayState=[^&]*/, ''),
    ]) {
      for (const mode of ['required', 'optional'] as const) {
        refusal(() => received(got(changed), { mode }), 'signature_refused')
      }
    }
  })

  it('looks at no XML signature beside the one of the query, which alone covers RelayState', () => {
    const both = signedRedirect(signed(request), { relayState }).query
    expect(received(got(both)).id).to.equal('_request1')
    for (const mode of ['required', 'optional'] as const) {
      refusal(() => received(got(both.replace(/RelayState=[^&]*/, 'RelayState=evil')), { mode }), 'signature_refused')
      refusal(() => received(got(both.replace(/&SigAlg=.*/, '')), { mode }), 'signature_refused')
    }
  })

  it('does not let a RelayState pose as parameters', () => {
    const { query } = signedRedirect(request, { relayState: 'x&SAMLRequest=evil&SigAlg=evil' })
    expect(decodeSamlMessage(got(query), 'SAMLRequest').relayState).to.equal('x&SAMLRequest=evil&SigAlg=evil')
    expect(received(got(query)).id).to.equal('_request1')
    refusal(() => received(got(query.replace('x%26SAMLRequest%3D', 'x&SAMLRequest='))), 'malformed_request')
  })

  it('comes back byte for byte by both bindings', () => {
    for (const state of [
      relayState,
      '',
      ' ',
      '+',
      'ünïcödé 🗝',
      '"><script>',
      'x'.repeat(8192),
      '%41',
      'a\tb',
      '{"a":"b"}',
      '\u0085\u2028',
    ]) {
      for (const http of [posted(signed(request), state), signedRedirect(request, { relayState: state })]) {
        expect(decodeSamlMessage(http, 'SAMLRequest').relayState).to.equal(state)
        expect(received(http).id).to.equal('_request1')
      }
    }
    for (const http of [posted(request), redirected(request)]) {
      expect(decodeSamlMessage(http, 'SAMLRequest')).not.to.have.property('relayState')
    }
  })

  it('is refused where it could not come back as it was', () => {
    for (const state of ['a\nb', 'a\rb', 'a\r\n', 'a\0b']) {
      refusal(() => received(posted(request, state), { mode: 'optional' }), 'malformed_request')
      refusal(() => received(redirected(request, { relayState: state }), { mode: 'optional' }), 'malformed_request')
    }
  })

  it('reads + as a space, as forms write it', () => {
    expect(
      decodeSamlMessage({ ...posted(request), body: `${posted(request).body}&RelayState=a+b%2Bc` }, 'SAMLRequest')
        .relayState,
    ).to.equal('a b+c')
  })
})
