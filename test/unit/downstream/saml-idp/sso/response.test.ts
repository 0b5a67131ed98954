import { expect } from 'chai'
import { GatewayError } from '../../../../../src/core/errors.ts'
import { toNameId } from '../../../../../src/downstream/saml-idp/name-id.ts'
import type { SamlAttribute } from '../../../../../src/downstream/saml-idp/sso/attributes.ts'
import { buildErrorResponse, buildResponse, newId } from '../../../../../src/downstream/saml-idp/sso/response.ts'
import { toStatus } from '../../../../../src/downstream/saml-idp/status.ts'
import { bearer, nameIdFormat, ns, status } from '../../../../../src/saml/constants.ts'
import { acsUrl, attribute, encryptionFor, idp, keys, sp, success } from './material.ts'
import { attributes, childNames, has, signedTexts, texts } from './reading.ts'

const now = Date.parse('2026-11-24T12:00:00.250Z')
const assertion = '/samlp:Response/saml:Assertion'
const build = (changes: Parameters<typeof success>[0] = {}, released?: SamlAttribute[]) =>
  buildResponse(success({ now, ...changes }, released), keys)

/** The one value of an attribute. */
function one(xml: string, xpath: string, name: string): string | undefined {
  const found = attributes(xml, xpath, name)
  expect(found).to.have.lengthOf(1)
  return found[0]
}

