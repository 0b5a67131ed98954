/**
 * The API, `/admin/api/v1`: the functions of this room over HTTP, for programs. A map of this folder:
 *
 *   routes.ts        from a request to an operation and back · read-request.ts what it brings · bearer.ts whose it is, limits.ts how often
 *   operation.ts     what an operation is · app-operations.ts app-past-operations.ts people-operations.ts
 *                    gate-operations.ts gateway-operations.ts address-operations.ts (shared.ts)
 *   schemas.ts       what is taken and answered (schemas-preview.ts, schemas-gateway.ts) · as-json.ts values in that form
 *   problem.ts       what goes wrong · openapi.ts the description of all of it
 */
import * as z from 'zod'
import { clientOf } from '../../core/admission/client-key.ts'
import { GatewayError, toGatewayError } from '../../core/errors.ts'
import type { HttpRequest, Method, Reply, Route } from '../../core/http.ts'
import type { Audit } from '../../core/ports/audit.ts'
import { newErrorId } from '../../core/tokens.ts'
import type { Administrator } from '../administrator.ts'
import type { AttemptFault } from '../attempt.ts'
import type { AdminDependencies } from '../dependencies.ts'
import type { RefusedCode } from '../refused.ts'
import { addressOperations } from './address-operations.ts'
import { appOperations } from './app-operations.ts'
import { appPastOperations } from './app-past-operations.ts'
import { archiveOperations } from './archive-operations.ts'
import { authenticate, refuseScope } from './bearer.ts'
import { gateOperations } from './gate-operations.ts'
import { gatewayOperations } from './gateway-operations.ts'
import type { ApiLimits } from './limits.ts'
import { openApiDocument } from './openapi.ts'
import type { ApiAnswer, Operation } from './operation.ts'
import { peopleOperations } from './people-operations.ts'
import { isRefused, Malformed, problemReply, refusedBefore, refusedReply } from './problem.ts'
import { matchPath, readBody, readConditions, readQuery } from './read-request.ts'

export const apiPath = '/admin/api/v1'

/** Octets: metadata of an app is far smaller, and whoever sends a body is known only once it is there. */
const maxBody = 2 * 1_048_576

export interface ApiDependencies {
  readonly admin: AdminDependencies
  readonly limits: ApiLimits
  readonly audit: Pick<Audit, 'refusal'>
  readonly version: string
}

const operations: readonly Operation[] = [
  ...appOperations,
  ...appPastOperations,
  ...archiveOperations,
  ...addressOperations,
  ...peopleOperations,
  ...gateOperations,
  ...gatewayOperations,
]

/** The same operations for somebody who is known already: the command line on the store itself. */
export function answererFor(given: Pick<ApiDependencies, 'admin' | 'audit'>, who: Administrator): Answerer {
  return (request) => answerApi({ ...given, identify: async () => who, all: operations }, request)
}

export type Answerer = (request: HttpRequest) => Promise<Reply>

/** All methods that HTTP knows of: each is answered in the API's own form. */
const methods: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

const accepts = [
  ...new Set([
    ...operations.flatMap(({ bodies = {} }) => Object.keys(bodies)),
    // A body of an unexpected kind, or of none, is refused in the API's own form.
    ...['', 'application/x-www-form-urlencoded', 'text/plain'],
  ]),
]

/** In place of a body of a kind that no operation takes. */
const notRead = Buffer.from(' ')

export function apiRoutes(given: ApiDependencies): readonly Route[] {
  const { admin, limits } = given
  const all = [describing(given), ...operations]
  const identify = (request: HttpRequest) => authenticate(admin, limits, request)
  const answering = { ...given, identify, all }
  const answer = async (request: HttpRequest) => {
    const counted = countRequest(limits, request, given)
    return counted ?? answerApi(answering, request)
  }
  const unread = async (error: GatewayError, request: HttpRequest) => {
    if (error.code === 'rate_limited') return unexpected(given, error, request)
    // Which kind was expected is for the operation to say.
    if (error.status === 415 && !accepts.includes(request.contentType)) return answer({ ...request, octets: notRead })
    const code = error.status === 413 ? 'too-large' : error.status === 415 ? 'media-type' : 'malformed'
    return problemReply(code, error.message)
  }
  return methods.map((method) => ({
    method,
    path: '/admin/api/*rest',
    maxBody,
    accepts,
    octets: true,
    ...(method === 'GET' && { safe: true }),
    refused: refusedBefore,
    unread,
    answer,
  }))
}

/** Needs no token: it holds nothing that is not in every copy of Isthmus. */
function describing({ admin, version }: ApiDependencies): Operation {
  const own = {
    id: 'openapi',
    method: 'get',
    path: '/openapi.json',
    summary: 'This document.',
    tag: 'gateway',
    scope: 'none',
    answers: { 200: { description: 'OpenAPI 3.1.', schema: z.looseObject({ openapi: z.string() }) } },
  } as const
  let body: unknown
  const run = async () => {
    body ??= openApiDocument([{ ...own, run }, ...operations], `${admin.publicUrl}${apiPath}`, version)
    return { status: 200, body }
  }
  return { ...own, run }
}

