/** Signatures by keys on elliptic curves: in XML (RFC 6931, 2.3.6) and over a query. */
import { generateKeyPairSync, sign } from 'node:crypto'
import { expect } from 'chai'
import { received, refusal } from '../../saml/gate.ts'
import { otherKey, spKey } from '../../saml/keys.ts'
import { got, posted, redirected, requestXml, rsaSha256, signed } from '../../saml/request.ts'

const more = 'http://www.w3.org/2001/04/xmldsig-more#'
const curves = { 'P-256': 'sha256', 'P-384': 'sha384', 'P-521': 'sha512' } as const
const ec = Object.entries(curves).map(([namedCurve, hash]) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve })
  return {
    namedCurve,
    hash,
    privateKey,
    algorithm: `${more}ecdsa-${hash}`,
    verification: { id: namedCurve, key: publicKey },
  }
})

describe('signatures on elliptic curves', () => {
  for (const { namedCurve, hash, privateKey, algorithm, verification } of ec) {
    const keys = [otherKey.verification, verification]
    const inXml = (form: 'ieee-p1363' | 'der') =>
      signed(requestXml(), {
        signatureAlgorithm: algorithm,
        by: (octets) => sign(hash, octets, { key: privateKey, dsaEncoding: form }),
      })

    it(`${namedCurve}: in XML as two numbers, not as DER, not by another key`, () => {
      expect(received(posted(inXml('ieee-p1363')), { keys }).id).to.equal('_request1')
      refusal(() => received(posted(inXml('der')), { keys }), 'signature_refused')
      refusal(
        () => received(posted(inXml('ieee-p1363').replace('/saml/acs"', '/saml/bcs"')), { keys }),
        'signature_refused',
      )
      for (const others of [
        [spKey.verification],
        ec.filter((one) => one.namedCurve !== namedCurve).map((one) => one.verification),
      ]) {
        refusal(() => received(posted(inXml('ieee-p1363')), { keys: others }), 'signature_refused')
      }
    })

    it(`${namedCurve}: over a query in either form`, () => {
      const octets = `${redirected(requestXml()).query}&SigAlg=${encodeURIComponent(algorithm)}`
      for (const dsaEncoding of ['ieee-p1363', 'der'] as const) {
        const signature = sign(hash, Buffer.from(octets), { key: privateKey, dsaEncoding }).toString('base64')
        const query = `${octets}&Signature=${encodeURIComponent(signature)}`
        expect(received(got(query), { keys }).id).to.equal('_request1')
        refusal(() => received(got(query), { keys: [spKey.verification] }), 'signature_refused')
      }
    })
  }

  it('a key is tried with algorithms of its own kind only', () => {
    const [first] = ec
    if (first === undefined) throw new Error('no key')
    const rsaNamed = signed(requestXml(), {
      signatureAlgorithm: rsaSha256,
      by: (octets) => sign('sha256', octets, { key: first.privateKey, dsaEncoding: 'ieee-p1363' }),
    })
    refusal(() => received(posted(rsaNamed), { keys: ec.map(({ verification }) => verification) }), 'signature_refused')
    const ecNamed = signed(requestXml(), {
      signatureAlgorithm: `${more}ecdsa-sha256`,
      by: (octets) => sign('sha256', octets, spKey.privateKey),
    })
    refusal(() => received(posted(ecNamed)), 'signature_refused')
  })
})
