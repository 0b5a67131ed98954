/**
 * The Response (Core 3.3.3): success with its Assertion, signed and, if requested, encrypted, or an error's Status.
 *
 *   response.ts   the message, and in which order it is signed and encrypted
 *   assertion.ts  what the Assertion says
 *   name-id.ts    the person's name toward one SP
 *   status.ts     the Status, and errors in SAML's terms
 */
import type { AppSettings } from '../../../config/config.ts'
import { randomBytes } from '../../../core/bytes.ts'
import type { KeySet } from '../../../keys/keys.ts'
import { status as statusCode } from '../../../saml/constants.ts'
import type { ServiceProvider } from '../../../saml/service-provider.ts'
import { buildStatus, type Status } from '../../../saml/status.ts'
import {
  type CanonicalXml,
  type Child,
  canonicalXml,
  element,
  encodeXml,
  instant,
  type XmlNode,
} from '../../../saml/xml-builder.ts'
import { signXml } from '../../../saml/xml-sign.ts'
import { chooseEncryption, encryptXml } from '../../../saml/xmlenc.ts'
import { type AssertionInput, buildAssertion } from './assertion.ts'

type Keys = Pick<KeySet, 'signing'>

export interface ResponseInput extends AssertionInput {
  /** ID of the Response (newId), where the caller wants to log it; a fresh one where absent. */
  readonly id?: string
  readonly sign: AppSettings['sign']
  /** The person has agreed to what the app is told. */
  readonly consented?: boolean
  /** The SP's encryption key and methods, only where the app asks for encryption. */
  readonly encryption?: NonNullable<ServiceProvider['encryption']> & { readonly set?: AppSettings['encryption'] }
}

export interface ErrorResponseInput extends Pick<AssertionInput, 'issuer' | 'acsUrl' | 'inResponseTo' | 'now'> {
  readonly id?: string
  readonly status: Status
}

/** A fresh ID: an NCName with 160 random bits (Core 1.3.4 asks for 128). */
export function newId(): string {
  return `_${randomBytes(20).toString('hex')}`
}

/**
 * A success Response as XML text, ready for the binding. The Assertion is signed first, then encrypted, then the
 * Response is signed over what it carries. Throws what buildAssertion throws.
 */
export async function buildResponse(input: ResponseInput, keys: Keys): Promise<string> {
  const assertionId = newId()
  const unsigned = canonicalXml(buildAssertion(assertionId, input))
  const signs = signedParts(input.sign)
  const assertion = signs.assertion ? signXml(unsigned, assertionId, keys.signing) : unsigned
  const { id = newId() } = input
  const content = input.encryption ? encryptAssertion(assertion, input.encryption) : assertion
  const response = canonicalXml(buildMessage(id, input, { code: statusCode.success }, content))
  return encodeXml(signs.response ? signXml(response, id, keys.signing) : response)
}

/** What is signed of a success Response. */
export const signedParts = (sign: AppSettings['sign']) => ({
  assertion: sign !== 'response',
  response: sign !== 'assertion',
})

/** An error Response as XML text. Always signed, whatever the app's `sign` says, as it has no Assertion. */
export async function buildErrorResponse(input: ErrorResponseInput, keys: Keys): Promise<string> {
  const { id = newId() } = input
  return encodeXml(signXml(canonicalXml(buildMessage(id, input, input.status)), id, keys.signing))
}

/** Core 2.3.4 */
function encryptAssertion(
  assertion: CanonicalXml,
  { key, methods, set }: NonNullable<ResponseInput['encryption']>,
): XmlNode {
  return element('saml:EncryptedAssertion', {}, [encryptXml(assertion, key.key, chooseEncryption(methods, set))])
}

/** Core 8.4.3 */
const consentObtained = 'urn:oasis:names:tc:SAML:2.0:consent:obtained'

type MessageInput = Pick<AssertionInput, 'issuer' | 'acsUrl' | 'inResponseTo' | 'now'> &
  Pick<ResponseInput, 'consented'>

/** Core 3.2.2; an unsolicited Response has no InResponseTo. */
function buildMessage(
  id: string,
  { issuer, acsUrl, inResponseTo, now, consented }: MessageInput,
  status: Status,
  content?: Child,
): XmlNode {
  const attributes = {
    Consent: consented === true ? consentObtained : undefined,
    Destination: acsUrl,
    ID: id,
    InResponseTo: inResponseTo,
    IssueInstant: instant(now),
    Version: '2.0',
  }
  return element('samlp:Response', attributes, [element('saml:Issuer', {}, [issuer]), buildStatus(status), content])
}
