/** Clients of Redis, as ioredis makes them: which limits they have, and what they never do. */
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Cluster, Redis, type RedisOptions } from 'ioredis'
import type { ParsedStorage } from './url.ts'

/** ms that a command may take. */
const commandTimeout = 1000
/** ms without an answer to anything: the connection is dead, though nothing said so (a failover, a firewall). */
const silence = 3000

export type Client = Redis | Cluster

/**
 * A client that connects in the background and again whenever the connection is lost. No command is ever sent twice,
 * and none after its caller was told that it failed, except one that got stuck on the way.
 * @param directory what a relative `?ca=` is relative to
 * @throws the error of reading the CA file
 */
export async function connect(storage: ParsedStorage, directory: string): Promise<Client> {
  const tls = storage.tls ? await tlsOptions(storage, directory) : undefined
  const common = commonOptions(storage, tls)
  switch (storage.kind) {
    case 'server':
      return new Redis({ ...common, ...storage.server, retryStrategy })
    case 'socket':
      return new Redis({ ...common, path: storage.path, retryStrategy })
    case 'sentinel':
      return new Redis({ ...common, ...sentinelOptions(storage, tls), retryStrategy })
    case 'cluster':
      return new Cluster([...storage.nodes], {
        redisOptions: common,
        enableOfflineQueue: false,
        clusterRetryStrategy: retryStrategy,
        clusterNodeRetryStrategy: retryStrategy,
        slotsRefreshTimeout: commandTimeout,
        maxRedirections: 8,
        // Certificates name hosts, not addresses.
        ...(tls && { dnsLookup: (address, done) => done(null, address) }),
      })
  }
}

/** ms before the next attempt: at once after a hiccup, every 2 s while Redis is away. */
function retryStrategy(times: number): number {
  return Math.min(2000, 25 * 2 ** Math.min(times, 8)) * (0.75 + Math.random() / 4)
}

/** ioredis types clients by this one option, which we do not use. */
type Options = Omit<RedisOptions, 'replyMapping'>

interface Tls {
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
}

/**
 * The files of TLS, read now, and again at every connection: certificates are renewed while we run. What can't be read
 * then stays as it was.
 */
async function tlsOptions({ ca, cert, key }: ParsedStorage, directory: string): Promise<Tls> {
  const files = Object.entries({ ca, cert, key }).flatMap(([name, file]) =>
    file === undefined ? [] : [[name, resolve(directory, file)] as const],
  )
  const options: Tls = {}
  for (const [name, file] of files) {
    let text = await readFile(file, 'utf8')
    const get = () => {
      text = readIfThere(file) ?? text
      return text
    }
    Object.defineProperty(options, name, { enumerable: true, get })
  }
  return options
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function commonOptions(storage: ParsedStorage, tls: Tls | undefined): Options {
  return {
    ...(storage.username !== undefined && { username: storage.username }),
    ...(storage.password !== undefined && { password: storage.password }),
    ...(tls && { tls }),
    db: storage.db,
    connectionName: 'isthmus',
    connectTimeout: 2000,
    commandTimeout,
    socketTimeout: silence,
    keepAlive: 10_000,
    // A Sentinel may name an outdated master, so its role is checked. Elsewhere a Redis that is still loading says so
    // in answer to a command, and INFO may be forbidden.
    enableReadyCheck: storage.kind === 'sentinel',
    // What was in flight when the connection was lost fails at once and is not sent again: a second GETDEL or
    // SET NX would answer that somebody else was first.
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    enableOfflineQueue: false,
    // A master that a failover made a replica: connect again, to the one that is master now.
    reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
  }
}

function sentinelOptions(storage: ParsedStorage & { kind: 'sentinel' }, tls: Tls | undefined): Options {
  return {
    sentinels: storage.sentinels.map((sentinel) => ({ ...sentinel })),
    name: storage.name,
    sentinelRetryStrategy: retryStrategy,
    sentinelCommandTimeout: commandTimeout,
    ...(storage.sentinelUsername !== undefined && { sentinelUsername: storage.sentinelUsername }),
    ...(storage.sentinelPassword !== undefined && { sentinelPassword: storage.sentinelPassword }),
    ...(tls && { enableTLSForSentinelMode: true, sentinelTLS: tls }),
  }
}
