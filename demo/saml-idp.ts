/**
 * The demo's SAML identity provider, on samlify: it stands where ADFS, Shibboleth or Keycloak's SAML side stands in real
 * life. It keeps no session, so every login asks who one is.
 */
import { randomBytes } from 'node:crypto'
import Koa, { type Context } from 'koa'
import rawBody from 'raw-body'
import samlify from 'samlify'
import type { DemoAppKey } from './app-key.ts'
import { idpErrorPage, idpStatusPage, loginPage } from './op-pages.tsx'
import { answerPage, notFoundPage, submitHeaders } from './page.tsx'
import { sendPage } from './send-page.ts'
import { claimsOf, type DemoUser, demoUsers } from './users.ts'

const basic = 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic'
const redirect = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect'
const persistent = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'
const passwordTransport = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport'

// What it reads comes from the gateway beside it; samlify wants to be told that no schema is looked at.
samlify.setSchemaValidator({ validate: async () => 'not looked at' })

function identityProvider(address: string, { privateKey, certificate }: DemoAppKey) {
  return samlify.IdentityProvider({
    entityID: `${address}/metadata`,
    privateKey,
    signingCert: certificate,
    wantAuthnRequestsSigned: true,
    nameIDFormat: [persistent],
    requestSignatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    singleSignOnService: [{ Binding: redirect, Location: `${address}/sso`, isDefault: true }],
    singleLogoutService: [{ Binding: redirect, Location: `${address}/slo` }],
  })
}

/** IdP metadata, for the gateway to read. */
export const demoIdpMetadata = (address: string, key: DemoAppKey): string =>
  identityProvider(address, key).getMetadata()

const escapeXml = (text: string) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)

function attributeStatement(user: DemoUser): string {
  const { email, name, given_name, family_name, groups } = claimsOf(user)
  const attributes: readonly (readonly [string, readonly string[]])[] = [
    ['uid', [user.login]],
    ['mail', [email]],
    ['displayName', [name]],
    ['givenName', [given_name]],
    ['sn', [family_name]],
    ['groups', groups],
  ]
  const written = attributes
    .filter(([, values]) => values.length > 0)
    .map(([attribute, values]) => {
      const inside = values.map((value) => `<saml:AttributeValue>${escapeXml(value)}</saml:AttributeValue>`).join('')
      return `<saml:Attribute Name="${attribute}" NameFormat="${basic}">${inside}</saml:Attribute>`
    })
  return `<saml:AttributeStatement>${written.join('')}</saml:AttributeStatement>`
}

interface Question {
  readonly id: string
  readonly relayState: string
}

interface Parties {
  readonly issuer: string
  readonly acs: string
  readonly audience: string
}

/** A Response as XML, before it is signed. */
function responseXml(
  user: DemoUser,
  { id }: Question,
  { issuer, acs, audience }: Parties,
): { id: string; xml: string } {
  const [response, assertion, session] = [1, 2, 3].map(() => `_${randomBytes(20).toString('hex')}`)
  const now = new Date()
  const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString()
  const xml = `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${response}" Version="2.0" IssueInstant="${at(0)}" Destination="${acs}" InResponseTo="${id}"><saml:Issuer>${issuer}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status><saml:Assertion ID="${assertion}" Version="2.0" IssueInstant="${at(0)}"><saml:Issuer>${issuer}</saml:Issuer><saml:Subject><saml:NameID Format="${persistent}">${escapeXml(user.subject)}</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData NotOnOrAfter="${at(5)}" Recipient="${acs}" InResponseTo="${id}"/></saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="${at(-1)}" NotOnOrAfter="${at(5)}"><saml:AudienceRestriction><saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="${at(0)}" SessionIndex="${session}"><saml:AuthnContext><saml:AuthnContextClassRef>${passwordTransport}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>${attributeStatement(user)}</saml:Assertion></samlp:Response>`
  return { id: response ?? '', xml }
}

/**
 * Makes it. `address` is without a trailing slash; `gatewayMetadata` is the SP metadata of the gateway toward it.
 * Returns a listener for `http.createServer`.
 */
export function demoIdp(address: string, key: DemoAppKey, gatewayMetadata: string) {
  const idp = identityProvider(address, key)
  const sp = samlify.ServiceProvider({ metadata: gatewayMetadata })
  const acs = String(sp.entityMeta.getAssertionConsumerService('post'))
  const parties = { issuer: `${address}/metadata`, acs, audience: sp.entityMeta.getEntityID() }
  const asked = new Map<string, Question>()

  /** The person is asked who they are; the request waits here for the answer. */
  async function ask(ctx: Context): Promise<void> {
    const { SigAlg: algorithm } = ctx.query
    const octetString = ctx.querystring.replace(/&Signature=.*$/, '')
    const query = { ...ctx.query }
    const { extract } = await idp.parseLoginRequest(sp, 'redirect', { query, octetString })
    if (typeof algorithm !== 'string') throw new Error('The request is not signed.')
    const name = randomBytes(12).toString('hex')
    if (asked.size > 100) asked.clear()
    asked.set(name, { id: String(extract.request?.id), relayState: String(ctx.query.RelayState ?? '') })
    sendPage(ctx, loginPage(`/login/${name}`, 'Isthmus', undefined, 'idp'))
  }

  async function answer(ctx: Context): Promise<void> {
    const name = ctx.path.slice('/login/'.length)
    const question = asked.get(name)
    const form = new URLSearchParams(await rawBody(ctx.req, { limit: '1kb', encoding: 'utf8' }))
    const user = demoUsers.find(({ login }) => login === form.get('user'))
    if (question === undefined || user === undefined) {
      return sendPage(ctx, idpErrorPage('Nobody is logged in', 'Start again at the app.'), 400)
    }
    asked.delete(name)
    const made = responseXml(user, question, parties)
    const request = { extract: { request: { id: question.id } } }
    const { context } = await idp.createLoginResponse(sp, request, 'post', { email: user.login }, () => ({
      id: made.id,
      context: made.xml,
    }))
    sendPage(ctx, answerPage(acs, { SAMLResponse: context, RelayState: question.relayState }))
    ctx.set(submitHeaders)
  }

  /** There is nothing to end: that is what it says. */
  async function logOut(ctx: Context): Promise<void> {
    const octetString = ctx.querystring.replace(/&Signature=.*$/, '')
    const { extract } = await idp.parseLogoutRequest(sp, 'redirect', { query: { ...ctx.query }, octetString })
    const { context } = idp.createLogoutResponse(sp, { extract }, 'redirect', String(ctx.query.RelayState ?? ''))
    ctx.redirect(context)
    ctx.status = 303
  }

  const app = new Koa()
  app.use(async (ctx) => {
    try {
      if (ctx.path === '/') return sendPage(ctx, idpStatusPage())
      if (ctx.path === '/metadata') {
        ctx.type = 'application/samlmetadata+xml'
        ctx.body = idp.getMetadata()
        return
      }
      if (ctx.path === '/sso' && ctx.method === 'GET') return await ask(ctx)
      if (ctx.path === '/slo' && ctx.method === 'GET') return await logOut(ctx)
      if (ctx.path.startsWith('/login/') && ctx.method === 'POST') return await answer(ctx)
      sendPage(ctx, notFoundPage('idp'), 404)
    } catch (error) {
      sendPage(ctx, idpErrorPage('It refuses', String(error)), 400)
    }
  })
  return app.callback()
}
