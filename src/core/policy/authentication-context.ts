/**
 * Which authentication context a login satisfies, and with which one an app's demand is answered (SAML Core 3.3.2.2.1;
 * OIDC Core 3.1.2.1 acr_values). A login satisfies a set of classes: the ordinary ones by every login, stronger ones
 * by rows of the upstream's table (acr or amr). Classes are opaque URIs, ordered by strength. The ordinary ones are
 * SAML's, as no other list of them exists; an `acr` can name them too.
 */

import { GatewayError } from '../errors.ts'
import type { ContextDemand, RequestedContexts } from '../login/transaction.ts'
import type { ContextRow, UpstreamSettings } from '../ports/roles.ts'
import type { AuthenticationContext } from './identity.ts'

const unspecifiedClass = 'urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified'
const passwordClass = 'urn:oasis:names:tc:SAML:2.0:ac:classes:Password'
const protectedPasswordClass = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport'

/**
 * Met by every login: php-saml, python3-saml and node-saml ask for exactly PasswordProtectedTransport, and a login
 * with two factors must not fail for being stronger.
 */
const ordinaryClasses = [unspecifiedClass, passwordClass, protectedPasswordClass]

/** All classes an upstream can prove, weakest first: the ordinary ones, then the table's in their order. */
function byStrength(table: readonly ContextRow[]): readonly string[] {
  return [...new Set([...ordinaryClasses, ...table.map((row) => row.class)])]
}

function isMet(row: ContextRow, context: AuthenticationContext): boolean {
  if (row.acr !== undefined && context.acr !== undefined && row.acr.includes(context.acr)) return true
  return row.amr !== undefined && row.amr.length > 0 && row.amr.every((method) => context.amr.includes(method))
}

/**
 * The classes that a login satisfies, weakest first.
 * @param strict - the ordinary classes need a row too
 */
export function satisfiedClasses(
  context: AuthenticationContext,
  table: readonly ContextRow[],
  strict: boolean,
): readonly string[] {
  const proved = new Set(table.filter((row) => isMet(row, context)).map((row) => row.class))
  return byStrength(table).filter((name) => proved.has(name) || (!strict && ordinaryClasses.includes(name)))
}

/**
 * The class to assert: the one asked for where the login satisfies it, else by the comparison the nearest one that
 * does; the strongest one proved where nothing is asked. Undefined when the demand is not met.
 */
export function answerDemand(
  demand: ContextDemand | undefined,
  satisfied: readonly string[],
  table: readonly ContextRow[],
): string | undefined {
  if (demand === undefined) return satisfied.at(-1) ?? unspecifiedClass
  const { classes, comparison } = demand
  if (comparison === 'exact') return classes.find((name) => satisfied.includes(name))
  const order = byStrength(table)
  const ranks = classes.map((name) => order.indexOf(name)).filter((rank) => rank >= 0)
  if (ranks.length === 0) return undefined
  const rank = (name: string) => order.indexOf(name)
  switch (comparison) {
    case 'minimum':
      return (
        classes.find((name) => satisfied.includes(name)) ?? satisfied.find((name) => rank(name) >= Math.min(...ranks))
      )
    case 'better':
      return satisfied.find((name) => rank(name) > Math.max(...ranks))
    case 'maximum':
      return satisfied.findLast((name) => rank(name) <= Math.max(...ranks))
  }
}

/**
 * The acr values to ask the upstream for: those of the rows that would meet the demand and name an acr. None where the
 * app's first choice is what every login meets: when asked for a level, Keycloak wants the password again despite an
 * existing session, and refuses a silent login.
 * @param strict - the ordinary classes need a row too
 */
export function acrValuesFor(
  demand: ContextDemand | undefined,
  table: readonly ContextRow[],
  strict: boolean,
): readonly string[] {
  if (demand === undefined) return []
  const unproved = strict ? [] : ordinaryClasses
  const { comparison, classes } = demand
  const met = answerDemand(demand, unproved, table)
  if (met !== undefined && (comparison !== 'exact' || met === classes[0])) return []
  const meeting = table.filter((row) => !unproved.includes(row.class) && answerDemand(demand, [row.class], table))
  return [...new Set(meeting.flatMap((row) => row.acr ?? []))]
}

/** An app may ask by an acr of the upstream: it stands for the class of its row. */
const classOf = (name: string, table: readonly ContextRow[]): string =>
  table.find(({ acr }) => acr?.includes(name))?.class ?? name

/** The class to assert for what an app requires and prefers; undefined where what it requires is not met. */
export function answerContexts(
  { required, voluntary = [] }: RequestedContexts,
  satisfied: readonly string[],
  table: readonly ContextRow[],
): string | undefined {
  if (required !== undefined) {
    const classes = required.classes.map((name) => classOf(name, table))
    return answerDemand({ ...required, classes }, satisfied, table)
  }
  const wished = voluntary.map((name) => classOf(name, table))
  return wished.find((name) => satisfied.includes(name)) ?? answerDemand(undefined, satisfied, table)
}

/** The acr values to ask for: what is required before what is only preferred (`acrValuesFor`). */
export function acrValuesOf(
  { required, voluntary = [] }: RequestedContexts,
  table: readonly ContextRow[],
  strict: boolean,
): readonly string[] {
  const names = (required?.classes ?? voluntary).map((name) => classOf(name, table))
  if (names.length === 0) return []
  return acrValuesFor({ comparison: required?.comparison ?? 'exact', classes: names }, table, strict)
}

/**
 * Why a login is refused for its context: what was asked for, what was proved, and the setting that says what proves
 * more.
 */
export function contextUnmet(
  { required }: RequestedContexts,
  context: AuthenticationContext,
  { name, contextTable }: Pick<UpstreamSettings, 'name' | 'contextTable'>,
  strict: boolean,
): GatewayError {
  const { classes = [], comparison = 'exact' } = required ?? {}
  const said = [`acr ${context.acr ?? 'none'}`, `amr ${context.amr.join(' ') || 'none'}`]
  const rows = contextTable.filter((row) => classes.includes(row.class))
  const recipe =
    rows.length > 0
      ? `it is proved by ${rows.map(describeRow).join(', or ')}: let the upstream ask the person for that`
      : `no row of upstreams.${name}.contexts proves what is asked: ${rowFor(classes[0] ?? '…', context)}`
  return new GatewayError('context_unmet', 'The login was not as strong as the application requires.', {
    facts: {
      expected: [`${comparison}:`, ...classes],
      received: [...satisfiedClasses(context, contextTable, strict), ...said],
      setting: `upstreams.${name}.contexts`,
    },
    cause: recipe,
  })
}

function rowFor(asked: string, { acr, amr }: AuthenticationContext): string {
  const proof = amr.length > 0 ? `amr: [${amr.join(', ')}]` : acr && `acr: '${acr}'`
  if (proof === undefined) return 'the upstream sends neither acr nor amr, so nothing can prove it'
  return `add { class: ${asked}, ${proof} } if this login is strong enough`
}

function describeRow({ acr, amr }: ContextRow): string {
  const either = [acr && `acr ${acr.join(' or ')}`, amr && `amr ${amr.join(' and ')}`]
  return either.filter((part) => part !== undefined).join(' or ')
}
