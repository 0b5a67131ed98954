/** An OP at logout, as the core sees it: `UpstreamLogout`. */
import { z } from 'zod'
import type { OidcUpstreamConfig } from '../../config/oidc-upstream.ts'
import type { FrameOrigin } from '../../core/http.ts'
import type { Issuer, JsonObject } from '../../core/identifiers.ts'
import type { UpstreamEnding, UpstreamLogout } from '../../core/ports/logout.ts'
import type { OidcUpstreamDependencies } from './dependencies.ts'
import { endSessionReply, sendsBack, withinTimeout } from './end-session.ts'
import type { OpConnection } from './fetch.ts'
import { verifyLogoutToken } from './logout-token.ts'
import type { RelyingParty } from './relying-party.ts'

/** What `authenticate` leaves for the end of the OP's session: the ID Token as hint (RP-Initiated Logout 1.0, 2). */
const logoutStateSchema = z.object({ idToken: z.string().optional() })

/** What an OP's own messages need besides the core's port. */
export interface OidcLogout extends UpstreamLogout {
  readonly issuer: Issuer
  /** Whose pages may frame our front-channel logout. */
  readonly frameOrigin: FrameOrigin
  /**
   * Judges a logout token, except for whether it came before.
   * @throws GatewayError signature_refused, upstream_unavailable
   */
  readToken(token: string): Promise<UpstreamEnding>
}

/** The config takes http and https issuers only. */
const originOf = (issuer: string): FrameOrigin => new URL(issuer).origin as `https://${string}`

/** What OPs take as `logout_hint`: the claim that Entra ID makes for it, else the name that the person typed. */
function hintIn(claims: JsonObject): string | undefined {
  const candidates = [claims.login_hint, claims.preferred_username, claims.email]
  return candidates.find((claim): claim is string => typeof claim === 'string' && claim !== '')
}

/** The logout of one upstream. `party` gives what discovery said, or throws. */
export function upstreamLogout(
  config: OidcUpstreamConfig,
  { url, now, clockTolerance }: Pick<OidcUpstreamDependencies, 'url' | 'now' | 'clockTolerance'>,
  connection: OpConnection,
  party: () => Promise<RelyingParty>,
): OidcLogout {
  const { name, clientId, issuer } = config
  return {
    issuer,
    frameOrigin: originOf(issuer),
    async begin({ logoutState, claims }, state, { languages }) {
      const endpoint = (await withinTimeout(party()))?.metadata.endSessionEndpoint
      if (endpoint === undefined) return undefined
      const returnTo = url(`/oidc/post-logout/${name}`)
      const { idToken } = logoutStateSchema.parse(logoutState ?? {})
      const request = { endpoint, clientId, returnTo, state, idToken, logoutHint: hintIn(claims), languages }
      return (await sendsBack(connection, request)) ? endSessionReply(request) : undefined
    },
    async readToken(token) {
      const { keys } = await party()
      return verifyLogoutToken(keys, token, config, { now: now(), clockTolerance })
    },
  }
}
