/** The role over memory stores, and one site: no proxy, no upstream, and a clock that tests turn. */
import { createHmac } from 'node:crypto'
import type { SiteConfig } from '../../../src/config/site-config.ts'
import type { ForwardedRequest } from '../../../src/core/forwarded-request.ts'
import type { HttpRequest } from '../../../src/core/http.ts'
import { appId, type JsonObject, sessionKey, upstreamName } from '../../../src/core/identifiers.ts'
import type { Participant, Session } from '../../../src/core/session/records.ts'
import { admit } from '../../../src/forward-auth/admit.ts'
import type { ForwardAuth } from '../../../src/forward-auth/forward-auth.ts'
import { createPeople } from '../../../src/forward-auth/people.ts'
import { siteCookie, type Vouching } from '../../../src/forward-auth/site-session.ts'
import { downstreamName, schemeOf, sitesOf } from '../../../src/forward-auth/sites.ts'
import { TestUpstream, World } from '../core/hub.ts'

export const host = 'wiki.test'
export const theKey = sessionKey('k'.repeat(43))
export const theHandle = 'the-handle'

const usual: SiteConfig = {
  host,
  displayName: 'Wiki',
  rules: [],
  headers: [
    { name: 'Remote-User', value: 'claims.sub' },
    { name: 'Remote-Groups', value: 'groups' },
  ],
  headerEncoding: 'utf-8',
  passPreflights: false,
  allowEncodedSlashes: false,
}

export const vouching: Vouching = {
  sign: (purpose, value) => createHmac('sha256', 'test').update(`${purpose} ${value}`).digest('base64url'),
  verify: (purpose, value, token) => vouching.sign(purpose, value) === token,
}

/** What a proxy says of the request that it asks about, in parts. */
export const parts = (path = '/', method = 'GET'): ForwardedRequest => ({
  host: 'sso.test',
  'x-forwarded-host': host,
  'x-forwarded-uri': path,
  'x-forwarded-method': method,
})

/** The same in one address. */
export const address = (path = '/', method = 'GET'): ForwardedRequest => ({
  host: 'sso.test',
  'x-original-url': `https://${host}${path}`,
  'x-original-method': method,
})

export interface RigOptions {
  readonly site?: Partial<SiteConfig>
  readonly others?: readonly SiteConfig[]
  readonly publicUrl?: string
  readonly claims?: JsonObject
  /** ms for which a visitor is remembered */
  readonly keptFor?: number
}

/** Makes the gate, with a session of `alice` that took part in the site. */
export class Rig {
  readonly world = new World()
  readonly gate: ForwardAuth
  readonly second = new TestUpstream('other', () => this.world.authentication('other'))
  readonly #claims: JsonObject

  constructor({ site, others = [], publicUrl = 'https://sso.test', claims, keptFor = 0 }: RigOptions = {}) {
    this.#claims = claims ?? { sub: 'alice', groups: ['staff', 'b c'] }
    const config = { sites: [{ ...usual, ...site }, ...others], publicUrl }
    const sites = sitesOf(config as Parameters<typeof sitesOf>[0])
    const hub = { ...this.world.hub, policies: sites.policies }
    this.gate = { hub, sites, people: createPeople(hub, vouching, keptFor), vouching, scheme: schemeOf(config) }
  }

  /** Signs alice in. @param fields of her session */
  async signIn(fields: Partial<Session> = {}, handle = theHandle): Promise<void> {
    const { now, hub } = this.world
    this.world.claims = this.#claims
    const end = now + 3600_000
    const authentication = this.world.authentication('op')
    const session: Session = { v: 2, authentication, createdAt: now, end, verifiedAt: now, browser: 'b', ...fields }
    const participant: Participant = {
      ...{ v: 2, app: appId(downstreamName, host), downstream: downstreamName, handle, state: {}, issuedAt: now, end },
      subject: { kind: 'persistent', value: 'alice' },
    }
    await hub.stores.sessions.create(theKey, session)
    await hub.stores.sessions.addParticipant(theKey, participant)
  }

  get cookie(): string {
    return siteCookie(vouching, host, theKey).value ?? ''
  }

  request(fields: Partial<HttpRequest> = {}, cookies: Readonly<Record<string, string>> = {}): HttpRequest {
    const browser = { transactions: new Map<string, string>(), cookies: new Map(Object.entries(cookies)), address: '' }
    const nothing = { query: '', headers: {}, body: '', octets: Buffer.alloc(0), contentType: '' }
    return { method: 'GET', path: '/forward-auth', ...nothing, browser, forwarded: parts(), ...fields }
  }

  /** The answer about a request of somebody with alice's cookie, in few words. @param cookie none where empty */
  async asked(fields: Partial<HttpRequest> = {}, cookie = this.cookie): Promise<Answer> {
    const http = this.request(fields, cookie === '' ? {} : { site: cookie })
    const reply = await admit(this.gate, http).catch((error: unknown) => error)
    if (reply instanceof Error) return { refused: Reflect.get(reply, 'code'), status: Reflect.get(reply, 'status') }
    if (typeof reply !== 'object' || reply === null) throw new Error('no reply')
    const { status = 302, headers, location } = reply as Answer
    return { status, ...(headers && { headers }), ...(location && { location }) }
  }
}

export interface Answer {
  readonly status?: number
  readonly refused?: string
  readonly location?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Another upstream's name. */
export const otherUpstream = upstreamName('other')
