import { createHmac } from 'node:crypto'
import { expect } from 'chai'
import { received, refusal } from '../saml/gate.ts'
import { spKey } from '../saml/keys.ts'
import {
  afterIssuer,
  ds,
  got,
  posted,
  requestXml,
  rsaSha256,
  signatureXml,
  signed,
  signedRedirect,
} from '../saml/request.ts'

const pem = spKey.publicKey.export({ type: 'spki', format: 'pem' })
const der = spKey.publicKey.export({ type: 'spki', format: 'der' })
const algorithms = { [`${ds}hmac-sha1`]: 'sha1', 'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256': 'sha256' }

describe('attack 23: HMAC with the public key as the secret', () => {
  for (const [algorithm, hash] of Object.entries(algorithms)) {
    for (const [form, secret] of Object.entries({ pem, der })) {
      it(`refuses ${algorithm} with the key as ${form}`, () => {
        const request = requestXml()
        expect(received(posted(signed(request))).id).to.equal('_request1')
        const rsa = signatureXml(request, { signatureAlgorithm: algorithm })
        const signedInfo = (/<ds:SignedInfo>.*<\/ds:SignedInfo>/.exec(rsa)?.[0] ?? '').replace(
          '<ds:SignedInfo>',
          `<ds:SignedInfo xmlns:ds="${ds}">`,
        )
        const value = createHmac(hash, secret).update(signedInfo).digest('base64')
        const forged = rsa.replace(/(<ds:SignatureValue>)[^<]*/, `$1${value}`)
        for (const allowSha1 of [true, false]) {
          refusal(() => received(posted(afterIssuer(request, forged)), { allowSha1 }), 'signature_refused')
        }
      })

      it(`refuses it on HTTP-Redirect with the key as ${form}`, () => {
        const { query } = signedRedirect(requestXml())
        expect(received(got(query)).id).to.equal('_request1')
        const octets = query
          .replace(/&Signature=.*/, '')
          .replace(encodeURIComponent(rsaSha256), encodeURIComponent(algorithm))
        const value = createHmac(hash, secret).update(octets).digest('base64')
        refusal(() => received(got(`${octets}&Signature=${encodeURIComponent(value)}`)), 'signature_refused')
      })
    }
  }
})
