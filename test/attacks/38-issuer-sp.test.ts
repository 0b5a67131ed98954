/** Attack 38: another issuer of the answer, of the assertion, or than was asked. */
import { expect } from 'chai'
import { entityId } from '../../src/core/identifiers.ts'
import { assertionXml, idpEntityId, idpKey, responseXml } from '../saml/answer.ts'
import { expectRefused, identityProvider, now, proved, reasonOf, sound, soundXml } from '../saml/answer-gate.ts'
import { saml, signatureXml } from '../saml/request.ts'

const issuerOf = (text: string) => `<saml:Issuer xmlns:saml="${saml}"${text}</saml:Issuer>`
const other = 'https://other.example.org/idp'

describe('attack 38: another issuer', () => {
  it('is refused', () => {
    expectRefused({
      'of both': soundXml({ issuer: other }),
      'of the assertion': soundXml({ assertionIssuer: other }),
      'of the answer': soundXml({ responseIssuer: issuerOf(`>${other}`) }),
      'of the answer, signed': soundXml({ responseIssuer: issuerOf(`>${other}`) }, { what: 'response' }),
      'with a slash more': soundXml({ assertionIssuer: `${idpEntityId}/` }),
      'with a format that is no entity': soundXml({ responseIssuer: issuerOf(` Format="urn:x">${idpEntityId}`) }),
      'two of them': soundXml({ responseIssuer: issuerOf(`>${idpEntityId}`) + issuerOf(`>${other}`) }),
    })
    expect(reasonOf(soundXml({ assertionIssuer: other }))).to.include('Issuer')
  })

  it('is refused where a signed answer says none', () => {
    const bare = responseXml({ ...sound, responseIssuer: '' }, assertionXml(sound))
    const signed = bare.replace('<samlp:Status>', `${signatureXml(bare, { key: idpKey.privateKey })}<samlp:Status>`)
    expect(reasonOf(signed)).to.equal('the signed Response has no Issuer')
  })

  it('is refused where the upstream is another one by now', () => {
    const idp = { ...identityProvider(), entityId: entityId(other) }
    expect(reasonOf(soundXml(), { idp, now })).to.include('Issuer')
  })

  it('is taken where it is ours, or the unsigned answer says nothing', () => {
    expect(proved(soundXml()).issuer).to.equal(idpEntityId)
    expect(proved(soundXml({ responseIssuer: '' })).issuer).to.equal(idpEntityId)
  })
})
