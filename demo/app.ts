/**
 * The demo's SAML app: a service provider on node-saml, as many real apps are. It signs its requests, asks for a
 * persistent NameID, wants Response and Assertion signed, and takes part in single logout.
 */
import { randomBytes } from 'node:crypto'
import { type Profile, SAML, SamlStatusError, ValidateInResponseTo } from '@node-saml/node-saml'
import Koa, { type Context } from 'koa'
import rawBody from 'raw-body'
import samlify from 'samlify'
import type { DemoAppKey } from './app-key.ts'
import { type AppSession, failurePage, loggedOutPage, sessionPage, welcomePage } from './app-pages.tsx'
import { notFoundPage } from './page.tsx'
import type { Parties } from './parties.ts'
import { strangerPage } from './second-app-pages.tsx'
import { sendPage } from './send-page.ts'

/** What the app needs to know of the gateway, from its metadata. */
export interface DemoIdp {
  readonly singleSignOn: string
  readonly singleLogout: string
  readonly certificates: readonly string[]
}

/** One of the demo's apps. */
export interface DemoApp {
  /** Without a trailing slash. */
  readonly address: string
  readonly name: string
  /** Of its session. Cookies ignore ports: a name that neither the gateway, the OP nor another app uses. */
  readonly cookie: string
  /** Nobody has registered it at the gateway yet: a person does that. */
  readonly unregistered?: true
}

const persistent = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'
const english = (text: string) => [{ '@xml:lang': 'en', '#text': text }]

function samlOptions({ address, name }: DemoApp, { privateKey, certificate }: DemoAppKey) {
  return {
    issuer: `${address}/saml/metadata`,
    callbackUrl: `${address}/saml/acs`,
    logoutCallbackUrl: `${address}/saml/slo`,
    privateKey,
    publicCert: certificate,
    signatureAlgorithm: 'sha256' as const,
    digestAlgorithm: 'sha256' as const,
    identifierFormat: persistent,
    metadataOrganization: {
      OrganizationName: english(name),
      OrganizationDisplayName: english(name),
      OrganizationURL: english(address),
    },
  }
}

/** SP metadata of an app, for the gateway to read. */
export function demoAppMetadata(self: DemoApp, key: DemoAppKey): string {
  const saml = new SAML({ ...samlOptions(self, key), idpCert: 'not known yet' })
  return saml.generateServiceProviderMetadata(null, key.certificate)
}

/** Reads the gateway's IdP metadata. */
export function readIdpMetadata(xml: string): DemoIdp {
  const { entityMeta } = samlify.IdentityProvider({ metadata: xml })
  const singleSignOn = entityMeta.getSingleSignOnService('redirect')
  const singleLogout = entityMeta.getSingleLogoutService('redirect')
  if (typeof singleSignOn !== 'string' || typeof singleLogout !== 'string') {
    throw new Error('The metadata lists no SingleSignOnService or SingleLogoutService for HTTP-Redirect.')
  }
  return { singleSignOn, singleLogout, certificates: [entityMeta.getX509Certificate('signing')].flat() }
}

/**
 * Requesters over one memory of requests: node-saml fixes ForceAuthn when it is made. The one for logout looks at
 * signatures alone, since node-saml does not find the InResponseTo of a LogoutResponse that comes by POST.
 */
function requesters(self: DemoApp, key: DemoAppKey, idp: DemoIdp) {
  const options = {
    ...samlOptions(self, key),
    entryPoint: idp.singleSignOn,
    logoutUrl: idp.singleLogout,
    idpCert: [...idp.certificates],
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: true,
    validateInResponseTo: ValidateInResponseTo.always,
    acceptedClockSkewMs: 5000,
  }
  const plain = new SAML(options)
  const force = new SAML({ ...options, forceAuthn: true, cacheProvider: plain.cacheProvider })
  const logout = new SAML({ ...options, validateInResponseTo: ValidateInResponseTo.never })
  return { plain, force, logout }
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

function setSession(ctx: Context, cookie: string, id: string | null): void {
  ctx.cookies.set(cookie, id, { httpOnly: true, sameSite: 'lax', overwrite: true })
}

/** One response of the gateway: on success a session, on failure the reason. */
async function consume(ctx: Context, saml: SAML, sessions: Map<string, AppSession>, cookie: string): Promise<void> {
  const form = new URLSearchParams(await rawBody(ctx.req, { limit: '1mb', encoding: 'utf8' }))
  try {
    const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: form.get('SAMLResponse') ?? '' })
    if (!profile)
      return sendPage(ctx, failurePage('Nobody is logged in, and the app asked not to disturb (NoPassive).'))
    const id = randomBytes(24).toString('base64url')
    const assertion = profile.getAssertionXml?.() ?? ''
    sessions.set(id, { profile, attributes: attributesOf(profile), assertion })
    setSession(ctx, cookie, id)
    ctx.redirect('/')
    ctx.status = 303
  } catch (error) {
    sendPage(ctx, failurePage(reasonOf(error)), 403)
  }
}