describe('buildResponse', () => {
  it('addresses the Response to the ACS, in answer to the request, made now', async () => {
    const xml = await build({ id: '_r' })
    const response = (name: string) => one(xml, '/samlp:Response', name)
    expect(response('ID')).to.equal('_r')
    expect(response('Destination')).to.equal(acsUrl)
    expect(response('InResponseTo')).to.equal('_request1')
    expect(response('IssueInstant')).to.equal('2026-11-24T12:00:00.250Z')
    expect(response('Version')).to.equal('2.0')
    expect(texts(xml, '/samlp:Response/saml:Issuer')).to.deep.equal([idp])
    expect(one(xml, '/samlp:Response/samlp:Status/samlp:StatusCode', 'Value')).to.equal(status.success)
  })

  it('states issuer and audience, and its time: backdated in NotBefore alone', async () => {
    const xml = await build({ skew: 60_000, lifetime: 300_000 })
    expect(one(xml, assertion, 'IssueInstant')).to.equal('2026-11-24T12:00:00.250Z')
    expect(texts(xml, `${assertion}/saml:Issuer`)).to.deep.equal([idp])
    expect(one(xml, '//saml:Conditions', 'NotBefore')).to.equal('2026-11-24T11:59:00.250Z')
    expect(one(xml, '//saml:Conditions', 'NotOnOrAfter')).to.equal('2026-11-24T12:05:00.250Z')
    expect(texts(xml, '//saml:Conditions/saml:AudienceRestriction/saml:Audience')).to.deep.equal([sp])
  })

  it('confirms the subject as bearer, for this ACS and request, without NotBefore', async () => {
    const xml = await build()
    const confirmation = '//saml:SubjectConfirmation/saml:SubjectConfirmationData'
    expect(one(xml, '//saml:SubjectConfirmation', 'Method')).to.equal(bearer)
    expect(one(xml, confirmation, 'Recipient')).to.equal(acsUrl)
    expect(one(xml, confirmation, 'InResponseTo')).to.equal('_request1')
    expect(one(xml, confirmation, 'NotOnOrAfter')).to.equal('2026-11-24T12:05:00.250Z')
    expect(one(xml, confirmation, 'NotBefore')).to.equal(undefined)
  })

  it('says how, when and by whom the person was authenticated, and until when our session lives', async () => {
    const authnInstant = now / 1000 - 90.25
    const xml = await build({
      release: { ...success().release, authnInstant },
      sessionIndex: '_s',
      sessionEnd: now + 3_600_000,
    })
    expect(one(xml, '//saml:AuthnStatement', 'AuthnInstant')).to.equal('2026-11-24T11:58:30.000Z')
    expect(one(xml, '//saml:AuthnStatement', 'SessionIndex')).to.equal('_s')
    expect(one(xml, '//saml:AuthnStatement', 'SessionNotOnOrAfter')).to.equal('2026-11-24T13:00:00.250Z')
    expect(childNames(xml, '//saml:AuthnContext')).to.deep.equal(['AuthnContextClassRef', 'AuthenticatingAuthority'])
    expect(texts(xml, '//saml:AuthnContextClassRef')).to.deep.equal([success().release.contextClass])
    expect(texts(xml, '//saml:AuthenticatingAuthority')).to.deep.equal(['https://op.example.com'])
  })

  it('never puts AuthnInstant in the future, though the upstream’s clock runs ahead', async () => {
    const xml = await build({ release: { ...success().release, authnInstant: now / 1000 + 30 } })
    expect(one(xml, '//saml:AuthnStatement', 'AuthnInstant')).to.equal('2026-11-24T12:00:00.250Z')
  })

  it('has no InResponseTo anywhere when nobody asked', async () => {
    const { inResponseTo: _, ...unsolicited } = success({ now })
    const xml = await buildResponse(unsolicited, keys)
    expect(xml).to.not.contain('InResponseTo')
    expect(signedTexts(xml)).to.have.lengthOf(2)
  })

  it('writes one Attribute with all its values, typed, and leaves empty ones out', async () => {
    const released: SamlAttribute[] = [
      { name: 'urn:oid:2.5.4.42', nameFormat: 'uri', friendlyName: 'givenName', values: ['Ada'] },
      attribute('groups', 'staff', 'admins', 'staff'),
      attribute('nothing'),
    ]
    const xml = await build({}, released)
    expect(attributes(xml, '//saml:Attribute', 'Name')).to.deep.equal(['urn:oid:2.5.4.42', 'groups'])
    expect(attributes(xml, '//saml:Attribute', 'FriendlyName')).to.deep.equal(['givenName', undefined])
    expect(attributes(xml, '//saml:Attribute', 'NameFormat')).to.deep.equal([
      'urn:oasis:names:tc:SAML:2.0:attrname-format:uri',
      'urn:oasis:names:tc:SAML:2.0:attrname-format:basic',
    ])
    expect(texts(xml, '//saml:Attribute[@Name="groups"]/*')).to.deep.equal(['staff', 'admins', 'staff'])
    expect(texts(xml, '//saml:AttributeValue[@xsi:type="xs:string"]')).to.have.lengthOf(4)
    expect(has(xml, `//saml:AttributeValue[namespace::xs="${ns.xs}"]`)).to.equal(true)
  })

  it('has no AttributeStatement when there is nothing to state', async () => {
    expect(has(await build({}, []), '//saml:AttributeStatement')).to.equal(false)
    expect(has(await build({}, [attribute('empty')]), '//saml:AttributeStatement')).to.equal(false)
    expect(has(await build(), '//saml:AttributeStatement')).to.equal(true)
  })

  it('gives the NameID as it is', async () => {
    const xml = await build()
    expect(texts(xml, '//saml:NameID')).to.deep.equal(['k3vjqz5c2m'])
    expect(one(xml, '//saml:NameID', 'Format')).to.equal(nameIdFormat.persistent)
    expect(one(xml, '//saml:NameID', 'NameQualifier')).to.equal(idp)
    expect(one(xml, '//saml:NameID', 'SPNameQualifier')).to.equal(sp)
  })

  describe('signs', () => {
    const places = {
      both: ['samlp:Response', 'saml:Assertion'],
      assertion: ['saml:Assertion'],
      response: ['samlp:Response'],
    }
    for (const sign of ['both', 'assertion', 'response'] as const) {
      it(`${sign}: the texts covered begin with ${places[sign].join(' and ')}`, async () => {
        const signed = signedTexts(await build({ sign }))
        expect(signed.map((text) => /^<([\w:]+)/.exec(text)?.[1])).to.deep.equal(places[sign])
      })
    }

    it('the Response over the signature of its Assertion', async () => {
      const [response = '', inner = ''] = signedTexts(await build())
      expect(inner).to.not.contain('<ds:Signature ')
      expect(response.match(/<ds:Signature /g)).to.have.lengthOf(1)
    })

    it('each right after its Issuer', async () => {
      const xml = await build()
      expect(childNames(xml, '/samlp:Response').slice(0, 3)).to.deep.equal(['Issuer', 'Signature', 'Status'])
      expect(childNames(xml, assertion).slice(0, 3)).to.deep.equal(['Issuer', 'Signature', 'Subject'])
    })
  })

  it('signs the Response over the EncryptedAssertion, and leaves none in the clear', async () => {
    const xml = await build({ encryption: encryptionFor([]) })
    expect(childNames(xml, '/samlp:Response')).to.deep.equal(['Issuer', 'Signature', 'Status', 'EncryptedAssertion'])
    expect(signedTexts(xml).join()).to.contain('<xenc:CipherValue>')
    expect(xml).to.not.contain('k3vjqz5c2m')
    expect(xml).to.not.contain('ada@')
  })

  it('makes IDs that are NCNames, long and never the same', async () => {
    const xml = await build()
    const ids = [newId(), newId(), one(xml, '/samlp:Response', 'ID'), one(xml, assertion, 'ID')]
    expect(new Set(ids).size).to.equal(4)
    for (const id of ids) expect(id).to.match(/^_[0-9a-f]{40}$/)
  })
})

