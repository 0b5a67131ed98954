/** The body of a request that is looked at before the library reads it. */
import type { IncomingMessage } from 'node:http'
import type Koa from 'koa'
import getRawBody from 'raw-body'
import { GatewayError } from '../../core/errors.ts'

/** Bodies that were read. */
const known = new WeakMap<IncomingMessage, Buffer>()

/** @param longest octets @throws GatewayError malformed_request where the sender breaks off, or sends more */
export async function bodyOf(request: IncomingMessage, longest: number): Promise<Buffer> {
  const octets = known.get(request)
  if (octets !== undefined) return octets
  try {
    const read = await getRawBody(request, { length: request.headers['content-length'] ?? null, limit: longest })
    known.set(request, read)
    return read
  } catch (cause) {
    throw new GatewayError('malformed_request', 'The message did not arrive completely.', { status: 400, cause })
  }
}

/** Gives back what was read before there was a context. */
export function giveBackRead(ctx: Koa.ParameterizedContext): void {
  const octets = known.get(ctx.req)
  if (octets !== undefined) giveBack(ctx, octets)
}

/** For the library, which reads the body by `iterator`, and for {@link bodyOf}. */
export function giveBack(ctx: Koa.ParameterizedContext, octets: Buffer): void {
  ctx.req = Object.create(ctx.req, { readable: { value: true }, iterator: { value: () => [octets] } })
  known.set(ctx.req, octets)
}
