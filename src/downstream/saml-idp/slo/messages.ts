/** The LogoutRequest for an SP (Core 3.7.1). */
import type { Participant } from '../../../core/session/records.ts'
import { buildLogoutRequest } from '../../../saml/logout-messages.ts'
import type { CanonicalXml } from '../../../saml/xml-builder.ts'
import { buildNameId } from '../name-id.ts'
import { reviveParticipant } from '../participant-state.ts'

export interface ParticipantLogout {
  readonly id: string
  readonly destination: string
  readonly participant: Participant
  /** ms since 1970 */
  readonly now: number
}

/** The whole name as the app got it, from the issuer that it got it from. */
export function logoutRequestFor({ id, destination, participant, now }: ParticipantLogout): CanonicalXml {
  const { issuedBy, nameId, sessionIndex } = reviveParticipant(participant)
  return buildLogoutRequest({ id, destination, issuer: issuedBy, nameId: buildNameId(nameId), sessionIndex, now })
}
