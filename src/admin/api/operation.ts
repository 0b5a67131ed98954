/** One operation of the API: what it takes, what it answers, and the function that it calls. */
import type * as z from 'zod'
import type { Revision } from '../../app-store/store.ts'
import type { Administrator, Scope } from '../administrator.ts'
import type { AdminDependencies } from '../dependencies.ts'

export type ApiMethod = 'get' | 'put' | 'post' | 'delete'

/** What the headers of a conditional request say (RFC 9110 13.1). */
export interface Conditions {
  /** If-Match. */
  readonly match?: Revision | 'whatever'
  /** If-None-Match with `*`: only where there is none. */
  readonly onlyNew: boolean
  /** If-None-Match with revisions: not again what the client has. */
  readonly known: readonly string[]
}

export interface Call<Query, Body> {
  readonly deps: AdminDependencies
  readonly who: Administrator
  /** Decoded. */
  readonly params: Readonly<Record<string, string>>
  readonly query: Query
  readonly body: Body
  /** Media type of the body. */
  readonly type: string
  readonly conditions: Conditions
}

export interface ApiAnswer {
  readonly status: number
  /** JSON, by the schema that the operation names for this status. */
  readonly body?: unknown
  /** Instead: a text of this media type. */
  readonly text?: { readonly type: string; readonly body: string }
  readonly headers?: Readonly<Record<string, string>>
}

/** What an answer holds. */
export interface Answering {
  readonly description: string
  readonly schema?: z.ZodType
  /** Media types of texts. */
  readonly texts?: readonly string[]
  /** It carries the revision. */
  readonly etag?: true
}

export interface Operation {
  readonly id: string
  readonly method: ApiMethod
  /** Below /admin/api/v1, as in OpenAPI: `/apps/{name}`. */
  readonly path: string
  readonly summary: string
  readonly tag: string
  /** Its parameter may be an entityID, slashes and all: of an app that only a federation knows. */
  readonly entityIds?: boolean
  /** `none`: no token is needed. */
  readonly scope: Scope | 'none'
  readonly query?: z.ZodObject
  /** By media type; JSON is parsed first, the others are texts. */
  readonly bodies?: Readonly<Record<string, z.ZodType>>
  /** If-Match is taken: a revision, or the digest of what waits. */
  readonly conditional?: 'revision' | 'digest'
  readonly answers: Readonly<Record<number, Answering>>
  /** Statuses with which it is refused, beside those that follow from the rest. */
  readonly problems?: readonly number[]
  run(call: Call<unknown, unknown>): Promise<ApiAnswer>
}

interface TypedOperation<Query extends z.ZodObject, Body extends z.ZodType>
  extends Omit<Operation, 'query' | 'bodies' | 'run'> {
  readonly query?: Query
  readonly bodies?: Readonly<Record<string, Body>>
  run(call: Call<z.infer<Query>, z.infer<Body>>): Promise<ApiAnswer>
}

/** An operation whose `run` knows what its schemas let through; whoever calls it has parsed with them. */
export function operation<Query extends z.ZodObject = z.ZodObject, Body extends z.ZodType = z.ZodType>(
  typed: TypedOperation<Query, Body>,
): Operation {
  const { run, ...rest } = typed
  return { ...rest, run: (call) => run(call as Call<z.infer<Query>, z.infer<Body>>) }
}

export const etagOf = (revision: Revision): string => `"${revision}"`
