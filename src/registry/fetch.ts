/**
 * One guarded read of metadata from an address (attack 67): the host is the one that the operator wrote and no other,
 * whatever it answers; limited in size and time.
 */
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { rootCertificates } from 'node:tls'
import { GatewayError } from '../core/errors.ts'

/** @throws GatewayError `malformed_request` with why, in words for the operator */
export type FetchMetadata = (
  source: { readonly url: string; readonly ca?: string },
  signal: AbortSignal,
) => Promise<Uint8Array>

const mostRedirects = 3
const largest = 10 * 1_048_576
const longest = 20_000

/** Reads an address that the operator wrote: https, or http on this machine; the config saw to that. */
export const fetchMetadata: FetchMetadata = async ({ url, ca }, signal) => {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(longest)])
  let current = new URL(url)
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const response = await send(current, ca, limited)
    const location = redirectOf(response)
    if (location === undefined) return readBody(response, limited)
    response.destroy()
    const next = URL.canParse(location, current) ? new URL(location, current) : undefined
    if (next?.origin !== current.origin) {
      throw fault(`It sends us to ${next?.origin ?? 'a broken address'}, which you did not write.`)
    }
    current = next
  }
  throw fault(`It redirects more than ${mostRedirects} times.`)
}

const fault = (message: string, cause?: unknown): GatewayError =>
  new GatewayError('malformed_request', message, { cause })

const tooSlow = (): GatewayError => fault(`It gives no whole answer within ${longest / 1000} s.`)

function send(url: URL, ca: string | undefined, signal: AbortSignal): Promise<IncomingMessage> {
  const options = {
    agent: false,
    signal,
    headers: {
      accept: 'application/samlmetadata+xml, application/xml;q=0.9, text/xml;q=0.8',
      'accept-encoding': 'identity',
    },
    ...(ca === undefined ? {} : { ca: [...rootCertificates, ca] }),
  }
  return new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? httpsRequest(url, options, resolve) : httpRequest(url, options, resolve)
    request.on('error', (error) =>
      reject(signal.aborted ? tooSlow() : fault(`It can't be fetched: ${error.message}.`, error)),
    )
    request.end()
  })
}

function redirectOf({ statusCode = 0, headers }: IncomingMessage): string | undefined {
  return statusCode >= 300 && statusCode < 400 && statusCode !== 304 ? (headers.location ?? '') : undefined
}

async function readBody(response: IncomingMessage, signal: AbortSignal): Promise<Uint8Array> {
  if (response.statusCode !== 200) {
    response.destroy()
    throw fault(`It answers ${response.statusCode}, not 200.`)
  }
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      size += part.length
      if (size > largest) break
      parts.push(part)
    }
  } catch (error) {
    throw signal.aborted ? tooSlow() : fault('It breaks off.', error)
  }
  if (size > largest) throw fault('It is larger than 10 MB.')
  return Buffer.concat(parts)
}
