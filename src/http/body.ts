/** Reads a request's body: whole, limited in size (attack 4), as UTF-8 text (attack 9). */
import type { IncomingMessage } from 'node:http'
import getRawBody from 'raw-body'
import { GatewayError } from '../core/errors.ts'

export interface BodyOptions {
  /** bytes */
  readonly limit: number
  /** Media types, lower case. */
  readonly accepts: readonly string[]
  /** It need not be text. */
  readonly octets?: boolean
}

export interface Body {
  readonly octets: Buffer
  /** Empty where it need not be text. */
  readonly text: string
}

/**
 * The body; as text, bytes beyond ASCII are decoded as UTF-8. The server's requestTimeout limits how long it takes.
 * @throws GatewayError malformed_request with status 400, 408, 413 or 415
 */
export async function readBody(request: IncomingMessage, options: BodyOptions): Promise<Body> {
  const type = mediaType(request.headers['content-type'])
  if (!options.accepts.includes(type)) {
    throw new GatewayError('malformed_request', `A body of type ${options.accepts.join(' or ')} was expected.`, {
      status: 415,
    })
  }
  const encoding = request.headers['content-encoding']
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    throw new GatewayError('malformed_request', 'A body with a Content-Encoding is not accepted.', { status: 415 })
  }
  const octets = await readBytes(request, options.limit)
  return { octets, text: options.octets === true ? '' : decodeText(octets) }
}

/** Bytes of a longer body of which the end is kept. */
const keptOfEnd = 256 * 1024

/**
 * How a body ends that was too long to be read: a form has its fields behind its file. The rest is not kept.
 * @param most bytes of it that are read from here on. @returns undefined where it has more, or did not arrive completely
 */
export async function readEnd(request: IncomingMessage, most: number): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > most) return undefined
  const chunks: Buffer[] = []
  let [read, kept] = [0, 0]
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      read += chunk.length
      if (read > most) return undefined
      kept += chunk.length
      chunks.push(chunk)
      while (kept - (chunks[0]?.length ?? 0) >= keptOfEnd) kept -= chunks.shift()?.length ?? 0
    }
  } catch {
    return undefined
  }
  return Buffer.concat(chunks)
}

/** The media type of a Content-Type header, lower case and without parameters; empty where there is none. */
export function mediaType(header: string | undefined): string {
  return (header ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
}

async function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
  try {
    return await getRawBody(request, { limit, length: request.headers['content-length'] ?? null })
  } catch (error) {
    const type = error instanceof Error && 'type' in error ? error.type : undefined
    if (type === 'entity.too.large') {
      throw new GatewayError('malformed_request', `The message is larger than ${limit} bytes.`, {
        status: 413,
        cause: error,
      })
    }
    throw new GatewayError('malformed_request', 'The message did not arrive completely.', { status: 400, cause: error })
  }
}

function decodeText(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    throw new GatewayError('malformed_request', 'The message is not UTF-8 text.', { cause: error })
  }
}
