/** The operations about what waits for a decision: quarantine and setup links. */
import * as z from 'zod'
import { approveQuarantined, listQuarantine, rejectQuarantined } from '../quarantine.ts'
import type { Quarantined } from '../quarantined.ts'
import { Refused } from '../refused.ts'
import { approveSetup, rejectSetup } from '../setup-decision.ts'
import type { SetupLink } from '../setup-link.ts'
import { createSetupLink, listSetupLinks } from '../setup-links.ts'
import { changedAnswer, wishOf } from './app-operations.ts'
import { withTimes } from './as-json.ts'
import { type Conditions, type Operation, operation } from './operation.ts'
import * as schemas from './schemas.ts'
import { changeAnswers, dryRun, flag } from './shared.ts'

const done = { 204: { description: 'It is decided.' } }

const quarantine = operation({
  id: 'listQuarantine',
  method: 'get',
  path: '/quarantine',
  tag: 'quarantine',
  scope: 'read',
  summary: 'Fetched metadata that waits for somebody.',
  query: z.object({ rejected: flag().meta({ description: 'Those that were rejected too.' }) }),
  answers: { 200: { description: 'By name.', schema: schemas.quarantine } },
  async run({ deps, query }) {
    const waiting = await listQuarantine(deps, query)
    return { status: 200, body: { quarantine: waiting.map(quarantinedJson) } }
  },
})

/** The sentences; their codes are the console's. */
function quarantinedJson({ differences, ...one }: Quarantined) {
  return { ...withTimes(one, 'since', 'deadline'), differences: differences.map(({ message }) => message) }
}

const approve = operation({
  id: 'approveQuarantined',
  method: 'post',
  path: '/quarantine/{name}/approve',
  tag: 'quarantine',
  scope: 'apps',
  summary: 'Puts what waits in force, if it is still what was looked at.',
  conditional: 'digest',
  answers: done,
  async run({ deps, who, params: { name = '' }, conditions }) {
    await approveQuarantined(deps, who, name, digestIn(conditions))
    return { status: 204 }
  },
})

const reject = operation({
  id: 'rejectQuarantined',
  method: 'post',
  path: '/quarantine/{name}/reject',
  tag: 'quarantine',
  scope: 'apps',
  summary: 'Keeps the copy in force.',
  conditional: 'digest',
  bodies: { 'application/json': schemas.reject },
  answers: done,
  async run({ deps, who, params: { name = '' }, body: { reason }, conditions }) {
    await rejectQuarantined(deps, who, name, digestIn(conditions), reason)
    return { status: 204 }
  },
})

/** Which copy was looked at; `*` would approve what nobody has seen. @throws Refused `no-revision` */
function digestIn({ match }: Conditions): string {
  if (match !== undefined && match !== 'whatever') return match
  throw new Refused('no-revision', 'The request does not say what was looked at.', {
    cure: 'Send the `digest` that GET /quarantine shows, as `If-Match: "…"`.',
  })
}

const linkJson = (link: SetupLink) => withTimes(link, 'createdAt', 'expiresAt', 'submittedAt')

const links = operation({
  id: 'listSetupLinks',
  method: 'get',
  path: '/setup-links',
  tag: 'setup links',
  scope: 'read',
  summary: 'Links by which owners of apps upload metadata, and what came by them.',
  answers: { 200: { description: 'Newest first.', schema: schemas.setupLinks } },
  async run({ deps }) {
    return { status: 200, body: { setupLinks: (await listSetupLinks(deps)).map(linkJson) } }
  },
})

const makeLink = operation({
  id: 'createSetupLink',
  method: 'post',
  path: '/setup-links',
  tag: 'setup links',
  scope: 'apps',
  summary: 'Makes a link, good for one upload.',
  bodies: { 'application/json': schemas.newSetupLink },
  problems: [409],
  answers: { 201: { description: 'The link, with its address.', schema: schemas.madeSetupLink } },
  async run({ deps, who, body: { app, expiresAt, note } }) {
    const end = expiresAt !== undefined && { expiresAt: Date.parse(expiresAt) }
    const wish = { app, ...end, ...(note !== undefined && { note }) }
    const { secret, link } = await createSetupLink(deps, who, wish)
    return { status: 201, body: { address: `${deps.publicUrl}/admin/setup/${secret}`, setupLink: linkJson(link) } }
  },
})

const approveLink = operation({
  id: 'approveSetupLink',
  method: 'post',
  path: '/setup-links/{id}/approve',
  tag: 'setup links',
  scope: 'apps',
  summary: 'Makes what was uploaded the app.',
  query: z.object({ ...dryRun }),
  conditional: 'revision',
  answers: changeAnswers,
  async run({ deps, who, params: { id = '' }, query, conditions }) {
    const put = await approveSetup(deps, who, id, wishOf(conditions, query))
    return changedAnswer(put.document?.name ?? id, put)
  },
})

const rejectLink = operation({
  id: 'rejectSetupLink',
  method: 'post',
  path: '/setup-links/{id}/reject',
  tag: 'setup links',
  scope: 'apps',
  summary: 'Refuses what was uploaded, or takes the link back.',
  problems: [409],
  answers: done,
  async run({ deps, who, params: { id = '' } }) {
    await rejectSetup(deps, who, id)
    return { status: 204 }
  },
})

export const gateOperations: readonly Operation[] = [
  quarantine,
  approve,
  reject,
  links,
  makeLink,
  approveLink,
  rejectLink,
]
