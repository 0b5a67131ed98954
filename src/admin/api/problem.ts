/** What goes wrong in the API, as problem+json (RFC 9457). */
import type { DocumentReply, Reply } from '../../core/http.ts'
import type { RefusalFacts } from '../../core/refusal-form.ts'
import { isOnlyUnrecorded } from '../acts.ts'
import { type DocumentProblem, Refused, type RefusedCode, type Renames } from '../refused.ts'

/** What the API itself refuses, beside what the functions refuse. */
export type ApiProblemCode =
  | RefusedCode
  | 'malformed'
  | 'unauthorized'
  | 'no-such-address'
  | 'method-not-allowed'
  | 'media-type'
  | 'too-large'
  | 'rate-limited'
  | 'internal'

const kinds: Readonly<Record<ApiProblemCode, readonly [status: number, title: string]>> = {
  malformed: [400, 'The request can not be read'],
  unauthorized: [401, 'A token is needed'],
  'not-permitted': [403, 'Not permitted'],
  'not-found': [404, 'Not found'],
  'no-such-address': [404, 'No such address'],
  'method-not-allowed': [405, 'Method not allowed'],
  'in-files': [409, 'It is kept in a file'],
  confirm: [409, 'It needs a second yes'],
  'changed-meanwhile': [409, 'Changed meanwhile'],
  'too-large': [413, 'Too large'],
  'media-type': [415, 'Another media type was expected'],
  invalid: [422, 'It can not be used'],
  'no-revision': [428, 'A revision is needed'],
  'rate-limited': [429, 'Too many requests'],
  internal: [500, 'Something went wrong inside the gateway'],
  unavailable: [503, 'The app store does not answer'],
  'no-room': [507, 'There is no room in the app store'],
}

export const problemCodes = Object.keys(kinds) as readonly ApiProblemCode[]
export const problemType = 'application/problem+json'

export interface ProblemOptions {
  /** What to do about it. */
  readonly cure?: string
  readonly errors?: readonly DocumentProblem[]
  readonly current?: string | undefined
  readonly renames?: Renames | undefined
  /** Instead of the code's own. */
  readonly status?: number
  /** It was done all the same, and must not be done again. */
  readonly done?: true
  readonly errorId?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** A problem as an answer. */
export function problemReply(code: ApiProblemCode, detail: string, options: ProblemOptions = {}): DocumentReply {
  const { cure = '', errors = [], current, renames, done, errorId, headers } = options
  const [ownStatus, title] = kinds[code]
  const status = options.status ?? ownStatus
  const body = {
    type: `urn:isthmus:problem:${code}`,
    title,
    status,
    detail,
    ...(cure !== '' && { cure }),
    ...(errors.length > 0 && { errors }),
    ...(current !== undefined && { current }),
    ...(renames !== undefined && { renames }),
    ...(done !== undefined && { done }),
    ...(errorId !== undefined && { errorId }),
  }
  return {
    kind: 'document',
    status,
    type: problemType,
    body: `${JSON.stringify(body)}\n`,
    ...(headers !== undefined && { headers }),
  }
}

/** What the gateway refuses before the API sees it: an address that can't be read, a limit. */
export function refusedBefore({ status, message, errorId }: RefusalFacts): DocumentReply {
  const code = ([404, 405, 413, 415, 429, 503] as const).find((one) => one === status)
  const given = errorId === '' ? {} : { errorId }
  if (code !== undefined) return problemReply(codeOf[code], message, given)
  return status < 500
    ? problemReply('malformed', message, given)
    : problemReply('internal', 'The log has the reason.', given)
}

const codeOf = {
  404: 'no-such-address',
  405: 'method-not-allowed',
  413: 'too-large',
  415: 'media-type',
  429: 'rate-limited',
  503: 'unavailable',
} as const

/** In English alone: what other languages say is for pages. */
export const problemsJson = (problems: readonly DocumentProblem[]) => problems.map(({ says: _, ...problem }) => problem)

/** @param conditional the request named a revision: then a change by somebody else is a failed precondition (RFC 9110 15.5.13) */
export function refusedReply(refused: Refused, conditional: boolean): Reply {
  const { code, message, cure, problems, current, renames } = refused
  return problemReply(code, message, {
    cure,
    errors: problemsJson(problems),
    current,
    renames,
    ...(isOnlyUnrecorded(refused) && { done: true }),
    ...(code === 'changed-meanwhile' && conditional && { status: 412 }),
    ...(code === 'unavailable' && { headers: { 'Retry-After': '5' } }),
  })
}

/** A request that can't be read, before any function is called. */
export class Malformed extends Error {
  override readonly name = 'Malformed'
  readonly code: Extract<ApiProblemCode, 'malformed' | 'media-type' | 'too-large' | 'invalid'>
  readonly errors: readonly DocumentProblem[]

  constructor(code: Malformed['code'], message: string, errors: readonly DocumentProblem[] = []) {
    super(message)
    this.code = code
    this.errors = errors
  }
}

/** Whether it is one that the functions give. */
export const isRefused = (error: unknown): error is Refused => error instanceof Refused
