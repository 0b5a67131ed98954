/** The preview of an app: a person or pasted claims in, what the app would be told out. Nothing is kept or sent. */
import type { Reply } from '../../core/http.ts'
import type { JsonObject } from '../../core/identifiers.ts'
import { whyNoValue } from '../../core/policy/evaluation-words.ts'
import type { ExplainedPart } from '../../core/policy/explain.ts'
import type { PreviewResult, PreviewView, RuleView } from '../../pages/console/app-views.ts'
import { consolePage } from '../../pages/console/page.tsx'
import type { FindingView } from '../../pages/console/parts.tsx'
import { showApp } from '../apps.ts'
import type { AdminDependencies } from '../dependencies.ts'
import { type Preview, type PreviewedPerson, previewApp } from '../preview.ts'
import { Refused } from '../refused.ts'
import { listSessions } from '../sessions.ts'
import { tryExpression } from '../try-expression.ts'
import { rowOf } from './apps.ts'
import { findingOf } from './refusals.ts'
import type { ConsoleRoute, Visit } from './visit.ts'

/** People who can be chosen: the last who signed in. */
const mostPeople = 100

/** Characters of claims. */
const mostClaims = 64 * 1024

/** `/admin/apps/:name/preview`. Its POST changes nothing: a reader may. */
export function previewRoutes(admin: AdminDependencies): readonly ConsoleRoute[] {
  const path = '/admin/apps/:name/preview'
  return [
    { method: 'GET', path, answer: (visit) => show(admin, visit) },
    { method: 'POST', path, role: 'reader', answer: (visit) => preview(admin, visit) },
  ]
}

type Found = Pick<PreviewView, 'result'> & { readonly findings?: readonly FindingView[] }

async function show(admin: AdminDependencies, visit: Visit, { findings = [], ...found }: Found = {}): Promise<Reply> {
  const { summary } = await showApp(admin, visit.params.name ?? '')
  const { sessions } = await listSessions(admin, { limit: mostPeople })
  const entered = (name: string) => visit.form.get(name) ?? ''
  const view: PreviewView = {
    page: 'preview',
    app: rowOf(summary),
    findings,
    people: sessions.map(({ reference, person, subject, upstream }) => ({
      reference,
      name: `${person ?? subject} (${upstream})`,
    })),
    upstreams: admin.upstreams.map(({ name }) => name),
    entered: {
      session: entered('session'),
      upstream: entered('upstream'),
      claims: entered('claims'),
      expression: entered('expression'),
    },
    ...found,
  }
  return consolePage(await visit.frame('apps'), view, findings.length > 0 ? 422 : 200)
}

async function preview(admin: AdminDependencies, visit: Visit): Promise<Reply> {
  try {
    const person = personOf(visit)
    const found = await previewApp(admin, visit.who, visit.params.name ?? '', person)
    const expression = visit.form.get('expression')?.trim() ?? ''
    const tried = expression === '' ? undefined : await tryExpression(admin, person, expression)
    return show(admin, visit, { result: { ...resultOf(found), ...(tried !== undefined && { tried }) } })
  } catch (error) {
    if (!(error instanceof Refused) || error.code === 'not-permitted') throw error
    return show(admin, visit, { findings: [findingOf(error)] })
  }
}

/** @throws Refused `invalid` */
function personOf({ form }: Visit): PreviewedPerson {
  const session = form.get('session')
  if (session) return { session }
  return { upstream: form.get('upstream') ?? '', claims: readClaims(form.get('claims') ?? '') }
}

function readClaims(text: string): JsonObject {
  const cure = 'Write an object, like {"sub": "anna", "groups": ["staff"]}.'
  if (text.length > mostClaims) {
    throw new Refused('invalid', 'These are too many claims.', { cure, says: ['claims-many'] })
  }
  try {
    const read: unknown = JSON.parse(text)
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read as JsonObject
  } catch {
    // Said below, for what is JSON and no object too.
  }
  throw new Refused('invalid', 'The claims are not an object in JSON.', { cure, says: ['claims-no-object'] })
}

function resultOf({ person, verdict, withheld, answer, unanswered }: Preview): PreviewResult {
  return {
    person: person.name ?? person.subject,
    upstream: person.upstream,
    allowed: verdict.allowed,
    ...(verdict.allow !== undefined && { allow: ruleOf(verdict.allow) }),
    reasons: verdict.reasons,
    ...(answer !== undefined && { subject: answer.subject, message: answer.message.text }),
    attributes: answer?.attributes ?? [],
    leftOut: [
      ...(answer?.leftOut ?? []).map(({ name, says }) => ({ name, reason: says })),
      ...withheld.map(({ claim, says }) => ({ name: claim, reason: says })),
    ],
    ...(unanswered !== undefined && { unanswered }),
  }
}

const ruleOf = ({ reason, parts, ...rule }: ExplainedPart): RuleView => ({
  ...rule,
  ...(reason !== undefined && { reason: whyNoValue(reason) }),
  ...(parts !== undefined && { parts: parts.map(ruleOf) }),
})
