import { createPublicKey } from 'node:crypto'
import { expect } from 'chai'
import { GatewayError } from '../../../src/core/errors.ts'
import { decodeSamlMessage } from '../../../src/saml/bindings.ts'
import { encodeRedirect, relayStateOf } from '../../../src/saml/encode.ts'
import { parseLogoutRequest, parseLogoutResponse } from '../../../src/saml/logout-request.ts'
import { decodeSoap, wrapInEnvelope } from '../../../src/saml/soap.ts'
import { canonicalXml, element } from '../../../src/saml/xml-builder.ts'
import { authenticateSamlMessage } from '../../../src/saml/xmldsig.ts'
import { spKey } from '../../fixtures/gateway.ts'
import { signedXml } from '../../fixtures/logout-request.ts'
import { fixture, realServiceProviders } from '../../saml/fixtures.ts'
import { posted, redirected } from '../../saml/request.ts'
import { keys } from '../downstream/saml-idp/sso/material.ts'

const read = (message: Parameters<typeof authenticateSamlMessage>[0]) =>
  authenticateSamlMessage(message, [], 'optional', { allowSha1: false })

const names = 'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"'
const attributes = 'ID="_1" Version="2.0" IssueInstant="2026-11-24T10:00:00Z"'
const nameId = '<saml:NameID>alice</saml:NameID>'
const request = (content: string, more = '') =>
  `<samlp:LogoutRequest ${names} ${attributes}${more}><saml:Issuer>https://sp.test</saml:Issuer>${content}</samlp:LogoutRequest>`
const parse = (xml: string) => parseLogoutRequest(read(decodeSamlMessage(posted(xml), 'SAMLRequest')))

function refusal(act: () => unknown, message: RegExp): void {
  expect(act).to.throw(GatewayError, message)
}

describe('LogoutRequest', () => {
  for (const name of realServiceProviders) {
    it(`of ${name} is read, by each binding`, () => {
      const xml = fixture(`${name}-LogoutRequest.xml`)
      const messages = [posted(xml), redirected(xml)].map((http) => decodeSamlMessage(http, 'SAMLRequest'))
      const bare = xml.replace(/^<\?xml[^>]*>/, '')
      for (const message of [...messages, decodeSoap(wrapInEnvelope(bare), 'SAMLRequest')]) {
        const parsed = parseLogoutRequest(read(message))
        expect(parsed.nameId.value).to.match(/^(_|employee)/)
        expect(parsed.nameId.spNameQualifier).to.equal(parsed.issuer)
        expect(parsed.sessionIndexes).to.have.length(1)
        expect(parsed.asynchronous).to.equal(false)
      }
    })
  }

  it('has what Core 3.7.1 lets it have', () => {
    const extension =
      '<samlp:Extensions><a:Asynchronous xmlns:a="urn:oasis:names:tc:SAML:2.0:protocol:ext:async-slo"/></samlp:Extensions>'
    const indexes = '<samlp:SessionIndex>_a</samlp:SessionIndex><samlp:SessionIndex>_b</samlp:SessionIndex>'
    const parsed = parse(request(`${extension}${nameId}${indexes}`, ' NotOnOrAfter="2026-11-24T10:05:00Z" Reason=""'))
    expect(parsed).to.deep.include({ asynchronous: true, sessionIndexes: ['_a', '_b'], nameId: { value: 'alice' } })
    expect(parsed.notOnOrAfter).to.equal(Date.parse('2026-11-24T10:05:00Z'))
  })

  const refused: readonly (readonly [string, RegExp])[] = [
    [request('<saml:EncryptedID/>'), /EncryptedID/],
    [request(`${nameId}<saml:EncryptedID/>`), /EncryptedID/],
    [request(''), /no NameID/],
    [request('<saml:BaseID/>'), /no NameID/],
    [request(`${nameId}<saml:BaseID/>`), /no NameID/],
    [request('<saml:NameID/>'), /empty/],
    [request(`${nameId}${nameId}`), /more than one NameID/],
    [request(`${nameId}<samlp:Status/>`), /does not belong/],
    [request(nameId.replaceAll('saml:', 'samlp:')), /does not belong/],
    [request(nameId + '<samlp:SessionIndex>_a</samlp:SessionIndex>'.repeat(51)), /too many/],
    [request(nameId).replaceAll('LogoutRequest', 'AuthnRequest'), /not a LogoutRequest/],
    [request(nameId, ' NotOnOrAfter="never"'), /NotOnOrAfter/],
  ]
  for (const [xml, message] of refused) it(`is refused: ${message}`, () => refusal(() => parse(xml), message))
})