/** The person wants to leave: this app's session ends, then the gateway is asked to end all others (SAML Profiles 4.4). */
async function logOut(ctx: Context, saml: SAML, sessions: Map<string, AppSession>, cookie: string): Promise<void> {
  const id = ctx.cookies.get(cookie) ?? ''
  const session = sessions.get(id)
  sessions.delete(id)
  setSession(ctx, cookie, null)
  ctx.redirect(session === undefined ? '/logged-out' : await saml.getLogoutUrlAsync(session.profile, '', {}))
  ctx.status = 303
}

/** What the gateway says of a logout: that the one begun here is done, or that one begun elsewhere ends this session. */
async function singleLogout(ctx: Context, saml: SAML, sessions: Map<string, AppSession>): Promise<void> {
  const form = new URLSearchParams(await rawBody(ctx.req, { limit: '1mb', encoding: 'utf8' }))
  const [SAMLRequest, SAMLResponse] = [form.get('SAMLRequest'), form.get('SAMLResponse') ?? '']
  try {
    if (SAMLRequest === null) {
      await saml.validatePostResponseAsync({ SAMLResponse })
      ctx.redirect('/logged-out')
    } else {
      const { profile } = await saml.validatePostRequestAsync({ SAMLRequest })
      if (profile === null) throw new Error('The request is no LogoutRequest.')
      for (const [id, one] of sessions) if (one.profile.sessionIndex === profile.sessionIndex) sessions.delete(id)
      ctx.redirect(await saml.getLogoutResponseUrlAsync(profile, form.get('RelayState') ?? '', {}, true))
    }
    ctx.status = 303
  } catch (error) {
    sendPage(ctx, loggedOutPage(reasonOf(error)), 403)
  }
}

/** Makes an app. `parties` are told to whoever opens it. Returns a listener for `http.createServer`. */
export function demoApp(self: DemoApp, key: DemoAppKey, idp: DemoIdp, parties: Parties) {
  const { plain, force, logout } = requesters(self, key, idp)
  const { cookie } = self
  const sessions = new Map<string, AppSession>()
  const routes: Readonly<Record<string, (ctx: Context) => Promise<void> | void>> = {
    'GET /': (ctx) => {
      const session = sessions.get(ctx.cookies.get(cookie) ?? '')
      const welcome = self.unregistered ? strangerPage : welcomePage
      sendPage(ctx, session ? sessionPage(session) : welcome(parties))
    },
    'GET /login': async (ctx) => {
      const saml = ctx.query.as === 'another' ? force : plain
      ctx.redirect(await saml.getAuthorizeUrlAsync('/', undefined, {}))
    },
    'POST /saml/acs': (ctx) => consume(ctx, plain, sessions, cookie),
    'GET /saml/metadata': (ctx) => {
      ctx.type = 'application/samlmetadata+xml'
      if (ctx.query.as === 'file') ctx.attachment(`${self.name.toLowerCase().replaceAll(' ', '-')}.xml`)
      ctx.body = demoAppMetadata(self, key)
    },
    'POST /logout': (ctx) => logOut(ctx, logout, sessions, cookie),
    'POST /saml/slo': (ctx) => singleLogout(ctx, logout, sessions),
    'GET /logged-out': (ctx) => sendPage(ctx, loggedOutPage()),
  }
  const app = new Koa()
  app.use(async (ctx) => {
    const route = routes[`${ctx.method === 'HEAD' ? 'GET' : ctx.method} ${ctx.path}`]
    if (route === undefined) sendPage(ctx, notFoundPage('app'), 404)
    else await route(ctx)
  })
  return app.callback()
}
