/** Which sessions a LogoutRequest of the identity provider is about (Core 3.7.3.1). */
import { issuer, type SessionKey } from '../../../core/identifiers.ts'
import type { Authentication } from '../../../core/policy/identity.ts'
import type { SessionDependencies } from '../../../core/ports/hub.ts'
import { nameIdFormat } from '../../../saml/constants.ts'
import type { LogoutRequest } from '../../../saml/logout-request.ts'
import type { NameIdInMessage } from '../../../saml/name-id.ts'
import { reviveLogoutState } from '../authentication.ts'
import { nameIdText } from '../subject.ts'
import type { SamlUpstream } from '../upstream.ts'

/** What it ends: logins by their SessionIndex, or all of a person where it names none. */
export function endingsOf(request: LogoutRequest, { config }: Pick<SamlUpstream, 'config'>) {
  const { sessionIndexes, nameId, issueInstant } = request
  const idp = issuer(request.issuer)
  const issuedAt = Math.floor(issueInstant / 1000)
  if (sessionIndexes.length > 0) return sessionIndexes.map((sid) => ({ issuer: idp, sid, issuedAt }))
  return [{ issuer: idp, subject: nameIdText(nameId, idp, config), issuedAt }]
}

/** The live sessions that it is about: an index may be stale, so only what a session itself says counts. */
export async function sessionsOf(
  hub: Pick<SessionDependencies, 'stores'>,
  request: LogoutRequest,
  upstream: Pick<SamlUpstream, 'config'>,
): Promise<readonly SessionKey[]> {
  const { sessions } = hub.stores
  const found = await Promise.all(
    endingsOf(request, upstream).map((ending) =>
      'sid' in ending
        ? sessions.find({ by: 'up', issuer: ending.issuer, sid: ending.sid })
        : sessions.find({ by: 'sub', issuer: ending.issuer, subject: ending.subject }),
    ),
  )
  const keys = [...new Set(found.flat())]
  const about = await Promise.all(
    keys.map(async (key) => {
      const session = await sessions.get(key)
      return session !== undefined && isAbout(request, session.authentication, upstream)
    }),
  )
  return keys.filter((_, index) => about[index])
}

function isAbout(
  { issuer: sender, sessionIndexes, nameId }: LogoutRequest,
  { issuer: idp, upstream, sid, logoutState }: Authentication,
  { config }: Pick<SamlUpstream, 'config'>,
): boolean {
  const login = reviveLogoutState(logoutState)
  if (login === undefined || idp !== issuer(sender) || upstream !== config.name) return false
  if (sessionIndexes.length > 0 && (sid === undefined || !sessionIndexes.includes(sid))) return false
  return sameName(nameId, login.nameId, idp, config.entityId)
}

/** The whole name. What is left out on either side means what Core 8.3 says that it means. */
function sameName(one: NameIdInMessage, other: NameIdInMessage, idp: string, entityId: string): boolean {
  const format = ({ format = nameIdFormat.unspecified }: NameIdInMessage) => format
  const sameFormat =
    format(one) === format(other) || [one, other].some((name) => format(name) === nameIdFormat.unspecified)
  return (
    one.value === other.value &&
    sameFormat &&
    (one.nameQualifier ?? idp) === (other.nameQualifier ?? idp) &&
    (one.spNameQualifier ?? entityId) === (other.spNameQualifier ?? entityId)
  )
}
