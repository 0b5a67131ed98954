/** `/admin/consents`: what the person of a session has agreed that apps are told. */
import type { Reply } from '../../core/http.ts'
import { personName } from '../../core/policy/person-name.ts'
import { consolePage } from '../../pages/console/page.tsx'
import { forgetConsents, listConsents, type Person } from '../consents.ts'
import type { AdminDependencies } from '../dependencies.ts'
import { readSession } from '../sessions.ts'
import { onceSure } from './refusals.ts'
import type { ConsoleRoute, Visit } from './visit.ts'

interface Forgetting {
  readonly admin: AdminDependencies
  /** Address of a path of ours below publicUrl. */
  url(path: string): string
}

const page = '/admin/consents'
const pageOf = (reference: string): string => `${page}?session=${encodeURIComponent(reference)}`

export function consentRoutes(forgetting: Forgetting): readonly ConsoleRoute[] {
  return [
    { method: 'GET', path: page, answer: (visit) => show(forgetting.admin, visit) },
    { method: 'POST', path: `${page}/forget`, answer: (visit) => forget(forgetting, visit) },
  ]
}

async function show(admin: AdminDependencies, { query, frame }: Visit): Promise<Reply> {
  const reference = query.get('session') ?? ''
  const person = await personOf(admin, reference)
  const consents = await listConsents(admin, person)
  return consolePage(await frame('sessions'), { page: 'consents', reference, person: person.name, consents })
}

function forget({ admin, url }: Forgetting, visit: Visit): Promise<Reply> {
  const { form, who } = visit
  const [reference, app] = [form.get('reference') ?? '', form.get('app') ?? '']
  const question = { act: 'forget', on: form.get('name') ?? app, back: pageOf(reference) } as const
  return onceSure(visit, question, async () => {
    await forgetConsents(admin, who, await personOf(admin, reference), app)
    return { kind: 'redirect', location: url(`${pageOf(reference)}&notice=forgotten`) }
  })
}

/** @throws Refused `not-found` */
async function personOf(admin: AdminDependencies, reference: string): Promise<Person & { readonly name: string }> {
  const { session } = await readSession(admin, reference)
  const { upstream, subject, claims } = session.authentication
  return { upstream, subject, name: personName(claims) ?? subject }
}
