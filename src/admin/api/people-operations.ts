/** The operations about people: sessions, and previews of what an app would be told. */
import * as z from 'zod'
import { forgetConsents, listConsents } from '../consents.ts'
import { type PreviewedPerson, previewApp } from '../preview.ts'
import { endOneSession, listSessions } from '../sessions.ts'
import { previewJson, withTimes } from './as-json.ts'
import { type Operation, operation } from './operation.ts'
import * as schemas from './schemas-people.ts'
import { previewedPerson, preview as previewSchema } from './schemas-preview.ts'
import { whole } from './shared.ts'

const list = operation({
  id: 'listSessions',
  method: 'get',
  path: '/sessions',
  tag: 'sessions',
  scope: 'read',
  summary: 'Who is signed in, and to which apps; newest first.',
  query: z.object({
    person: z.string().max(200).optional().meta({ description: 'Part of a name or subject.' }),
    limit: whole(1, 1000).optional(),
  }),
  answers: { 200: { description: 'The sessions.', schema: schemas.sessions } },
  async run({ deps, query: { person, limit } }) {
    const found = await listSessions(deps, {
      ...(person !== undefined && { person }),
      ...(limit !== undefined && { limit }),
    })
    const sessions = found.sessions.map(({ apps, ...session }) => ({
      ...withTimes(session, 'createdAt', 'verifiedAt', 'end'),
      apps: apps.map((app) => withTimes(app, 'issuedAt')),
    }))
    return { status: 200, body: { total: found.total, sessions } }
  },
})

const end = operation({
  id: 'endSession',
  method: 'delete',
  path: '/sessions/{reference}',
  tag: 'sessions',
  scope: 'sessions',
  summary: 'Ends a session and those linked to it; its apps are told.',
  answers: { 200: { description: 'How many ended.', schema: schemas.endedSessions } },
  async run({ deps, who, params: { reference = '' } }) {
    return { status: 200, body: await endOneSession(deps, who, reference) }
  },
})

const preview = operation({
  id: 'previewApp',
  method: 'post',
  path: '/apps/{name}/preview',
  tag: 'apps',
  scope: 'read',
  summary: 'What an app would be told about a person. Nothing is sent and no claim is kept; who looked is.',
  bodies: { 'application/json': previewedPerson },
  answers: { 200: { description: 'The preview.', schema: previewSchema } },
  async run({ deps, who, params: { name = '' }, body }) {
    return { status: 200, body: previewJson(await previewApp(deps, who, name, body as PreviewedPerson)) }
  },
})

const person = z.object({
  upstream: z.string().max(64).meta({ description: 'Which upstream knows the person.' }),
  subject: z.string().min(1).max(1024).meta({ description: 'What it calls them, as the sessions show it.' }),
})

const consents = operation({
  id: 'listConsents',
  method: 'get',
  path: '/consents',
  tag: 'sessions',
  scope: 'read',
  summary: 'What a person has agreed that apps are told.',
  query: person,
  problems: [404],
  answers: { 200: { description: 'By app.', schema: schemas.consents } },
  async run({ deps, query }) {
    return { status: 200, body: { consents: await listConsents(deps, query) } }
  },
})

const forget = operation({
  id: 'forgetConsents',
  method: 'delete',
  path: '/consents',
  tag: 'sessions',
  scope: 'sessions',
  summary: 'Takes back what a person has agreed to: they are asked again, and the app refreshes nothing until then.',
  query: person.extend({
    app: z.string().max(1024).optional().meta({ description: 'Only of the app with this identifier or name.' }),
  }),
  problems: [404],
  answers: { 200: { description: 'How many ended.', schema: schemas.forgottenConsents } },
  async run({ deps, who, query: { app, ...whose } }) {
    return { status: 200, body: await forgetConsents(deps, who, whose, app) }
  },
})

export const peopleOperations: readonly Operation[] = [list, end, preview, consents, forget]
