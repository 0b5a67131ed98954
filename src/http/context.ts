/** What our middleware knows of a request, as Koa's ctx.state. */
import type Koa from 'koa'
import type { ForwardedRequest } from '../core/forwarded-request.ts'
import type { Language } from '../pages/messages/language.ts'
import type { Site } from './site.ts'

export interface RequestState {
  readonly site: Site
  readonly requestId: string
  readonly address: string
  /** Who is counted where limits are per client, if it isn't `address`. */
  readonly client: string | undefined
  /** Undefined where it is this client's turn to be worked for, else resolves when it is (core/admission/turns.ts). */
  readonly turn: () => Promise<void> | undefined
  /** Takes room for a body of so many bytes, and returns what gives it back (room-for-bodies.ts). */
  readonly room: (octets: number) => () => void
  /** What the proxy that sent it says of it; undefined where we do not trust the sender. */
  readonly forwarded: ForwardedRequest | undefined
  language: Language
  /** Path below publicUrl; undefined where the request is outside of it. */
  readonly path: string | undefined
  /** Raw query without `?`. */
  readonly query: string
  /** Pattern of the matching route, for metrics. */
  route: string
  /** The error that the answer reports, if any. */
  errorId?: string
}

export type Context = Koa.ParameterizedContext<RequestState>
