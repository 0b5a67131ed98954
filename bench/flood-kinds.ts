/**
 * What an attacker sends at full speed, by kind: whole requests of HTTP/1.1, each from another /64 of one /48. Where a
 * kind says so, a connection serves one request.
 */
import { randomBytes } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { answerXml } from '../test/saml/answer.ts'
import { afterIssuer, posted, requestXml, signatureXml, signed } from '../test/saml/request.ts'
import { bareClient } from './bare-provider.ts'

/** The app of the bench, and the site and the SAML upstream that a gateway under attack has beside it. */
export const entityId = 'https://app.bench.test/metadata'
export const siteHost = 'localhost:4711'
export const samlUpstream = 'corp'

export interface Flood {
  /** Another request each time, or the same. */
  request(address: string): Asked
  readonly closes?: boolean
}

export interface Asked {
  readonly method?: 'GET' | 'POST'
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

const form = 'application/x-www-form-urlencoded'
const post = (path: string, body: string, headers: Readonly<Record<string, string>> = {}): Asked => ({
  method: 'POST',
  path,
  headers: { 'content-type': form, ...headers },
  body,
})
const id = () => `_${randomBytes(16).toString('hex')}`
const deflated = (xml: string) => encodeURIComponent(deflateRawSync(xml, { level: 1 }).toString('base64'))
const names = 'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"'
const message = (name: string, more: string, content = '') =>
  `<samlp:${name} ${names} ID="${id()}" Version="2.0" IssueInstant="${new Date().toISOString()}"${more}><saml:Issuer>${entityId}</saml:Issuer>${content}</samlp:${name}>`
const basic = (password: string) => ({
  authorization: `Basic ${Buffer.from(`${bareClient.id}:${password}`).toString('base64')}`,
})
const jwt = (header: object, payload: object) =>
  [header, payload, 'x'.repeat(256)]
    .map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(JSON.stringify(part))))
    .map((part) => part.toString('base64url'))
    .join('.')

/** Much to read with a wrong digest, and a right one that another key signed. */
function forgedRequests(): readonly string[] {
  const content = `<samlp:Extensions>${'<a></a>'.repeat(550)}</samlp:Extensions>`
  const xml = requestXml({ issuer: entityId, content })
  const wrongDigest = posted(afterIssuer(xml, signatureXml(xml, { digested: 'something else' })))
  return [wrongDigest.body, posted(signed(xml)).body]
}

function forgedAnswer(address: string): string {
  const acs = `${address}/saml/sp/${samlUpstream}/acs`
  const groups = Array.from({ length: 500 }, (_, n) => `group ${n}`)
  const xml = answerXml({ acs, audience: `${address}/saml/sp/${samlUpstream}/metadata`, attributes: { groups } })
  const forged = xml.replace('group 1<', 'group 0<')
  return `SAMLResponse=${encodeURIComponent(Buffer.from(forged).toString('base64'))}`
}

/** By name. Made once, as most of what they send is the same again and again. */
export const floods: Readonly<Record<string, () => Flood>> = {
  'forged signed requests': () => {
    const bodies = forgedRequests()
    let sent = 0
    return {
      request: () => {
        sent += 1
        return post('/saml/sso', bodies[sent % 2] ?? '')
      },
    }
  },
  'garbage for parameters': () => ({ request: () => post('/saml/sso', '%&'.repeat(65_000)) }),
  'unsigned LogoutRequests': () => ({
    request: () => ({
      path: `/saml/slo?SAMLRequest=${deflated(message('LogoutRequest', '', '<saml:NameID>nobody</saml:NameID>'))}`,
    }),
  }),
  'IsPassive and ForceAuthn': () => ({
    request: () => ({
      path: `/saml/sso?SAMLRequest=${deflated(message('AuthnRequest', ' IsPassive="true" ForceAuthn="true"'))}`,
    }),
  }),
  'logins begun': () => ({
    request: () => ({ path: `/saml/sso?SAMLRequest=${deflated(message('AuthnRequest', ''))}` }),
  }),
  'forged Responses at our ACS': () => {
    let body: string | undefined
    return {
      request: (address) => {
        body ??= forgedAnswer(address)
        return post(`/saml/sp/${samlUpstream}/acs`, body)
      },
    }
  },
  'forged logout tokens': () => {
    const events = { 'http://schemas.openid.net/event/backchannel-logout': {} }
    return {
      request: () => {
        const token = jwt(
          { alg: 'RS256', kid: id(), typ: 'logout+jwt' },
          { iss: 'x', aud: 'isthmus', jti: id(), events },
        )
        return post('/oidc/backchannel-logout/op', `logout_token=${token}`)
      },
    }
  },
  'authorization requests of nobody': () => ({
    request: () => ({ path: `/oidc/authorize?client_id=${id()}&response_type=code&scope=openid` }),
  }),
  'wrong secrets at the token endpoint': () => ({
    request: () => post('/oidc/token', `grant_type=authorization_code&code=${id()}&redirect_uri=x`, basic(id())),
  }),
  'wrong secrets at introspection': () => ({ request: () => post('/oidc/introspect', `token=${id()}`, basic(id())) }),
  'client assertions that are none': () => ({
    request: () =>
      post(
        '/oidc/par',
        `client_id=keyed&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=${jwt({ alg: 'RS256' }, { iss: 'keyed', sub: 'keyed', jti: id(), aud: 'x', exp: 4_000_000_000 })}`,
      ),
  }),
  'guessed device codes': () => ({ request: () => ({ path: `/device?user_code=${id().slice(1, 9)}` }) }),
  'questions of a proxy, without a cookie': () => ({
    request: () => ({
      path: '/forward-auth',
      headers: { 'x-forwarded-host': siteHost, 'x-forwarded-uri': '/', 'x-forwarded-method': 'GET' },
    }),
  }),
  'bad tokens at the API': () => ({
    request: () => ({ path: '/admin/api/v1/apps', headers: { authorization: `Bearer isth_${id()}` } }),
  }),
  'the description of the API': () => ({ request: () => ({ path: '/admin/api/v1/openapi.json' }) }),
  'our metadata': () => ({ request: () => ({ path: '/saml/metadata' }) }),
  'pages that are not there': () => ({ request: () => ({ path: `/${id()}` }) }),
  'a connection for each request': () => ({ request: () => ({ path: '/' }), closes: true }),
}
