/** The LogoutRequests and LogoutResponses that we send (Core 3.7). */
import type { Participant } from '../../../core/session/records.ts'
import { status as statusCode } from '../../../saml/constants.ts'
import { type CanonicalXml, canonicalXml, element, instant } from '../../../saml/xml-builder.ts'
import { buildNameId } from '../name-id.ts'
import { reviveParticipant } from '../participant-state.ts'
import { buildStatus, type Status } from '../status.ts'

/** ms: an app whose clock is fast must still accept it; one that gets it later than this has been told another way. */
const requestLifetime = 5 * 60_000

export interface LogoutRequestInput {
  readonly id: string
  readonly destination: string
  readonly participant: Participant
  /** ms since 1970 */
  readonly now: number
}

/** Core 3.7.1: the whole name as the app got it, from the issuer that it got it from. */
export function buildLogoutRequest({ id, destination, participant, now }: LogoutRequestInput): CanonicalXml {
  const { issuedBy, nameId, sessionIndex } = reviveParticipant(participant)
  const attributes = {
    Destination: destination,
    ID: id,
    IssueInstant: instant(now),
    NotOnOrAfter: instant(now + requestLifetime),
    Version: '2.0',
  }
  return canonicalXml(
    element('samlp:LogoutRequest', attributes, [
      element('saml:Issuer', {}, [issuedBy]),
      buildNameId(nameId),
      element('samlp:SessionIndex', {}, [sessionIndex]),
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
