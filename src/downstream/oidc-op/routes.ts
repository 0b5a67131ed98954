/**
 * The OpenID Provider, toward apps that speak OpenID Connect.
 *
 *   routes.ts          our addresses · serve.ts those that the library answers, and what is ours before and after it
 *   authorize/         a request's way in, receive.ts: the library judges → login-request.ts → the hub; response.ts the answer; limits.ts
 *   downstream.ts      Release → grant (grant.ts), code (code.ts) and participant; error → errors.ts
 *   claims.ts          which claims go where · username.ts a login name for PAM · introspection.ts tokens, told to who may ask
 *   ui-locales.ts     the languages that an app wants its people to be spoken to in
 *   public-client.ts   a client_id by Basic, without a secret · body.ts a body before the library reads it
 *   device/            a device without a browser is signed in from another one
 *   logout/            end-session.ts an app asks, with hint.ts · downstream-logout.ts apps are told
 *   provider/          oidc-provider: load.ts, configuration.ts; adapter.ts its storage, client.ts its clients, app-keys.ts
 *                      their keys, accounts.ts its people, renewal.ts and replays.ts refresh tokens, jwt-access-token.ts
 *                      what it does not know of JWTs, corrected.ts its errors, guard.ts what strangers may cost
 *   oidc-op.ts         what the role is given · keys.ts what signs · discovery.ts what is published
 */
import type { HttpRequest, Reply, Route } from '../../core/http.ts'
import { spokenIn } from '../../core/languages.ts'
import { keepPosted } from '../../core/posted-message.ts'
import { deviceRoutes } from './device/routes.ts'
import { answerEndSession, answerEndSessionPost, endSessionPath } from './logout/end-session.ts'
import type { ServingOp } from './oidc-op.ts'
import { paths } from './provider/configuration.ts'
import { createGuard } from './provider/guard.ts'
import { createLibrary } from './provider/library.ts'
import { mountLibrary, type OidcMount } from './serve.ts'
import { languagesIn } from './ui-locales.ts'

/** Bytes of a POSTed authorization request. */
const maxBody = 32 * 1024

/** The role's addresses for one snapshot; the library is loaded here, where it is needed. */
export async function oidcOpEndpoints(
  op: ServingOp,
): Promise<{ routes: readonly Route[]; mounts: readonly OidcMount[] }> {
  const guard = createGuard(op)
  const library = await createLibrary(op, guard)
  return {
    routes: [
      { method: 'POST', path: paths.authorization, maxBody, answer: (http) => answerPost(op, http) },
      ...(op.apps.clients().some(({ settings }) => settings.grants.includes('device_code')) ? deviceRoutes(op) : []),
      { method: 'GET', path: endSessionPath, answer: (http) => answerEndSession(op, http) },
      { method: 'POST', path: endSessionPath, maxBody, answer: (http) => answerEndSessionPost(op, http) },
    ],
    mounts: [mountLibrary(op, library, guard)],
  }
}

/** It comes from another site, so without our cookies: it waits under a ticket for a GET of ours (Core 3.1.2.1). */
async function answerPost({ hub }: ServingOp, http: HttpRequest): Promise<Reply> {
  const params = { location: await keepPosted(hub, http, paths.authorization) }
  const spoken = languagesIn(new URLSearchParams(http.body).get('ui_locales'))
  return spokenIn({ kind: 'page', name: 'continue', params }, spoken)
}
