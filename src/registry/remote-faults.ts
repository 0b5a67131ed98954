/** Why what an address gave is not in force, in words for the operator. */
import { inAllLanguages, insteadOf, type Sentence, said, whole } from '../core/said.ts'
import { correctIt, type Fault, hasRunOut, type Reading } from './reading.ts'
import { ReadingFault } from './reading-fault.ts'
import type { Waiting } from './source-status.ts'
import type { TrustedRoles } from './trust.ts'
import { changesInWords } from './trust-words.ts'

/** An address that has not answered since the start, and of which there is no copy. */
export const unread = (source: string): Reading => ({
  source,
  serviceProviders: [],
  warnings: [],
  notes: [],
  fault: {
    severity: 'warning',
    ...inAllLanguages(
      'The metadata has not been read since the start; until then the app is unknown.',
      'Nothing to do if it answers soon.',
    ),
  },
})

/** Characters of a digest that tell one copy from another, for people. */
const shownOfDigest = 12

/** How many changes are said in one line of the log. */
const mostSaid = 3

/** @param name of its documents, for the command */
export function laidAside({ state, since, changes, deadline, digest }: Waiting, name: string): Fault {
  const different = changesInWords(changes)
  const more = different.length > mostSaid ? `; and ${different.length - mostSaid} more` : ''
  const what = `${different.slice(0, mostSaid).join('; ')}${more}`
  const shared = { severity: 'warning', waits: true } as const
  if (state === 'rejected') {
    const cure = 'Let the app publish its old metadata again; or approve the new one after all.'
    const message = insteadOf(`The new metadata was rejected: ${what}.`, said`The new metadata was rejected.`)
    return { ...shared, ...inAllLanguages(message, cure) }
  }
  const by = deadline && pressing[deadline.why](dateOf(deadline.at))
  const waits = said`The new metadata waits for somebody's look since ${dateOf(since)}.`
  const english = `${waits.text.slice(0, -1)}: ${what}.${by === undefined ? '' : ` ${whole(by).text}`}`
  return {
    ...shared,
    ...inAllLanguages(
      insteadOf(english, by === undefined ? waits : said`${waits} ${whole(by)}`),
      said`Compare it with what its operator says, then \`isthmus app approve ${name} --digest ${digest.slice(0, shownOfDigest)}\`, or in the console.`,
    ),
  }
}

const pressing = {
  'at-once': () => 'The app may be using it already, and its logins fail until then.',
  rollover: (date: string) => said`Expect the app to use its new key from ${date} on.`,
  validity: (date: string) => said`What is in force ends on ${date}.`,
} as const satisfies Readonly<Record<string, (date: string) => Sentence>>

const dateOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10)

/** Old metadata, replayed, brings back keys that were withdrawn (attack 66). @throws GatewayError */
export function refuseOld(inForce: TrustedRoles, offered: TrustedRoles, now: number): void {
  const [was, is] = [inForce, offered].map((roles) => [...roles.serviceProviders, ...(roles.identityProviders ?? [])])
  if (is?.every(({ validUntil }) => hasRunOut(validUntil, now)))
    throw refused('The validUntil of the metadata has passed, or is not a date.')
  for (const { entityId, validUntil } of is ?? []) {
    const until = was?.find((one) => one.entityId === entityId)?.validUntil
    if (until === undefined || hasRunOut(until, now) || (validUntil !== undefined && validUntil >= until)) continue
    throw refused(said`The metadata of ${entityId} is older than the one in force, or has lost its validUntil.`)
  }
}

const refused = (message: Sentence): ReadingFault => new ReadingFault(message, correctIt)
