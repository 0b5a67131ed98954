/**
 * The console toward the hub: a login is answered by a cookie that names the participant, an error by a page. The
 * cookie's value is a secret; the participant's handle is its hash, so a session is found by it and nothing that is
 * stored opens the console.
 */
import { z } from 'zod'
import { GatewayError } from '../../core/errors.ts'
import type { CookieChange, Reply } from '../../core/http.ts'
import { type LoginRequest, loginRequest } from '../../core/login/transaction.ts'
import type { Release } from '../../core/policy/identity.ts'
import type { Downstream } from '../../core/ports/roles.ts'
import type { Participant, Session } from '../../core/session/records.ts'
import { randomToken, sha256 } from '../../core/tokens.ts'
import { consoleName } from '../../pages/app-name.ts'
import { consoleApp } from './policy.ts'

/** Holds the secret whose hash is the participant's handle. */
export type AdminCookie = CookieChange<'admin'>

/** The name of the role among the hub's downstreams. */
const downstreamName = 'console'

const replyTo = z.object({ path: z.string().regex(/^\/admin(?:[/?]|$)/) })

interface ConsoleRole {
  /** Address of a path of ours below publicUrl. */
  url(path: string): string
  /** ms since 1970 */
  now(): number
}

/** The downstream role `console`. */
export function createConsoleDownstream(role: ConsoleRole): Downstream {
  return {
    name: downstreamName,
    respond: async (request, release, session) => respond(role, request, release, session),
    respondError: async (_request, { code, message, facts, startAgain }, errorId) => {
      const params = { code, errorId, message, facts, ...(startAgain !== undefined && { startAgain }) }
      return { kind: 'page', name: 'error', params }
    },
    logout: {
      // The cookie is worth nothing once the session is gone: there is nobody to tell.
      routes: async () => [{ way: 'backChannel', address: role.url('/admin') }],
      tell: async () => 'ended',
      send: async () => ({ kind: 'redirect', location: role.url('/logout') }),
      answer: async () => ({ kind: 'redirect', location: role.url('/logout') }),
    },
  }
}

function respond(role: ConsoleRole, request: LoginRequest, release: Release, session: Session) {
  const revived = replyTo.safeParse(request.replyTo)
  if (!revived.success) throw new GatewayError('internal', 'The way back to the console is lost.')
  // New at every login: a value that someone planted in the browser is never one that counts (attack 90).
  const secret = randomToken(32)
  const participant: Participant = {
    v: 2,
    app: consoleApp,
    downstream: downstreamName,
    subject: release.subject,
    handle: handleOf(secret),
    state: {},
    issuedAt: role.now(),
    end: session.end,
  }
  const cookie: AdminCookie = { name: 'admin', value: secret }
  const reply: Reply = { kind: 'redirect', location: role.url(revived.data.path), cookies: [cookie] }
  return { reply, participant }
}

/** The participant's handle for a cookie. */
export const handleOf = (secret: string): string => sha256(secret)

/** Whoever asked for this page of ours must sign in first. @param path below publicUrl, with its query */
export function toLoginRequest(role: ConsoleRole, path: string): LoginRequest {
  return loginRequest({
    app: consoleApp,
    downstream: downstreamName,
    arrival: randomToken(),
    requestId: randomToken(),
    // Made here and never sent anywhere: it can't come again.
    acceptableUntil: role.now(),
    replyTo: { path },
    forceAuthn: false,
    isPassive: false,
    subject: 'persistent',
    startAgain: { app: consoleName, url: role.url('/admin') },
  })
}
