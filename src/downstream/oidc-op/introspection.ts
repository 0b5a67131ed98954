/**
 * Introspection (RFC 7662). An app with a secret that asks about an access token in force, as resource servers do for
 * each request of theirs, is answered here, as the library would and at a third of its cost. Whatever else comes, every
 * refusal included, is left to the library (docs/decisions/0011-introspection.md).
 */
import type { IncomingMessage } from 'node:http'
import type { Browser } from '../../core/http.ts'
import { clientId, type Json, type JsonObject } from '../../core/identifiers.ts'
import type { OidcApp } from '../../registry/app.ts'
import { bodyOf } from './body.ts'
import { findGrant, type LiveGrant } from './grant.ts'
import type { OidcOp, ServingOp } from './oidc-op.ts'
import { matchesSecret } from './provider/client.ts'
import { mayIntrospect } from './provider/configuration.ts'
import type { Guard } from './provider/guard.ts'

type AppOf = (clientId: string) => OidcApp | undefined

/** As it is written: JSON leaves out what is undefined. */
type Answer = Readonly<Record<string, Json | undefined>>

/** The library's answer with the login name, for an app that has one (RFC 7662, 2.2). */
export async function withUsername(op: OidcOp, answer: JsonObject, grantId: string | undefined): Promise<JsonObject> {
  if (answer.active !== true || grantId === undefined) return answer
  const app = await op.apps.client(clientId(String(answer.client_id)))
  if (app?.usernameAttribute === undefined) return answer
  const username = (await findGrant(op, grantId))?.grant.username
  return username === undefined ? answer : { ...answer, username }
}

/**
 * The answer about a token in force; undefined where it is the library's to answer, who finds the body by `giveBackRead`.
 * @param appOf the app with this client_id
 */
export async function introspect(
  op: ServingOp,
  guard: Guard,
  request: IncomingMessage,
  browser: Browser,
  appOf: AppOf,
): Promise<Answer | undefined> {
  if (!isOrdinary(request)) return undefined
  try {
    const octets = await bodyOf(request, longestBody)
    const question = questionOf(request.headers.authorization, octets.toString('latin1'))
    if (question === undefined) return undefined
    guard.serve(request, browser)
    await guard.admitClient(request, question.client)
    return await answerOf(op, question, appOf)
  } catch {
    return undefined
  }
}

/** Bytes; secret and token have a few dozen each. */
const longestBody = 2048

/** Headers that the library judges. */
const judged = ['origin', 'content-encoding', 'oauth-client-attestation', 'oauth-client-attestation-pop'] as const

function isOrdinary({ headers }: IncomingMessage): boolean {
  const isForm = /^application\/x-www-form-urlencoded(; ?charset=utf-8)?$/i.test(headers['content-type'] ?? '')
  return (
    isForm && Number(headers['content-length']) <= longestBody && judged.every((name) => headers[name] === undefined)
  )
}

interface Question {
  readonly client: string
  readonly secret: string
  readonly token: string
}

/** Characters that mean the same with any encoding, so that nobody could read something else in them. */
const plain = /^[\w.~-]+$/
const plainForm = /^[\w.~-]+=[\w.~-]+(?:&[\w.~-]+=[\w.~-]+){0,3}$/
const asked: ReadonlySet<string> = new Set(['token', 'client_id', 'client_secret', 'token_type_hint'])

function questionOf(authorization: string | undefined, body: string): Question | undefined {
  const fields = plainForm.test(body) ? fieldsOf(body) : undefined
  const token = fields?.get('token')
  if (fields === undefined || token === undefined || token.includes('.')) return undefined
  const [id, posted] = [fields.get('client_id'), fields.get('client_secret')]
  if (authorization === undefined)
    return id === undefined || posted === undefined ? undefined : { client: id, secret: posted, token }
  const [, encoded = ''] = /^basic ([a-z0-9+/]+={0,2})$/i.exec(authorization) ?? []
  const octets = Buffer.from(encoded, 'base64')
  const [client = '', secret = '', ...more] = octets.toString('latin1').split(':')
  const isPlain = octets.toString('base64') === encoded && plain.test(client) && plain.test(secret) && more.length === 0
  return isPlain && posted === undefined && (id ?? client) === client ? { client, secret, token } : undefined
}

/** Undefined where one comes twice, or is not one that we read. */
function fieldsOf(body: string): ReadonlyMap<string, string> | undefined {
  const fields = new Map<string, string>()
  for (const field of body.split('&')) {
    const end = field.indexOf('=')
    const name = field.slice(0, end)
    if (fields.has(name) || !asked.has(name)) return undefined
    fields.set(name, field.slice(end + 1))
  }
  return fields
}

/** What the library writes of our access tokens; one with anything else says more than we know. */
const members = new Set([
  ...['iat', 'exp', 'jti', 'kind', 'gty', 'grantId', 'clientId', 'accountId', 'aud', 'claims', 'scope', 'sid'],
])

async function answerOf(op: ServingOp, { client, secret, token }: Question, appOf: AppOf): Promise<Answer | undefined> {
  const app = await op.apps.client(clientId(client))
  const method = app?.settings.clientAuthentication
  if (app === undefined || (method !== 'client_secret_basic' && method !== 'client_secret_post')) return undefined
  if (!matchesSecret(app, secret)) return undefined
  const stored = await op.stores.issued.get('AccessToken', token)
  if (stored === undefined || !Object.keys(stored).every((name) => members.has(name))) return undefined
  const { grantId, clientId: owner, accountId, exp } = stored
  if (typeof grantId !== 'string' || typeof owner !== 'string' || typeof accountId !== 'string') return undefined
  if (Number(exp) <= Math.floor(op.now() / 1000)) return undefined
  const live = await findGrant(op, grantId)
  if (live?.grant.clientId !== owner || live.grant.sub !== accountId || !mayIntrospect(client, owner, appOf))
    return undefined
  return described(op, stored, live)
}

/** In the library's words and order. */
function described(op: ServingOp, token: JsonObject, { grant, app }: LiveGrant): Answer {
  const { clientId: owner, accountId, exp, iat, sid, aud, scope } = token as Readonly<Record<string, Json>>
  return {
    active: true,
    ...{ sub: accountId, client_id: owner, exp, iat, sid, iss: op.issuer, aud },
    scope: scope === '' ? undefined : scope,
    token_type: 'Bearer',
    username: app.usernameAttribute === undefined ? undefined : grant.username,
  }
}
