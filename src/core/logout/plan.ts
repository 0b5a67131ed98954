/**
 * What comes next in a logout, judged from the facts alone: who took part, how each can be reached, and what
 * became of it. The same facts give the same step on every node.
 */
import type {
  Logout,
  LogoutAttempt,
  LogoutMark,
  LogoutOutcome,
  LogoutRoute,
  LogoutWay,
  Party,
} from '../ports/logout.ts'
import type { Participant } from '../session/records.ts'

/** One app of a logout. */
export interface LogoutParty {
  /** The logout of the session that it took part in; where several ended together, not always the one that leads. */
  readonly logout: Logout
  readonly party: Party
  readonly participant: Participant
  readonly routes: readonly LogoutRoute[]
  readonly marks: readonly LogoutMark[]
  /** It asked for this logout, so it ends its session itself. */
  readonly asked: boolean
}

export type LogoutStep =
  | { readonly kind: 'frames'; readonly stop: 'frame' | 'last'; readonly parties: readonly LogoutParty[] }
  | { readonly kind: 'visit'; readonly party: LogoutParty }
  | { readonly kind: 'over' }

const order: readonly LogoutOutcome[] = ['ended', 'refused', 'told', 'unreachable']

/** The best that is known of an app; undefined where nothing came of it (yet). */
export function outcomeOf({ asked, marks }: Pick<LogoutParty, 'asked' | 'marks'>): LogoutOutcome | undefined {
  if (asked) return 'ended'
  return order.find((outcome) => marks.some(({ state }) => state === outcome))
}

/** Nothing was tried yet. One that asked is told where a route says so. */
export const isUntold = ({ asked, marks, routes }: LogoutParty): boolean =>
  asked ? marks.length === 0 && routes.some(({ tellsAsker }) => tellsAsker) : outcomeOf({ asked, marks }) === undefined

/** The app's best route that goes through a browser, if it has one. */
export function browserRoute({ routes }: Pick<LogoutParty, 'routes'>): LogoutRoute | undefined {
  return routes.find(({ way }) => way !== 'backChannel')
}

/** The route of one kind, where the app has it. */
export function routeBy({ routes }: Pick<LogoutParty, 'routes'>, way: LogoutWay): LogoutRoute | undefined {
  return routes.find((route) => route.way === way)
}

/** Whether two attempts are the same. */
export const sameAttempt = (one: LogoutAttempt, other: LogoutAttempt): boolean =>
  one.way === other.way && one.occasion === other.occasion

const inLastFrame = { way: 'frame', occasion: 'last' } as const

/** During the logout, by this route; or at the end of it. */
const has = ({ marks }: LogoutParty, by: LogoutWay | LogoutAttempt, state: LogoutMark['state']): boolean =>
  marks.some((mark) => sameAttempt(mark.attempt, typeof by === 'string' ? { way: by } : by) && mark.state === state)

/** It answered through the browser, or it can't be asked in any other way than it was. */
function answered(party: LogoutParty): boolean {
  if (outcomeOf(party) === 'ended') return true
  const said = party.marks.filter(({ state }) => state === 'refused' || state === 'told')
  return said.some(
    ({ attempt }) =>
      sameAttempt(attempt, { way: 'chain' }) || attempt.occasion === 'late' || browserRoute(party) === undefined,
  )
}

/**
 * The next step for the browser: frames on our own site together, then one app after the other, then those where nobody
 * listens, in frames again, so that the browser is never left stranded.
 */
export function nextStep(parties: readonly LogoutParty[]): LogoutStep {
  const open = parties.filter((party) => !answered(party))
  const heard = open.filter((party) => !has(party, 'chain', 'unreachable'))
  const askers = parties.filter((party) => party.asked && isUntold(party))
  const framed = [...heard, ...askers].filter((party) => routeBy(party, 'frame') && !has(party, 'frame', 'sent'))
  if (framed.length > 0) return { kind: 'frames', stop: 'frame', parties: framed }
  const [next] = heard.filter((party) => routeBy(party, 'chain') && !has(party, 'chain', 'sent'))
  if (next !== undefined) return { kind: 'visit', party: next }
  const unreachable = open.filter((party) => has(party, 'chain', 'unreachable') && browserRoute(party))
  const last = unreachable.filter((party) => !has(party, inLastFrame, 'sent'))
  return last.length > 0 ? { kind: 'frames', stop: 'last', parties: last } : { kind: 'over' }
}

/**
 * Whether the app must still be told of this logout: it can be, it has not answered, and it was not already told
 * late.
 */
export function isPending(party: LogoutParty, now: number): boolean {
  if (party.routes.length === 0 || party.participant.end <= now || wasToldLate(party)) return false
  return !answered(party) && !(outcomeOf(party) === 'told' && onlyFramed(party))
}

const wasToldLate = ({ marks }: LogoutParty): boolean =>
  marks.some(({ attempt, state }) => attempt.occasion === 'late' && state === 'sent')

/** The operator wants it in a frame, whatever that proves: `told` is all that there will ever be. */
const onlyFramed = ({ routes }: LogoutParty): boolean => routes.every(({ way }) => way === 'frame')
