/** The operations on what an app was, on its state, and on its metadata alone. */
import * as z from 'zod'
import type { Revision } from '../../app-store/store.ts'
import { appHistory, undoApp } from '../app-past.ts'
import { disableApp, enableApp, takeOverApp } from '../app-state.ts'
import { showApp } from '../apps.ts'
import { putMetadata } from '../metadata.ts'
import { notFound } from '../refused.ts'
import { changedAnswer, demandNew, unlessKnown, wishOf } from './app-operations.ts'
import { pastJson } from './as-json.ts'
import { type Operation, operation } from './operation.ts'
import * as schemas from './schemas.ts'
import { changeAnswers, dryRun } from './shared.ts'

const tag = 'apps'
const metadataType = 'application/samlmetadata+xml'

const metadata = operation({
  id: 'showMetadata',
  method: 'get',
  path: '/apps/{name}/metadata',
  tag,
  scope: 'read',
  summary: 'The metadata of an app, as it was uploaded.',
  answers: {
    200: { description: 'XML.', texts: [metadataType], etag: true },
    304: { description: 'It is what If-None-Match names.' },
  },
  async run({ deps, params: { name = '' }, conditions }) {
    const { document, written } = await showApp(deps, name)
    const body = (document ?? written)?.metadata
    if (body === undefined) throw notFound(`metadata of ${name} here`, 'It may be fetched from an address.')
    return unlessKnown({ status: 200, text: { type: metadataType, body } }, document?.revision, conditions)
  },
})

const changeMetadata = operation({
  id: 'putMetadata',
  method: 'put',
  path: '/apps/{name}/metadata',
  tag,
  scope: 'apps',
  summary: 'Puts the metadata of an app: XML, or the address where it is. A new name becomes an app with the defaults.',
  query: z.object({ ...dryRun }),
  bodies: {
    [metadataType]: z.string(),
    'application/xml': z.string(),
    'application/json': schemas.putMetadata,
  } as Record<string, z.ZodType<string | z.infer<typeof schemas.putMetadata>>>,
  conditional: 'revision',
  answers: changeAnswers,
  async run({ deps, who, params: { name = '' }, query, body, conditions }) {
    await demandNew(deps, name, conditions)
    const wish = typeof body === 'string' ? { xml: body } : { address: body.address }
    return changedAnswer(name, await putMetadata(deps, who, name, wish, wishOf(conditions, query)))
  },
})

const history = operation({
  id: 'appHistory',
  method: 'get',
  path: '/apps/{name}/history',
  tag,
  scope: 'read',
  summary: 'What an app was, newest first; of one that was removed too.',
  answers: { 200: { description: 'Its revisions.', schema: schemas.history } },
  async run({ deps, params: { name = '' } }) {
    return { status: 200, body: { history: (await appHistory(deps, name)).map(pastJson) } }
  },
})

const undo = operation({
  id: 'undoApp',
  method: 'post',
  path: '/apps/{name}/undo',
  tag,
  scope: 'apps',
  summary: 'Makes an app what it was before the last change, or at a revision. A removed one comes back.',
  query: z.object({ ...dryRun }),
  bodies: { 'application/json': schemas.undo },
  conditional: 'revision',
  answers: changeAnswers,
  async run({ deps, who, params: { name = '' }, query, body: { to, reason }, conditions }) {
    const wish = {
      ...wishOf(conditions, query),
      ...(to !== undefined && { to: to as Revision }),
      ...(reason !== undefined && { reason }),
    }
    return changedAnswer(name, await undoApp(deps, who, name, wish))
  },
})

const disable = operation({
  id: 'disableApp',
  method: 'post',
  path: '/apps/{name}/disable',
  tag,
  scope: 'apps',
  summary: 'Switches an app off, until a time or until it is switched on again.',
  bodies: { 'application/json': schemas.disable },
  conditional: 'revision',
  answers: changeAnswers,
  async run({ deps, who, params: { name = '' }, body: { until }, conditions }) {
    const end = until === undefined ? undefined : Date.parse(until)
    return changedAnswer(name, await disableApp(deps, who, name, end, wishOf(conditions, {})))
  },
})

const enable = operation({
  id: 'enableApp',
  method: 'post',
  path: '/apps/{name}/enable',
  tag,
  scope: 'apps',
  summary: 'Switches an app on again.',
  conditional: 'revision',
  answers: changeAnswers,
  async run({ deps, who, params: { name = '' }, conditions }) {
    return changedAnswer(name, await enableApp(deps, who, name, wishOf(conditions, {})))
  },
})

const takeOver = operation({
  id: 'takeOverApp',
  method: 'post',
  path: '/apps/{name}/take-over',
  tag,
  scope: 'apps',
  summary: 'Copies an app of a file into the store. Of the config’s it waits until the entry is gone there.',
  problems: [409, 428],
  answers: changeAnswers,
  async run({ deps, who, params: { name = '' } }) {
    const done = await takeOverApp(deps, who, name)
    return changedAnswer(done.document?.name ?? name, done)
  },
})

export const appPastOperations: readonly Operation[] = [
  metadata,
  changeMetadata,
  history,
  undo,
  disable,
  enable,
  takeOver,
]
