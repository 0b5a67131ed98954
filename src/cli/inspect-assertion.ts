/** An assertion outside of its Response, and one that is encrypted: to us it can be read, and then it is judged too. */
import { GatewayError, toGatewayError } from '../core/errors.ts'
import type { EntityId } from '../core/identifiers.ts'
import { ns } from '../saml/constants.ts'
import { type Decryption, decryptElement } from '../saml/decrypt.ts'
import { authenticateDecrypted } from '../saml/signed-response.ts'
import { answerLimits, parseXml } from '../saml/xml.ts'
import type { XmlElement } from '../saml/xml-element.ts'
import { attributeOf, childOf } from '../saml/xml-values.ts'
import { decryptionOf } from '../upstream/saml-sp/answer.ts'
import { type Told, tellContent, tellTimes } from './inspect-content.ts'
import { type Known, readKnown, type Signer, signerOf, skewOf, unchecked } from './inspect-keys.ts'
import type { Inspected } from './inspected.ts'

/** What was decrypted. */
export interface Opened {
  readonly root: XmlElement
  readonly text: string
}

/** @param root an Assertion or EncryptedAssertion @throws GatewayError where it can't be read as XML */
export async function inspectAssertion(root: XmlElement, xml: string, config: string, now: number): Promise<Inspected> {
  const known = await readKnown(config)
  const told: Told = {
    facts: { what: 'what an identity provider says about a person, without its Response' },
    problems: [],
  }
  const isEncrypted = root.localName === 'EncryptedAssertion'
  const opened = isEncrypted ? openAssertion(root, xml, undefined, known, told) : { root, text: xml }
  if (opened !== undefined) {
    const issuer = childOf(opened.root, ns.saml, 'Issuer')?.text.trim() ?? ''
    told.facts.issuer = issuer
    tellTimes([opened.root], now, skewOf(known), told)
    tellContent([opened.root], told)
    const signer = await signerOf(issuer as EntityId, known)
    const label = isEncrypted ? 'signature of the assertion' : 'signature'
    const isSigned = childOf(opened.root, ns.ds, 'Signature') !== undefined
    if (!isSigned) told.facts[label] = 'none'
    else if (signer === undefined || signer.keys.length === 0) told.facts[label] = unchecked(issuer, known, config)
    else tellSignature(opened, undefined, signer, label, told)
  }
  const text = opened === undefined || opened.text === xml ? xml : `${xml}\n\n${opened.text}`
  return { kind: 'saml-assertion', ...told, text }
}

/** @param coveredBy who signed the Response around it */
export function tellSignature(
  { text }: Pick<Opened, 'text'>,
  coveredBy: string | undefined,
  { keys, source }: Signer,
  label: string,
  { facts, problems }: Told,
): void {
  try {
    const { signedBy } = authenticateDecrypted(text, coveredBy, { keys, allowSha1: true })
    facts[label] = `good, by the key ${signedBy} of ${source}`
  } catch (error) {
    problems.push(toGatewayError(error).message)
  }
}

/**
 * Decrypts with our keys in certs/, as a login would. Where it is for somebody else, that is nothing wrong.
 * @param text of the document around it
 */
export function openAssertion(
  encrypted: XmlElement,
  text: string,
  signer: Signer | undefined,
  known: Known | undefined,
  { facts, problems }: Told,
): Opened | undefined {
  const data = childOf(encrypted, ns.xenc, 'EncryptedData')
  const method = data === undefined ? undefined : childOf(data, ns.xenc, 'EncryptionMethod')
  const algorithm = (method === undefined ? undefined : attributeOf(method, 'Algorithm'))?.replace(/^.*#/, '') ?? '?'
  const decryption = decryptionFor(signer, known)
  const isForOthers = `${algorithm}: only its receiver can read it`
  if (decryption.keys.length === 0 || signer?.source === 'this gateway') {
    facts.encryption = isForOthers
    return undefined
  }
  try {
    const opened = decryptElement(encrypted, text, decryption)
    facts.encryption = `${algorithm}, decrypted with our key of certs/`
    return { root: parseXml(opened, answerLimits), text: opened }
  } catch (error) {
    const why = error instanceof GatewayError && error.cause !== undefined ? `: ${error.cause}` : ''
    facts.encryption = signer === undefined ? isForOthers : algorithm
    if (signer !== undefined) problems.push(`What is encrypted can’t be read${why}.`)
    return undefined
  }
}

function decryptionFor(signer: Signer | undefined, known: Known | undefined): Decryption {
  const keys = known?.keys ?? {}
  return signer?.upstream === undefined
    ? decryptionOf({ allowCbc: true, entityId: '' as EntityId }, keys as NonNullable<Known['keys']>)
    : decryptionOf(signer.upstream, keys as NonNullable<Known['keys']>)
}
