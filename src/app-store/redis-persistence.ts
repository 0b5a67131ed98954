/** Whether a Redis keeps on disk what it is told: sessions may be lost, registered apps must not. */
import { Cluster } from 'ioredis'
import type { OnTrouble } from '../storage/connection.ts'
import type { Client } from '../storage/redis-client.ts'

/** Warns, once, of a Redis that forgets. Where we may not ask for its settings, INFO tells less. */
export function warnOfLoss(client: Client, onTrouble: OnTrouble): void {
  let said: string | undefined
  client.on('ready', async () => {
    const servers = client instanceof Cluster ? client.nodes('master') : [client]
    for (const server of servers) {
      const settings = await server.config('GET', 'appendonly').catch(() => undefined)
      const save = await server.config('GET', 'save').catch(() => undefined)
      const info = settings === undefined ? await server.info('persistence').catch(() => '') : ''
      const trouble = lossOf(secondOf(settings) ?? appendOnlyIn(info), secondOf(save))
      if (trouble !== undefined && trouble !== said) onTrouble(trouble, {})
      said = trouble
    }
  })
}

/**
 * @param appendOnly `yes` or `no`; undefined where nobody says
 * @param save when a snapshot is written; empty where never
 */
export function lossOf(appendOnly: string | undefined, save: string | undefined): string | undefined {
  if (appendOnly !== 'no') return undefined
  if (save === '')
    return 'Redis keeps nothing on disk: every app that is registered is gone when it restarts. Set appendonly yes.'
  return 'Redis writes to disk only now and then: after a crash the newest changes of apps are gone. Set appendonly yes.'
}

/** Of an answer in pairs. */
const secondOf = (answer: unknown): string | undefined =>
  Array.isArray(answer) && answer[1] !== undefined ? String(answer[1]) : undefined

const appendOnlyIn = (info: string): string | undefined => {
  const [, enabled] = /^aof_enabled:(\d)/m.exec(info) ?? []
  return enabled === undefined ? undefined : enabled === '1' ? 'yes' : 'no'
}
