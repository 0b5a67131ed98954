/** A hub over memory stores with an upstream and a downstream that tell what they were asked. */
import { createSecretKey } from 'node:crypto'
import { createAdmission } from '../../../src/core/admission/admission.ts'
import type { Browser, CookieChange, HttpRequest, Reply } from '../../../src/core/http.ts'
import {
  type AppId,
  appId,
  issuer,
  type JsonObject,
  transactionId,
  upstreamName,
} from '../../../src/core/identifiers.ts'
import { finishLogin as finish } from '../../../src/core/login/finish.ts'
import { type LoginRequest, type LoginRequestFields, loginRequest } from '../../../src/core/login/transaction.ts'
import type { AppPolicy } from '../../../src/core/policy/app-policy.ts'
import type { Authentication } from '../../../src/core/policy/identity.ts'
import type { AuditEvent } from '../../../src/core/ports/audit.ts'
import type { LoginDependencies } from '../../../src/core/ports/hub.ts'
import type { Downstream, Upstream, UpstreamRequest } from '../../../src/core/ports/roles.ts'
import { memoryDriver } from '../../../src/storage/memory.ts'
import { createStores } from '../../../src/storage/stores.ts'

export const wiki = appId('saml', 'https://wiki.test')

export class TestUpstream implements Upstream {
  readonly name
  readonly displayName
  readonly contextTable = [{ class: 'urn:mfa', acr: ['2'] }]
  readonly subjectNamespace
  readonly subjectFrom = 'sub'
  readonly trustEmail = 'always'
  canAskPassive = true
  allowMissingAuthTime = false
  asked: UpstreamRequest[] = []
  answer: () => Authentication | Promise<Authentication>

  constructor(name: string, answer: () => Authentication) {
    this.name = upstreamName(name)
    this.displayName = name.toUpperCase()
    this.subjectNamespace = name
    this.answer = answer
  }
  async begin(id: string, request: UpstreamRequest): Promise<{ reply: Reply; upstreamState: JsonObject }> {
    this.asked.push(request)
    return { reply: { kind: 'redirect', location: `https://${this.name}.test/?state=${id}` }, upstreamState: { n: 1 } }
  }
  async complete(): Promise<Authentication> {
    return this.answer()
  }
}

/** A world of one browser, one app, two upstreams and a clock that stands still. */
export class World {
  now = 1_800_000_000_000
  events: AuditEvent[] = []
  errors: string[] = []
  causes: unknown[] = []
  policy: AppPolicy = {
    app: wiki,
    displayName: 'Wiki',
    pairwiseSector: ['https://wiki.test'],
    attributes: [],
    strictContexts: false,
  }
  /** Policies of further apps. */
  readonly others = new Map<AppId, AppPolicy>()
  /** The issuer behind an upstream. */
  issuerOf: (upstream: string) => string = (upstream) => `https://${upstream}.test`
  subject = 'alice'
  claims: JsonObject = { groups: ['staff'] }
  authTime: number | undefined
  acr: string | undefined
  readonly driver = memoryDriver(() => this.now)
  readonly op = new TestUpstream('op', () => this.authentication('op'))
  readonly other = new TestUpstream('other', () => this.authentication('other'))
  upstreams = new Map([[this.op.name, this.op]])
  /** Addresses at which nobody listens. */
  readonly unreachable = new Set<string>()
  readonly cookies = new Map<string, string>()
  beforeReply: () => Promise<unknown> = async () => {}

  readonly downstream: Downstream = {
    name: 'saml-idp',
    respond: async (request, release, session, earlier) => {
      await this.beforeReply()
      const body = { subject: release.subject.value, context: release.contextClass }
      return {
        reply: { kind: 'document', status: 200, type: 'application/json', body: JSON.stringify(body) },
        participant: {
          v: 2,
          app: request.app,
          downstream: 'saml-idp',
          subject: release.subject,
          handle: earlier?.handle ?? `_${Math.random()}`,
          state: {},
          issuedAt: this.now,
          end: session.end,
        },
      }
    },
    respondError: async (_request, error) => ({ kind: 'document', status: 200, type: 'error', body: error.code }),
  }

