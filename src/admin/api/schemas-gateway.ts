/** The schemas of what is said of the gateway itself. */
import * as z from 'zod'
import { scopes } from '../administrator.ts'
import { register, time } from './schemas.ts'

export const upstream = register(
  'Upstream',
  z.object({
    name: z.string(),
    displayName: z.string(),
    kind: z.string(),
    protocol: z.string(),
    issuer: z.string(),
  }),
)
export const upstreams = register('Upstreams', z.object({ upstreams: z.array(upstream) }))
export const upstreamReport = register(
  'UpstreamReport',
  z.object({
    upstream,
    findings: z.array(
      z.object({ outcome: z.enum(['good', 'bad', 'unknown']), what: z.string(), cure: z.string().optional() }),
    ),
  }),
)

export const key = register(
  'Key',
  z.object({
    use: z.string(),
    state: z.enum(['current', 'next']),
    fingerprint: z.string(),
    certificate: z.string().optional(),
    since: time().optional(),
    end: time().optional(),
  }),
)
export const keys = register('Keys', z.object({ keys: z.array(key) }))

export const act = register(
  'Act',
  z.object({
    act: z.string(),
    author: z.string(),
    at: time(),
    outcome: z.enum(['success', 'failure']),
    via: z.enum(['console', 'api', 'cli', 'setup-link', 'gateway']),
    on: z.string().optional(),
    address: z.string().optional(),
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  }),
)
export const acts = register('Acts', z.object({ acts: z.array(act) }))

export const token = register(
  'Token',
  z.object({
    id: z.string(),
    scopes: z.array(z.enum(scopes)),
    note: z.string(),
    createdBy: z.string(),
    createdAt: time(),
    expiresAt: time(),
  }),
)
export const tokens = register('Tokens', z.object({ tokens: z.array(token) }))
