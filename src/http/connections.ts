/**
 * Shares out connections among clients: none may hold so many that others get none (attack 95). Where one client, or
 * all together, have too many, the one that has been idle longest is closed, and its browser will open it again; only
 * where all of them are in the middle of a request is the new one refused.
 */
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { clientKeys } from '../core/admission/client-key.ts'

export interface ConnectionLimits {
  /** How many one client may hold, and one IPv6 /48. */
  readonly perClient: number
  readonly total: number
  /** Whether an address is a proxy, whose connections are those of all its visitors. */
  isProxy(address: string): boolean
  /** Called when a client, or `everyone` together, would exceed it; often, while a flood lasts. */
  onLimit(client: string): void
}

const everyone = 'everyone'

interface Connection {
  /** The one to close: TLS once there is one, else TCP. */
  socket: Duplex
  readonly clients: readonly string[]
  /** Requests that were read but not yet answered. */
  running: number
}

interface Share {
  held: number
  /** Longest first. */
  readonly idle: Set<Connection>
}

export class Connections {
  readonly #limits: ConnectionLimits
  /** By the names of each client, and for everyone. */
  readonly #shares = new Map<string, Share>()
  readonly #byPort = new Map<string, Connection>()
  readonly #bySocket = new WeakMap<Duplex, Connection>()

  constructor(limits: ConnectionLimits) {
    this.#limits = limits
  }

  /** A TCP connection came: makes room for it, or closes it. */
  admit(socket: Socket): void {
    const address = socket.remoteAddress
    const names = address === undefined || this.#limits.isProxy(address) ? [] : clientKeys(address)
    // The client's own share first: what makes room there makes room among all.
    const clients = [...names, everyone]
    if (!clients.every((name) => this.#makeRoom(name))) return void socket.destroy()
    const connection: Connection = { socket, clients, running: 0 }
    const port = portOf(socket)
    this.#bySocket.set(socket, connection)
    if (port !== undefined) this.#byPort.set(port, connection)
    for (const name of clients) {
      const share = this.#shares.get(name) ?? { held: 0, idle: new Set() }
      share.held += 1
      share.idle.add(connection)
      this.#shares.set(name, share)
    }
    socket.once('close', () => {
      if (port !== undefined && this.#byPort.get(port) === connection) this.#byPort.delete(port)
      this.#forget(connection)
    })
  }

  /** TLS was negotiated over an earlier connection. */
  secure(socket: Socket): void {
    const connection = this.#byPort.get(portOf(socket) ?? '')
    if (connection === undefined) return
    connection.socket = socket
    this.#bySocket.set(socket, connection)
  }

  /** A request was read on this connection. */
  begin(socket: Duplex): void {
    const connection = this.#bySocket.get(socket)
    if (connection === undefined) return
    connection.running += 1
    for (const name of connection.clients) this.#shares.get(name)?.idle.delete(connection)
  }

  /** A request of this connection was answered, or given up. */
  end(socket: Duplex): void {
    const connection = this.#bySocket.get(socket)
    if (connection === undefined) return
    connection.running -= 1
    if (connection.running > 0 || socket.destroyed) return
    for (const name of connection.clients) this.#shares.get(name)?.idle.add(connection)
  }

  #makeRoom(name: string): boolean {
    const share = this.#shares.get(name)
    if (share === undefined || share.held < (name === everyone ? this.#limits.total : this.#limits.perClient))
      return true
    this.#limits.onLimit(name)
    const [longest] = share.idle
    if (longest === undefined) return false
    // Its `close` comes later; the room is there now.
    this.#forget(longest)
    longest.socket.destroy()
    return true
  }

  #forget(connection: Connection): void {
    if (this.#bySocket.get(connection.socket) === undefined) return
    this.#bySocket.delete(connection.socket)
    for (const name of connection.clients) {
      const share = this.#shares.get(name)
      if (share === undefined) continue
      share.idle.delete(connection)
      share.held -= 1
      if (share.held === 0) this.#shares.delete(name)
    }
  }
}

/** Identifies an open connection, the same for TCP and for TLS over it; undefined for a unix socket. */
function portOf({ remoteAddress, remotePort }: Socket): string | undefined {
  return remotePort === undefined ? undefined : `${remoteAddress} ${remotePort}`
}
