/** Where the demo's servers listen: fixed ports of localhost where they are free, any free ones elsewhere. */
import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Ports of all; 0 takes any free one. */
export interface DemoPorts {
  readonly app: number
  readonly gateway: number
  readonly op: number
  readonly portal: number
  readonly idp: number
  /** Of the app that nobody has registered yet; any free one where absent. */
  readonly second?: number
}

export const defaultPorts: DemoPorts = { app: 4100, gateway: 4101, op: 4102, portal: 4103, idp: 4104, second: 4105 }

/** A server that listens already, for whose address a listener can be made. */
export interface Place {
  readonly port: number
  readonly address: string
  serve(listener: RequestListener): void
  close(): Promise<void>
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  server.listen(port, host)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

/** Whether something listens on the port under the other name of localhost: the browser could end there. */
async function takenOnIpv6(port: number): Promise<boolean> {
  const probe = createServer()
  try {
    await listen(probe, port, '::1')
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
  } finally {
    probe.close()
  }
}

async function listenOrElsewhere(server: Server, port: number): Promise<number> {
  if (port !== 0 && (await takenOnIpv6(port))) return listen(server, 0, '127.0.0.1')
  try {
    return await listen(server, port, '127.0.0.1')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    return listen(server, 0, '127.0.0.1')
  }
}

/** Takes the port, or a free one where it is taken. Requests that come before `serve` wait in vain for 503. */
export async function takePlace(port: number): Promise<Place> {
  let current: RequestListener = (_request, response) => response.writeHead(503, { 'retry-after': '1' }).end()
  const server = createServer((request, response) => current(request, response))
  const taken = await listenOrElsewhere(server, port)
  return {
    port: taken,
    address: `http://localhost:${taken}`,
    serve: (listener) => {
      current = listener
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
