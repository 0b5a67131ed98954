/** What the API takes and answers: the schemas from which its OpenAPI document is made, and by which it reads. */
import * as z from 'zod'
import { problemCodes } from './problem.ts'

/** Those with a name in the document. */
export const named = z.registry<{ readonly id: string }>()
export const register = <Schema extends z.ZodType>(id: string, schema: Schema): Schema => {
  named.add(schema, { id })
  return schema
}

export const time = () => z.iso.datetime()
/** One that a client sends: with its own offset, as many libraries write even UTC (RFC 3339 5.6). */
export const sentTime = () => z.iso.datetime({ offset: true })
const name = () => z.string().min(1).max(80)
export const count = () => z.int().min(0)

const renames = z.object({ people: count(), of: count() })

export const documentProblem = register(
  'DocumentProblem',
  z.object({
    severity: z.enum(['error', 'warning']),
    part: z.enum(['settings', 'metadata']).meta({ description: 'In which part of the document.' }),
    line: z.int().min(1).optional().meta({ description: 'From 1, in that part.' }),
    path: z.string().meta({ description: 'The key that it is about.' }),
    message: z.string(),
    cure: z.string().meta({ description: 'What to do about it.' }),
    code: z.string().optional().meta({ description: 'Which sentence it is, where it is about metadata.' }),
    values: z.record(z.string(), z.string()).optional().meta({ description: 'What stands in the sentence.' }),
    about: z.string().optional().meta({ description: 'The entityID that it is about, where `values` lacks it.' }),
    leftOut: z.boolean().optional().meta({ description: 'What is wrong was left out; the rest is used.' }),
  }),
)

export const problem = register(
  'Problem',
  z
    .object({
      type: z.enum(problemCodes.map((code) => `urn:isthmus:problem:${code}`)),
      title: z.string(),
      status: z.int(),
      detail: z.string(),
      cure: z.string().optional().meta({ description: 'What to do about it.' }),
      errors: z.array(documentProblem).optional(),
      renames: renames
        .optional()
        .meta({ description: 'Of so many people seen lately, so many would be new accounts.' }),
      current: z.string().optional().meta({ description: 'The revision that is there now.' }),
      done: z
        .literal(true)
        .optional()
        .meta({ description: 'It was done, and only the record of acts lacks it: do not do it again.' }),
      errorId: z.string().optional().meta({ description: 'Under this id the log has the reason.' }),
    })
    .meta({ description: 'RFC 9457' }),
)

export const revision = () => z.string().regex(/^\d+-[0-9a-f]{64}$/)
export const origin = () => z.enum(['config', 'store', 'file', 'address', 'federation'])

const summaryShape = {
  name: z.string().meta({ description: 'Of an app that only a federation knows its entityID.' }),
  origin: origin().meta({ description: 'Where it comes from. Only those of the store can be changed here.' }),
  state: z.enum(['in-force', 'broken', 'unread', 'waiting', 'disabled']).meta({
    description: '`unread`: its metadata has not come from its address yet. `waiting`: a file still has it.',
  }),
  unread: z
    .object({
      address: z.string(),
      failingSince: time().optional(),
      nextAt: time().optional(),
      fault: z.object({ message: z.string(), cure: z.string() }).optional(),
    })
    .optional()
    .meta({ description: 'Where its metadata is to come from, since when that fails, and why.' }),
  address: z.enum(['unread', 'failing', 'ended']).optional().meta({
    description: 'How the address of its metadata is doing, where not well. `failing`: the copy before is in force.',
  }),
  displayName: z.string(),
  protocol: z.enum(['saml', 'oidc']).optional(),
  identifier: z.string().optional().meta({ description: 'entityID or client_id.' }),
  federation: z.string().optional().meta({ description: 'Which one knows it.' }),
  file: z.string().optional().meta({ description: 'The file that says so.' }),
  line: z.int().optional(),
  revision: revision().optional(),
  changedBy: z.string().optional(),
  changedAt: time().optional(),
  errors: count(),
  warnings: count(),
  quarantined: z.boolean().meta({ description: 'Fetched metadata of it waits for an administrator.' }),
  certificateEnd: time().optional(),
  lastLogin: time().optional().meta({ description: 'On whichever node; of others it is up to a minute old.' }),
  failuresToday: count().meta({ description: 'Logins that failed since midnight (UTC), likewise.' }),
}

