/** What a login of a site is bound to, in the record of the login and in the ticket that ends it. */
import { z } from 'zod'
import type { JsonObject } from '../core/identifiers.ts'

const replyTo = z.object({
  host: z.string(),
  /** SHA-256 of the nonce that the browser has as a cookie of the site. */
  nonce: z.string(),
  /** Path and query to go on to, byte for byte. */
  to: z.string(),
})

const ticket = replyTo.extend({
  /** Finds the session that the login led to. */
  handle: z.string(),
})

export type ReplyTo = z.infer<typeof replyTo>
export type Ticket = z.infer<typeof ticket>

/** Throws on anything that this role did not write. */
export const reviveReplyTo = (value: JsonObject): ReplyTo => replyTo.parse(value)

/** Undefined where it is somebody else's ticket. */
export const reviveTicket = (value: JsonObject | undefined): Ticket | undefined => ticket.safeParse(value).data
