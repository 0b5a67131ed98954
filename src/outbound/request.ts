/** One call that we make, and what it is made with. Types only. */
import type { FetchedFrom } from './addresses.ts'
import type { ResolveName } from './lookup.ts'

export interface ClientOptions {
  /** PEM text of the operator's own bundle (`caFile`), trusted besides all others. */
  readonly ca?: string | undefined
  /** ms for one call, from its first byte sent to the last one read, redirects included. */
  readonly timeout: number
  /** Bytes of an answer, both as received and as unpacked. */
  readonly limit: number
  /** Connections are kept for the next call. */
  readonly keepAlive?: boolean
  /** Dials another host (and port) only for this origin; Host, SNI and certificate stay the URL's. */
  readonly connectTo?: { readonly origin: string; readonly host: string; readonly port?: number } | undefined
  /** Tests pass their own. */
  readonly resolve?: ResolveName
}

export interface OutboundRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | undefined
  /** Ends the call early. */
  readonly signal?: AbortSignal | undefined
  /** The address came from a document that we fetched. Absent: the operator wrote it, and it may lead anywhere. */
  readonly fetchedFrom?: FetchedFrom | undefined
  /** How many redirects are followed, only within the origin. Otherwise a redirect is an answer. */
  readonly redirects?: number
  /** Is given the body of a 200 piece by piece, unpacked; it is too large to be held, and `body` is then empty. */
  readonly take?: ((piece: Buffer) => Promise<void>) | undefined
}
