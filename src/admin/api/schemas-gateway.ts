/** The schemas of what is said of the gateway itself. */
import * as z from 'zod'
import { scopes } from '../administrator.ts'
import { documentProblem, register, time } from './schemas.ts'

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
export const acts = register(
  'Acts',
  z.object({
    acts: z.array(act),
    next: z.string().optional().meta({ description: 'Send it as `from` for the next page; absent on the last.' }),
  }),
)

export const address = register(
  'MetadataAddress',
  z.object({
    name: z.string().meta({ description: 'Of its copy: it is read again by this name.' }),
    address: z.string(),
    apps: z.array(z.string()),
    upstreams: z.array(z.string()),
    state: z.enum(['good', 'unread', 'failing', 'ended']),
    readAt: time().optional(),
    nextAt: time().optional(),
    failingSince: time().optional(),
    validUntil: time().optional(),
    etag: z.string().optional(),
    fault: z.object({ message: z.string(), cure: z.string() }).optional(),
    laidAside: z.enum(['waiting', 'rejected']).optional().meta({ description: 'A newer copy that is not in force.' }),
  }),
)
const federation = z.object({
  name: z.string(),
  entities: z.int().optional(),
  validUntil: time().optional(),
  problems: z.array(documentProblem),
})
export const addresses = register(
  'Addresses',
  z.object({ addresses: z.array(address), federations: z.array(federation) }),
)

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
