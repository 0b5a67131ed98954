/**
 * Before names change: whom a new setting would rename. At the app a person with another name is another account, so
 * this is said, and needs a yes of its own.
 */
import { isDeepStrictEqual } from 'node:util'
import type { UpstreamConfig } from '../../config/config.ts'
import type { SubjectKind } from '../../core/policy/identity.ts'
import type { App } from '../app.ts'
import type { SeenPeople, SeenPerson } from './record.ts'
import { pairwiseBasis } from './seen.ts'

/** How the code that answers logins would name somebody; undefined where it refuses. */
export type ChooseName = (app: App, asked?: SubjectKind) => SubjectKind | undefined

/** An app as it would be, with the upstreams that vouch for its people. */
export interface NamingApp {
  readonly app: App
  readonly upstreams: readonly Pick<UpstreamConfig, 'name' | 'subjectNamespace' | 'subjectFrom'>[]
}

export interface Renaming {
  /** People who signed in to the app in these days. */
  readonly seen: number
  readonly days: number
  /** Those of them who would get another name, or none. */
  readonly renamed: number
  /** Those of whom it can't be told. */
  readonly unknown: number
}

const days = 30
const day = 86_400_000

export interface GuardInput {
  readonly people: SeenPeople
  /** As it is now; where absent, only what was recorded of each person counts. */
  readonly before?: NamingApp
  readonly after: NamingApp
  readonly choose: ChooseName
  /** ms since 1970 */
  readonly now: number
}

/** Whom a change would rename; undefined where nobody that is known of. */
export function renamingOf(input: GuardInput): Renaming | undefined {
  const today = Math.floor(input.now / day)
  const recent = [...input.people.values()].filter(({ d }) => today - d <= days)
  const fates = recent.map((person) => fateOf(person, input))
  const count = (fate: Fate) => fates.filter((one) => one === fate).length
  const [renamed, unknown] = [count('renamed'), count('unknown')]
  return renamed + unknown === 0 ? undefined : { seen: recent.length, days, renamed, unknown }
}

/** Whether two settings can name anybody differently at all: the cheap question, before people are counted. */
export function namesAlike(one: NamingApp, other: NamingApp, choose: ChooseName): boolean {
  const made = ({ app, upstreams }: NamingApp) =>
    JSON.stringify([
      app.policy.pairwiseSector,
      choose(app),
      ...(app.protocol === 'saml' ? [app.nameId, app.defaultNameId] : []),
      app.policy.subjectValue?.source,
      allowed({ app, upstreams }).map(({ name, subjectNamespace, subjectFrom }) => [
        name,
        subjectNamespace,
        subjectFrom,
      ]),
    ])
  return made(one) === made(other)
}

/** The sentence for the log, `check` and the command line. */
export function renamingInWords({ seen, renamed, unknown, days: within }: Renaming, app: string): string {
  const people = `${renamed} of ${seen} people seen in the last ${within} days would become new accounts in ${app}`
  return unknown === 0 ? `${people}.` : `${people}; of ${unknown} more it can’t be told.`
}

type Fate = 'same' | 'renamed' | 'unknown'

function fateOf(person: SeenPerson, { before, after, choose }: GuardInput): Fate {
  const wasDefault = before === undefined ? choose(after.app, person.k) !== person.k : choose(before.app) === person.k
  const kind = wasDefault ? choose(after.app) : choose(after.app, person.k)
  const upstreams = allowed(after)
  const upstream = upstreams.find(({ name }) => name === person.u)
  switch (kind) {
    case 'persistent':
      return person.k === 'persistent'
        ? pairwiseFate(person, after.app, upstream === undefined ? upstreams : [upstream])
        : 'renamed'
    case 'upstream':
      if (upstream === undefined) return 'unknown'
      return sameClaim(person, upstream.subjectFrom)
    case 'email':
      if (upstream === undefined) return 'unknown'
      return sameClaim(person, 'email')
    case 'custom':
      if (upstream === undefined) return 'unknown'
      return customFate(person, after.app.policy.subjectValue?.source ?? '')
    default:
      return 'renamed'
  }
}

const allowed = ({ app, upstreams }: NamingApp): NamingApp['upstreams'] =>
  upstreams.filter(({ name }) => app.policy.upstreams === undefined || app.policy.upstreams.includes(name))

/** Made from sector, namespace and subject: the name stays where these do, whatever the upstream is called. */
function pairwiseFate({ basis, c }: SeenPerson, { policy }: App, upstreams: NamingApp['upstreams']): Fate {
  const { pairwiseSector: sector } = policy
  if (upstreams.some((one) => pairwiseBasis(one.subjectNamespace, one.subjectFrom, sector) === basis)) return 'same'
  const [namespace = '', from = '', ...wasFor] = JSON.parse(basis) as readonly string[]
  const known = upstreams.filter(({ subjectNamespace }) => subjectNamespace === namespace)
  if (known.length === 0 || !isDeepStrictEqual(wasFor, sector)) return 'renamed'
  const [was, is] = [c[from], c[known[0]?.subjectFrom ?? '']]
  if (was === undefined || is === undefined) return 'unknown'
  return was === is ? 'same' : 'renamed'
}

const sameClaim = ({ c, n }: SeenPerson, claim: string): Fate =>
  c[claim] === undefined ? 'unknown' : c[claim] === n ? 'same' : 'renamed'

/** The expression that is there already makes the same name; of others only a plain claim can be told. */
function customFate(person: SeenPerson, source: string): Fate {
  if (person.k === 'custom' && person.basis === source) return 'same'
  const claim = /^\s*claims\s*(?:\.\s*\??\s*([A-Za-z_]\w*)|\[\s*["']([^"']+)["']\s*\])\s*$/.exec(source)
  const name = claim?.[1] ?? claim?.[2]
  return name === undefined ? 'unknown' : sameClaim(person, name)
}
