/** A real redis-server of a test's own: its folder, socket and port are nobody else's, and it ends with the test. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface RedisServer {
  /** Absolute path of its Unix socket. */
  readonly socket: string
  /** Its own folder, for a certificate or a config file. */
  readonly directory: string
  /**
   * Starts it (again); resolves when it answers.
   * @param login a command that must be sent first, where it wants a password
   */
  start(login?: string): Promise<void>
  /** Ends it at once, as a crash does. */
  crash(): Promise<void>
  /** Stops it from answering: connections stay open, as with a machine that hangs. */
  freeze(): void
  thaw(): void
  /** One inline command on a connection of its own; resolves to the raw answer. */
  command(line: string): Promise<string>
  /** Ends it and removes its folder. */
  remove(): Promise<void>
}

export interface ServerOptions {
  /** Of redis-server, e.g. `['--port', '7000']`; without a port it listens on its socket alone. */
  readonly options?: readonly string[]
  /** Text of its config file. */
  readonly config?: string
  /** It watches others. */
  readonly sentinel?: boolean
}

/** A server, not started yet. */
export async function redisServer({
  options = [],
  config = '',
  sentinel = false,
}: ServerOptions = {}): Promise<RedisServer> {
  const directory = await mkdtemp(join(tmpdir(), 'isthmus-redis-'))
  const socket = join(directory, 'redis.sock')
  const file = join(directory, 'redis.conf')
  await writeFile(file, config)
  const port = options.includes('--port') ? [] : ['--port', '0']
  const args = [file, ...port, '--unixsocket', socket, '--dir', directory, ...options]
  if (sentinel) args.push('--sentinel')
  else args.push('--save', '', '--appendonly', 'no')
  let child: ChildProcess | undefined

  const command = async (line: string): Promise<string> => {
    const connection = connect(socket)
    connection.setTimeout(2000, () => connection.destroy(new Error('no answer')))
    try {
      await once(connection, 'connect')
      connection.write(`${line}\r\n`)
      return await firstAnswer(connection)
    } finally {
      connection.destroy()
    }
  }
  const server: RedisServer = {
    socket,
    directory,
    command,
    async start(login = 'PING') {
      child = spawn('redis-server', args, { stdio: 'ignore' })
      for (const end = Date.now() + 10_000; Date.now() < end; await pause(20))
        if (/^\+(PONG|OK)/.test(await command(login).catch(() => ''))) return
      throw new Error('redis-server did not start')
    },
    async crash() {
      const ending = child
      child = undefined
      if (ending === undefined || ending.exitCode !== null) return
      ending.kill('SIGKILL')
      await once(ending, 'exit')
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    async remove() {
      await server.crash()
      await rm(directory, { recursive: true, force: true })
    },
  }
  return server
}

async function firstAnswer(connection: Socket): Promise<string> {
  const [octets] = await once(connection, 'data')
  return String(octets)
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
