/**
 * HTTP toward one OP, on node:http(s) with one keep-alive Agent: half the CPU of fetch, and the place where an upstream's
 * CA bundle, `connectTo`, time and size limits hold for every call. No redirect is followed: an OP's endpoints do not redirect, and a
 * followed one could carry the client secret elsewhere.
 */
import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import tls from 'node:tls'
import type { UpstreamConfig } from '../../config/config.ts'
import { GatewayError } from '../../core/errors.ts'

export interface OpRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** A redirect is an answer, and is not followed. */
  readonly takesRedirect?: true
}

/** An answer with a 2xx or 4xx status (but 429): what an OP has to say. */
export interface OpResponse {
  readonly status: number
  readonly contentType: string
  readonly authenticate: string | undefined
  readonly location: string | undefined
  readonly body: string
}

export interface OpConnection {
  /**
   * One call, within the upstream's timeout from the first byte sent to the last one read.
   * @throws GatewayError upstream_unavailable (no answer, 429, 5xx), upstream_invalid (a redirect, more than 1 MB)
   */
  send(request: OpRequest): Promise<OpResponse>
  close(): void
}

type ConnectionConfig = Pick<UpstreamConfig, 'displayName' | 'issuer' | 'ca' | 'connectTo' | 'timeout'>

/** Octets of an answer; 2,000 groups and 200 kB claims fit many times. */
const answerLimit = 1_000_000

/** Opens no connection yet: the first call does. */
export function connectOp(config: ConnectionConfig): OpConnection {
  const keepAlive = {
    keepAlive: true,
    maxSockets: 64,
    maxFreeSockets: 16,
    scheduling: 'lifo',
    timeout: 30_000,
  } as const
  const plain = new http.Agent(keepAlive)
  let secure: https.Agent | undefined
  const issuerOrigin = new URL(config.issuer).origin

  function open(request: OpRequest): http.ClientRequest {
    const url = new URL(request.url)
    const options: https.RequestOptions = { method: request.method, headers: { ...request.headers, host: url.host } }
    if (config.connectTo !== undefined && url.origin === issuerOrigin) {
      options.hostname = config.connectTo.host
      options.port = config.connectTo.port ?? url.port
    }
    if (url.protocol !== 'https:') return http.request(url, { ...options, agent: plain })
    secure ??= new https.Agent({ ...keepAlive, ...trust(config.ca) })
    const name = url.hostname.replace(/^\[|\]$/g, '')
    // Whatever host is dialled, the certificate is the one of the URL's host.
    options.servername = isIP(name) === 0 ? name : ''
    options.checkServerIdentity = (_, certificate) => tls.checkServerIdentity(name, certificate)
    return https.request(url, { ...options, agent: secure })
  }

  return {
    async send(request) {
      const answer = await exchange(request, open, config)
      refuseUnusable(answer, request, config.displayName)
      return answer
    },
    close() {
      plain.destroy()
      secure?.destroy()
    },
  }
}

/** The upstream's own CA bundle beside the CAs that Node trusts anyway. Parsed once, not for every connection. */
function trust(ca: string | undefined): { secureContext?: tls.SecureContext } {
  if (ca === undefined) return {}
  const { getCACertificates } = tls as { getCACertificates?: (type: 'default') => string[] } // Node 22.15 and later
  const known = getCACertificates?.('default') ?? [...tls.rootCertificates]
  return { secureContext: tls.createSecureContext({ ca: [...known, ca] }) }
}

type Answer = OpResponse & { readonly retryAfter: string | undefined }

/** The OP closed an idle connection while we wrote to it: nothing was read there, so the call may be made again. */
class StaleConnection extends Error {}
class OversizeAnswer extends Error {}

async function exchange(
  request: OpRequest,
  open: (request: OpRequest) => http.ClientRequest,
  { displayName, timeout }: ConnectionConfig,
): Promise<Answer> {
  // After an OP's restart every pooled connection is stale: each try uses one up.
  for (let tries = 0; ; tries++) {
    try {
      return await converse(open(request), request.body, timeout)
    } catch (error) {
      if (error instanceof StaleConnection && tries < 20) continue
      const cause = new Error(`${request.method} ${request.url} failed`, { cause: error })
      if (error instanceof OversizeAnswer) throw invalidAnswer(displayName, cause)
      throw new GatewayError('upstream_unavailable', `${displayName} does not answer.`, { cause })
    }
  }
}

function converse(request: http.ClientRequest, body: string | undefined, timeout: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      clearTimeout(timer)
      reject(error)
      request.destroy()
    }
    const timer = setTimeout(() => fail(new Error(`no whole answer within ${timeout} ms`)), timeout)
    request.on('error', (error: NodeJS.ErrnoException) => {
      const stale = request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE')
      fail(stale ? new StaleConnection(error.message) : error)
    })
    request.on('response', (response) => {
      const chunks: Buffer[] = []
      let size = 0
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        size += chunk.length
        if (size > answerLimit) fail(new OversizeAnswer(`more than ${answerLimit} octets`))
      })
      response.on('error', fail)
      response.on('end', () => {
        clearTimeout(timer)
        resolve(toAnswer(response, Buffer.concat(chunks)))
      })
    })
    request.end(body)
  })
}

function toAnswer({ statusCode = 0, headers }: http.IncomingMessage, body: Buffer): Answer {
  return {
    status: statusCode,
    contentType: headers['content-type'] ?? '',
    authenticate: headers['www-authenticate'],
    location: headers.location,
    retryAfter: headers['retry-after'],
    body: body.toString(),
  }
}

function refuseUnusable({ status, retryAfter }: Answer, request: OpRequest, displayName: string): void {
  const { method, url, takesRedirect = false } = request
  const redirect = status >= 300 && status < 400 && !takesRedirect
  if (status >= 200 && status < 500 && !redirect && status !== 429) return
  const cause = new Error(`${method} ${url} answered ${status}`)
  if (status === 429) throw tooManyRequests(displayName, retryAfter, cause)
  if (redirect || status < 200) throw invalidAnswer(displayName, cause)
  throw new GatewayError('upstream_unavailable', `${displayName} has a problem of its own (HTTP ${status}).`, { cause })
}

/** The gateway has one address toward the OP: what one visitor provoked, everyone meets. Say so plainly. */
function tooManyRequests(displayName: string, retryAfter: string | undefined, cause: Error): GatewayError {
  const seconds = /^\d{1,5}$/.test(retryAfter ?? '') ? Number(retryAfter) : 60
  return new GatewayError(
    'upstream_unavailable',
    `${displayName} refuses requests of this gateway for now: too many of them failed (HTTP 429). Try again in ${seconds} seconds.`,
    { cause, retryAfter: seconds },
  )
}

function invalidAnswer(displayName: string, cause: Error): GatewayError {
  return new GatewayError('upstream_invalid', `${displayName} gave an answer that can't be used.`, { cause })
}
