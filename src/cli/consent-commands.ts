/** `isthmus consent list, forget`: what a person has agreed that apps are told, and its end. */
import type { SeenConsent } from '../admin/consents.ts'
import { loadConfig } from '../config/load.ts'
import { replaceUnseen } from '../core/visible-text.ts'
import type { Asked } from './administration-client.ts'
import type { Command } from './app-commands.ts'
import { count, Plain } from './output.ts'

export interface ConsentOptions {
  readonly config: string
  readonly server?: string
  readonly upstream: string
  readonly subject: string
  readonly app?: string
}

export const listConsentsCommand = (options: ConsentOptions): Command => ({
  run: (client) => reachable(options).then(() => client.ask(asked('GET', options))),
  describe: ({ consents }) => (consents.length === 0 ? 'nothing' : consents.map(describeConsent).join('\n')),
})

export const forgetConsentsCommand = (options: ConsentOptions): Command => ({
  run: (client) => reachable(options).then(() => client.ask(asked('DELETE', options))),
  describe: ({ forgotten }) => `${count(forgotten, 'consent')} taken back`,
})

const asked = (method: Asked['method'], { upstream, subject, app }: ConsentOptions): Asked => ({
  method,
  path: '/consents',
  query: { upstream, subject, ...(app !== undefined && { app }) },
})

/** @throws Plain where only the gateway itself knows */
async function reachable({ server, config: file }: ConsentOptions): Promise<void> {
  if (server !== undefined) return
  const { config } = await loadConfig(file, undefined, { secrets: 'ignored' })
  if (config?.storage.kind !== 'memory') return
  throw new Plain(
    'What people agreed to is in the memory of the gateway itself, where no other process can see it. Ask it: --server.',
  )
}

function describeConsent({ identifier, displayName, told, allowed }: SeenConsent): string {
  const app = displayName === undefined ? identifier : `${displayName}  ${identifier}`
  return [app, `  told: ${told.join(', ')}`, ...(allowed.length === 0 ? [] : [`  may: ${allowed.join(', ')}`])]
    .map((line) => replaceUnseen(line, () => '?'))
    .join('\n')
}