export const appSummary = register('AppSummary', z.object(summaryShape))

export const described = register(
  'DescribedApp',
  z.object({
    displayName: z.string(),
    protocol: z.enum(['saml', 'oidc']),
    identifier: z.string(),
    facts: z.array(z.object({ code: z.string(), label: z.string(), values: z.array(z.string()) })),
  }),
)

export const ourSide = register(
  'OurSide',
  z
    .object({
      entityId: z.string(),
      metadataUrl: z.string(),
      singleSignOnUrl: z.string(),
      singleLogoutUrl: z.string(),
      issuer: z.string(),
      publicUrl: z.string(),
      certificates: z.array(z.string()),
    })
    .meta({ description: "What to enter at the app's side." }),
)

export const app = register(
  'App',
  z.object({
    ...summaryShape,
    settings: z.string().optional().meta({ description: 'YAML: what stands under its name in `apps`.' }),
    metadata: z.string().optional().meta({ description: 'XML, as it was uploaded.' }),
    problems: z.array(documentProblem),
    described: described.optional(),
    ourSide,
  }),
)

export const appList = register('AppList', z.object({ total: count(), apps: z.array(appSummary) }))

export const changedApp = register(
  'ChangedApp',
  z.object({
    name: name(),
    outcome: z.enum(['created', 'changed', 'unchanged', 'dry-run']),
    revision: revision().optional(),
    problems: z.array(documentProblem),
    described: described.optional(),
    renames: renames.optional().meta({ description: 'People seen lately who would become new accounts at the app.' }),
  }),
)

/** Settings as a map, as in the config; or as YAML, of which comments are kept. */
const settings = () => z.union([z.record(z.string(), z.unknown()), z.string().max(65_536)])

export const putApp = register(
  'PutApp',
  z.strictObject({
    settings: settings(),
    metadata: z.string().optional().meta({ description: 'XML.' }),
    reason: z.string().max(500).optional().meta({ description: 'Kept in the history.' }),
  }),
)

export const putMetadata = register(
  'PutMetadata',
  z.strictObject({
    address: z.url().max(2048).meta({ description: 'Where the metadata is; fetched again from there.' }),
  }),
)

export const undo = register(
  'Undo',
  z.strictObject({ to: revision().optional(), reason: z.string().max(500).optional() }),
)
export const disable = register('Disable', z.strictObject({ until: sentTime().optional() }))

export const pastRevision = register(
  'PastRevision',
  z.object({
    revision: revision(),
    author: z.string(),
    at: time(),
    reason: z.string().optional(),
    removed: z.boolean(),
    settings: z.string().optional(),
    metadata: z.string().optional(),
  }),
)
export const history = register('History', z.object({ history: z.array(pastRevision) }))

export const quarantined = register(
  'Quarantined',
  z.object({
    name: name(),
    apps: z.array(z.string()).meta({ description: 'All that it is for: names of apps and upstreams.' }),
    state: z.enum(['waiting', 'rejected']),
    digest: z.string().meta({ description: 'Names the differences: a decision sends it as If-Match.' }),
    address: z.string(),
    since: time(),
    differences: z.array(z.string()),
    deadline: time().optional(),
  }),
)
export const quarantine = register('Quarantine', z.object({ quarantine: z.array(quarantined) }))
export const reject = register('Reject', z.strictObject({ reason: z.string().max(500).optional() }))

export const setupLink = register(
  'SetupLink',
  z.object({
    id: z.string(),
    app: name(),
    note: z.string(),
    createdBy: z.string(),
    createdAt: time(),
    expiresAt: time(),
    state: z.enum(['open', 'submitted', 'approving', 'approved', 'rejected']).meta({
      description: '`approving`: an approval has begun, or was cut short; approving it again finishes it.',
    }),
    submittedAt: time().optional(),
    metadata: z.string().optional(),
  }),
)
export const setupLinks = register('SetupLinks', z.object({ setupLinks: z.array(setupLink) }))
export const newSetupLink = register(
  'NewSetupLink',
  z.strictObject({
    app: name(),
    expiresAt: sentTime().optional().meta({ description: 'At most 31 days from now; in a week where absent.' }),
    note: z.string().max(200).optional(),
  }),
)
export const madeSetupLink = register(
  'MadeSetupLink',
  z.object({ address: z.string().meta({ description: 'Shown once.' }), setupLink }),
)
