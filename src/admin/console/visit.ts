/** A request at the console as its pages see it, and their routes. Types only. */
import type { HttpRequest, Method, Reply } from '../../core/http.ts'
import type { ConsoleFrame, Section } from '../../pages/console/frame.ts'
import type { FindingView } from '../../pages/console/parts.tsx'
import type { Role } from '../administrator.ts'
import type { Form } from './form.ts'
import type { ConsoleUser } from './user.ts'

/** One request of a person who is known and may do this. */
export interface Visit {
  readonly http: HttpRequest
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly who: ConsoleUser['who']
  readonly user: ConsoleUser
  /** Empty for a GET. */
  readonly form: Form
  /** The frame of the page that answers. */
  frame(section: Section): Promise<ConsoleFrame>
}

export interface ConsoleRoute {
  readonly method: Extract<Method, 'GET' | 'POST'>
  readonly path: string
  /** Who may: readers GET, administrators POST, where absent. */
  readonly role?: Role
  answer(visit: Visit): Promise<Reply>
  /** The form's own page, where what was sent is so large that its file was not read: `visit.form` has what stood behind it. */
  tooLarge?(visit: Visit, why: FindingView): Promise<Reply>
}
