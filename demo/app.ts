/**
 * The demo's SAML app: a service provider on node-saml, as many real apps are. It signs nothing, asks for a persistent
 * NameID, and wants Response and Assertion signed.
 */
import { randomBytes } from 'node:crypto'
import { type Profile, SAML, SamlStatusError, ValidateInResponseTo } from '@node-saml/node-saml'
import Koa, { type Context } from 'koa'
import rawBody from 'raw-body'
import samlify from 'samlify'
import { type AppSession, failurePage, loggedOutPage, sessionPage, welcomePage } from './app-pages.tsx'
import { pageHeaders } from './page.tsx'

/** What the app needs to know of the gateway, from its metadata. */
export interface DemoIdp {
  readonly singleSignOn: string
  readonly certificates: readonly string[]
  /** Address of the gateway's own logout page. */
  readonly logout: string
}

const sessionCookie = 'demo_app' // cookies ignore ports: a name that neither the gateway nor the OP uses
const persistent = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'
const english = (text: string) => [{ '@xml:lang': 'en', '#text': text }]

function samlOptions(address: string) {
  return {
    issuer: `${address}/saml/metadata`,
    callbackUrl: `${address}/saml/acs`,
    identifierFormat: persistent,
    metadataOrganization: {
      OrganizationName: english('Demo app'),
      OrganizationDisplayName: english('Demo app'),
      OrganizationURL: english(address),
    },
  }
}

/** SP metadata of the app at an address, for the gateway to read. */
export function demoAppMetadata(address: string): string {
  const saml = new SAML({ ...samlOptions(address), idpCert: 'not known yet' })
  return saml.generateServiceProviderMetadata(null)
}

/** Reads the gateway's IdP metadata. */
export function readIdpMetadata(xml: string, logout: string): DemoIdp {
  const { entityMeta } = samlify.IdentityProvider({ metadata: xml })
  const singleSignOn = entityMeta.getSingleSignOnService('redirect')
  if (typeof singleSignOn !== 'string') throw new Error('The metadata lists no SingleSignOnService for HTTP-Redirect.')
  return { singleSignOn, certificates: [entityMeta.getX509Certificate('signing')].flat(), logout }
}

/** Two requesters over one memory of requests: node-saml fixes ForceAuthn when it is made. */
function requesters(address: string, idp: DemoIdp) {
  const options = {
    ...samlOptions(address),
    entryPoint: idp.singleSignOn,
    idpCert: [...idp.certificates],
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: true,
    validateInResponseTo: ValidateInResponseTo.always,
    acceptedClockSkewMs: 5000,
  }
  const plain = new SAML(options)
  const force = new SAML({ ...options, forceAuthn: true, cacheProvider: plain.cacheProvider })
  return { plain, force }
}

/** An attribute's name and values, of whatever shape node-saml gave them. */
function attributesOf(profile: Profile): AppSession['attributes'] {
  const attributes = profile.attributes
  if (typeof attributes !== 'object' || attributes === null) return []
  return Object.entries(attributes).map(([name, value]) => [name, [value].flat().map(String)])
}

function reasonOf(error: unknown): string {
  if (!(error instanceof SamlStatusError)) return error instanceof Error ? error.message : String(error)
  const codes = [...error.xmlStatus.matchAll(/Value="[^"]*:status:([^"]+)"/g)].map((match) => match[1])
  return `${error.message} (${codes.join(' / ')})`
}

function sendPage(ctx: Context, page: string, status = 200): void {
  ctx.set(pageHeaders)
  ctx.status = status
  ctx.type = 'html'
  ctx.body = page
}

function setSession(ctx: Context, id: string | null): void {
  ctx.cookies.set(sessionCookie, id, { httpOnly: true, sameSite: 'lax', overwrite: true })
}

/** One response of the gateway: on success a session, on failure the reason. */
async function consume(ctx: Context, saml: SAML, sessions: Map<string, AppSession>): Promise<void> {
  const form = new URLSearchParams(await rawBody(ctx.req, { limit: '1mb', encoding: 'utf8' }))
  try {
    const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: form.get('SAMLResponse') ?? '' })
    if (!profile)
      return sendPage(ctx, failurePage('Nobody is logged in, and the app asked not to disturb (NoPassive).'))
    const id = randomBytes(24).toString('base64url')
    const assertion = profile.getAssertionXml?.() ?? ''
    sessions.set(id, { profile, attributes: attributesOf(profile), assertion })
    setSession(ctx, id)
    ctx.redirect('/')
    ctx.status = 303
  } catch (error) {
    sendPage(ctx, failurePage(reasonOf(error)), 403)
  }
}

/**
 * Makes the app at `address` (no trailing slash). `idp` may come later than the first request's arrival.
 * Returns a listener for `http.createServer`.
 */
export function demoApp(address: string, idp: DemoIdp) {
  const { plain, force } = requesters(address, idp)
  const sessions = new Map<string, AppSession>()
  const routes: Readonly<Record<string, (ctx: Context) => Promise<void> | void>> = {
    'GET /': (ctx) => {
      const session = sessions.get(ctx.cookies.get(sessionCookie) ?? '')
      sendPage(ctx, session ? sessionPage(session) : welcomePage())
    },
    'GET /login': async (ctx) => {
      const saml = ctx.query.as === 'another' ? force : plain
      ctx.redirect(await saml.getAuthorizeUrlAsync('/', undefined, {}))
    },
    'POST /saml/acs': (ctx) => consume(ctx, plain, sessions),
    'GET /saml/metadata': (ctx) => {
      ctx.type = 'application/samlmetadata+xml'
      ctx.body = demoAppMetadata(address)
    },
    'POST /logout': (ctx) => {
      sessions.delete(ctx.cookies.get(sessionCookie) ?? '')
      setSession(ctx, null)
      ctx.redirect('/logged-out')
      ctx.status = 303
    },
    'GET /logged-out': (ctx) => sendPage(ctx, loggedOutPage(idp.logout)),
  }
  const app = new Koa()
  app.use(async (ctx) => routes[`${ctx.method === 'HEAD' ? 'GET' : ctx.method} ${ctx.path}`]?.(ctx))
  return app.callback()
}
