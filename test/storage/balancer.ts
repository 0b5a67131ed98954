/** A load balancer of a test's own: it stands before gateways, and sends each request where the test says. */
import { createServer, type Server, request as send } from 'node:http'

export interface Balancer {
  readonly url: string
  readonly ports: number[]
  /** How many requests each node got. */
  readonly served: number[]
  /** Sends all requests to one node, by its place, or in turns again. */
  only(place: number | undefined): void
  close(): Promise<void>
}

/** Sends each request to the next node, whoever asks. */
export async function balance(ports: number[]): Promise<Balancer> {
  const served = ports.map(() => 0)
  let turn = 0
  let fixed: number | undefined
  const server: Server = createServer((from, to) => {
    const place = fixed ?? turn++ % ports.length
    served[place] = (served[place] ?? 0) + 1
    const options = {
      port: ports[place],
      host: '127.0.0.1',
      method: from.method,
      path: from.url,
      headers: from.headers,
    }
    const onward = send(options, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(to)
    })
    onward.on('error', () => to.writeHead(502).end())
    from.pipe(onward)
  })
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
  return {
    url: `http://127.0.0.1:${port}`,
    ports,
    served,
    only(place) {
      fixed = place
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
