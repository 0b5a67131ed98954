/** What a Redis says about itself that an operator should know. */
import { Cluster } from 'ioredis'
import type { OnTrouble } from './connection.ts'
import type { Client } from './redis-client.ts'

/** The first version with GETDEL and ZADD GT. */
const oldest = [6, 2] as const

/**
 * Warns of a Redis that may evict our records when it is full, or is too old. INFO may be forbidden: then there are no
 * warnings.
 */
export async function warnOfServer(client: Client, onTrouble: OnTrouble): Promise<void> {
  const servers = client instanceof Cluster ? client.nodes('master') : [client]
  for (const server of servers) {
    const text = await server.info().catch(() => '')
    for (const [message, facts] of troubles(text)) onTrouble(message, facts)
  }
}

/** @param text the answer to INFO: lines of `name:value` */
export function troubles(text: string): (readonly [message: string, facts: Readonly<Record<string, unknown>>])[] {
  const facts = new Map(
    text.split(/\r?\n/).map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
  )
  const version = facts.get('redis_version')
  const policy = facts.get('maxmemory_policy')
  const found: [string, Record<string, unknown>][] = []
  if (version !== undefined && isOlder(version))
    found.push(['Redis is too old: logins will fail. Use Redis 6.2 or later, or Valkey.', { version }])
  if (policy !== undefined && policy !== 'noeviction' && facts.get('maxmemory') !== '0')
    found.push([
      'Redis may drop sessions and logins when it is full: set maxmemory-policy to noeviction.',
      { policy, maxmemory: facts.get('maxmemory') },
    ])
  return found
}

function isOlder(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major < oldest[0] || (major === oldest[0] && minor < oldest[1])
}
