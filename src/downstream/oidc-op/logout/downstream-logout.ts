/**
 * The logout half of the downstream role `oidc-op`: an app hears of it by a logout token (Back-Channel Logout 1.0), else
 * in a frame of ours (Front-Channel Logout 1.0). Its tokens end with its grants, whatever it hears.
 */
import { GatewayError } from '../../../core/errors.ts'
import { type ClientId, clientId, identifierOf } from '../../../core/identifiers.ts'
import type { DownstreamLogout, LogoutRoute } from '../../../core/ports/logout.ts'
import type { Participant } from '../../../core/session/records.ts'
import type { OidcApp } from '../../../registry/app.ts'
import type { OidcOp } from '../oidc-op.ts'
import { sendLogoutToken } from './logout-token.ts'
import { answerApp, reviveLogoutReplyTo } from './reply-to.ts'

export function createOidcLogout(op: OidcOp): DownstreamLogout {
  const appFor = ({ app }: Participant) => op.apps.client(clientIdOf(app))
  return {
    routes: async (participant) => {
      const app = await appFor(participant)
      return app === undefined ? [] : logoutRoutes(app)
    },
    tell: async (participant, requestId, signal) => {
      const app = await appFor(participant)
      const to = app?.settings.backchannelLogoutUri
      if (app === undefined || to === undefined) return 'unreachable'
      return sendLogoutToken(op, app, {
        to,
        sub: participant.subject.value,
        sid: participant.handle,
        requestId,
        signal,
      })
    },
    send: async (participant) => {
      const app = await appFor(participant)
      const to = app?.settings.frontchannelLogoutUri
      if (to === undefined) throw new GatewayError('internal', 'This application has no address for a sign-out.')
      return { kind: 'redirect', location: framed(to, op.issuer, participant.handle) }
    },
    answer: async (replyTo) => answerApp(op, reviveLogoutReplyTo(replyTo)),
  }
}

const clientIdOf = (app: Participant['app']): ClientId => clientId(identifierOf(app))

/**
 * The back channel proves more: it is the only one where there are both. All who took part are told (Back-Channel Logout
 * 1.0, 2.3; Front-Channel Logout 1.0, 3), the one that asked as well: its sessions may be on another of its nodes.
 */
function logoutRoutes({ settings }: OidcApp): readonly LogoutRoute[] {
  const { backchannelLogoutUri, frontchannelLogoutUri } = settings
  if (backchannelLogoutUri !== undefined)
    return [{ way: 'backChannel', address: backchannelLogoutUri, tellsAsker: true }]
  if (frontchannelLogoutUri === undefined) return []
  return [{ way: 'frame', address: frontchannelLogoutUri, silent: true, tellsAsker: true }]
}

/** Front-Channel Logout 1.0, 2: both or neither. */
function framed(address: string, issuer: string, sid: string): string {
  const url = new URL(address)
  url.searchParams.set('iss', issuer)
  url.searchParams.set('sid', sid)
  return url.href
}
