/**
 * Where a command of administration asks: a gateway's API (`--server`, with a token in ISTHMUS_TOKEN), or the same
 * operations on the store itself, which a running gateway sees by watching it.
 */
import { type Answerer, answererFor, apiPath } from '../admin/api/routes.ts'
import { openOnStore } from './administration-local.ts'
import { Plain } from './output.ts'

export interface AdministrationOptions {
  readonly config: string
  readonly server?: string
  readonly json?: true
  /** Of the API, from the environment. */
  readonly token?: string | undefined
  /** Takes what is found. */
  readonly print?: (text: string) => void
}

export interface Asked {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  /** Below /admin/api/v1, each part encoded. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly json?: unknown
  /** Instead: a text of this type. */
  readonly text?: { readonly type: string; readonly body: string }
  /** The revision that it replaces, or `*`. */
  readonly match?: string | undefined
}

export interface Answered {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: each operation has its own form, described in its schemas
  readonly body: any
  readonly text: string
  readonly etag?: string
}

export interface AdministrationClient {
  /** @throws Plain where it was refused, with everything that is wrong */
  ask(asked: Asked): Promise<Answered>
  close(): Promise<void>
}

export async function openAdministration(options: AdministrationOptions): Promise<AdministrationClient> {
  if (options.server !== undefined) return overHttp(options.server, options.token)
  const { admin, audit, close } = await openOnStore(options.config)
  const answer = answererFor({ admin, audit }, { role: 'administrator', author: 'cli', via: 'cli' })
  return { ask: async (asked) => orRefusal(await askHere(answer, asked)), close }
}

async function askHere(answer: Answerer, { method, path, query = {}, json, text, match }: Asked): Promise<Answered> {
  const body = json === undefined ? (text?.body ?? '') : JSON.stringify(json)
  const reply = await answer({
    method,
    path: `${apiPath}${path}`,
    query: new URLSearchParams(query).toString(),
    headers: match === undefined ? {} : { 'if-match': quoted(match) },
    body: '',
    octets: Buffer.from(body),
    contentType: json === undefined ? (text?.type ?? '') : 'application/json',
    browser: { transactions: new Map(), address: 'cli' },
  })
  if (reply.kind !== 'document') throw new Error(`the operation was answered by a ${reply.kind}`)
  return answered(reply.status, reply.type, String(reply.body), reply.headers?.ETag)
}

/** ms: a doctor's report takes its time. */
const patience = 60_000

/** Octets; the longest answers are metadata. */
const longestAnswer = 16 * 1_048_576

function overHttp(server: string, token: string | undefined): AdministrationClient {
  if (token === undefined || token === '') {
    throw new Plain('Put a token into ISTHMUS_TOKEN: `isthmus token create` makes one, where the gateway runs.')
  }
  // What it is may not be shown, and undici would.
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new Plain('What ISTHMUS_TOKEN holds is no token: there is a blank or a line end in it, or another character.')
  const base = serverAddress(server)
  return {
    close: async () => {},
    async ask({ method, path, query = {}, json, text, match }) {
      const url = new URL(`${base}${apiPath}${path}`)
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
      const type = json === undefined ? text?.type : 'application/json'
      const body = json === undefined ? text?.body : JSON.stringify(json)
      const response = await fetch(url, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(type !== undefined && { 'content-type': type }),
          ...(match !== undefined && { 'if-match': quoted(match) }),
        },
        ...(body !== undefined && { body }),
        // A token is for this address and no other.
        redirect: 'error',
        signal: AbortSignal.timeout(patience),
      }).catch((error: Error) => {
        throw new Plain(explainNoAnswer(base, error))
      })
      const written = await response.text().catch((error: Error) => {
        throw new Plain(explainNoAnswer(base, error))
      })
      if (written.length > longestAnswer) throw new Plain(`${base} answered too much.`)
      const etag = response.headers.get('etag') ?? undefined
      return orRefusal(answered(response.status, response.headers.get('content-type') ?? '', written, etag))
    },
  }
}

