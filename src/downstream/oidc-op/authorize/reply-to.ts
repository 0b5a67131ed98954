/** What is needed to answer an authorization request; it rides through the core unread. */
import { z } from 'zod'
import type { JsonObject } from '../../../core/identifiers.ts'

const text = z.string().exactOptional()

const schema = z.object({
  v: z.literal(1),
  redirectUri: z.string(),
  responseMode: z.enum(['query', 'fragment', 'form_post']),
  state: text,
  nonce: text,
  /** The answer goes to a device that waits, by the name of its request. */
  device: text,
  scope: z.array(z.string()),
  resources: z.array(z.string()),
  codeChallenge: text,
  /** Claims asked for one by one (Core 5.5), by where they go. */
  idTokenClaims: z.array(z.string()),
  userinfoClaims: z.array(z.string()),
  /** The context classes asked for, as the app wrote them. */
  acrValues: z.array(z.string()),
})

export type ReplyTo = z.infer<typeof schema>

/** As it was written by us. Throws on anything else. */
export const reviveReplyTo = (replyTo: JsonObject): ReplyTo => schema.parse(replyTo)
