/** Parses a Response (Core 3.2.2, 3.3.3) but for the assertion in it: assertion.ts. */
import { nameIdFormat, ns, status as statusCode } from './constants.ts'
import { checkChildren, present } from './message-fields.ts'
import { malformed, quoted } from './refusal.ts'
import type { XmlElement } from './xml-element.ts'
import { attributeOf, childOf, instantOf, isId, simpleTextOf, textOf } from './xml-values.ts'

export interface SamlResponse {
  readonly id: string
  /** Profiles 4.1.4.2: it may be missing where the Response is not signed. */
  readonly issuer?: string
  /** ms since 1970 */
  readonly issueInstant: number
  readonly destination?: string
  readonly inResponseTo?: string
  /** Status codes, the top-level one first. */
  readonly status: readonly string[]
  readonly statusMessage?: string
}

const known: Readonly<Record<string, string>> = {
  Issuer: ns.saml,
  Signature: ns.ds,
  Extensions: ns.samlp,
  Status: ns.samlp,
  Assertion: ns.saml,
  EncryptedAssertion: ns.saml,
}

/** @throws GatewayError `malformed_request` */
export function parseResponse(root: XmlElement): SamlResponse {
  checkChildren(root, known)
  if (attributeOf(root, 'Version') !== '2.0') throw malformed('The Version of the Response is not 2.0.')
  const id = attributeOf(root, 'ID')
  if (id === undefined || !isId(id)) throw malformed('The Response has no valid ID.')
  const issueInstant = instantOf(root, 'IssueInstant')
  if (issueInstant === undefined) throw malformed('The Response has no IssueInstant.')
  const status = childOf(root, ns.samlp, 'Status')
  if (status === undefined) throw malformed('The Response has no Status.')
  const message = childOf(status, ns.samlp, 'StatusMessage')
  return {
    id,
    issueInstant,
    ...present('issuer', issuerOf(root)),
    // An empty one counts as wrong, not as absent.
    ...present('destination', root.attributes.get('Destination')),
    ...present('inResponseTo', attributeOf(root, 'InResponseTo')),
    status: statusOf(status),
    ...present('statusMessage', message && simpleTextOf(message)),
  }
}

function issuerOf(root: XmlElement): string | undefined {
  const issuer = childOf(root, ns.saml, 'Issuer')
  if (issuer === undefined) return undefined
  const format = attributeOf(issuer, 'Format')
  if (format !== undefined && format !== nameIdFormat.entity) {
    throw malformed(`The Issuer of the Response has the Format ${quoted(format)}; only “entity” may be.`)
  }
  return textOf(issuer)
}

/** Core 3.2.2.2 @throws GatewayError `malformed_request` */
export function statusOf(status: XmlElement): readonly string[] {
  const code = childOf(status, ns.samlp, 'StatusCode')
  if (code === undefined) throw malformed('The Status has no StatusCode.')
  const second = childOf(code, ns.samlp, 'StatusCode')
  return [code, ...(second === undefined ? [] : [second])].map((element) => attributeOf(element, 'Value') ?? '')
}

export const isSuccessful = ({ status }: SamlResponse): boolean => status[0] === statusCode.success