describe('LogoutResponse', () => {
  const answer = (status: string) => request(status, ' InResponseTo="_r"').replaceAll('LogoutRequest', 'LogoutResponse')
  const parsed = (xml: string) => {
    const { body, ...http } = posted(xml)
    const answered = { ...http, body: body.replace('SAMLRequest=', 'SAMLResponse=') }
    return parseLogoutResponse(read(decodeSamlMessage(answered, 'SAMLResponse')))
  }

  it('has its status codes, the first one first', () => {
    const codes = '<samlp:StatusCode Value="urn:a"><samlp:StatusCode Value="urn:b"/></samlp:StatusCode>'
    expect(parsed(answer(`<samlp:Status>${codes}</samlp:Status>`))).to.deep.include({
      status: ['urn:a', 'urn:b'],
      inResponseTo: '_r',
    })
  })
  it('brings RelayState back in the form in which it came: who signs it anew to compare finds the same', () => {
    const http = redirected(request(nameId))
    for (const sent of ['a+b%27c', 'a%20b%27c']) {
      const message = decodeSamlMessage({ ...http, query: `${http.query}&RelayState=${sent}` }, 'SAMLRequest')
      expect(message.relayState).to.equal("a b'c")
      const xml = canonicalXml(element('samlp:LogoutResponse', {}))
      const out = { parameter: 'SAMLResponse', id: '_1', xml, ...relayStateOf(message) } as const
      expect(encodeRedirect('https://sp.test/slo', out, keys.signing).split('&')[1]).to.equal(`RelayState=${sent}`)
    }
  })
  it('is refused without a status', () => {
    refusal(() => parsed(answer('')), /no Status/)
    refusal(() => parsed(answer('<samlp:Status/>')), /no StatusCode/)
  })
})

describe('SOAP', () => {
  const soap = 'http://schemas.xmlsoap.org/soap/envelope/'
  const decode = (body: string) => decodeSoap(body, 'SAMLRequest')

  it('gives the message as it was, with namespaces that were declared around it', () => {
    const inner = request(nameId).replace(` ${names}`, '')
    const around = `<S:Envelope xmlns:S='${soap}' xmlns:saml="urn:wrong" ${names.split(' ')[0]}><S:Header xmlns:x="urn:x"/><S:Body a="1>2" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">\n${inner}\n</S:Body></S:Envelope>`
    const message = decode(around)
    expect(message.xml).to.not.include('urn:x').and.not.include('urn:wrong')
    expect(parseLogoutRequest(read(message))).to.deep.include({ issuer: 'https://sp.test', nameId: { value: 'alice' } })
  })

  it('leaves a signature valid, wherever the namespaces are declared, and no other text under it', () => {
    const key = { id: 'sp', key: createPublicKey(spKey().certificate) }
    const verified = (body: string) => authenticateSamlMessage(decode(body), [key], 'required', { allowSha1: false })
    const signed = signedXml(request(nameId))
    expect(verified(wrapInEnvelope(signed)).signedBy).to.equal('sp')
    const outside = wrapInEnvelope(signed.replace(` ${names}`, '')).replace('<soap:Envelope', `<soap:Envelope ${names}`)
    expect(verified(outside).signedBy).to.equal('sp')
    refusal(() => verified(outside.replace('alice', 'bob')), /signature/)
    refusal(() => verified(outside.replace('xmlns:saml="urn:oasis', 'xmlns:saml="urn:other')), /./)
  })

  const refused: Readonly<Record<string, string>> = {
    'no Envelope': request(nameId),
    'an Envelope of SOAP 1.2': wrapInEnvelope(request(nameId)).replaceAll(
      soap,
      'http://www.w3.org/2003/05/soap-envelope',
    ),
    'an empty Body': wrapInEnvelope(''),
    'two messages': wrapInEnvelope(request(nameId) + request(nameId)),
    'a message in a message': wrapInEnvelope(request(request(nameId))),
    'a comment': wrapInEnvelope(`<!-- ${request(nameId)} -->${request(nameId)}`),
    CDATA: wrapInEnvelope(request('<saml:NameID><![CDATA[alice]]></saml:NameID>')),
    'another message in the Header': wrapInEnvelope(request(nameId)).replace(
      '<soap:Body>',
      `<soap:Header>${request(nameId)}</soap:Header><soap:Body>`,
    ),
    'a DOCTYPE': `<!DOCTYPE a>${wrapInEnvelope(request(nameId))}`,
  }
  for (const [name, body] of Object.entries(refused)) {
    it(`refuses ${name}`, () => refusal(() => decode(body), /./))
  }
})

describe('HTTP-Redirect, sent', () => {
  const xml = canonicalXml(element('samlp:LogoutRequest', { ID: '_1' }, [element('saml:Issuer', {}, ['us'])]))
  const sent = (location: string, relayState?: string) =>
    encodeRedirect(
      location,
      { parameter: 'SAMLRequest', id: '_1', xml, ...(relayState !== undefined && { relayState }) },
      keys.signing,
    )

  it('keeps the query that an address has, and every RelayState', () => {
    expect(sent('https://sp.test/slo')).to.match(/^https:\/\/sp\.test\/slo\?SAMLRequest=/)
    expect(sent('https://sp.test/slo?a=1')).to.match(/slo\?a=1&SAMLRequest=/)
    expect(sent('https://sp.test/slo?')).to.match(/slo\?SAMLRequest=/)
    const relayState = "a b&c='(ü)*!"
    expect(new URL(sent('https://sp.test/slo', relayState)).searchParams.get('RelayState')).to.equal(relayState)
  })

  it('has nothing in it that a browser would write in another way', () => {
    const url = sent('https://sp.test/slo', "'()*!~ ü")
    expect(new URL(url).href).to.equal(url)
    expect(url).to.not.match(/['()*! ]/)
  })
})
