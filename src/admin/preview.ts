/** What an app would be told about a person, by the code that answers apps. Nothing is sent, and no claim is kept. */
import { GatewayError } from '../core/errors.ts'
import { type JsonObject, type UpstreamName, upstreamName } from '../core/identifiers.ts'
import { toIdentity } from '../core/policy/attributes.ts'
import { whyFailed } from '../core/policy/evaluation-words.ts'
import { type ExplainedPart, explainAllow } from '../core/policy/explain.ts'
import type { Authentication, Identity } from '../core/policy/identity.ts'
import { personName } from '../core/policy/person-name.ts'
import { insteadOf, type Said, SaidError, said } from '../core/said.ts'
import { recordAct } from './acts.ts'
import { type Administrator, demand } from './administrator.ts'
import type { AdminDependencies, AppInForce, PreviewedAnswer } from './dependencies.ts'
import { notFound, Refused } from './refused.ts'
import { readSession } from './sessions.ts'

/** A person from a session that is live, or claims as an upstream would send them. */
export type PreviewedPerson =
  | { readonly session: string }
  /** Of the first upstream where none is named. */
  | { readonly upstream?: string | undefined; readonly claims: JsonObject }

export interface Preview {
  readonly app: { readonly name: string; readonly displayName: string }
  readonly person: { readonly name?: string; readonly subject: string; readonly upstream: UpstreamName }
  /** Claims that are not believed, and why. */
  readonly withheld: Identity['withheld']
  readonly verdict: Verdict
  /** What it would be told; of a person who is refused, what it would be told otherwise. */
  readonly answer?: PreviewedAnswer
  /** Why there is no answer, where there is none. */
  readonly unanswered?: Said
}

export interface Verdict {
  readonly allowed: boolean
  /** Each rule of `allow` with its part in it; absent where the app has no `allow`. */
  readonly allow?: ExplainedPart
  /** Other reasons than `allow`. */
  readonly reasons: readonly Said[]
}

/**
 * @param name an app in force
 * @throws Refused
 */
export async function previewApp(
  deps: AdminDependencies,
  who: Administrator,
  name: string,
  person: PreviewedPerson,
): Promise<Preview> {
  demand(who, 'read')
  const app = deps.apps.all().find((one) => one.name === name)
  if (app === undefined) {
    throw notFound(`app ${name} in force`, 'Only an app in force can be previewed.', ['no-app-in-force', { name }])
  }
  const authentication = await authenticationOf(deps, person)
  // Who looked at whom is kept; what they saw is not.
  const seen = 'session' in person ? { session: person.session.slice(0, 8) } : { upstream: authentication.upstream }
  await recordAct(deps, who, 'preview', { on: name, facts: seen })
  return previewFor(deps, app, authentication)
}

/** The person as an app's rules see them. @throws Refused */
export async function identityOf(deps: AdminDependencies, person: PreviewedPerson): Promise<Identity> {
  return identify(deps, await authenticationOf(deps, person))
}

async function authenticationOf(deps: AdminDependencies, person: PreviewedPerson): Promise<Authentication> {
  if ('session' in person) return (await readSession(deps, person.session)).session.authentication
  const name = person.upstream === undefined ? deps.upstreams[0]?.name : upstreamName(person.upstream)
  if (name === undefined || deps.preview.upstream(name) === undefined) {
    throw notFound(`upstream ${name ?? ''}`.trim(), '', ['no-upstream', { name: name ?? '' }])
  }
  return deps.preview.authentication(name, person.claims)
}

async function previewFor(deps: AdminDependencies, app: AppInForce, authentication: Authentication): Promise<Preview> {
  const identity = identify(deps, authentication)
  const { upstream, subject } = authentication
  const displayed = personName(identity.claims)
  const common = {
    app: { name: app.name, displayName: app.displayName },
    person: { ...(displayed !== undefined && { name: displayed }), subject, upstream },
    withheld: identity.withheld,
    verdict: judge(deps, app, identity),
  }
  try {
    return { ...common, answer: await deps.preview.answer(app, identity, authentication) }
  } catch (error) {
    return { ...common, unanswered: whyUnanswered(error) }
  }
}

function identify(deps: AdminDependencies, authentication: Authentication): Identity {
  const upstream = deps.preview.upstream(authentication.upstream)
  if (upstream === undefined) throw notFound(`upstream ${authentication.upstream}`)
  try {
    return toIdentity(authentication, upstream)
  } catch (error) {
    throw new Refused('invalid', `This person has no name here: ${reasonOf(error)}.`, {
      cure: 'Give the claim that `subjectFrom` of the upstream names; `sub` where it names none.',
      says: ['person-nameless'],
    })
  }
}

function judge(deps: AdminDependencies, app: AppInForce, identity: Identity): Verdict {
  const { policy } = app
  const allow = policy.allow === undefined ? undefined : explainAllow(policy.allow.source, identity)
  const reasons = [
    ...(policy.upstreams !== undefined && !policy.upstreams.includes(identity.upstream)
      ? [said`people from ${identity.upstream} may not use it (upstream)`]
      : []),
    ...(app.disabledUntil !== undefined && app.disabledUntil > deps.now() ? [said`it is switched off (disabled)`] : []),
  ]
  const allowed = reasons.length === 0 && (allow === undefined || allow.result === true)
  return { allowed, ...(allow !== undefined && { allow }), reasons }
}

/** A cause in words says more than the public message. */
function whyUnanswered(error: unknown): Said {
  const cause = error instanceof GatewayError ? error.cause : undefined
  if (cause instanceof SaidError) return cause.says
  if (cause instanceof Error) return said`the name can not be made: ${whyFailed(cause)}`
  const english = reasonOf(error)
  return insteadOf(english, said`There is no answer; in English: ${english}`)
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return typeof error.cause === 'string' ? error.cause : error.message
}
