/** The operations about the gateway itself: upstreams, keys, the record of acts, tokens. */
import * as z from 'zod'
import { listActs } from '../acts.ts'
import { listKeys } from '../keys.ts'
import { listTokens, revokeToken } from '../tokens.ts'
import { listUpstreams, reportUpstream } from '../upstreams.ts'
import { withTimes } from './as-json.ts'
import { type Operation, operation } from './operation.ts'
import { sentTime } from './schemas.ts'
import * as schemas from './schemas-gateway.ts'
import { whole } from './shared.ts'

const upstreams = operation({
  id: 'listUpstreams',
  method: 'get',
  path: '/upstreams',
  tag: 'gateway',
  scope: 'read',
  summary: 'Where people sign in.',
  answers: { 200: { description: 'As in the config.', schema: schemas.upstreams } },
  async run({ deps }) {
    return { status: 200, body: { upstreams: listUpstreams(deps) } }
  },
})

const report = operation({
  id: 'reportUpstream',
  method: 'get',
  path: '/upstreams/{name}',
  tag: 'gateway',
  scope: 'read',
  summary: 'Asks an upstream now whether a login would work.',
  answers: { 200: { description: "The doctor's report.", schema: schemas.upstreamReport } },
  async run({ deps, params: { name = '' } }) {
    const { upstream, findings } = await reportUpstream(deps, name)
    return { status: 200, body: { upstream, findings: findings.map(({ says: _, ...inEnglish }) => inEnglish) } }
  },
})

const keys = operation({
  id: 'listKeys',
  method: 'get',
  path: '/keys',
  tag: 'gateway',
  scope: 'read',
  summary: 'Our keys: which, and until when.',
  answers: { 200: { description: 'Certificates and fingerprints; no key.', schema: schemas.keys } },
  async run({ deps }) {
    return { status: 200, body: { keys: listKeys(deps).map((key) => withTimes(key, 'since', 'end')) } }
  },
})

const acts = operation({
  id: 'listActs',
  method: 'get',
  path: '/acts',
  tag: 'gateway',
  scope: 'read',
  summary: 'What administrators did, last come first.',
  query: z.object({
    limit: whole(1, 1000).optional().meta({ description: '100 where absent.' }),
    from: z.string().max(100).optional().meta({ description: 'The `next` of another page: those that come after it.' }),
    before: sentTime().optional().meta({
      description: 'Only those of older times. Clocks of nodes differ, and some may share a time: pages go by `from`.',
    }),
  }),
  answers: { 200: { description: 'The record.', schema: schemas.acts } },
  async run({ deps, query: { limit, from, before } }) {
    const { acts: found, next } = await listActs(deps, {
      ...(limit !== undefined && { limit }),
      ...(from !== undefined && { from }),
      ...(before !== undefined && { before: Date.parse(before) }),
    })
    const page = found.map((act) => withTimes(act, 'at'))
    return { status: 200, body: { acts: page, ...(next !== undefined && { next }) } }
  },
})

const tokens = operation({
  id: 'listTokens',
  method: 'get',
  path: '/tokens',
  tag: 'tokens',
  scope: 'read',
  summary: 'The tokens of this API, without their secrets. They are made with `isthmus token create`.',
  answers: { 200: { description: 'Newest first.', schema: schemas.tokens } },
  async run({ deps }) {
    const all = await listTokens(deps)
    return { status: 200, body: { tokens: all.map((token) => withTimes(token, 'createdAt', 'expiresAt')) } }
  },
})

const revoke = operation({
  id: 'revokeToken',
  method: 'delete',
  path: '/tokens/{id}',
  tag: 'tokens',
  scope: 'read',
  summary: 'Ends the token that the request carries. Others are ended with `isthmus token revoke`, or in the console.',
  answers: { 204: { description: 'It opens nothing any more.' } },
  async run({ deps, who, params: { id = '' } }) {
    await revokeToken(deps, who, id)
    return { status: 204 }
  },
})

export const gatewayOperations: readonly Operation[] = [upstreams, report, keys, acts, tokens, revoke]
