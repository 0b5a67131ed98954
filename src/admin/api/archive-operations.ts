/** An app with its whole past, for `isthmus app export` and `import`: one app an answer, so that no body is large. */
import * as z from 'zod'
import { pastJson, pastOf } from '../../app-store/revisions.ts'
import type { PastRevision } from '../../app-store/store.ts'
import { exportApp, importApp } from '../app-archive.ts'
import { Refused } from '../refused.ts'
import { type Operation, operation } from './operation.ts'
import * as schemas from './schemas-archive.ts'
import { dryRun, flag } from './shared.ts'

const path = '/apps/{name}/archive'
const tag = 'apps'

const archive = operation({
  id: 'exportApp',
  method: 'get',
  path,
  tag,
  scope: 'read',
  summary: 'An app of the store with its metadata and its past, as a line of an archive.',
  answers: { 200: { description: 'The line.', schema: schemas.archivedApp } },
  async run({ deps, params: { name = '' } }) {
    const past = await exportApp(deps, name)
    return { status: 200, body: { document: past[0]?.name ?? name, kind: 'app', past: past.map(pastJson) } }
  },
})

const unarchive = operation({
  id: 'importApp',
  method: 'put',
  path,
  tag,
  scope: 'apps',
  summary:
    'Takes such a line. An app that is there and says something else is left as it is, unless it is to be replaced.',
  query: z.object({
    ...dryRun,
    replace: flag().meta({ description: 'One that is there gets a new revision.' }),
  }),
  bodies: { 'application/json': schemas.archivedApp },
  problems: [409],
  answers: { 200: { description: 'What was done, or would be.', schema: schemas.importedApp } },
  async run({ deps, who, params: { name = '' }, query, body }) {
    const outcome = await importApp(deps, who, name, body.past.map(readEntry), query)
    return { status: 200, body: { name, outcome } }
  },
})

/** @throws Refused */
function readEntry(entry: unknown): PastRevision {
  const past = pastOf(entry)
  if (past !== undefined) return past
  throw new Refused('invalid', 'This is no past of an app.', { cure: 'Export it again.' })
}

export const archiveOperations: readonly Operation[] = [archive, unarchive]
