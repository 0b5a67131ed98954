/** What it costs to decode and verify a signed request by the Redirect binding, beside a bare RSA-2048 verification. */
import { randomBytes, sign, verify } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { parseAuthnRequest } from '../src/saml/authn-request.ts'
import { decodeSamlMessage, peekIssuer } from '../src/saml/bindings.ts'
import { signatureAlgorithm } from '../src/saml/constants.ts'
import { authenticateSamlMessage } from '../src/saml/xmldsig.ts'
import { keys } from '../test/unit/downstream/saml-idp/sso/material.ts'
import { microsecondsOf } from './microseconds.ts'

const xml = `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_1234567890abcdef1234567890abcdef" Version="2.0" IssueInstant="2026-11-22T02:47:29Z" Destination="https://sso.bench.test/saml/sso" ForceAuthn="false" IsPassive="false" AssertionConsumerServiceURL="https://app.bench.test/acs"><saml:Issuer>https://app.bench.test/metadata</saml:Issuer><samlp:NameIDPolicy Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient" AllowCreate="true"/></samlp:AuthnRequest>`

/** Verification alone, then the whole way from the query to the AuthnRequest. */
export async function benchDecode(): Promise<{ name: string; microseconds: number }[]> {
  const { privateKey, certificate } = keys.signing
  const octets = randomBytes(900)
  const signature = sign('sha256', octets, privateKey)
  const query = signedQuery()
  const known = [{ id: 'bench', key: certificate.publicKey }]
  const read = () => {
    const message = decodeSamlMessage({ method: 'GET', query, body: '', contentType: '' }, 'SAMLRequest')
    peekIssuer(message)
    return parseAuthnRequest(authenticateSamlMessage(message, known, 'required', { allowSha1: false }))
  }
  read()
  return [
    {
      name: 'RSA-2048 verification',
      microseconds: await microsecondsOf(() => verify('sha256', octets, certificate.publicKey, signature)),
    },
    { name: 'Redirect request, decoded and verified', microseconds: await microsecondsOf(read) },
  ]
}

function signedQuery(): string {
  const message = encodeURIComponent(deflateRawSync(xml).toString('base64'))
  const signed = `SAMLRequest=${message}&RelayState=abc&SigAlg=${encodeURIComponent(signatureAlgorithm.rsaSha256)}`
  const signature = sign('sha256', Buffer.from(signed), keys.signing.privateKey).toString('base64')
  return `${signed}&Signature=${encodeURIComponent(signature)}`
}
