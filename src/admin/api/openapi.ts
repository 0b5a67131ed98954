/** The OpenAPI 3.1 document, made from the operations and their schemas. */
import * as z from 'zod'
import type { Answering, Operation } from './operation.ts'
import { problemType } from './problem.ts'
import { longest, mayLackBody } from './read-request.ts'
import { named, problem } from './schemas.ts'

type Json = Readonly<Record<string, unknown>>

/** @param server where the API is */
export function openApiDocument(operations: readonly Operation[], server: string, version: string): Json {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Isthmus',
      version,
      description: 'Administration of an Isthmus gateway: apps, sessions, and what waits for a decision.',
    },
    servers: [{ url: server }],
    security: [{ token: [] }],
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
    paths: pathsOf(operations),
    components: {
      schemas: componentSchemas(),
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'From `isthmus token create`.' } },
      responses: {
        Problem: { description: 'What went wrong.', content: { [problemType]: { schema: referenceTo(problem) } } },
      },
    },
  }
}

function pathsOf(operations: readonly Operation[]): Json {
  const paths = [...new Set(operations.map(({ path }) => path))]
  return Object.fromEntries(
    paths.map((path) => {
      const own = operations.filter((one) => one.path === path).map((one) => [one.method, operationOf(one)])
      const most = operations.some((one) => one.path === path && one.entityIds) ? longest.entityId : longest.name
      return [path, { parameters: pathParameters(path, most), ...Object.fromEntries(own) }]
    }),
  )
}

const pathParameters = (path: string, maxLength: number) =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', minLength: 1, maxLength },
  }))

function operationOf(one: Operation): Json {
  const { id, summary, tag, scope, query, bodies, conditional, answers } = one
  const body = bodies !== undefined && { required: !mayLackBody(one), content: contentOf(bodies) }
  return {
    operationId: id,
    summary,
    tags: [tag],
    ...(scope === 'none' ? { security: [] } : { description: `A token with the scope \`${scope}\`.` }),
    parameters: [...(query === undefined ? [] : queryParameters(query)), ...conditionsOf(conditional)],
    ...(body !== false && { requestBody: body }),
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, answerOf(answer)])),
      ...Object.fromEntries(problemsOf(one).map((status) => [status, { $ref: '#/components/responses/Problem' }])),
    },
  }
}

/** Every status with which it may be refused. */
function problemsOf({ scope, path, method, bodies, conditional, problems = [] }: Operation): readonly number[] {
  // What needs no token reads nothing that could be wrong.
  if (scope === 'none') return [429, 500, 503]
  const changes = method === 'get' || method === 'delete' ? [] : [422]
  const all = [
    ...[400, 401, 403, 413, 415, 429, 500, 503],
    ...(path.includes('{') ? [404, 422] : []),
    ...(bodies === undefined ? changes : [422]),
    ...(conditional === undefined ? [] : [409, 412, 428]),
    ...(method === 'get' ? [] : [507]),
    ...problems,
  ]
  return [...new Set(all)].toSorted()
}

function queryParameters(query: z.ZodObject) {
  return Object.entries<z.ZodType>(query.shape).map(([name, schema]) => {
    const { description, ...rest } = inline(schema, 'input')
    const required = !schema.safeParse(undefined).success
    return { name, in: 'query', required, schema: rest, ...(description !== undefined && { description }) }
  })
}

function conditionsOf(conditional: Operation['conditional']) {
  if (conditional === undefined) return []
  return conditional === 'revision' ? conditions : [looked]
}

const looked = {
  name: 'If-Match',
  in: 'header',
  required: true,
  description: 'The digest of what was looked at, in quotation marks.',
  schema: { type: 'string', pattern: '^"[^"]{1,100}"$' },
}

const conditions = [
  {
    name: 'If-Match',
    in: 'header',
    description: 'The revision that this replaces, as ETag gave it; `*` for whichever is there, or none.',
    schema: { type: 'string', pattern: '^([*]|"[^"]{1,100}")$' },
  },
  {
    name: 'If-None-Match',
    in: 'header',
    description: '`*`: only where there is none.',
    schema: { type: 'string' },
  },
]

function contentOf(bodies: Readonly<Record<string, z.ZodType>>): Json {
  return Object.fromEntries(Object.entries(bodies).map(([type, schema]) => [type, { schema: referenceTo(schema) }]))
}

function answerOf({ description, schema, texts = [], etag }: Answering): Json {
  const content = {
    ...(schema !== undefined && { 'application/json': { schema: referenceTo(schema) } }),
    ...Object.fromEntries(texts.map((type) => [type, { schema: { type: 'string' } }])),
  }
  return {
    description,
    ...(etag && { headers: { ETag: { description: 'The revision.', schema: { type: 'string' } } } }),
    ...(Object.keys(content).length > 0 && { content }),
  }
}

/** A schema with a name by its name. */
function referenceTo(schema: z.ZodType): Json {
  const known = named.get(schema)
  return known === undefined ? inline(schema, 'input') : { $ref: `#/components/schemas/${known.id}` }
}

function inline(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, metadata: named })
  return rest
}

function componentSchemas(): Json {
  const uri = (id: string) => `#/components/schemas/${id}`
  const { schemas } = z.toJSONSchema(named, { uri, io: 'input' })
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _, $id: __, id: ___, ...schema }]) => [id, schema]),
  )
}
