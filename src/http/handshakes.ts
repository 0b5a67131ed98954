/**
 * TLS handshakes by turns (core/admission/turns.ts): each takes as long as a signature, on the one thread that serves
 * everybody, and one client may have hundreds of connections that say hello at the same moment.
 */
import type { Server } from 'node:https'
import type { Socket } from 'node:net'
import { Turns } from '../core/admission/turns.ts'

/**
 * Makes a server, to which nothing has been added yet, wait for the first octets of a connection and for its turn.
 * @param within ms for the first octets
 */
export function handshakesInTurns(server: Server, within: number): void {
  const turns = new Turns()
  const [begin] = server.listeners('connection')
  if (begin === undefined) throw new Error('a TLS server does not listen for connections')
  server.removeAllListeners('connection')
  server.on('connection', (socket: Socket) => {
    const start = () => {
      socket.setTimeout(0)
      if (!socket.destroyed) begin.call(server, socket)
    }
    // Whoever has left before TLS began is nobody's concern.
    socket.on('error', () => socket.destroy())
    socket.setTimeout(within, () => socket.destroy())
    socket.once('readable', () => {
      const turn = turns.take(socket.remoteAddress ?? 'unix')
      if (turn === undefined) start()
      else void turn.then(start)
    })
  })
}