  readonly hub: LoginDependencies = {
    upstreams: this.upstreams,
    downstreams: new Map([['saml-idp', this.downstream]]),
    policies: {
      policy: (app) => (app === wiki ? this.policy : this.others.get(app)),
      startable: () => [this.policy, ...this.others.values()].filter(({ startUrl }) => startUrl !== undefined),
    },
    stores: createStores(this.driver, { sealing: createSecretKey(Buffer.alloc(32, 7)), now: () => this.now }),
    pairwise: { derive: (parts) => parts.join('|') },
    audit: {
      record: (event) => this.events.push(event),
      refusal: (_id, error) => {
        this.errors.push(error.code)
        this.causes.push(error.cause)
      },
      trace: () => {},
      expressionFailed: () => {},
      pseudonym: (subject) => `p-${subject}`,
    },
    admission: createAdmission({ limit: 1000, now: () => this.now }),
    sessionLifetime: 8 * 3600_000,
    askUpstreamAfter: 300_000,
    url: (path) => `https://sso.test${path}`,
    isReachable: async (address) => !this.unreachable.has(address),
    now: () => this.now,
    pause: async (ms) => {
      this.now += ms
    },
  }

  authentication(upstream: string): Authentication {
    return {
      upstream: upstreamName(upstream),
      issuer: issuer(this.issuerOf(upstream)),
      subject: this.subject,
      claims: this.claims,
      context: {
        amr: [],
        issuedAt: this.now / 1000,
        authTime: this.authTime ?? this.now / 1000,
        authenticatingAuthority: upstream,
        ...(this.acr !== undefined && { acr: this.acr }),
      },
    }
  }

  request(fields: Partial<LoginRequestFields> = {}): LoginRequest {
    return loginRequest({
      app: wiki,
      downstream: 'saml-idp',
      arrival: String(Math.random()),
      requestId: `_${Math.random()}`,
      replyTo: {},
      forceAuthn: false,
      isPassive: false,
      subject: 'persistent',
      startAgain: { app: 'Wiki', url: 'https://wiki.test' },
      ...fields,
    })
  }

  get browser(): Browser {
    const transactions = new Map<string, string>()
    for (const [name, value] of this.cookies) if (name.startsWith('tx_')) transactions.set(name.slice(3), value)
    return {
      session: this.cookies.get('session'),
      transactions,
      address: '192.0.2.1',
      ...(this.cookies.has('upstream') && { upstream: this.cookies.get('upstream') ?? '' }),
    }
  }

  /** Keeps the cookies of a reply, as a browser does. */
  keep(reply: Reply): Reply {
    for (const { name, value } of reply.cookies ?? ([] as CookieChange[])) {
      if (value === undefined) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return reply
  }

  /** The callback that an upstream's answer to this reply makes. */
  callback(reply: Reply): HttpRequest {
    const state = stateOf(reply)
    return {
      method: 'GET',
      path: '/',
      query: `state=${state}`,
      headers: {},
      body: '',
      octets: Buffer.alloc(0),
      contentType: '',
      browser: this.browser,
    }
  }
}

/** As the role's route calls it: `state` says which transaction the answer belongs to. */
export const finishLogin = (hub: LoginDependencies, upstream: Upstream, http: HttpRequest) =>
  finish(hub, upstream, transactionId(new URLSearchParams(http.query).get('state') ?? ''), http)

export function stateOf(reply: Reply): string {
  if (reply.kind !== 'redirect') throw new Error(`no redirect but ${JSON.stringify(reply)}`)
  return transactionId(new URL(reply.location).searchParams.get('state') ?? '')
}

/** The body of a document: what the app was told. */
export function told(reply: Reply): string {
  if (reply.kind !== 'document') throw new Error(`no answer to the app but ${JSON.stringify(reply)}`)
  return String(reply.body)
}
