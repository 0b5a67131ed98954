/** What a function of admin/ refuses, as a page; and the second yes before a dangerous act. */
import type { Reply } from '../../core/http.ts'
import type { Sayable } from '../../pages/console/finding-words.ts'
import { consolePage } from '../../pages/console/page.tsx'
import type { FindingView } from '../../pages/console/parts.tsx'
import type { ConfirmView } from '../../pages/console/views.ts'
import type { RefusalSentence } from '../refusal-sentences.ts'
import { Refused, type RefusedCode } from '../refused.ts'
import type { Visit } from './visit.ts'

const statusOf: Readonly<Record<RefusedCode, number>> = {
  'not-found': 404,
  'not-permitted': 403,
  invalid: 422,
  'changed-meanwhile': 409,
  'no-revision': 409,
  'in-files': 409,
  confirm: 409,
  unavailable: 503,
  'no-room': 507,
}

/** Answers what `answer` answers; what it refuses becomes a page that leads back. */
export async function orRefused(visit: Visit, answer: () => Promise<Reply>): Promise<Reply> {
  try {
    return await answer()
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    // New names for people: the same form once more, with the second yes in it.
    if (error.code === 'confirm') {
      const on = visit.params.name ?? visit.form.get('app') ?? visit.form.get('name') ?? ''
      return confirm(visit, { act: 'rename', on, reason: said(error) })
    }
    const finding = { severity: 'error', ...said(error) } as const
    const back = visit.http.method === 'POST' ? pageBefore(visit.http.path) : '/admin'
    const missing = error.code === 'not-found' && visit.http.method === 'GET'
    const view = { page: 'refused', finding, more: error.problems, back, missing } as const
    return consolePage(await visit.frame('none'), view, statusOf[error.code])
  }
}

/** The page whose form was posted: what is done to one thing is posted below it. */
const pageBefore = (path: string): string => (path.split('/').length > 3 ? path.replace(/\/[^/]*$/, '') : path)

/** Why a new app was not taken, beside its form. @throws whatever is no refusal of what was entered */
export function findingsOf(error: unknown): readonly FindingView[] {
  if (!(error instanceof Refused) || ['unavailable', 'not-permitted', 'confirm'].includes(error.code)) throw error
  const taken = error.code === 'no-revision' || error.code === 'in-files'
  if (taken && error.problems.length === 0)
    return [{ severity: 'error', path: 'name', ...said(error), cure: 'Choose another name.' }]
  return wrongIn(error)
}

/** What is wrong with a document, one by one; else why it was refused. */
export const wrongIn = (refused: Refused): readonly FindingView[] =>
  refused.problems.length > 0 ? refused.problems : [findingOf(refused)]

/** The field of a form that a sentence is about, where it is the same at every form. */
const fieldOf: Readonly<Partial<Record<RefusalSentence, string>>> = {
  'name-invalid': 'name',
  'claims-many': 'claims',
  'claims-no-object': 'claims',
  'person-nameless': 'claims',
  'no-session': 'session',
  'no-metadata-given': 'text',
}

/** What was refused, as a finding beside the form: in every language that has the sentence, and with its field. */
export function findingOf(refused: Refused): FindingView {
  const [code, values] = refused.says ?? []
  const path = values?.key ?? (code && fieldOf[code])
  return { severity: 'error', ...said(refused), ...(path !== undefined && { path }) }
}

/** At the field for a file: that is what makes a form large. */
export const tooLargeFinding: FindingView = {
  ...findingOf(
    new Refused('invalid', 'What was sent is larger than 1 MB.', {
      cure: 'Send the metadata of this app alone.',
      says: ['upload-too-large'],
    }),
  ),
  path: 'metadata-file',
}

/** Why, as a finding says it. */
function said({ message, cure, says, sentences }: Refused): Sayable {
  const [code, values] = says ?? []
  return {
    message,
    cure,
    ...(code !== undefined && { code }),
    ...(values !== undefined && { values }),
    ...(sentences !== undefined && { says: sentences }),
  }
}

type Question = Pick<ConfirmView, 'act' | 'on'> & Partial<Pick<ConfirmView, 'reason' | 'back'>>

/** Does it if the form says that its sender is sure; else asks, with everything that the form had. */
export async function onceSure(visit: Visit, question: Question, act: () => Promise<Reply>): Promise<Reply> {
  return isSure(visit) ? act() : confirm(visit, question)
}

export const isSure = ({ form }: Pick<Visit, 'form'>): boolean => form.get('sure') === 'yes'

/** The second yes to new names for people: a yes to something else is none to this. */
export const acceptsRenames = ({ form }: Pick<Visit, 'form'>): boolean => form.get('renames') === 'yes'

async function confirm(visit: Visit, { act, on, reason, back }: Question): Promise<Reply> {
  const fields = [...visit.form].filter(([name]) => !['token', 'sure', 'renames'].includes(name))
  return consolePage(await visit.frame('none'), {
    page: 'confirm',
    act,
    on,
    action: visit.http.path,
    fields,
    ...(reason !== undefined && { reason }),
    back: back ?? pageBefore(visit.http.path),
  })
}
