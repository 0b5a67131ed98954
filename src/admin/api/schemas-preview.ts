/** The schemas of a preview. */
import * as z from 'zod'
import { named, register } from './schemas.ts'

const part = z.object({
  source: z.string(),
  result: z.union([z.boolean(), z.literal('failed')]),
  reason: z.string().optional(),
  joined: z.enum(['and', 'or', 'not']).optional(),
  get parts() {
    return z.array(part).optional()
  },
})
named.add(part, { id: 'ExplainedPart' })

export const previewedPerson = z.union([
  register(
    'PersonOfSession',
    z.strictObject({ session: z.string().meta({ description: 'The reference of a session.' }) }),
  ),
  register(
    'PersonOfClaims',
    z.strictObject({
      upstream: z.string().optional().meta({ description: 'The first one where absent.' }),
      claims: z.record(z.string(), z.unknown()).meta({ description: 'As the upstream would send them.' }),
    }),
  ),
])
named.add(previewedPerson, { id: 'PreviewedPerson' })

export const preview = z.object({
  app: z.object({ name: z.string(), displayName: z.string() }),
  person: z.object({ name: z.string().optional(), subject: z.string(), upstream: z.string() }),
  withheld: z.array(z.object({ claim: z.string(), reason: z.string() })),
  verdict: z.object({ allowed: z.boolean(), allow: part.optional(), reasons: z.array(z.string()) }),
  answer: z
    .object({
      subject: z.object({ kind: z.string(), format: z.string().optional(), value: z.string() }),
      attributes: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
      leftOut: z.array(z.object({ name: z.string(), reason: z.string() })),
      message: z
        .object({ type: z.enum(['xml', 'json']), text: z.string() })
        .meta({ description: 'As it would be sent, decoded; signed by a key that nobody trusts.' }),
    })
    .optional(),
  unanswered: z.string().optional().meta({ description: 'Why there is no answer.' }),
})
named.add(preview, { id: 'Preview' })
