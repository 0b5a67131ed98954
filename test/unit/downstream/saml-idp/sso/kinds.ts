/** One of every kind of message that the SAML IdP emits, by name: the schemas and xmlsec1 check each. */
import { appCodes, GatewayError, pageCodes } from '../../../../../src/core/errors.ts'
import type { SamlAttribute } from '../../../../../src/downstream/saml-idp/sso/attributes.ts'
import { buildErrorResponse, buildResponse } from '../../../../../src/downstream/saml-idp/sso/response.ts'
import { toStatus } from '../../../../../src/downstream/saml-idp/status.ts'
import { encryption } from '../../../../../src/saml/constants.ts'
import { buildIdpMetadata } from '../../../../../src/saml/idp-metadata.ts'
import { acsUrl, attribute, encryptionFor, idp, keys, metadataInput, success } from './material.ts'

const everyForm: SamlAttribute[] = [
  { name: 'urn:oid:2.5.4.42', nameFormat: 'uri', friendlyName: 'givenName', values: ['Ada <&> 😀'] },
  { name: 'anything', nameFormat: 'unspecified', values: ['\u0085\u2028\u2029\r\n\t'] },
  attribute('groups', 'staff', 'admins'),
]

/** Responses with an Assertion. */
export async function successes(): Promise<ReadonlyMap<string, string>> {
  const { inResponseTo: _, ...unsolicited } = success({}, everyForm)
  const made: [string, string][] = [
    ['unsolicited', await buildResponse(unsolicited, keys)],
    ['no attributes', await buildResponse(success({}, []), keys)],
  ]
  const { aes256Gcm, aes128Gcm, aes256Cbc, aes128Cbc, rsaOaep, rsaOaepMgf1p } = encryption
  for (const sign of ['both', 'assertion', 'response'] as const) {
    made.push([`signed ${sign}`, await buildResponse(success({ sign }, everyForm), keys)])
    for (const cipher of [aes256Gcm, aes128Gcm, aes256Cbc, aes128Cbc]) {
      for (const transport of [rsaOaepMgf1p, rsaOaep]) {
        const input = success({ sign, encryption: encryptionFor([cipher, transport]) }, everyForm)
        made.push([`signed ${sign}, ${cipher} and ${transport}`, await buildResponse(input, keys)])
      }
    }
  }
  return new Map(made)
}

/** A Response for each code of an error. */
export async function refusals(): Promise<ReadonlyMap<string, string>> {
  const made = [...appCodes, ...pageCodes].map(async (code): Promise<[string, string]> => {
    const status = toStatus(new GatewayError(code, 'Not now, <sorry> & good-bye.'), 'E1')
    return [code, await buildErrorResponse({ issuer: idp, acsUrl, inResponseTo: '_1', now: Date.now(), status }, keys)]
  })
  return new Map(await Promise.all(made))
}

/** Our metadata, with and without what is optional. */
export function metadata(): ReadonlyMap<string, string> {
  const { singleLogoutUrl: _, ...bare } = metadataInput
  const { certificateBase64 } = keys.signing
  const rollover = { ...metadataInput, certificates: [certificateBase64, certificateBase64] }
  return new Map([
    ['metadata', buildIdpMetadata(metadataInput)],
    ['metadata without logout', buildIdpMetadata(bare)],
    ['metadata during a rollover', buildIdpMetadata(rollover)],
  ])
}

/** All of them. */
export async function everyKind(): Promise<ReadonlyMap<string, string>> {
  return new Map([...(await successes()), ...(await refusals()), ...metadata()])
}
