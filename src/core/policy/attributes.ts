/** Claims in, attributes and subject identifier out: toIdentity judges, release gives one app what it may see. */
import { GatewayError } from '../errors.ts'
import type { JsonObject } from '../identifiers.ts'
import type { Pairwise } from '../ports/hub.ts'
import type { Upstream } from '../ports/roles.ts'
import { randomToken } from '../tokens.ts'
import type { AppPolicy, AttributeRule } from './app-policy.ts'
import type { Expression } from './compile.ts'
import { authnInstant } from './freshness.ts'
import type {
  Authentication,
  Identity,
  Release,
  ReleasedAttribute,
  SubjectIdentifier,
  SubjectKind,
} from './identity.ts'

type Judge = Pick<Upstream, 'subjectNamespace' | 'subjectFrom' | 'trustEmail'>

/**
 * What the upstream proved, judged: an unverified e-mail is gone (attack 78), groups are a list of strings.
 * @throws GatewayError upstream_invalid where the claim that names the person is missing
 */
export function toIdentity(authentication: Authentication, upstream: Judge): Identity {
  const { claims: given } = authentication
  const { email, ...others } = given
  const verified = given.email_verified === true || given.email_verified === 'true'
  const groups = toStrings(given.groups)
  const claims: JsonObject = {
    ...others,
    ...(typeof email === 'string' && email !== '' && (verified || upstream.trustEmail) ? { email } : {}),
    groups,
  }
  return {
    upstream: authentication.upstream,
    subjectNamespace: upstream.subjectNamespace,
    subject: subjectOf(authentication, upstream.subjectFrom),
    claims,
    groups,
    context: authentication.context,
  }
}

function subjectOf(authentication: Authentication, from: string): string {
  const value = from === 'sub' ? authentication.subject : authentication.claims[from]
  const subject = typeof value === 'number' ? String(value) : value
  if (typeof subject === 'string' && subject !== '') return subject
  throw new GatewayError('upstream_invalid', 'The sign-in service did not say who you are.', {
    cause: `the claim ${from} (subjectFrom) is missing or no string`,
  })
}

/** A claim or expression's result as attribute values; empty ones and what has no plain text form are left out. */
function toStrings(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => (Array.isArray(item) ? [] : toStrings(item)))
  if (typeof value === 'string') return value === '' ? [] : [value]
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean' ? [String(value)] : []
}

export interface ReleaseDemand {
  readonly subject: SubjectKind
  /** The class to assert, already judged. */
  readonly contextClass: string
  /** The transient name this app already has in this session: it stays, so that logout finds it. */
  readonly transient?: string | undefined
}

/**
 * What one app may see of one person, from today's policy.
 * @param warn - told of each attribute that could not be made: name and reason, never a value
 * @throws GatewayError subject_policy_unmet where the subject asked for can't be given
 */
export function release(
  identity: Identity,
  policy: AppPolicy,
  demand: ReleaseDemand,
  pairwise: Pairwise,
  warn: (attribute: string, reason: string) => void,
): Release {
  return {
    app: policy.app,
    subject: subjectIdentifier(identity, policy, demand, pairwise),
    attributes: policy.attributes.flatMap((rule) => releaseAttribute(rule, identity, warn)),
    contextClass: demand.contextClass,
    authnInstant: authnInstant(identity.context),
    authenticatingAuthority: identity.context.authenticatingAuthority,
  }
}

function releaseAttribute(
  rule: AttributeRule,
  identity: Identity,
  warn: (attribute: string, reason: string) => void,
): ReleasedAttribute[] {
  const { value, ...named } = rule
  try {
    const values = toStrings(evaluate(value, identity))
    return values.length === 0 ? [] : [{ ...named, values }]
  } catch (error) {
    warn(rule.name, error instanceof Error ? error.message : String(error))
    return []
  }
}

function evaluate(expression: Expression, { claims, groups, upstream }: Identity): unknown {
  return expression.evaluate({ claims, groups, upstream })
}

function subjectIdentifier(
  identity: Identity,
  policy: AppPolicy,
  demand: ReleaseDemand,
  pairwise: Pairwise,
): SubjectIdentifier {
  const kind = demand.subject
  switch (kind) {
    case 'persistent':
      return { kind, value: pairwise.derive([policy.app, identity.subjectNamespace, identity.subject]) }
    case 'transient':
      return { kind, value: demand.transient ?? `_${randomToken()}` }
    case 'email':
      return { kind, value: requireName(identity.claims.email, 'a verified e-mail address') }
    case 'custom':
      return { kind, value: customSubject(identity, policy) }
  }
}

function customSubject(identity: Identity, policy: AppPolicy): string {
  if (policy.subjectValue === undefined) return requireName(undefined, 'a value for its nameId')
  let value: unknown
  try {
    value = evaluate(policy.subjectValue, identity)
  } catch (cause) {
    throw new GatewayError('subject_policy_unmet', 'The account lacks what this application wants it named by.', {
      cause,
    })
  }
  return requireName(toStrings(value)[0], policy.subjectValue.source)
}

function requireName(value: unknown, what: string): string {
  if (typeof value === 'string' && value !== '') return value
  throw new GatewayError('subject_policy_unmet', 'The account lacks what this application wants it named by.', {
    cause: `no ${what}`,
  })
}
