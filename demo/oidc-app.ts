/** The demo's second app: it speaks OpenID Connect and nothing else, on openid-client, as a public client with PKCE. */
import { randomBytes } from 'node:crypto'
import Koa, { type Context } from 'koa'
import * as client from 'openid-client'
import {
  type PortalSession,
  portalFailurePage,
  portalLoggedOutPage,
  portalSessionPage,
  portalWelcomePage,
} from './oidc-app-pages.tsx'
import { notFoundPage } from './page.tsx'
import { sendPage } from './send-page.ts'

export const portalClientId = 'demo-portal'

const sessionCookie = 'demo_portal' // cookies ignore ports

interface Begun {
  readonly verifier: string
  readonly nonce: string
}

function go(ctx: Context, url: URL | string): void {
  ctx.redirect(String(url))
  ctx.status = 303
}

/** Makes it. `address` and `issuer` are without a trailing slash. Returns a listener for `http.createServer`. */
export async function demoPortal(address: string, issuer: string) {
  const insecure = { execute: [client.allowInsecureRequests] }
  const config = await client.discovery(new URL(issuer), portalClientId, undefined, client.None(), insecure)
  const sessions = new Map<string, PortalSession>()
  const begun = new Map<string, Begun>()
  const redirectUri = `${address}/callback`

  /** @param through the upstream that the person wants, by its name at the gateway */
  async function begin(ctx: Context, through: string | undefined): Promise<void> {
    const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()]
    if (begun.size > 100) begun.clear()
    begun.set(state, { verifier, nonce })
    const parameters = {
      redirect_uri: redirectUri,
      scope: 'openid profile email groups',
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
      ...(through !== undefined && { idp: through, prompt: 'login' }),
    }
    go(ctx, client.buildAuthorizationUrl(config, parameters))
  }

  async function complete(ctx: Context): Promise<void> {
    const state = String(ctx.query.state ?? '')
    const { verifier, nonce } = begun.get(state) ?? {}
    begun.delete(state)
    try {
      const checks = { expectedState: state, expectedNonce: nonce ?? '?', pkceCodeVerifier: verifier ?? '?' }
      const tokens = await client.authorizationCodeGrant(config, new URL(ctx.url, address), checks)
      const idToken = tokens.claims()
      const claims = await client.fetchUserInfo(config, tokens.access_token, idToken?.sub ?? '?')
      const id = randomBytes(24).toString('base64url')
      sessions.set(id, { claims: { ...idToken, ...claims }, idToken: tokens.id_token ?? '' })
      ctx.cookies.set(sessionCookie, id, { httpOnly: true, sameSite: 'lax', overwrite: true })
      go(ctx, '/')
    } catch (error) {
      const { error: code, error_description: description } = error as Record<string, unknown>
      sendPage(ctx, portalFailurePage([code, description ?? String(error)].filter(Boolean).join(': ')), 403)
    }
  }

  function logOut(ctx: Context): void {
    const id = ctx.cookies.get(sessionCookie) ?? ''
    const session = sessions.get(id)
    sessions.delete(id)
    ctx.cookies.set(sessionCookie, null, { httpOnly: true, sameSite: 'lax', overwrite: true })
    const back = `${address}/logged-out`
    const parameters = { post_logout_redirect_uri: back, id_token_hint: session?.idToken ?? '' }
    go(ctx, session === undefined ? back : client.buildEndSessionUrl(config, parameters))
  }

  const app = new Koa()
  app.use(async (ctx) => {
    const session = sessions.get(ctx.cookies.get(sessionCookie) ?? '')
    if (ctx.path === '/') return sendPage(ctx, session ? portalSessionPage(session) : portalWelcomePage(issuer))
    if (ctx.path === '/login') return begin(ctx, typeof ctx.query.through === 'string' ? ctx.query.through : undefined)
    if (ctx.path === '/callback') return complete(ctx)
    if (ctx.path === '/logout') return logOut(ctx)
    if (ctx.path === '/logged-out') return sendPage(ctx, portalLoggedOutPage())
    sendPage(ctx, notFoundPage('portal'), 404)
  })
  return app.callback()
}
