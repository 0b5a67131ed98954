/**
 * The demo's OpenID Provider, on oidc-provider: three users, a login page without passwords, no consent page. Claims
 * come in userinfo only, as Authelia gives them.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import type { Context, Next } from 'koa'
import type { Configuration, KoaContextWithOIDC, Provider as OidcProvider } from 'oidc-provider'
import rawBody from 'raw-body'
import { errors, Provider } from './oidc-provider.ts'
import { loginPage, opErrorPage, signOutPage, statusPage } from './op-pages.tsx'
import { memoryAdapters } from './op-storage.ts'
import { notFoundPage, pageHeaders, submitHeaders } from './page.tsx'
import { claimsOf, demoUsers } from './users.ts'

/** The one client that the OP knows: the gateway. */
export interface DemoClient {
  readonly clientId: string
  readonly clientSecret: string
  readonly redirectUri: string
  readonly postLogoutRedirectUri: string
}

const scopes = 'openid profile email groups'

function signingKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'demo' }
}

function sendPage(ctx: Context, page: string, status?: number): void {
  ctx.set(pageHeaders)
  if (status !== undefined) ctx.status = status
  ctx.type = 'html'
  ctx.body = page
}

/** The grant that a consent page would make: the gateway gets what it asks for. */
async function grantAll(ctx: KoaContextWithOIDC) {
  const { client, session, provider } = ctx.oidc
  const known = client && session?.grantIdFor(client.clientId)
  if (known) return provider.Grant.find(known)
  if (!client || !session?.accountId) return undefined
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
  grant.addOIDCScope(scopes)
  await grant.save()
  return grant
}

/** Asks the person, but for the gateway with this person's ID Token (RP-Initiated Logout 2): then it goes on by itself. */
function logoutSource(ctx: KoaContextWithOIDC): void {
  const { session, entities } = ctx.oidc
  const known = entities.IdTokenHint?.payload.sub === session?.accountId
  sendPage(ctx, signOutPage(ctx.oidc.urlFor('end_session_confirm'), String(session?.state?.secret), known))
  if (known) ctx.set(submitHeaders)
}

function configuration(client: DemoClient): Configuration {
  return {
    adapter: memoryAdapters(),
    jwks: { keys: [signingKey()] },
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        client_name: 'Isthmus',
        redirect_uris: [client.redirectUri],
        post_logout_redirect_uris: [client.postLogoutRedirectUri],
        require_auth_time: true,
      },
    ],
    scopes: scopes.split(' '),
    claims: {
      openid: ['sub'],
      profile: ['preferred_username', 'name', 'given_name', 'family_name'],
      email: ['email', 'email_verified'],
      groups: ['groups'],
    },
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      // Cookies ignore ports: names that neither the gateway nor the app uses on this host.
      names: { session: 'demo_op_session', interaction: 'demo_op_interaction', resume: 'demo_op_resume' },
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource,
        postLogoutSuccessSource: (ctx) => ctx.redirect('/'),
      },
    },
    findAccount: (_ctx, subject) => {
      const user = demoUsers.find((one) => one.subject === subject)
      return user && { accountId: subject, claims: () => claimsOf(user) }
    },
    interactions: { url: (_ctx, interaction) => `/login/${interaction.uid}` },
    loadExistingGrant: grantAll,
    renderError: (ctx, out) => sendPage(ctx, opErrorPage(out.error, out.error_description ?? '')),
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 36_000, IdToken: 600, Interaction: 3600, Session: 36_000 },
  }
}

async function finishLogin(ctx: Context, provider: OidcProvider): Promise<void> {
  const interaction = await provider.interactionDetails(ctx.req, ctx.res)
  const form = new URLSearchParams(await rawBody(ctx.req, { limit: '1kb', encoding: 'utf8' }))
  const user = demoUsers.find((one) => one.login === form.get('user'))
  if (user && interaction.session && interaction.session.accountId !== user.subject) {
    // Someone else: the old session goes first, else oidc-provider shows a logout page of its own in between.
    await (await provider.Session.get(ctx)).destroy()
    delete interaction.session
    await interaction.persist()
  }
  const result = user
    ? { login: { accountId: user.subject, amr: ['pwd'] } }
    : { error: 'access_denied', error_description: 'The person cancelled the login.' }
  ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, result))
  ctx.status = 303
}

/** The login page and what is posted from it; a login that is over (expired, or a page from the history) says so. */
async function login(ctx: Context, provider: OidcProvider): Promise<void> {
  try {
    if (ctx.method === 'POST') return await finishLogin(ctx, provider)
    const { session } = await provider.interactionDetails(ctx.req, ctx.res)
    sendPage(ctx, loginPage(ctx.path, 'Isthmus', session?.accountId))
  } catch (error) {
    if (!(error instanceof errors.SessionNotFound)) throw error
    ctx.status = 400
    sendPage(ctx, opErrorPage('This login is over', 'Start again at the app.'))
  }
}

/** The OP's own pages: front page and login. Everything else is oidc-provider's. */
function pages(provider: OidcProvider) {
  return async (ctx: Context, next: Next): Promise<void> => {
    if (ctx.path.startsWith('/login/')) return login(ctx, provider)
    if (ctx.path !== '/') {
      await next()
      if (ctx.status === 404 && !ctx.body) sendPage(ctx, notFoundPage('op'), 404)
      return
    }
    const { accountId } = await provider.Session.get(ctx)
    const user = demoUsers.find((one) => one.subject === accountId)
    sendPage(ctx, statusPage(user, provider.urlFor('end_session')))
  }
}

/**
 * Makes the OP. `issuer` is its address without a trailing slash.
 * Returns a listener for `http.createServer`.
 */
export function demoOp(issuer: string, client: DemoClient) {
  const provider = new Provider(issuer, configuration(client))
  provider.use(pages(provider))
  return provider.callback()
}
