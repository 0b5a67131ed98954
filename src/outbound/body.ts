/** The body of an answer: limited both as received and as unpacked. */
import type { IncomingMessage } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { createGunzip, gunzip, inflate, inflateRaw } from 'node:zlib'
import { said } from '../core/said.ts'
import { hostOf, OutboundError } from './errors.ts'

const unpackers = { gzip: promisify(gunzip), deflate: promisify(inflate), raw: promisify(inflateRaw) }

/** More than the limit. */
export const tooLarge = (url: URL, limit: number): OutboundError =>
  new OutboundError(
    'ETOOLARGE',
    said`the answer of ${hostOf(url)} is larger than ${limit} octets`,
    'Is this the right address?',
  )

/**
 * Passes an answer on piece by piece.
 * @param limit bytes, as received and as unpacked
 */
export async function pour(
  response: IncomingMessage,
  url: URL,
  limit: number,
  take: (piece: Buffer) => Promise<void>,
): Promise<void> {
  const coding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  if (coding !== 'gzip' && coding !== 'identity') throw notAsked(coding, url)
  let fault: unknown
  const pieces = async (source: AsyncIterable<Buffer>): Promise<void> => {
    let size = 0
    try {
      for await (const piece of source) {
        size += piece.length
        if (size > limit) throw tooLarge(url, limit)
        await take(piece)
      }
    } catch (error) {
      fault = error
      throw error
    }
  }
  try {
    await (coding === 'gzip' ? pipeline(response, createGunzip(), pieces) : pipeline(response, pieces))
  } catch (error) {
    // Of a step in the middle, a pipeline says only that it was aborted.
    throw fault ?? error
  }
}

function notAsked(coding: string, url: URL): OutboundError {
  const shown = coding.replace(/[^a-z0-9,; -]/g, '?').slice(0, 40)
  const message = said`${hostOf(url)} answered with Content-Encoding ${shown}, although none was asked for`
  return new OutboundError('EENCODING', message, 'Make it answer without compression, or with gzip.')
}

/**
 * What an answer contains. We ask for no coding (RFC 9110, 12.5.3), but some servers use one all the same.
 * @param limit bytes that may come out
 */
export async function unpack(octets: Buffer, response: IncomingMessage, url: URL, limit: number): Promise<Buffer> {
  const coding = (response.headers['content-encoding'] ?? '').trim().toLowerCase()
  if (coding === '' || coding === 'identity' || octets.length === 0) return octets
  const options = { maxOutputLength: limit }
  try {
    if (coding === 'gzip' || coding === 'x-gzip') return await unpackers.gzip(octets, options)
    // By the standard in zlib's frame (RFC 9110, 8.4.1.2); some leave the frame out.
    if (coding === 'deflate') return await unpackers[(octets[0] ?? 0) % 16 === 8 ? 'deflate' : 'raw'](octets, options)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(url, limit)
    const message = said`the answer of ${hostOf(url)} says it is ${coding} and can't be unpacked`
    throw new OutboundError('EENCODING', message, 'Make it answer without compression.', error)
  }
  throw notAsked(coding, url)
}
