/** The schemas of people's sessions and of what they allowed apps. */
import * as z from 'zod'
import { count, register, time } from './schemas.ts'

export const session = register(
  'Session',
  z.object({
    reference: z.string(),
    upstream: z.string(),
    person: z.string().optional(),
    subject: z.string(),
    createdAt: time(),
    verifiedAt: time(),
    end: time(),
    apps: z.array(z.object({ identifier: z.string(), displayName: z.string().optional(), issuedAt: time() })),
  }),
)
export const sessions = register('Sessions', z.object({ total: count(), sessions: z.array(session) }))
export const endedSessions = register('EndedSessions', z.object({ ended: count() }))

export const consents = register(
  'Consents',
  z.object({
    consents: z.array(
      z.object({
        identifier: z.string(),
        displayName: z.string().optional(),
        told: z.array(z.string()).meta({ description: 'What the app is told, by its name here.' }),
        allowed: z.array(z.string()).meta({ description: 'What it may do besides.' }),
      }),
    ),
  }),
)
export const forgottenConsents = register('ForgottenConsents', z.object({ forgotten: count() }))
