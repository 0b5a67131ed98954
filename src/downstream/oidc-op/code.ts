/** An authorization code, written as the library's adapter hands it out (the payload that its documentation lists). */
import type { Json, JsonObject } from '../../core/identifiers.ts'
import type { Release } from '../../core/policy/identity.ts'
import type { Session } from '../../core/session/records.ts'
import { randomToken } from '../../core/tokens.ts'
import type { OidcApp } from '../../registry/app.ts'
import type { ReplyTo } from './authorize/reply-to.ts'
import type { OidcOp } from './oidc-op.ts'

/** RFC 6749, 4.1.2: at most ten minutes; an app redeems it at once. ms */
const codeLifetime = 60_000

export const codeKind = 'AuthorizationCode'

export interface Answered {
  readonly app: OidcApp
  readonly release: Release
  readonly session: Session
  readonly replyTo: ReplyTo
  readonly handle: string
}

/** Makes a code; it is worth nothing without its grant. */
export async function issueCode(op: OidcOp, grantId: string, answered: Answered): Promise<string> {
  const code = randomToken(32)
  const issuedAt = Math.floor(op.now() / 1000)
  const { replyTo, app } = answered
  const { codeChallenge, nonce, redirectUri } = replyTo
  const payload: JsonObject = {
    iat: issuedAt,
    exp: issuedAt + codeLifetime / 1000,
    jti: code,
    kind: codeKind,
    clientId: app.settings.clientId,
    redirectUri,
    ...(nonce !== undefined && { nonce }),
    ...(codeChallenge !== undefined && { codeChallenge, codeChallengeMethod: 'S256' }),
    ...authenticated(grantId, answered),
  }
  await op.stores.issued.put(codeKind, code, payload, codeLifetime)
  return code
}

/** What a code of any kind says of the login behind it. */
export function authenticated(
  grantId: string,
  { release, session, replyTo, handle }: Pick<Answered, 'release' | 'session' | 'replyTo' | 'handle'>,
): Record<string, Json> {
  const { context } = session.authentication
  const acr = acrOf(release, context.acr, replyTo.acrValues)
  const [resource, ...others] = replyTo.resources
  return {
    grantId,
    accountId: release.subject.value,
    ...(acr !== undefined && { acr }),
    ...(context.amr.length > 0 && { amr: [...context.amr] }),
    authTime: release.authnInstant,
    scope: replyTo.scope.join(' '),
    sid: handle,
    ...(resource !== undefined && { resource: others.length === 0 ? resource : [resource, ...others] }),
  }
}

/** In the app's own word where it asked for one that holds, else the upstream's, else none. */
function acrOf(
  { contextClass }: Pick<Release, 'contextClass'>,
  acr: string | undefined,
  asked: readonly string[],
): string | undefined {
  return asked.find((one) => one === acr || one === contextClass) ?? acr
}
