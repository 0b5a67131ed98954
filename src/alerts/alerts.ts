/**
 * Tells administrators at once what can not wait, by webhook and by mail. No login waits for it, and nothing is told
 * about people.
 *
 *   alerts.ts   the queue: few at a time, tried again, never more than a few an hour · alert.ts what is told
 *   webhook.ts  one POST by our client for outgoing calls · mail.ts one mail by SMTP
 *   sources.ts  what addresses of metadata have to say · renames.ts that people have other names
 */
import { setTimeout } from 'node:timers/promises'
import type { AlertsConfig } from '../config/alerts.ts'
import type { OutboundConfig } from '../config/config.ts'
import type { Alert } from './alert.ts'
import { postAlert } from './webhook.ts'

export interface AlertsOptions {
  /** As it is now: a reload may change it. */
  readonly config: () => AlertsConfig | undefined
  readonly outbound: () => OutboundConfig
  /** It could not be told, after all tries. No secret is in it. */
  readonly onFailure: (way: 'webhook' | 'mail', title: string, error: unknown) => void
  /** ms since 1970 */
  readonly now?: () => number
  /** ms before each further try; tests have none. */
  readonly pauses?: readonly number[]
}

export interface Alerts {
  /** Tells it in the background. Never throws. */
  send(alert: Alert): void
  /** Resolves when what waits was told, or given up. */
  settled(): Promise<void>
  close(): void
}

const hour = 3_600_000
/** What one process tells in an hour: whoever serves many addresses must not fill a mailbox. */
const mostInAnHour = 20
const retries = [10_000, 60_000, 300_000]

export function createAlerts(options: AlertsOptions): Alerts {
  const { now = Date.now, pauses = retries } = options
  const stop = new AbortController()
  const told: number[] = []
  let turn: Promise<void> = Promise.resolve()
  return {
    send(alert) {
      const at = now()
      while (told[0] !== undefined && told[0] < at - hour) told.shift()
      if (told.length >= mostInAnHour) return
      told.push(at)
      const last = told.length === mostInAnHour
      const more = 'This is the last one for a while; the log and the console have the rest.'
      const whole = last ? { ...alert, lines: [...alert.lines, more] } : alert
      turn = turn.then(() => tell(whole, at, options, pauses, stop.signal))
    },
    settled: () => turn,
    close: () => stop.abort(),
  }
}

async function tell(
  alert: Alert,
  at: number,
  { config, outbound, onFailure }: AlertsOptions,
  pauses: readonly number[],
  signal: AbortSignal,
): Promise<void> {
  const { webhook, mail } = config() ?? {}
  await Promise.all([
    webhook === undefined
      ? undefined
      : tried(() => postAlert(webhook, alert, at, outbound(), signal), pauses, signal).catch((error: unknown) =>
          onFailure('webhook', alert.title, error),
        ),
    mail === undefined
      ? undefined
      : tried(async () => (await import('./mail.ts')).sendMail(mail, alert, outbound()), pauses, signal).catch(
          (error: unknown) => onFailure('mail', alert.title, error),
        ),
  ])
}

async function tried(work: () => Promise<void>, pauses: readonly number[], signal: AbortSignal): Promise<void> {
  for (let time = 0; ; time++) {
    try {
      return await work()
    } catch (error) {
      const pause = pauses[time]
      if (pause === undefined || signal.aborted) throw error
      await setTimeout(pause, undefined, { signal, ref: false }).catch(() => undefined)
    }
  }
}
