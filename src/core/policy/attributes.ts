/** Claims in, attributes and subject identifier out: toIdentity judges, release gives one app what it may see. */
import { GatewayError } from '../errors.ts'
import type { Json, JsonObject } from '../identifiers.ts'
import type { Pairwise } from '../ports/hub.ts'
import type { UpstreamSettings } from '../ports/roles.ts'
import { type Said, SaidError, said } from '../said.ts'
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

type Judge = Pick<UpstreamSettings, 'name' | 'subjectNamespace' | 'subjectFrom' | 'trustEmail'>

/**
 * What the upstream proved, judged: `claims` is what it said except for an e-mail that it does not vouch for (attack
 * 78), `groups` a list of strings.
 * @throws GatewayError upstream_invalid where the claim that names the person is missing
 */
export function toIdentity(authentication: Authentication, upstream: Judge): Identity {
  const { claims: given } = authentication
  const { email, ...others } = given
  const doubt = doubtOfEmail(given, upstream)
  const claims = doubt === undefined ? given : others
  const groups = toStrings(given.groups)
  return {
    upstream: authentication.upstream,
    subjectNamespace: upstream.subjectNamespace,
    subject: subjectOf(authentication, upstream.subjectFrom, claims),
    claims,
    groups,
    withheld: [
      ...(doubt === undefined ? [] : [withheld('email', doubt)]),
      ...(lacksText(given.groups) ? [withheld('groups', said`what is not a text is only in claims.groups`)] : []),
    ],
    context: authentication.context,
  }
}

const withheld = (claim: string, says: Said) => ({ claim, reason: says.text, says })

/** Why the address is not believed, with the setting that decides; undefined where it is believed, or there is none. */
function doubtOfEmail({ email, email_verified: verified }: JsonObject, { name, trustEmail }: Judge): Said | undefined {
  if (email === undefined || email === null || trustEmail === 'always') return undefined
  const setting = `upstreams.${name}.trustEmail`
  if (verified === undefined || verified === null) {
    return trustEmail === 'absent'
      ? undefined
      : said`the upstream does not say that it is verified (${setting} is ${trustEmail})`
  }
  if (verified !== true && verified !== 'true')
    return said`the upstream says that it is not verified (${setting} is ${trustEmail})`
  // A single `email_verified` can't be about several addresses.
  const several = typeof email === 'object' && !(Array.isArray(email) && email.length === 1)
  return several
    ? said`the upstream says of several addresses that one is verified (${setting} is ${trustEmail})`
    : undefined
}

/** `subjectFrom`, from judged claims: an address that anyone can put into a profile must not identify its owner. */
function subjectOf({ subject: own, inexactClaims = [] }: Authentication, from: string, claims: JsonObject): string {
  const refuse = (reason: string) => {
    const cause = `the claim ${from} (subjectFrom) ${reason}`
    return new GatewayError('upstream_invalid', 'The sign-in service did not say who you are.', { cause })
  }
  const value = from === 'sub' ? own : claims[from]
  const subject = typeof value === 'number' ? String(value) : value
  if (typeof subject !== 'string' || subject === '') {
    throw refuse('is missing, not a string, or an e-mail address that is not trusted (trustEmail)')
  }
  if (from !== 'sub' && inexactClaims.includes(from)) {
    throw refuse('is a number past 2^53, which many programs round: it must be sent as text')
  }
  // All bytes that are not UTF-8 become the same character, and so do halves of surrogate pairs when they are hashed.
  if (/[\ufffd]|\p{Surrogate}/u.test(subject)) throw refuse('is not readable text: it must be sent in UTF-8')
  return subject
}

/** Whether a claim holds something that toStrings leaves out. */
function lacksText(value: Json | undefined): boolean {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value]
  return items.some((item) => typeof item === 'object' && item !== null)
}

/**
 * The result of a claim or expression as attribute values; empty ones and those with no plain text form are left out.
 */
function toStrings(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => (Array.isArray(item) ? [] : toStrings(item)))
  if (typeof value === 'string') return value === '' ? [] : [value]
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean' ? [String(value)] : []
}

export interface ReleaseDemand {
  readonly subject: SubjectKind
  /** The class to assert, already judged. */
  readonly contextClass: string
  /** The transient name this app already has in this session: it is kept, so that logout finds it. */
  readonly transient?: string | undefined
}

/**
 * What one app may see of one person, by the current policy.
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
  try {
    const found = toJson(evaluate(rule.value, identity))
    const value = found === null || rule.shape === undefined ? found : rule.shape(found)
    return value === null ? [] : [{ name: rule.name, value }]
  } catch (error) {
    warn(rule.name, error instanceof Error ? error.message : String(error))
    return []
  }
}

/** An expression's result: integers past what a number holds keep their digits as text. */
function toJson(value: unknown): Json {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (Array.isArray(value)) return value.map(toJson)
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (value === null || value === undefined) return null
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, toJson(item)]))
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
      return { kind, value: pairwise.derive([...policy.pairwiseSector, identity.subjectNamespace, identity.subject]) }
    case 'transient':
      return { kind, value: demand.transient ?? `_${randomToken()}` }
    case 'email':
      return { kind, value: emailSubject(identity) }
    case 'upstream':
      return { kind, value: identity.subject }
    case 'custom':
      return { kind, value: customSubject(identity, policy) }
  }
}

function emailSubject({ claims, withheld, upstream }: Identity): string {
  const doubt = withheld.find(({ claim }) => claim === 'email')
  const { email } = claims
  const [only] = Array.isArray(email) && email.length === 1 ? email : [email]
  if (doubt === undefined) return requireName(only, said`the account has no e-mail address`)
  const why = said`the account has no e-mail address that may be used: ${doubt.says}`
  return requireName(only, why, `upstreams.${upstream}.trustEmail`)
}

function customSubject(identity: Identity, policy: AppPolicy): string {
  if (policy.subjectValue === undefined) return requireName(undefined, said`the config has no expression for the name`)
  let value: unknown
  try {
    value = evaluate(policy.subjectValue, identity)
  } catch (cause) {
    throw nameless(cause)
  }
  return requireName(toStrings(value)[0], said`${policy.subjectValue.source} gives no name for this account`)
}

function requireName(value: unknown, why: Said, setting?: string): string {
  if (typeof value === 'string' && value !== '') return value
  throw nameless(new SaidError(why), setting)
}

const nameless = (cause: unknown, setting?: string): GatewayError =>
  new GatewayError('subject_policy_unmet', 'The account has no value for the name that this application needs.', {
    cause,
    ...(setting !== undefined && { facts: { setting } }),
  })
