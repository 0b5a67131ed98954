/** Schemas of an app with its past. */
import * as z from 'zod'
import { register, revision } from './schemas.ts'

export const archivedApp = register(
  'ArchivedApp',
  z.object({
    document: z.string().max(100),
    kind: z.literal('app'),
    past: z
      .array(z.looseObject({ name: z.string(), revision: revision() }))
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
