/**
 * Storage on Redis (6.2 or later) or Valkey, one server, Sentinel or Cluster: one command for each verb, or a script
 * where no single command does it. Every key has the prefix; every command names one key, or keys of one hash tag, so
 * it suits a cluster.
 */

import { Connection, type OnTrouble } from './connection.ts'
import { type StorageDriver, wholeMilliseconds } from './driver.ts'
import { prove } from './proof.ts'
import { type Client, connect } from './redis-client.ts'
import { warnOfServer } from './redis-server.ts'
import type { ParsedStorage } from './url.ts'

const prefix = 'isthmus:'

/**
 * A sorted set, each member scored with its end by Redis's own clock: the nodes' clocks may differ. It adds before it
 * removes: a full Redis refuses a script at its first writing command only.
 */
const addToSet = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local ttl = tonumber(ARGV[1])
for index = 2, #ARGV do redis.call('ZADD', KEYS[1], 'GT', now + ttl, ARGV[index]) end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
if redis.call('PTTL', KEYS[1]) < ttl then redis.call('PEXPIRE', KEYS[1], ttl) end
return 1`

const members = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
return redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. string.format('%.0f', now), '+inf')`

const count = `
local counted = redis.call('INCR', KEYS[1])
if counted == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return counted`

/** The first writing command is the one that a full Redis refuses: nothing was moved then. */
const move = `
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('SET', KEYS[3], ARGV[1], 'PX', ARGV[2])
redis.call('RENAME', KEYS[1], KEYS[2])
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return 1`

/**
 * A driver that connects in the background: it exists at once, even while Redis is away, and recovers by itself.
 * @param directory what a relative `?ca=` is relative to
 * @throws the error of reading the CA file
 */
export async function redisDriver(
  storage: ParsedStorage,
  directory: string,
  onTrouble: OnTrouble,
): Promise<StorageDriver> {
  const client = await connect(storage, directory)
  const connection = new Connection(client, onTrouble)
  const said = new Set<string>()
  client.on('ready', () =>
    warnOfServer(client, (message, facts) => {
      // Otherwise it would be repeated at every connection.
      if (said.has(message)) return
      said.add(message)
      onTrouble(message, facts)
    }),
  )
  return driverOn(connection)
}

function driverOn(connection: Connection): StorageDriver {
  const run = <T>(command: (client: Client) => Promise<T>) => connection.run(command)
  /** SET with a TTL; resolves to whether it wrote. */
  const set = async (key: string, value: string, ttl: number, condition?: 'NX' | 'XX'): Promise<boolean> => {
    const lifetime = wholeMilliseconds(ttl)
    if (lifetime === 0) return false
    const written = await run((client) =>
      condition === undefined
        ? client.set(prefix + key, value, 'PX', lifetime)
        : condition === 'NX'
          ? client.set(prefix + key, value, 'PX', lifetime, 'NX')
          : client.set(prefix + key, value, 'PX', lifetime, 'XX'),
    )
    return written === 'OK'
  }
  const driver: StorageDriver = {
    async put(key, value, ttl) {
      await set(key, value, ttl)
    },
    replace: (key, value, ttl) => set(key, value, ttl, 'XX'),
    claim: (key, value, ttl) => set(key, value, ttl, 'NX'),
    async move(from, to, beside, ttl) {
      const lifetime = wholeMilliseconds(ttl)
      if (lifetime === 0) return false
      const keys = [prefix + from, prefix + to, prefix + beside.key] as const
      return (await run((client) => client.eval(move, 3, ...keys, beside.value, lifetime))) === 1
    },
    get: async (key) => (await run((client) => client.get(prefix + key))) ?? undefined,
    take: async (key) => (await run((client) => client.getdel(prefix + key))) ?? undefined,
    async addToSet(key, added, ttl) {
      const lifetime = wholeMilliseconds(ttl)
      if (lifetime > 0 && added.length > 0)
        await run((client) => client.eval(addToSet, 1, prefix + key, lifetime, ...added))
    },
    members: async (key) => toTexts(await run((client) => client.eval(members, 1, prefix + key))),
    async count(key, ttl) {
      const lifetime = wholeMilliseconds(ttl)
      return lifetime === 0 ? 0 : Number(await run((client) => client.eval(count, 1, prefix + key, lifetime)))
    },
    async delete(...keys) {
      // One command for each: in a cluster they may be on several nodes.
      await Promise.all(keys.map((key) => run((client) => client.del(prefix + key))))
    },
    async keys(beginning) {
      const found = await run((client) => scan(client, prefix + beginning))
      return found.map((key) => key.slice(prefix.length))
    },
    ping: () => prove(driver),
    close: () => connection.close(),
  }
  return driver
}

/** SCAN on every master; what it returns twice is reported once. */
async function scan(client: Client, beginning: string): Promise<readonly string[]> {
  const nodes = 'nodes' in client ? client.nodes('master') : [client]
  const pattern = `${beginning.replace(/[\\*?[\]]/g, '\\$&')}*`
  const found = new Set<string>()
  for (const node of nodes) {
    let cursor = '0'
    do {
      const [next, keys] = await node.scan(cursor, 'MATCH', pattern, 'COUNT', 1000)
      for (const key of keys) found.add(key)
      cursor = next
    } while (cursor !== '0')
  }
  return [...found]
}

function toTexts(reply: unknown): string[] {
  return Array.isArray(reply) ? reply.map(String) : []
}
