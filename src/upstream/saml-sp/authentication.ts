/** From a judged answer to what the core calls an Authentication. */
import { z } from 'zod'
import type { SamlUpstreamConfig } from '../../config/config.ts'
import { issuer, type JsonObject } from '../../core/identifiers.ts'
import type { Authentication } from '../../core/policy/identity.ts'
import type { IdentityProvider } from '../../saml/identity-provider.ts'
import type { NameIdInMessage } from '../../saml/name-id.ts'
import type { Proof } from './answer.ts'
import type { ClaimMaker } from './claims.ts'
import { withinScopes } from './scopes.ts'
import { nameIdText, subjectOf } from './subject.ts'

/** What a logout of ours repeats: the name exactly as it came, since AD FS compares Format and qualifiers too. */
const logoutStateSchema = z.object({
  idp: z.string(),
  value: z.string(),
  format: z.string().optional(),
  nameQualifier: z.string().optional(),
  spNameQualifier: z.string().optional(),
  sessionIndex: z.string().optional(),
})

export interface LogoutState {
  readonly idp: string
  readonly nameId: NameIdInMessage
  readonly sessionIndex?: string
}

/** As `toAuthentication` wrote it; undefined where the login had no NameID. */
export function reviveLogoutState(state: JsonObject | undefined): LogoutState | undefined {
  const read = logoutStateSchema.safeParse(state)
  if (!read.success) return undefined
  const { idp, sessionIndex, value, format, nameQualifier, spNameQualifier } = read.data
  return {
    idp,
    nameId: {
      value,
      ...(format !== undefined && { format }),
      ...(nameQualifier !== undefined && { nameQualifier }),
      ...(spNameQualifier !== undefined && { spNameQualifier }),
    },
    ...(sessionIndex !== undefined && { sessionIndex }),
  }
}

/**
 * @param trace told of what was left out: names and reasons, never a value
 * @throws Refused where nothing that lasts identifies the person
 */
export function toAuthentication(
  { assertion, statement }: Proof,
  idp: IdentityProvider,
  config: SamlUpstreamConfig,
  claimsOf: ClaimMaker,
  trace: (step: string, facts: Readonly<Record<string, string>>) => void,
): Authentication {
  const attributes = withinScopes(assertion.attributes, config.scopes ?? idp.scopes, (attribute) =>
    trace('value of another scope left out', { attribute }),
  )
  const known = { ...assertion, attributes }
  const subject = subjectOf(known, idp.entityId, config)
  const { nameId } = assertion
  const named = nameId === undefined || nameId === 'encrypted' ? undefined : nameId
  const alias = named === undefined ? undefined : nameIdText(named, idp.entityId, config)
  const { contextClass, sessionIndex, sessionNotOnOrAfter, authorities } = statement
  const claims = claimsOf(known, contextClass ?? '', (claim, reason) => trace('claim left out', { claim, reason }))
  return {
    upstream: config.name,
    issuer: issuer(idp.entityId),
    subject,
    ...(sessionIndex !== undefined && { sid: sessionIndex }),
    ...(alias !== undefined && alias !== subject && { alias }),
    ...(sessionNotOnOrAfter !== undefined && { sessionEnd: sessionNotOnOrAfter }),
    claims,
    context: {
      ...(contextClass !== undefined && { acr: contextClass }),
      amr: [],
      authTime: Math.floor(statement.authnInstant / 1000),
      issuedAt: Math.floor(assertion.issueInstant / 1000),
      authenticatingAuthority: authorities.at(-1) ?? idp.entityId,
    },
    ...(named !== undefined && {
      logoutState: { idp: idp.entityId, ...named, ...(sessionIndex !== undefined && { sessionIndex }) },
    }),
  }
}
