/** Which session a LogoutRequest is about: only one that the app took part in, under exactly the name that it got. */
import { appId, type SessionKey } from '../../../core/identifiers.ts'
import type { SessionDependencies } from '../../../core/ports/hub.ts'
import type { Stores } from '../../../core/ports/stores.ts'
import type { Participant } from '../../../core/session/records.ts'
import { nameIdFormat, samlProtocol } from '../../../saml/constants.ts'
import type { LogoutRequest } from '../../../saml/logout-request.ts'
import type { NameIdInMessage } from '../../../saml/name-id.ts'
import { reviveParticipant, type SamlParticipant } from '../participant-state.ts'
import { downstreamName } from '../sso/login-request.ts'

type Dependencies = { readonly stores: Pick<Stores, 'sessions' | 'names'> }

/** Whether the request is about this participant (Core 3.7.3.2, 8.3). */
function isAbout(request: LogoutRequest, participant: Participant): boolean {
  if (!isOf(request, participant)) return false
  const { sessionIndexes, nameId } = request
  const assertion = reviveParticipant(participant)
  if (!sameName(nameId, assertion)) return false
  return sessionIndexes.length === 0 || sessionIndexes.includes(assertion.sessionIndex)
}

/** Whether the participant is the app that asks. */
function isOf({ issuer }: LogoutRequest, participant: Participant): boolean {
  return participant.downstream === downstreamName && reviveParticipant(participant).entityId === issuer
}

/**
 * Compared whole. An app that leaves Format out (or says unspecified, which means the same, Core 8.3.1) did not keep
 * it; a qualifier that it leaves out means the issuer's or its own (Core 8.3.7), and one that it sends must be right.
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

/** All sessions that the request matches, live or not. */
export async function sessionsOf(hub: Dependencies, request: LogoutRequest): Promise<readonly SessionKey[]> {
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
async function tookPart(
  hub: Pick<SessionDependencies, 'stores'>,
  key: SessionKey,
  request: LogoutRequest,
): Promise<boolean> {
  const participants = await hub.stores.sessions.participants(key)
  return participants.some((participant) => isAbout(request, participant))
}

/**
 * What a request means by the session of the browser that brings it. `it`: under the name that the app got, or by our
 * own entityID, which php-saml and python3-saml send where the app gives them no name. `unclear`: the app took part in
 * it, but the name, its Format or the SessionIndex differs. Undefined: the app has no part in it.
 */
export async function meansSession(hub: Pick<SessionDependencies, 'stores'>, key: SessionKey, request: LogoutRequest) {
  const participants = await hub.stores.sessions.participants(key)
  const own = participants.filter((participant) => isOf(request, participant))
  if (own.length === 0) return undefined
  const meant = own.some((participant) => isAbout(request, participant) || namesUs(request, participant))
  return meant ? 'it' : 'unclear'
}

/**
 * Core 8.3.6: an entity, here the one that made the assertion. It does not name a person, so the browser says who is
 * meant.
 */
function namesUs({ nameId, sessionIndexes }: LogoutRequest, participant: Participant): boolean {
  const { issuedBy, sessionIndex } = reviveParticipant(participant)
  if (nameId.format !== nameIdFormat.entity || nameId.value !== issuedBy) return false
  return sessionIndexes.length === 0 || sessionIndexes.includes(sessionIndex)
}

/**
 * Whether the app ever got this name from us, as long as it may rely on it: then a logout that finds no session has
 * nothing to do. Where a session exists under the same value, the whole name must be its name.
 */
export async function isKnownName(hub: Dependencies, request: LogoutRequest): Promise<boolean> {
  const { sessions, names } = hub.stores
  const [app, name] = [appId(samlProtocol, request.issuer), request.nameId.value]
  const keys = await sessions.find({ by: 'name', app, name })
  const live = await Promise.all(
    keys.map(async (key) => ((await sessions.get(key)) === undefined ? [] : sessions.participants(key))),
  )
  const namesakes = live.flat().filter((known) => isOf(request, known) && known.subject.value === name)
  if (namesakes.length === 0) return names.has(app, name)
  return namesakes.some((participant) => sameName(request.nameId, reviveParticipant(participant)))
}
