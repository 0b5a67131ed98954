/** What addresses of metadata have to say: to the log always, and to administrators where it can not wait. */
import type { Deadline } from '../registry/deadline.ts'
import type { SourceEvents, SourceStatus } from '../registry/source-status.ts'
import type { TrustChange } from '../registry/trust.ts'
import type { Log } from '../telemetry/logger.ts'
import type { Alerts } from './alerts.ts'

export interface NewsOptions {
  readonly alerts: Pick<Alerts, 'send'>
  readonly log: Pick<Log, 'info' | 'warn'>
  /** Where they are decided on. */
  readonly publicUrl: string
  /** What differs, in sentences. */
  readonly inWords: (changes: readonly TrustChange[]) => readonly string[]
}

export function sourceNews({ alerts, log, publicUrl, inWords }: NewsOptions): SourceEvents {
  const kind = 'metadata'
  return {
    applied: (address, fields) =>
      log.info({ kind, address, changed: fields }, 'new metadata is in force: nothing in it needed a look'),
    quarantined({ name, address, waiting: { changes, deadline, digest } }) {
      const said = inWords(changes)
      log.warn(
        { kind, address, name, digest, changes: said, ...deadlineFact(deadline) },
        'new metadata waits for a look',
      )
      alerts.send({
        event: 'metadata.waits',
        title: `new metadata of ${new URL(address).host} waits for your look`,
        lines: [
          `${address} has new metadata. The old one stays in force until someone approves the new one:`,
          ...said.map((sentence) => `- ${sentence}`),
          ...(deadline === undefined ? [] : [pressing[deadline.why](dateOf(deadline.at))]),
          `Compare it with what its operator says, then approve or reject it: ${publicUrl}/admin, or \`isthmus app approve ${name} --digest ${digest.slice(0, shown)}\`.`,
        ],
        facts: { name, address, digest, ...deadlineFact(deadline) },
      })
    },
    failing(status) {
      const left = leftOf(status)
      alerts.send({
        event: 'metadata.fails',
        title: `the metadata of ${new URL(status.address).host} can not be read`,
        lines: [
          `${status.address} can not be read${status.failingSince === undefined ? '' : ` since ${dateOf(status.failingSince)}`}.`,
          ...(status.fault === undefined ? [] : [`${status.fault.message} ${status.fault.cure}`]),
          left,
        ],
        facts: { name: status.name, address: status.address, state: status.state },
      })
    },
    notAnApp: (federation, entityId, reason) =>
      log.warn({ kind: 'federation', federation, entityId, reason }, 'an entity of the federation is no app here'),
    storeTrouble: (error) =>
      log.warn({ kind, err: error }, 'copies of metadata can not be kept: a restart would need every address'),
  }
}

function leftOf({ state, validUntil }: SourceStatus): string {
  if (state === 'unread') return 'There is no copy of it: its app is unknown until it answers.'
  if (validUntil === undefined) return 'Its last copy stays in force, and does not say until when it is good.'
  return state === 'ended'
    ? `Its last copy ended on ${dateOf(validUntil)}: its app is out of force.`
    : `Its last copy stays in force until ${dateOf(validUntil)}.`
}

/** Characters of a digest that tell one copy from another. */
const shown = 12

const pressing = {
  'at-once': () => 'It may be using it already: its logins may fail until then.',
  rollover: (date: string) => `Expect it to use its new key from ${date} on, as ADFS does after five days.`,
  validity: (date: string) => `What is in force ends on ${date}.`,
} as const

const deadlineFact = (deadline: Deadline | undefined) => deadline !== undefined && { deadline: dateOf(deadline.at) }

const dateOf = (instant: number): string => `${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')} UTC`
