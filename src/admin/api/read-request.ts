/** A request as an operation takes it: path, query, conditions and body, each checked by its schema. */
import type * as z from 'zod'
import type { Revision } from '../../app-store/store.ts'
import type { HttpRequest } from '../../core/http.ts'
import { repeatsName } from '../../core/json-names.ts'
import { deepest, jsonNestsTooDeep } from '../../core/nesting.ts'
import { visible } from '../../core/visible-text.ts'
import { markedText, markOf } from '../../registry/marked-text.ts'
import type { DocumentProblem } from '../refused.ts'
import type { Conditions, Operation } from './operation.ts'
import { Malformed } from './problem.ts'

/** Characters of a segment, decoded: of a name, of an entityID (SAML 2.0 metadata 2.2.1). */
export const longest = { name: 80, entityId: 1024 }

/** The parameters where the path fits; a segment is decoded once, and holds no slash and nothing that can't be seen. */
export function matchPath(
  { path: pattern, entityIds = false }: Pick<Operation, 'path' | 'entityIds'>,
  path: string,
): Readonly<Record<string, string>> | undefined {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const segment = given[index] ?? ''
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    if (name === undefined && segment !== part) return undefined
    if (name === undefined) continue
    const decoded = decodeSegment(segment, entityIds)
    if (decoded === undefined) return undefined
    params[name] = decoded
  }
  return params
}

function decodeSegment(segment: string, entityIds: boolean): string | undefined {
  try {
    const decoded = decodeURIComponent(segment)
    if (decoded === '' || decoded !== visible(decoded, longest.entityId)) return undefined
    const isName = decoded.length <= longest.name && !/[/\\]/.test(decoded)
    return isName || (entityIds && /^[a-z][a-z0-9+.-]*:./i.test(decoded)) ? decoded : undefined
  } catch {
    return undefined
  }
}

/** @throws Malformed where a parameter is there twice, unknown, or not what it should be */
export function readQuery({ query: schema }: Operation, query: string): unknown {
  const given = new URLSearchParams(query)
  const names = [...given.keys()]
  if (new Set(names).size !== names.length) throw new Malformed('malformed', 'A parameter is there twice.')
  const unknown = names.find((name) => schema === undefined || !Object.hasOwn(schema.shape, name))
  if (unknown !== undefined) throw new Malformed('malformed', `There is no parameter ${visible(unknown, 50)} here.`)
  return schema === undefined ? {} : parsed(schema, Object.fromEntries(given), 'malformed', 'A parameter')
}

const what = 'The body'

/** Where everything in the body may be left out, the body may be too. */
export const mayLackBody = ({ bodies }: Pick<Operation, 'bodies'>): boolean =>
  bodies?.['application/json']?.safeParse({}).success ?? true

/** @throws Malformed */
export function readBody({ bodies }: Operation, request: HttpRequest): unknown {
  const { contentType, octets } = request
  if (bodies === undefined) {
    if (octets.length > 0) throw new Malformed('malformed', 'Nothing is expected in the body here.')
    return undefined
  }
  const isLeftOut = contentType === '' && octets.length === 0
  if (isLeftOut && bodies['application/json'] !== undefined)
    return parsed(bodies['application/json'], {}, 'invalid', what)
  const schema = Object.hasOwn(bodies, contentType) ? bodies[contentType] : undefined
  if (schema === undefined) {
    throw new Malformed('media-type', `A body of type ${Object.keys(bodies).join(' or ')} was expected.`)
  }
  const isJson = contentType === 'application/json'
  const value = isJson ? parseJson(decode(octets)) : decodeXml(octets)
  return parsed(schema, value, 'invalid', what)
}

function decode(octets: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets)
  } catch {
    throw new Malformed('malformed', 'The body is not UTF-8 text.')
  }
}

/** What an XML document declares of its encoding is not for HTTP to judge: of other ones, and of a picture, the parser has more to say. */
function decodeXml(octets: Uint8Array): string {
  try {
    return markedText(octets)
  } catch {
    const { mark, isKnown } = markOf(octets)
    if (isKnown) return mark
    throw new Malformed(
      'malformed',
      'The body is neither UTF-8 nor UTF-16. Save the metadata as UTF-8, and send it again.',
    )
  }
}

function parseJson(text: string): unknown {
  if (jsonNestsTooDeep(text)) throw new Malformed('malformed', `The body is nested more than ${deepest} levels deep.`)
  const value = parsedText(text)
  if (repeatsName(text)) throw new Malformed('malformed', 'An object in the body has the same name twice.')
  return value
}

function parsedText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Malformed('malformed', 'The body is not JSON.')
  }
}

function parsed(schema: z.ZodType, value: unknown, code: Malformed['code'], what: string): unknown {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const errors = faultsOf(result.error.issues).map(
    ({ path, message }): DocumentProblem => ({
      severity: 'error',
      part: 'settings',
      path: visible(path.map(String).join('.'), 100),
      message: visible(message, 300),
      cure: 'The document at /admin/api/v1/openapi.json says what is expected.',
    }),
  )
  throw new Malformed(code, `${what} is not what was expected here.`, errors)
}

type Issue = z.core.$ZodIssue

/** How many are told. */
const mostFaults = 20

/** What is wrong, each at its own place: of several forms that would do, what keeps it from the nearest. */
function faultsOf(issues: readonly Issue[], at: Issue['path'] = []): readonly Pick<Issue, 'path' | 'message'>[] {
  const faults = issues.flatMap((issue) => {
    const path = [...at, ...issue.path]
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ path: [...path, key], message: 'This is not known here.' }))
    const [nearest] = issue.code === 'invalid_union' ? issue.errors.toSorted((a, b) => a.length - b.length) : []
    if (nearest !== undefined) return faultsOf(nearest, path)
    const missing = issue.code === 'invalid_type' && / received undefined$/.test(issue.message)
    return [{ path, message: missing ? 'This is missing.' : issue.message }]
  })
  return faults.slice(0, mostFaults)
}

/** @throws Malformed */
export function readConditions({ headers }: HttpRequest): Conditions {
  const match = headers['if-match']
  const noneMatch = headers['if-none-match']
  const matched = match === undefined ? undefined : readMatch(match)
  return {
    ...(matched !== undefined && { match: matched }),
    onlyNew: noneMatch?.trim() === '*',
    known: noneMatch === undefined ? [] : [...noneMatch.matchAll(/"([^"]{1,100})"/g)].map(([, tag = '']) => tag),
  }
}

/** One strong entity tag or `*`; of several nobody knows which state was looked at. */
function readMatch(match: string): Revision | 'whatever' {
  if (match.trim() === '*') return 'whatever'
  const tag = /^\s*"([^"]{1,100})"\s*$/.exec(match)?.[1]
  if (tag !== undefined) return tag as Revision
  const weak = match.includes('W/')
    ? ' A proxy that compresses made a weak tag (W/) of it: send `revision` instead.'
    : ''
  throw new Malformed('malformed', `If-Match needs one revision as ETag gave it, or \`*\`.${weak}`)
}
