/** The LogoutRequests and LogoutResponses that we send (Core 3.7), in either role. */
import { status as statusCode } from './constants.ts'
import { buildStatus, type Status } from './status.ts'
import { type CanonicalXml, canonicalXml, element, instant, type XmlNode } from './xml-builder.ts'

/** ms: a receiver whose clock is fast must still accept it; one that gets it later has been told another way. */
const requestLifetime = 5 * 60_000

export interface LogoutRequestInput {
  readonly id: string
  readonly destination: string
  /** Our entityID, as the receiver knows us. */
  readonly issuer: string
  /** The NameID element: the whole name, as it was given. */
  readonly nameId: XmlNode
  readonly sessionIndex?: string
  /** ms since 1970 */
  readonly now: number
}

/** Core 3.7.1 */
export function buildLogoutRequest({ id, destination, issuer, nameId, sessionIndex, now }: LogoutRequestInput) {
  const attributes = {
    Destination: destination,
    ID: id,
    IssueInstant: instant(now),
    NotOnOrAfter: instant(now + requestLifetime),
    Version: '2.0',
  }
  return canonicalXml(
    element('samlp:LogoutRequest', attributes, [
      element('saml:Issuer', {}, [issuer]),
      nameId,
      sessionIndex === undefined ? undefined : element('samlp:SessionIndex', {}, [sessionIndex]),
    ]),
  )
}

export interface LogoutResponseInput {
  readonly id: string
  readonly issuer: string
  /** Absent over SOAP. */
  readonly destination?: string
  /** Empty where the request had no ID that may be repeated here: then it is left out. */
  readonly inResponseTo: string
  readonly status: Status
  /** ms since 1970 */
  readonly now: number
}

/** Core 3.7.2 */
export function buildLogoutResponse(input: LogoutResponseInput): CanonicalXml {
  const attributes = {
    Destination: input.destination,
    ID: input.id,
    InResponseTo: input.inResponseTo === '' ? undefined : input.inResponseTo,
    IssueInstant: instant(input.now),
    Version: '2.0',
  }
  return canonicalXml(
    element('samlp:LogoutResponse', attributes, [
      element('saml:Issuer', {}, [input.issuer]),
      buildStatus(input.status),
    ]),
  )
}

/** Core 3.7.3.2: the top level says what became of our session, the second that others may have kept theirs. */
export const logoutStatus = {
  success: { code: statusCode.success },
  partial: { code: statusCode.success, subCode: statusCode.partialLogout },
  /**
   * Core 3.2.2.2: nobody was ever given this name toward this app. It is not Success: somebody may still be signed in.
   */
  unknownPrincipal: {
    code: statusCode.requester,
    subCode: statusCode.unknownPrincipal,
    message: 'The application was never given this name.',
  },
} as const satisfies Record<string, Status>
