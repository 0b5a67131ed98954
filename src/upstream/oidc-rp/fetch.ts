/**
 * HTTP toward one OP: the place where an upstream's CA bundle, `connectTo`, time and size limits hold for every call,
 * and where a discovery document may lead us. No redirect is followed: an OP's endpoints do not redirect, and a
 * followed one could carry the client secret elsewhere.
 */
import type { OutboundConfig } from '../../config/config.ts'
import type { OidcUpstreamConfig } from '../../config/oidc-upstream.ts'
import { GatewayError } from '../../core/errors.ts'
import { SaidError, said } from '../../core/said.ts'
import type { FetchedFrom } from '../../outbound/addresses.ts'
import { type OutboundAnswer, outboundClient } from '../../outbound/client.ts'
import { OutboundError } from '../../outbound/errors.ts'
import type { ResolveName } from '../../outbound/lookup.ts'

export interface OpRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** A redirect is an answer, and is not followed. */
  readonly takesRedirect?: true
  /** How many redirects are followed within the origin; only for requests without a secret. Default: none. */
  readonly redirects?: number
}

/** An answer with a 2xx or 4xx status (except 429): what an OP has to say. */
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

/** The connection as `connectOp` makes it. */
export interface OpenConnection extends ProbingConnection {
  /**
   * Judges addresses of a discovery document, by the names of its members, before they are called.
   * @throws GatewayError upstream_unavailable; its cause names the first one that we would not call
   */
  judge(endpoints: Readonly<Record<string, string | undefined>>): Promise<void>
}

/** For callers that look at an OP outside a login. */
export interface ProbingConnection extends OpConnection {
  /** The same call; resolves to the answer whatever its status is. */
  ask(request: OpRequest): Promise<OutboundAnswer>
}

type ConnectionConfig = Pick<
  OidcUpstreamConfig,
  'displayName' | 'issuer' | 'discoveryUrl' | 'ca' | 'connectTo' | 'timeout'
>

/** Bytes of an answer; 2,000 groups and 200 kB claims fit many times. */
const answerLimit = 1_000_000

/**
 * Opens no connection yet: the first call does. The origins that the operator wrote may be anywhere; where else its
 * discovery document leads is judged by where that came from (attack 76).
 * @param resolve tests give their own
 */
export function connectOp(config: ConnectionConfig, outbound: OutboundConfig, resolve?: ResolveName): OpenConnection {
  const origin = new URL(config.issuer).origin
  const { ca, timeout, displayName, discoveryUrl } = config
  const ours = [origin, ...(discoveryUrl === undefined ? [] : [new URL(discoveryUrl).origin])]
  const connectTo = config.connectTo && { origin, ...config.connectTo }
  const client = outboundClient(outbound, {
    ...{ ca, timeout, connectTo, limit: answerLimit, keepAlive: true },
    ...(resolve && { resolve }),
  })
  let discovered: FetchedFrom = { address: undefined }
  async function ask(request: OpRequest): Promise<OutboundAnswer> {
    const { method, url, headers, body, redirects = 0 } = request
    const written = ours.includes(new URL(url).origin)
    try {
      const answer = await client.send({
        ...{ method, url, headers, body, redirects },
        fetchedFrom: written ? undefined : discovered,
      })
      if (written) discovered = { address: answer.address }
      return answer
    } catch (error) {
      throw asFailure(error, request, displayName)
    }
  }
  return {
    ask,
    async send(request) {
      const answer = await ask(request)
      refuseUnusable(answer, request, displayName)
      return toResponse(answer)
    },
    async judge(endpoints) {
      for (const [name, url] of Object.entries(endpoints)) {
        if (url === undefined || ours.includes(new URL(url).origin)) continue
        const fault = await client.fault(url, discovered)
        if (fault !== undefined) throw leadsAside(displayName, new Error(`${name} ${url} is not called: ${fault.text}`))
      }
    },
    close: client.close,
  }
}

function leadsAside(displayName: string, cause: Error): GatewayError {
  const message = `${displayName} can't be used for logins at the moment: its discovery document names an address that is not allowed.`
  return new GatewayError('upstream_unavailable', message, { cause })
}

function toResponse({ status, headers, body }: OutboundAnswer): OpResponse {
  return {
    status,
    contentType: headers['content-type'] ?? '',
    authenticate: headers['www-authenticate'],
    location: headers.location,
    body: body.toString(),
  }
}

function asFailure(error: unknown, { method, url }: OpRequest, displayName: string): GatewayError {
  const cause = new Error(`${method} ${url} failed`, { cause: error })
  const unusable = error instanceof OutboundError && (error.code === 'ETOOLARGE' || error.code === 'EENCODING')
  if (unusable) return invalidAnswer(displayName, cause)
  return new GatewayError('upstream_unavailable', `${displayName} is not responding.`, { cause })
}

const answered = (method: string, url: string, status: number) => said`${method} ${url} answered ${status}`

function refuseUnusable({ status, headers }: OutboundAnswer, request: OpRequest, displayName: string): void {
  const { method, url, takesRedirect = false } = request
  const redirect = status >= 300 && status < 400 && !takesRedirect
  if (status >= 200 && status < 500 && !redirect && status !== 429) return
  const cause = new SaidError(answered(method, url, status))
  if (status === 429) throw tooManyRequests(displayName, headers['retry-after'], cause)
  if (redirect || status < 200) throw invalidAnswer(displayName, cause)
  throw new GatewayError('upstream_unavailable', `${displayName} reported an internal error (HTTP ${status}).`, {
    cause,
  })
}

/** The gateway has one address toward the OP: what one visitor provokes affects everyone. Say so plainly. */
function tooManyRequests(displayName: string, retryAfter: string | undefined, cause: Error): GatewayError {
  const seconds = /^\d{1,5}$/.test(retryAfter ?? '') ? Number(retryAfter) : 60
  return new GatewayError(
    'upstream_unavailable',
    `${displayName} is refusing requests from this gateway for now: too many failed (HTTP 429). Try again in ${seconds} seconds.`,
    { cause, retryAfter: seconds },
  )
}

function invalidAnswer(displayName: string, cause: Error): GatewayError {
  return new GatewayError('upstream_invalid', `${displayName} sent an answer that can't be used.`, { cause })
}