describe('buildErrorResponse', () => {
  it('carries status and message to the ACS in a signed Response without Assertion', async () => {
    const error = new GatewayError('login_required', 'Nobody is logged in.')
    const input = { id: '_e', issuer: idp, acsUrl, inResponseTo: '_request1', now, status: toStatus(error, 'E42') }
    const xml = await buildErrorResponse(input, keys)
    expect(signedTexts(xml)).to.have.lengthOf(1)
    expect(childNames(xml, '/samlp:Response')).to.deep.equal(['Issuer', 'Signature', 'Status'])
    expect(attributes(xml, '//samlp:StatusCode', 'Value')).to.deep.equal([status.responder, status.noPassive])
    expect(texts(xml, '//samlp:StatusMessage')).to.deep.equal(['Nobody is logged in. (error E42)'])
    expect(one(xml, '/samlp:Response', 'ID')).to.equal('_e')
    expect(one(xml, '/samlp:Response', 'Destination')).to.equal(acsUrl)
    expect(one(xml, '/samlp:Response', 'InResponseTo')).to.equal('_request1')
  })

  it('says even what XML cannot carry, so that no error is lost in telling it', async () => {
    const status = { code: 'urn:x', message: 'no\u0000' }
    const xml = await buildErrorResponse({ issuer: idp, acsUrl, now, status }, keys)
    expect(texts(xml, '//samlp:StatusMessage')).to.deep.equal(['no\uFFFD'])
  })
})

describe('toNameId', () => {
  it('qualifies persistent names only', () => {
    const persistent = toNameId({ kind: 'persistent', value: 'a' }, idp, sp)
    expect(persistent).to.deep.equal({
      value: 'a',
      format: nameIdFormat.persistent,
      nameQualifier: idp,
      spNameQualifier: sp,
    })
    expect(toNameId({ kind: 'transient', value: 'a' }, idp, sp)).to.deep.equal({
      value: 'a',
      format: nameIdFormat.transient,
    })
    expect(toNameId({ kind: 'email', value: 'a@b' }, idp, sp)).to.deep.equal({
      value: 'a@b',
      format: nameIdFormat.emailAddress,
    })
  })

  it('gives a custom name the format that the app chose', () => {
    const custom = { kind: 'custom', value: 'a' } as const
    expect(toNameId(custom, idp, sp).format).to.equal(nameIdFormat.unspecified)
    expect(toNameId(custom, idp, sp, nameIdFormat.x509SubjectName).format).to.equal(nameIdFormat.x509SubjectName)
    expect(toNameId(custom, idp, sp, nameIdFormat.persistent).spNameQualifier).to.equal(sp)
  })

  for (const value of ['', ' admin', 'admin ', 'admin\n', '\u0085admin', 'ad\u0000min', 'ad\u2028min', 'ad\uD800min']) {
    it(`refuses ${JSON.stringify(value)}, which an SP might take for another's`, () => {
      expect(() => toNameId({ kind: 'custom', value }, idp, sp))
        .to.throw(GatewayError)
        .with.property('code', 'subject_policy_unmet')
    })
  }

  it('takes names of every script, with white space inside', () => {
    expect(toNameId({ kind: 'custom', value: 'Ada 😀 <Łovelace>' }, idp, sp).value).to.equal('Ada 😀 <Łovelace>')
  })
})
