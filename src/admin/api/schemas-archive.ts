/** Schemas of an app with its past. */
import * as z from 'zod'
import { register, revision } from './schemas.ts'

/** ms since 1970: no revision is of a time that can't be written as a date. */
const endOfTime = Date.UTC(9999, 11, 31)

export const archivedApp = register(
  'ArchivedApp',
  z.object({
    document: z.string().max(100),
    kind: z.literal('app'),
    past: z
      .array(
        z.looseObject({
          name: z.string().max(100),
          revision: revision(),
          author: z.string().max(300),
          at: z.int().min(0).max(endOfTime).meta({ description: 'ms since 1970' }),
          reason: z.string().max(1000).optional(),
        }),
      )
      .min(1)
      .max(1000)
      .meta({ description: 'Its revisions as the store keeps them, newest first.' }),
  }),
)

export const importedApp = register(
  'ImportedApp',
  z.object({
    name: z.string(),
    outcome: z
      .enum(['restored', 'replaced', 'same', 'there'])
      .meta({ description: '`there`: it says something else, and was left as it is.' }),
  }),
)
