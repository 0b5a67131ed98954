import { expect } from 'chai'
import { received, refusal } from '../saml/gate.ts'
import { otherKey } from '../saml/keys.ts'
import {
  afterIssuer,
  ds,
  posted,
  requestXml,
  rsaSha1,
  rsaSha256,
  sha1,
  sha256,
  signatureXml,
  signed,
  signedRedirect,
} from '../saml/request.ts'

const request = requestXml()
const more = 'http://www.w3.org/2001/04/xmldsig-more#'

describe('attack 24: weak algorithms', () => {
  const weak = {
    'rsa-sha1': { signatureAlgorithm: rsaSha1, digestAlgorithm: sha256 },
    'a SHA-1 digest': { signatureAlgorithm: rsaSha256, digestAlgorithm: sha1 },
    'both of SHA-1': { signatureAlgorithm: rsaSha1, digestAlgorithm: sha1 },
  }
  for (const [name, options] of Object.entries(weak)) {
    it(`refuses ${name} and names the setting, unless it is set`, () => {
      const http = posted(signed(request, options))
      for (const mode of ['required', 'optional'] as const) {
        const error = refusal(() => received(http, { mode }), 'weak_algorithm')
        expect(error.facts).to.have.property('setting', 'allowSha1Requests')
        // In the app, these are two settings: the one that has to change is named.
        const isDigest = options.signatureAlgorithm !== rsaSha1
        expect(error.facts.received).to.equal(isDigest ? sha1 : rsaSha1)
        expect(error.message).to.match(isDigest ? /digest .* SHA-1/ : /signed with SHA-1/)
        expect(received(http, { mode, allowSha1: true }).id).to.equal('_request1')
      }
    })
  }

  it('refuses rsa-sha1 on HTTP-Redirect and names the setting, unless it is set', () => {
    const http = signedRedirect(request, { algorithm: rsaSha1 })
    expect(refusal(() => received(http), 'weak_algorithm').facts).to.have.property('setting', 'allowSha1Requests')
    expect(received(http, { allowSha1: true }).id).to.equal('_request1')
  })

  it('verifies SHA-1 where it is allowed', () => {
    const options = { ...weak['both of SHA-1'], key: otherKey.privateKey }
    refusal(() => received(posted(signed(request, options)), { allowSha1: true }), 'signature_refused')
    const http = signedRedirect(request, { algorithm: rsaSha1, key: otherKey.privateKey })
    refusal(() => received(http, { allowSha1: true }), 'signature_refused')
  })

  for (const algorithm of [
    `${more}rsa-md5`,
    `${more}rsa-ripemd160`,
    `${more}rsa-sha224`,
    `${ds}dsa-sha1`,
    'http://www.w3.org/2009/xmldsig11#dsa-sha256',
    `${more}ecdsa-sha256`,
    'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1',
    'constructor',
    '__proto__',
    '',
  ]) {
    it(`refuses ${algorithm || 'no algorithm'}, whatever is set`, () => {
      const signature = signatureXml(request, { signatureAlgorithm: algorithm })
      refusal(() => received(posted(afterIssuer(request, signature)), { allowSha1: true }), 'signature_refused')
      refusal(() => received(signedRedirect(request, { algorithm }), { allowSha1: true }), 'signature_refused')
    })
  }

  it('refuses digests that are not in the table', () => {
    for (const digestAlgorithm of [
      `${more}md5`,
      `${more}sha224`,
      'http://www.w3.org/2001/04/xmlenc#ripemd160',
      'toString',
      '',
    ]) {
      const signature = signatureXml(request, { digestAlgorithm })
      refusal(() => received(posted(afterIssuer(request, signature)), { allowSha1: true }), 'signature_refused')
    }
  })

  it('takes SHA-256, SHA-384 and SHA-512', () => {
    for (const [signatureAlgorithm, digestAlgorithm] of [
      [rsaSha256, sha256],
      [`${more}rsa-sha384`, `${more}sha384`],
      [`${more}rsa-sha512`, 'http://www.w3.org/2001/04/xmlenc#sha512'],
    ] as const) {
      expect(received(posted(signed(request, { signatureAlgorithm, digestAlgorithm }))).id).to.equal('_request1')
      expect(received(signedRedirect(request, { algorithm: signatureAlgorithm })).id).to.equal('_request1')
    }
  })
})
