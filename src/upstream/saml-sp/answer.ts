/**
 * An answer of the identity provider, from what a browser brought to what it proves: decode → authenticate → parse →
 * decrypt → judge. What needs no key of ours is done when it arrives; decryption waits until the browser has shown that
 * it is the one that asked, so that a stranger has nobody to ask whether a ciphertext is well formed (attack 30).
 */
import type { SamlUpstreamConfig } from '../../config/config.ts'
import { type Assertion, parseAssertion } from '../../saml/assertion.ts'
import { ns } from '../../saml/constants.ts'
import { type Decryption, decryptElement, openerOf } from '../../saml/decrypt.ts'
import type { IdentityProvider } from '../../saml/identity-provider.ts'
import type { SamlMessage } from '../../saml/messages.ts'
import { isSuccessful, parseResponse, type SamlResponse } from '../../saml/response.ts'
import {
  authenticateDecrypted,
  authenticateResponse,
  type ResponseKeys,
  type SignedResponse,
} from '../../saml/signed-response.ts'
import type { XmlElement } from '../../saml/xml-element.ts'
import { childOf } from '../../saml/xml-values.ts'
import {
  checkAssertionIssuer,
  checkAudience,
  checkAuthnStatement,
  checkConditions,
  checkConfirmation,
  checkDestination,
  checkIssued,
  checkProxyRestriction,
  checkResponseIssuer,
  checkResponseTo,
  type Expected,
  Refused,
} from './checks.ts'
import type { SamlUpstreamDependencies } from './dependencies.ts'

type Config = Pick<SamlUpstreamConfig, 'allowSha1' | 'allowCbc' | 'entityId' | 'wantAssertionsSigned' | 'name'>

/** An answer whose signatures, as far as they can be seen, are right. */
export interface ReadAnswer {
  readonly message: SamlMessage
  readonly signed: SignedResponse
  readonly response: SamlResponse
}

/** What was read at the POST serves its GET too, as long as the same keys count. */
const read = new WeakMap<SamlMessage, { readonly keys: ResponseKeys; readonly answer: ReadAnswer }>()

/** @throws GatewayError `signature_refused`, `weak_algorithm`, `malformed_request` */
export function readAnswer(message: SamlMessage, { signingKeys }: IdentityProvider, { allowSha1 }: Config): ReadAnswer {
  const known = read.get(message)
  if (known?.keys.keys === signingKeys && known.keys.allowSha1 === allowSha1) return known.answer
  const keys = { keys: signingKeys, allowSha1 }
  const signed = authenticateResponse(message, keys)
  const answer = { message, signed, response: parseResponse(signed.root) }
  read.set(message, { keys, answer })
  return answer
}

/** What a success proves, judged. */
export interface Proof {
  readonly assertion: Assertion
  readonly statement: Assertion['authnStatements'][number]
  /** ms since 1970: until when it could come again. */
  readonly usableUntil: number
}

/**
 * Everything that must hold of a successful answer.
 * @throws GatewayError as `readAnswer` does; Refused
 */
export function judgeAnswer(
  { message, signed, response }: ReadAnswer,
  idp: IdentityProvider,
  config: Config,
  keys: SamlUpstreamDependencies['keys'],
  expected: Expected,
): Proof {
  if (!isSuccessful(response)) throw new Refused('it is not a success')
  const isSigned = signed.signedBy !== undefined
  checkResponseIssuer(response, isSigned, expected)
  checkDestination(response, isSigned, expected)
  checkResponseTo(response, expected)
  checkIssued(response, expected)
  const decryption = decryptionOf(config, keys)
  const { root, text } = assertionOf(message, signed, idp, config, decryption)
  const assertion = parseAssertion(root, openerOf({ root, text }, decryption))
  checkAssertionIssuer(assertion, expected)
  checkIssued(assertion, expected)
  checkConditions(assertion, expected)
  checkAudience(assertion, expected)
  checkProxyRestriction(assertion)
  const { notOnOrAfter = 0 } = checkConfirmation(assertion, expected)
  const statement = checkAuthnStatement(assertion, expected)
  return { assertion, statement, usableUntil: notOnOrAfter + expected.skew }
}

/** Our keys, and what is taken. */
export function decryptionOf(
  { allowCbc, entityId }: Pick<Config, 'allowCbc' | 'entityId'>,
  { decryption, nextDecryption }: SamlUpstreamDependencies['keys'],
): Decryption {
  const own = [decryption, nextDecryption].flatMap((key) => (key === undefined ? [] : [key.privateKey]))
  return { keys: own, allowCbc, recipient: entityId }
}

function assertionOf(
  message: SamlMessage,
  { root, signedBy, assertion, assertionSigned }: SignedResponse,
  { signingKeys }: IdentityProvider,
  { allowSha1, wantAssertionsSigned, name }: Config,
  decryption: Decryption,
): { readonly root: XmlElement; readonly text: string } {
  const require = (ownSignature: boolean) => {
    if (wantAssertionsSigned && !ownSignature)
      throw new Refused(`the assertion itself is not signed (upstreams.${name}.wantAssertionsSigned)`)
  }
  if (assertion === undefined) throw new Refused('there is no assertion in it')
  if (assertion !== 'encrypted') {
    require(assertionSigned)
    return { root: assertion.root, text: message.xml }
  }
  const encrypted = childOf(root, ns.saml, 'EncryptedAssertion')
  if (encrypted === undefined) throw new Refused('there is no assertion in it')
  const text = decryptElement(encrypted, message.xml, decryption)
  const inside = authenticateDecrypted(text, signedBy, { keys: signingKeys, allowSha1 })
  require(inside.assertionSigned)
  return { root: inside.root, text }
}
