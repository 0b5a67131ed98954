/** The operations on apps: list, one, put, remove. */
import { isDeepStrictEqual } from 'node:util'
import { stringify } from 'yaml'
import * as z from 'zod'
import type { Content, Revision } from '../../app-store/store.ts'
import { listApps } from '../app-list.ts'
import { type PutApp, type PutWish, putApp, removeApp, showApp } from '../apps.ts'
import type { AdminDependencies } from '../dependencies.ts'
import { parseSettings, readApp } from '../document.ts'
import { Refused } from '../refused.ts'
import { appJson, changedJson, summaryJson } from './as-json.ts'
import { type ApiAnswer, type Conditions, etagOf, type Operation, operation } from './operation.ts'
import * as schemas from './schemas.ts'
import { changeAnswers, dryRun, flag, whole } from './shared.ts'

const tag = 'apps'

const list = operation({
  id: 'listApps',
  method: 'get',
  path: '/apps',
  tag,
  scope: 'read',
  summary: 'The apps, wherever they come from.',
  query: z.object({
    search: z.string().max(200).optional().meta({ description: 'Part of a name or identifier.' }),
    troubled: flag().meta({ description: 'Only those that need somebody.' }),
    origin: schemas.origin().optional().meta({ description: 'Only those that come from there.' }),
    offset: whole(0).optional(),
    limit: whole(1, 1000).optional(),
  }),
  answers: { 200: { description: 'By name; those of federations last.', schema: schemas.appList } },
  async run({ deps, query: { search, troubled, origin, offset, limit } }) {
    const { total, apps } = await listApps(deps, {
      troubled,
      federated: true,
      ...(origin !== undefined && { origin }),
      ...(search !== undefined && { search }),
      ...(offset !== undefined && { offset }),
      ...(limit !== undefined && { limit }),
    })
    return { status: 200, body: { total, apps: apps.map(summaryJson) } }
  },
})

const show = operation({
  id: 'showApp',
  method: 'get',
  path: '/apps/{name}',
  entityIds: true,
  tag,
  scope: 'read',
  summary: 'One app, with what is wrong with it and what it is told.',
  answers: {
    200: { description: 'The app.', schema: schemas.app, etag: true },
    304: { description: 'It is what If-None-Match names.' },
  },
  async run({ deps, params: { name = '' }, conditions }) {
    const shown = await showApp(deps, name)
    return unlessKnown({ status: 200, body: appJson(shown) }, shown.summary.revision, conditions)
  },
})

const put = operation({
  id: 'putApp',
  method: 'put',
  path: '/apps/{name}',
  tag,
  scope: 'apps',
  summary: 'Puts an app into the store. The same again changes nothing.',
  query: z.object({ ...dryRun }),
  bodies: { 'application/json': schemas.putApp },
  conditional: 'revision',
  answers: changeAnswers,
  async run({ deps, who, params: { name = '' }, query, body, conditions }) {
    await demandNew(deps, name, conditions)
    const { metadata, reason } = body
    const settings = await settingsText(deps, name, body.settings)
    const content: Content = { settings, ...(metadata !== undefined && { metadata }) }
    const wish = { ...wishOf(conditions, query), ...(reason !== undefined && { reason }) }
    return changedAnswer(name, await putApp(deps, who, name, content, wish))
  },
})

/** A map that says what is stored already is not written again in other words: comments stay. */
async function settingsText(
  deps: AdminDependencies,
  name: string,
  settings: z.infer<typeof schemas.putApp>['settings'],
): Promise<string> {
  if (typeof settings === 'string') return settings
  const current = await readApp(deps, name)
  const parsed = current && parseSettings(current.settings)
  if (current !== undefined && isDeepStrictEqual(parsed && plain(parsed), settings)) return current.settings
  return stringify(settings)
}

/** Undefined where aliases would make too much of it: a file in the store may have been written by hand. */
function plain(document: NonNullable<ReturnType<typeof parseSettings>>): unknown {
  try {
    return document.toJS({ maxAliasCount: 50 })
  } catch {
    return undefined
  }
}

const remove = operation({
  id: 'removeApp',
  method: 'delete',
  path: '/apps/{name}',
  tag,
  scope: 'apps',
  summary: 'Removes an app from the store. An undo brings it back.',
  query: z.object({ reason: z.string().max(500).optional() }),
  conditional: 'revision',
  answers: { 204: { description: 'It is gone.' } },
  async run({ deps, who, params: { name = '' }, query: { reason }, conditions }) {
    await removeApp(deps, who, name, { ...wishOf(conditions, {}), ...(reason !== undefined && { reason }) })
    return { status: 204 }
  },
})

/** An answer with the revision that it is of; 304 where the client has that already, or asks for nothing that is there (RFC 9110 13.1.2). */
export function unlessKnown(answer: ApiAnswer, revision: Revision | undefined, conditions: Conditions): ApiAnswer {
  if (revision === undefined) return answer
  const headers = { ETag: etagOf(revision) }
  const isKnown = conditions.onlyNew || conditions.known.includes(revision)
  return isKnown ? { status: 304, headers } : { ...answer, headers }
}

/** What the conditions of a request and its query wish. */
export function wishOf(
  { match, onlyNew }: Conditions,
  { dryRun: only = false, confirmed = false }: { readonly dryRun?: boolean; readonly confirmed?: boolean },
): PutWish {
  return { dryRun: only, confirmed, ...(match !== undefined && !onlyNew && { replaces: match }) }
}

/** If-None-Match: *. @throws Refused `changed-meanwhile` where there is one */
export async function demandNew(deps: AdminDependencies, name: string, { onlyNew }: Conditions): Promise<void> {
  const current = onlyNew ? await readApp(deps, name) : undefined
  if (current === undefined) return
  throw new Refused('changed-meanwhile', `${name} is there already.`, { current: current.revision })
}

export function changedAnswer(name: string, done: PutApp): ApiAnswer {
  const revision = done.document?.revision
  return {
    status: done.outcome === 'created' ? 201 : 200,
    body: changedJson(name, done),
    ...(revision !== undefined && { headers: { ETag: etagOf(revision) } }),
  }
}

export const appOperations: readonly Operation[] = [list, show, put, remove]
