import { expect } from 'chai'
import { received, refusal } from '../saml/gate.ts'
import { got, posted, requestXml, signed, signedRedirect } from '../saml/request.ts'

const { query } = signedRedirect(requestXml(), { relayState: 'state' })
const evil = signedRedirect(requestXml({ id: '_evil' }), { relayState: 'evil' }).query
const parameter = (text: string, name: string) => new RegExp(`${name}=[^&]*`).exec(text)?.[0] ?? ''

describe('attack 51: duplicate and disguised parameters', () => {
  it('takes the control', () => expect(received(got(query)).id).to.equal('_request1'))

  for (const name of ['SAMLRequest', 'RelayState', 'SigAlg', 'Signature']) {
    it(`refuses ${name} twice, in any order and even if both are equal`, () => {
      for (const other of [parameter(evil, name), parameter(query, name), `${name}=`, name]) {
        refusal(() => received(got(`${query}&${other}`)), 'malformed_request')
        refusal(() => received(got(`${other}&${query}`)), 'malformed_request')
      }
    })

    it(`refuses ${name} under a percent-encoded name`, () => {
      const first = `%${name.charCodeAt(0).toString(16)}`
      for (const disguised of [
        name.replace(/^./, first),
        `%20${name}`,
        `${name}+`,
        name.replace(/./g, (c) => `%${c.charCodeAt(0).toString(16)}`),
      ]) {
        refusal(() => received(got(`${query}&${disguised}=x`)), 'malformed_request')
        refusal(() => received(got(query.replace(`${name}=`, `${disguised}=`))), 'malformed_request')
      }
    })
  }

  it('leaves other parameters alone', () => {
    for (const other of [
      'utm=1',
      'utm=1&utm=2',
      'samlrequest=x',
      'x%ZZ=%ZZ',
      '%',
      '=',
      '&&',
      `${'%41'.repeat(99)}=x`,
    ]) {
      expect(received(got(`${other}&${query}&${other}`)).id).to.equal('_request1')
    }
  })

  it('verifies the octets as they came, whatever the order and the case of percent codes', () => {
    const lower = signedRedirect(requestXml(), {
      relayState: 'a b/c',
      encode: (text) => encodeURIComponent(text).replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    }).query
    expect(lower).to.match(/%2[bf]/)
    expect(received(got(lower)).id).to.equal('_request1')
    expect(received(got(lower.split('&').reverse().join('&'))).id).to.equal('_request1')
    const upper = lower.replace(/%[0-9a-f]{2}/g, (code) => code.toUpperCase())
    refusal(() => received(got(upper)), 'signature_refused')
    refusal(() => received(got(lower.replace('%20', '+'))), 'signature_refused')
  })

  it('verifies what a browser made of an apostrophe when it followed the redirect, and nothing else', () => {
    const sent = signedRedirect(requestXml(), { relayState: "https://app.example.org/?q='a'&r=b" }).query
    expect(sent).to.include("'")
    const followed = new URL(`https://idp.example.net/saml/sso?${sent}`).search.slice(1)
    expect(followed).to.include('%27').and.not.include("'")
    expect(received(got(followed)).id).to.equal('_request1')
    refusal(() => received(got(followed.replace('%27a', '%22a'))), 'signature_refused')
    refusal(() => received(got(followed.replace('%27a', "'b"))), 'signature_refused')
  })

  it('refuses a body beside the query and a query beside the form', () => {
    const form = posted(signed(requestXml()), 'state')
    expect(received(form).id).to.equal('_request1')
    expect(received({ ...form, query: 'lang=de' }).id).to.equal('_request1')
    refusal(() => received({ ...got(query), body: form.body }), 'malformed_request')
    for (const name of ['SAMLRequest', 'SAMLResponse', 'RelayState', 'SigAlg', 'Signature', 'SAMLEncoding']) {
      refusal(() => received({ ...form, query: `${name}=x` }), 'malformed_request')
    }
    refusal(() => received({ ...form, query: '%53AMLRequest=x' }), 'malformed_request')
    refusal(() => received({ ...form, body: `${form.body}&RelayState=evil` }), 'malformed_request')
  })

  it('refuses half a detached signature, an empty one, and one in a form', () => {
    for (const name of ['SigAlg', 'Signature']) {
      const without = query.replace(new RegExp(`&${name}=[^&]*`), '')
      for (const mode of ['required', 'optional'] as const) {
        refusal(() => received(got(without), { mode }), 'signature_refused')
        refusal(() => received(got(`${without}&${name}=`), { mode }), 'signature_refused')
      }
    }
    const form = posted(signed(requestXml()))
    refusal(() => received({ ...form, body: `${form.body}&${parameter(query, 'Signature')}` }), 'signature_refused')
  })

  it('refuses other methods and other encodings', () => {
    for (const method of ['HEAD', 'PUT', 'get', ''])
      refusal(() => received({ ...got(query), method }), 'malformed_request')
    const deflate = encodeURIComponent('urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE')
    expect(received(got(`${query}&SAMLEncoding=${deflate}`)).id).to.equal('_request1')
    for (const encoding of ['urn:x', '', 'gzip', deflate.toLowerCase()]) {
      refusal(() => received(got(`${query}&SAMLEncoding=${encoding}`)), 'malformed_request')
    }
  })

  it('refuses raw octets that must be percent-encoded', () => {
    refusal(() => received(got(query.replace('RelayState=state', 'RelayState=stäte'))), 'malformed_request')
    refusal(() => received(got(query.replace('RelayState=state', 'RelayState=st ate'))), 'malformed_request')
    refusal(() => received(got(query.replace('RelayState=state', 'RelayState=%C3'))), 'malformed_request')
    refusal(() => received(got(query.replace('RelayState=state', 'RelayState=%'))), 'malformed_request')
  })
})
