/**
 * What one client may cost the others. Counted within this process only: the limits protect its CPU and the storage
 * behind it, and a round trip for each request would be just what a flood wants. docs/deployment.md has the numbers for
 * operators.
 *
 *   budget.ts      how much per window of time: logins begun, time spent on messages, signatures made
 *   kept.ts        how much at any one time: what is left in the storage
 *   turns.ts       whose request is looked at next; http/ asks it
 *   client-key.ts  who counts as one client, and which site it shares with others
 *
 * What proves who sent it is not counted against an address: a company has many people behind a single one.
 */
import { Budget, type BudgetLimits, type OnSpent } from './budget.ts'
import { clientKeys } from './client-key.ts'
import { Kept, type KeptLimits } from './kept.ts'

const minute = 60_000
const mebioctet = 1024 * 1024
const begun = 'Too many sign-ins from your address were started but not finished.'

/** Out of 128 MiB in memory; a plain login that is abandoned takes 2 kB for 90 minutes. */
const keptLimits: KeptLimits = {
  most: 12 * mebioctet,
  all: { shared: 48 * mebioctet, most: 80 * mebioctet, spared: 64 * 1024 },
  otherwise: begun,
}

/**
 * A login that makes a session takes 6 kB for 8 hours, one answered from it less than 1 for 98 minutes: nobody at a
 * keyboard comes near. Nor can one person fill the memory, which is 128 MiB for everyone.
 */
const keptByPerson = { inMemory: 96 * mebioctet, elsewhere: 512 * mebioctet }

/** Reading a plain request takes 0.1 ms; refusing the most expensive one takes 1 to 2 ms. */
const workLimits: BudgetLimits = {
  most: 250,
  all: { most: 1_000, spared: 20 },
  window: 10_000,
  otherwise: 'Too many unsigned messages came from your address.',
}

/** Bytes as they come, base64 and all: several times what a request without a signature has. */
const plainMessage = 8 * 1024

/** How a message came: those in a query do not use up what those in a form may, or vice versa. */
export type Arriving = 'post' | 'query'

export interface Admission {
  /**
   * A login of this client begins, and is kept under this id in this many bytes.
   * @param lifetime ms
   * @throws GatewayError rate_limited
   */
  begin(client: string, id: string, octets: number, lifetime: number): void
  /** A login that this client began has led to a person. */
  succeed(client: string): void
  /**
   * Something else is to be kept for a request.
   * @throws GatewayError rate_limited
   */
  keep(client: string, id: string, octets: number, lifetime: number): void
  /** A record is replaced by what is left of it. Never refused, since it gets smaller. */
  leave(client: string, id: string, octets: number, lifetime: number): void
  /** A record was deleted; where another node wrote it, one of this client's no longer counts (kept.ts). */
  drop(client: string, id: string): void
  /**
   * Something is kept for a person who is known.
   * @param person a name that is the person's alone, not an address
   * @throws GatewayError rate_limited
   */
  keepForPerson(person: string, id: string, octets: number, lifetime: number): void
  /**
   * Runs what reads a message of this client. The time that takes counts if `check` throws, and if the message is
   * large: a plain one that is accepted counts as a login.
   * @param octets that it reads before the sender is known; 0 where finding out the sender is its job
   * @throws GatewayError rate_limited, without running it; whatever `check` throws
   */
  weigh<T>(client: string, arriving: Arriving, octets: number, check: () => T): T
  /**
   * An answer is to be signed for someone who is not logged in.
   * @throws GatewayError rate_limited
   */
  sign(client: string): void
}

export interface AdmissionOptions {
  /** Logins that one client may have open in a minute, and answers that are signed for it while nobody is logged in. */
  readonly limit: number
  /** ms since 1970 */
  now(): number
  /** ms, to measure with: CPU time, so that a busy machine is not held against anybody. */
  readonly clock?: () => number
  readonly onSpent?: OnSpent
  /** Whether what is kept is in this process's memory; true where absent. */
  readonly inMemory?: boolean
}

/** The budgets of one process. */
export function createAdmission(options: AdmissionOptions): Admission {
  const { limit, now, clock = cpuTime, onSpent = () => {}, inMemory = true } = options
  const each = { most: limit, all: { most: 6 * limit, spared: limit / 20 }, window: minute }
  const logins = new Budget('logins', { ...each, otherwise: begun }, now, onSpent)
  const otherwise = 'Too many requests from your address had to be refused.'
  const signatures = new Budget('signatures', { ...each, otherwise }, now, onSpent)
  const work = {
    post: new Budget('posted messages', workLimits, now, onSpent),
    query: new Budget('messages in queries', workLimits, now, onSpent),
  }
  const kept = new Kept('storage', keptLimits, now, onSpent)
  const most = inMemory ? keptByPerson.inMemory : keptByPerson.elsewhere
  const ofPerson = { most, otherwise: 'You have signed in too often in the last few hours.' }
  const keptOfPerson = new Kept('storage of a person', ofPerson, now, onSpent)
  const keep: Admission['keep'] = (client, id, octets, lifetime) => {
    kept.demand(namesOf(client), octets)
    kept.keep(namesOf(client), id, octets, lifetime)
  }
  return {
    begin(client, id, octets, lifetime) {
      logins.demand(client, 1)
      keep(client, id, octets, lifetime)
      logins.spend(client, 1)
    },
    succeed: (client) => logins.spend(client, -1),
    keep,
    leave: (client, id, octets, lifetime) => kept.keep(namesOf(client), id, octets, lifetime),
    drop: (client, id) => kept.drop(id, clientKeys(client)[0]),
    keepForPerson(person, id, octets, lifetime) {
      keptOfPerson.demand([person], octets)
      keptOfPerson.keep([person], id, octets, lifetime)
    },
    weigh(client, arriving, octets, check) {
      const budget = work[arriving]
      budget.demand(client, 0)
      const began = clock()
      let inVain = true
      try {
        const result = check()
        inVain = false
        return result
      } finally {
        if (inVain || octets > plainMessage) budget.spend(client, clock() - began)
      }
    },
    sign(client) {
      signatures.demand(client, 1)
      signatures.spend(client, 1)
    },
  }
}

const namesOf = (client: string): readonly string[] => clientKeys(client).filter((name) => name !== undefined)

function cpuTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
