/** Which session a LogoutRequest is about: only one that the app took part in, under the very name that it got. */
import { appId, type SessionKey } from '../../../core/identifiers.ts'
import type { Hub } from '../../../core/ports/hub.ts'
import type { Participant } from '../../../core/session/records.ts'
import { nameIdFormat, samlProtocol } from '../../../saml/constants.ts'
import type { LogoutRequest, NameIdInMessage } from '../../../saml/logout-request.ts'
import { reviveParticipant, type SamlParticipant } from '../participant-state.ts'
import { downstreamName } from '../sso/login-request.ts'

/** Whether the request is about this participant (Core 3.7.3.2, 8.3). */
export function isAbout(request: LogoutRequest, participant: Participant): boolean {
  if (participant.downstream !== downstreamName) return false
  const { sessionIndexes, issuer, nameId } = request
  const assertion = reviveParticipant(participant)
  if (assertion.entityId !== issuer || !sameName(nameId, assertion)) return false
  return sessionIndexes.length === 0 || sessionIndexes.includes(assertion.sessionIndex)
}

/**
 * Compared whole. An app that leaves Format out (or says unspecified, which means the same, Core 8.3.1) did not keep it;
 * a qualifier that it leaves out means the issuer's or its own (Core 8.3.7), and one that it sends must be right.
 */
function sameName(given: NameIdInMessage, { nameId: name, issuedBy, entityId }: SamlParticipant): boolean {
  const format = given.format ?? nameIdFormat.unspecified
  return (
    given.value === name.value &&
    (format === nameIdFormat.unspecified || format === name.format) &&
    (given.nameQualifier ?? issuedBy) === (name.nameQualifier ?? issuedBy) &&
    (given.spNameQualifier ?? entityId) === (name.spNameQualifier ?? entityId)
  )
}

/** All sessions in which the request finds itself, live or not. */
export async function sessionsOf(hub: Hub, request: LogoutRequest): Promise<readonly SessionKey[]> {
  const { issuer, nameId, sessionIndexes } = request
  const { sessions } = hub.stores
  const found = await Promise.all(
    sessionIndexes.length === 0
      ? [sessions.find({ by: 'name', app: appId(samlProtocol, issuer), name: nameId.value })]
      : sessionIndexes.map((sessionIndex) => sessions.find({ by: 'handle', handle: sessionIndex })),
  )
  const keys = [...new Set(found.flat())]
  const about = await Promise.all(keys.map((key) => tookPart(hub, key, request)))
  return keys.filter((_, index) => about[index])
}

/** An index may be stale: the participants themselves are read. */
export async function tookPart(hub: Hub, key: SessionKey, request: LogoutRequest): Promise<boolean> {
  const participants = await hub.stores.sessions.participants(key)
  return participants.some((participant) => isAbout(request, participant))
}
