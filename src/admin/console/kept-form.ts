/**
 * A form whose session had ended when it was sent: it waits for the login, is shown again, and does nothing until its
 * sender presses the button once more. A form that is too large for that is lost, and the page says so.
 */
import { z } from 'zod'
import type { HttpRequest, Reply } from '../../core/http.ts'
import type { LoginDependencies } from '../../core/ports/hub.ts'
import { keepTicket } from '../../core/posted-message.ts'
import type { ConsoleFrame } from '../../pages/console/frame.ts'
import { consolePage } from '../../pages/console/page.tsx'
import { notKept } from '../refused.ts'
import type { Form } from './form.ts'

/** As long as a login may take. */
const lifetime = 30 * 60_000

/** Characters of one form that is kept. */
const largestKept = 256 * 1024

const keptForm = z.object({
  kind: z.literal('form'),
  path: z.string(),
  fields: z.record(z.string(), z.string()),
})

/** Keeps it; resolves to the path that shows it again. @throws GatewayError rate_limited */
export async function keepForm(hub: LoginDependencies, { path, browser }: HttpRequest, form: Form): Promise<string> {
  const kept = { kind: 'form', path, fields: enteredIn(form) } as const
  const size = JSON.stringify(kept).length
  if (size > largestKept) return '/admin?notice=lost'
  return `/admin/again/${await keepTicket(hub, kept, size, browser, lifetime)}`
}

/** Shows a form that waited. It stays until it is over: a reload shows it again. @throws Refused `not-found` */
export async function showKept(hub: LoginDependencies, frame: ConsoleFrame, id: string): Promise<Reply> {
  const { data } = keptForm.safeParse(await hub.stores.tickets.get(id))
  if (data === undefined) throw notKept()
  return showAgain(frame, data.path, new Map(Object.entries(data.fields)))
}

/** The form once more, with a token of this session. */
export function showAgain(frame: ConsoleFrame, path: string, form: Form, status = 200): Reply {
  return consolePage(frame, { page: 'again', action: path, fields: Object.entries(enteredIn(form)) }, status)
}

/** A yes was given to a question that is not on the page any more: it is asked again, and names what it is about. */
const leftOut = ['token', 'sure', 'renames']

const enteredIn = (form: Form): Record<string, string> =>
  Object.fromEntries([...form].filter(([name]) => !leftOut.includes(name)))