/** http is for this machine: a token would be there for everyone on the way to read. */
function serverAddress(server: string): string {
  const url = URL.canParse(server) ? new URL(server) : undefined
  const isHere = url !== undefined && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  if (url !== undefined && (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== ''))
    throw new Plain('--server takes the address alone, as in https://sso.home.internal; the token is in ISTHMUS_TOKEN.')
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isHere)) return server.replace(/\/+$/, '')
  throw new Plain(
    `--server needs the address of the gateway, beginning with https://, as in https://sso.home.internal.`,
  )
}

const notIsthmus =
  'What answers there is no Isthmus.\n→ Look at the address; a proxy must pass on /admin/api without a login of its own.'

/** Codes of a certificate that nobody here vouches for. */
const notTrusted = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/

function explainNoAnswer(base: string, error: Error): string {
  const [why, cure] = whyNoAnswer(error)
  return `${base} does not answer: ${why}.\n→ ${cure}`
}

function whyNoAnswer(error: Error): readonly [why: string, cure: string] {
  const { code = '', message } = (error.cause instanceof Error ? error.cause : error) as NodeJS.ErrnoException
  if (error.name === 'TimeoutError')
    return [`nothing within ${patience / 1000} s`, 'Is it running, and is nothing on the way that swallows it?']
  if (notTrusted.test(code))
    return [message, 'Name the authority that signed its certificate: NODE_EXTRA_CA_CERTS=home-ca.pem isthmus …']
  if (/SSL|TLS/.test(code)) return ['it speaks no TLS there', 'Look at the port, and at what answers there.']
  if (/redirect/.test(message))
    return ['it sends us elsewhere', 'Name the address where the gateway itself answers: `publicUrl`.']
  return [message, 'Look at the address, and whether the gateway runs: isthmus health, on its machine.']
}

const quoted = (match: string): string => (match === '*' ? match : `"${match}"`)

function answered(status: number, type: string, text: string, etag: string | undefined): Answered {
  const isJson = /\bjson\b/.test(type) && text !== ''
  let body: unknown
  try {
    body = isJson ? JSON.parse(text) : undefined
  } catch {
    throw new Plain(notIsthmus)
  }
  // A page of something else, or of the login that stands before it.
  if (status < 300 && status !== 204 && body === undefined) throw new Plain(notIsthmus)
  return { status, body, text, ...(etag !== undefined && { etag: revisionIn(etag) }) }
}

/** A proxy that compresses makes `W/"…"` or `"…-gzip"` of a tag: the revision in it stays what it was. */
const revisionIn = (etag: string): string => /\d+-[0-9a-f]{64}/.exec(etag)?.[0] ?? etag.replaceAll('"', '')

function orRefusal(answer: Answered): Answered {
  if (answer.status < 400) return answer
  const problem = answer.body as RefusedBody | undefined
  if (problem?.detail === undefined) {
    throw new Plain(`It answered ${answer.status}. Is \`admin\` in the config there?`)
  }
  const cure = 'Make one with `isthmus token create`, where the gateway runs, and put it into ISTHMUS_TOKEN.'
  throw new RefusedAnswer(answer.status === 401 ? { ...problem, cure } : problem)
}

export interface RefusedBody {
  readonly type: string
  readonly detail: string
  readonly cure?: string
  /** It was done all the same. */
  readonly done?: true
  readonly errors?: readonly {
    readonly severity: string
    readonly part: string
    readonly line?: number
    readonly path: string
    readonly message: string
    readonly cure: string
  }[]
}

/** It was refused, with the reason in words. */
export class RefusedAnswer extends Error {
  override readonly name = 'RefusedAnswer'
  readonly problem: RefusedBody
  /** What people are told besides. */
  readonly told: string | undefined
  constructor(problem: RefusedBody, told?: string) {
    super(problem.detail)
    this.problem = problem
    this.told = told
  }
}