interface Answering extends Pick<ApiDependencies, 'admin' | 'audit'> {
  readonly all: readonly Operation[]
  /** Whoever asks, or the answer to nobody. */
  identify(request: HttpRequest): Promise<Administrator | Reply>
}

/** The answer to a client that asks too often. */
function countRequest({ requests }: ApiLimits, request: HttpRequest, given: ApiDependencies): Reply | undefined {
  const client = clientOf(request.browser)
  try {
    requests.demand(client, 1)
    requests.spend(client, 1)
    return undefined
  } catch (error) {
    return unexpected(given, error, request)
  }
}

async function answerApi(given: Answering, request: HttpRequest): Promise<Reply> {
  try {
    return await dispatch(given, request)
  } catch (error) {
    if (error instanceof Malformed) return problemReply(error.code, error.message, { errors: error.errors })
    if (isRefused(error)) return refusedReply(error, isConditional(request))
    return unexpected(given, error, request)
  }
}

const isConditional = ({ headers }: HttpRequest): boolean =>
  headers['if-match'] !== undefined || headers['if-none-match'] !== undefined

async function dispatch({ admin, all, identify }: Answering, request: HttpRequest): Promise<Reply> {
  const path = request.path.startsWith(`${apiPath}/`) ? request.path.slice(apiPath.length) : ''
  const here = all.flatMap((one) => {
    const params = matchPath(one, path)
    return params === undefined ? [] : [{ one, params }]
  })
  const method = request.method === 'HEAD' ? 'get' : request.method.toLowerCase()
  const found = here.find(({ one }) => one.method === method)
  if (found?.one.scope === 'none') return toReply(await found.one.run(callOf(admin, found.params)))
  // Before anything is said about addresses: who has no token learns nothing.
  const who = await identify(request)
  if ('kind' in who) return who
  if (here.length === 0) return problemReply('no-such-address', 'There is nothing at this address.')
  if (found === undefined) {
    const allowed = here.map(({ one }) => one.method.toUpperCase())
    return otherMethod(allowed, method === 'options')
  }
  const { one, params } = found
  const refused = refuseScope(one, who)
  if (refused !== undefined) {
    noteAttempt(admin, who, found, 'not-permitted')
    return refused
  }
  const call = { deps: admin, who, params, type: request.contentType, conditions: readConditions(request) }
  try {
    return toReply(await one.run({ ...call, query: readQuery(one, request.query), body: readBody(one, request) }))
  } catch (error) {
    if (isRefused(error) && isAttempt(error.code)) noteAttempt(admin, who, found, error.code)
    throw error
  }
}

interface Found {
  readonly one: Operation
  readonly params: Readonly<Record<string, string>>
}

const isAttempt = (code: RefusedCode): code is RefusedCode & AttemptFault =>
  code === 'not-permitted' || code === 'changed-meanwhile'

function noteAttempt(
  { attempts }: AdminDependencies,
  who: Administrator,
  { one, params }: Found,
  why: AttemptFault,
): void {
  const [on] = Object.values(params)
  attempts.note({ via: 'api', what: one.id, why, who, ...(on !== undefined && { on }) })
}

/** For an operation that needs nobody. */
const callOf = (admin: AdminDependencies, params: Readonly<Record<string, string>>) => ({
  deps: admin,
  who: { role: 'reader', author: 'nobody', via: 'api' } as const,
  params,
  query: {},
  body: undefined,
  type: '',
  conditions: { onlyNew: false, known: [] },
})

function otherMethod(allowed: readonly string[], isQuestion: boolean): Reply {
  const Allow = ['OPTIONS', ...allowed, ...(allowed.includes('GET') ? ['HEAD'] : [])].sort().join(', ')
  if (isQuestion) return { kind: 'document', status: 204, type: 'text/plain', body: '', headers: { Allow } }
  return problemReply('method-not-allowed', `This address answers ${Allow} only.`, { headers: { Allow } })
}

function toReply({ status, body, text, headers }: ApiAnswer): Reply {
  const own = headers !== undefined && { headers }
  if (text !== undefined) return { kind: 'document', status, ...text, ...own }
  const written = body === undefined ? '' : `${JSON.stringify(body)}\n`
  return { kind: 'document', status, type: 'application/json', body: written, ...own }
}

/** The log has the reason under the id that the answer names. */
function unexpected({ audit }: Pick<ApiDependencies, 'audit'>, thrown: unknown, { browser }: HttpRequest): Reply {
  const error = isStorageAway(thrown)
    ? new GatewayError('internal', 'The storage is not responding at the moment.', { status: 503, cause: thrown })
    : toGatewayError(thrown)
  const { code, message, retryAfter = 5, status } = error
  const errorId = newErrorId()
  audit.refusal(errorId, error, { address: browser.address })
  const headers = { 'Retry-After': String(retryAfter) }
  if (code === 'rate_limited') return problemReply('rate-limited', message, { headers })
  if (status === 503) return problemReply('unavailable', message, { errorId, headers })
  if (code === 'malformed_request') return problemReply('malformed', message)
  return problemReply('internal', 'The log has the reason.', { errorId })
}

/** By name: this room does not know the storage. */
const isStorageAway = (error: unknown): boolean => error instanceof Error && error.name === 'StorageUnavailable'
