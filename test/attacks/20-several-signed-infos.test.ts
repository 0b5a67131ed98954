import { expect } from 'chai'
import { received, refusal } from '../saml/gate.ts'
import { afterIssuer, posted, requestXml, signatureXml, signed } from '../saml/request.ts'
import { evilAcs } from '../saml/wrapping.ts'

const genuine = signed(requestXml())
const part = (xml: string, name: string) => new RegExp(`<ds:${name}[ >].*?</ds:${name}>`).exec(xml)?.[0] ?? ''
const forged = signatureXml(requestXml({ acs: evilAcs }))

describe('attack 20: several SignedInfos or References', () => {
  const doubled: Readonly<Record<string, string>> = Object.fromEntries(
    [
      'SignedInfo',
      'Reference',
      'CanonicalizationMethod',
      'SignatureMethod',
      'SignatureValue',
      'Transforms',
      'DigestMethod',
    ].flatMap((name) => [
      [
        `a forged ${name} before the genuine one`,
        genuine.replace(part(genuine, name), (found) => part(forged, name) + found),
      ],
      [
        `a forged ${name} after the genuine one`,
        genuine.replace(part(genuine, name), (found) => found + part(forged, name)),
      ],
    ]),
  )
  for (const [name, message] of Object.entries(doubled)) {
    it(`refuses ${name}`, () => {
      expect(received(posted(genuine)).id).to.equal('_request1')
      expect(message.length).to.be.greaterThan(genuine.length)
      refusal(() => received(posted(message)), 'signature_refused')
    })
  }

  it('refuses two References that are both signed', () => {
    const request = requestXml()
    const twice = (xml: string) => xml.replace(part(xml, 'Reference'), (found) => found + found)
    refusal(
      () => received(posted(afterIssuer(request, signatureXml(request, { signedInfo: twice })))),
      'signature_refused',
    )
  })

  it('refuses a SignedInfo without Reference', () => {
    const request = requestXml()
    const none = (xml: string) => xml.replace(part(xml, 'Reference'), '')
    refusal(
      () => received(posted(afterIssuer(request, signatureXml(request, { signedInfo: none })))),
      'signature_refused',
    )
  })
})
