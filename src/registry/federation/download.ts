/** An aggregate from its address into a file, unless it is the one that we have. */
import { open } from 'node:fs/promises'
import type { OutboundConfig } from '../../config/config.ts'
import { GatewayError } from '../../core/errors.ts'
import { type Sentence, said } from '../../core/said.ts'
import { outboundClient } from '../../outbound/client.ts'
import { OutboundError } from '../../outbound/errors.ts'
import { ReadingFault } from '../reading-fault.ts'
import { largestAggregate } from './verify.ts'

/** What tells one version at the address from another (RFC 9110, 8.8), and where that is. */
export interface Validators {
  readonly etag?: string
  readonly lastModified?: string
  /** IP address that answered; undefined through a proxy. */
  readonly address?: string
}

export interface DownloadRequest {
  readonly url: string
  readonly ca?: string | undefined
  readonly outbound: OutboundConfig
  /** Of the copy that we have. */
  readonly known: Validators | undefined
  /** Where it is written. */
  readonly path: string
  readonly signal: AbortSignal
}

/** ms: 100 MB at 2 Mbit/s. */
const longest = 400_000

/**
 * @returns undefined where it has not changed
 * @throws GatewayError `malformed_request` with why, in words for the operator
 */
export async function download(request: DownloadRequest): Promise<Validators | undefined> {
  const { url, ca, outbound, known, path, signal } = request
  const client = outboundClient(outbound, { ca, timeout: longest, limit: largestAggregate })
  const file = await open(path, 'w', 0o600)
  try {
    const headers = {
      accept: 'application/samlmetadata+xml, application/xml;q=0.9, text/xml;q=0.8',
      'accept-encoding': 'gzip',
      ...(known?.etag !== undefined && { 'if-none-match': known.etag }),
      ...(known?.lastModified !== undefined && { 'if-modified-since': known.lastModified }),
    }
    const take = async (piece: Buffer) => void (await file.writeFile(piece))
    const {
      status,
      headers: answered,
      address,
    } = await client.send({ method: 'GET', url, headers, signal, redirects: 3, take })
    if (status === 304 && known !== undefined) return undefined
    if (status !== 200) throw notThere(said`It answered ${status}, not 200.`)
    const { etag, 'last-modified': lastModified } = answered
    return {
      ...(etag !== undefined && { etag }),
      ...(lastModified !== undefined && { lastModified }),
      ...(address !== undefined && { address }),
    }
  } catch (error) {
    if (error instanceof GatewayError) throw error
    if (!(error instanceof OutboundError)) throw notThere('It did not answer completely.', error)
    throw new ReadingFault(said`It can't be fetched: ${error.says.message}.`, error.says.cure, error)
  } finally {
    await file.close()
    client.close()
  }
}

const notThere = (message: Sentence, cause?: unknown): ReadingFault =>
  new ReadingFault(message, 'Open the address from this machine, and correct it where it gives no metadata.', cause)
