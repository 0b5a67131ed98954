/** The section `admin` of the config file. */
import * as z from 'zod'
import { cel, duration, filled } from './schema-values.ts'

export const admin = z
  .strictObject({
    allow: cel('allow').meta({
      description: 'CEL over the own login of whoever comes: who may change apps, sessions and tokens.',
      examples: ['"isthmus-admins" in groups'],
    }),
    read: cel('allow')
      .exactOptional()
      .meta({ description: 'CEL: who may look, and change nothing.', examples: ['"helpdesk" in groups'] }),
    upstream: filled()
      .optional()
      .meta({ description: 'Where administrators sign in, if there are several upstreams. Default: as for any app.' }),
    maxAuthnAge: duration('1m', '30d')
      .default('8h')
      .meta({ description: 'If the login upstream is older than this, the administrator must log in again.' }),
  })
  .optional()
  .meta({ description: 'The console at `/admin` and its API. Where absent, every path of it is 404.' })

export type FileAdmin = z.infer<typeof admin>
